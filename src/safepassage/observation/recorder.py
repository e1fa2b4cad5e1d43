"""Keeps what every step left in the ledger and the registers, and turns it into indicators when asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.observation.indicators import INDICATOR_NAMES
from safepassage.world.codes import Count, Expected, Role, Situation
from safepassage.world.ledger import FIXED_POINT
from safepassage.world.world import World

_AT = {name: number for number, name in enumerate(INDICATOR_NAMES)}

_FROM_COUNT = {
    "trafficked": Count.TRAFFICKED, "entered_exploitation": Count.ENTERED_EXPLOITATION,
    "departures_regular": Count.DEPARTURES_REGULAR, "departures_irregular": Count.DEPARTURES_IRREGULAR,
    "attempts": Count.ATTEMPTS, "crossed_formal": Count.CROSSED_FORMAL,
    "crossed_traditional": Count.CROSSED_TRADITIONAL, "crossed_unofficial": Count.CROSSED_UNOFFICIAL,
    "crossed_hub": Count.CROSSED_HUB, "refused": Count.REFUSED, "identified_true": Count.IDENTIFIED_TRUE,
    "identified_false": Count.IDENTIFIED_FALSE, "assisted": Count.ASSISTED, "returned": Count.RETURNED,
    "retrafficked": Count.RETRAFFICKED, "deported": Count.DEPORTED, "deaths_abroad": Count.DEATHS_ABROAD,
    "placements": Count.PLACEMENTS,
}  # fmt: skip
_RECORDED = (
    "recorded_cases",
    "recorded_victims",
    "recorded_suspects",
    "registered_victims",
    "deaths_repatriated",
    "recorded_deportations",
    "recorded_interceptions",
)
_DISTRICT_ROLES = [Role.BORDER_POST, Role.PATROL, Role.INVESTIGATOR, Role.LABOUR_SERVICE]


class SeriesRecorder:
    """An observer that keeps raw rows, and gives ``series``: float64 [steps, districts, indicators].

    Columns in the order of ``INDICATOR_NAMES``; persons scaled by 1 / population share; zero for
    steps that have not been taken.
    """

    def __init__(self, steps: int, districts: int) -> None:
        shape = (steps, districts)
        self._steps_read = 0
        self._count = np.zeros((*shape, len(Count)), np.int64)
        self._stock = np.zeros((*shape, len(Situation)), np.int64)
        self._deaths = np.zeros(shape, np.int64)
        self._trafficked = np.zeros(shape, np.int64)
        self._recorded = np.zeros((*shape, len(_RECORDED)), np.int64)
        self._cases = np.zeros(shape)
        self._arrests = np.zeros(shape, np.int64)
        self._active = np.zeros(shape, np.int64)
        self._moved = np.zeros((*shape, 2), np.int64)  # in, out
        self._awareness = np.zeros(shape)
        self._training = np.zeros((*shape, len(Role)))
        self._responsiveness = np.zeros(shape)
        self._spend = np.zeros((*shape, 3))
        self.entered_by_gate: NDArray[np.int64] = np.zeros(0, np.int64)
        """Simulated persons who entered exploitation since the start, by the last gate they passed, [gates]."""
        self._scale = self._years = self._victims_per_case = 1.0
        self._people = np.ones(districts)
        self._district_of_cell = np.zeros(0, np.int64)

    def read(self, world: World) -> None:
        """Copy the raw numbers of the world's present step."""
        t = world.scenario_step
        ledger, registers, governments = world.ledger, world.registers, world.governments
        districts = self._people.size
        if t == 0:
            self._scale, self._years = world.clock.scale, world.clock.years
            self._victims_per_case = world.parameters.enforcement.victims_per_case
            self._district_of_cell = world.ground.cell_district
            number = np.bincount(self._district_of_cell, world.sample.of_cell, minlength=districts)
            self._people = np.maximum(number, 1.0)
            self.entered_by_gate = np.zeros(ledger.entered_by_gate.size, np.int64)
        self.entered_by_gate += ledger.entered_by_gate
        self._count[t] = ledger.counts
        self._stock[t] = ledger.stock
        self._deaths[t] = ledger.expected[:, Expected.DEATHS]
        self._trafficked[t] = ledger.expected[:, Expected.TRAFFICKED]
        self._recorded[t] = registers.recorded
        self._cases[t] = registers.expected[:, 0]
        self._arrests[t] = registers.arrests
        self._active[t] = registers.active
        self._moved[t, :, 0] = ledger.moved.sum(axis=0)
        self._moved[t, :, 1] = ledger.moved.sum(axis=1)
        self._awareness[t] = np.bincount(self._district_of_cell, ledger.awareness, minlength=districts)
        self._training[t] = governments.training[:districts]
        self._responsiveness[t] = governments.responsiveness[:districts]
        self._spend[t, :, 0] = governments.spend_iom_usd[:districts]
        self._spend[t, :, 1] = governments.spend_own_usd[:districts]
        self._spend[t, :, 2] = governments.unspent_usd[:districts]
        self._steps_read = t + 1

    @property
    def series(self) -> NDArray[np.float64]:
        """All indicators of all steps, made anew at each call."""
        out = np.zeros((*self._cases.shape, len(INDICATOR_NAMES)))
        scale, done = self._scale, self._steps_read
        for name, count in _FROM_COUNT.items():
            out[:, :, _AT[name]] = self._count[:, :, count] * scale
        for column, name in enumerate(_RECORDED):
            out[:, :, _AT[name]] = self._recorded[:, :, column]
        exploited = self._stock[:, :, Situation.EXPLOITED] * scale
        out[:, :, _AT["exploited"]] = exploited
        out[:done, :, _AT["exploitation_years"]] = np.cumsum(exploited[:done] * self._years, axis=0)
        out[:, :, _AT["abroad"]] = exploited + self._stock[:, :, Situation.WORKING] * scale
        alive = self._stock.sum(axis=2) - self._stock[:, :, Situation.DEAD]
        out[:, :, _AT["population"]] = alive * scale
        out[:, :, _AT["expected_cases"]] = self._cases
        out[:, :, _AT["expected_victims"]] = self._cases * self._victims_per_case
        out[:, :, _AT["expected_trafficked"]] = self._trafficked / FIXED_POINT * scale
        out[:, :, _AT["expected_deaths"]] = self._deaths / FIXED_POINT * scale
        out[:, :, _AT["recruiters_active"]] = self._active
        out[:, :, _AT["recruiters_arrested"]] = self._arrests
        out[:, :, _AT["recruiters_moved_in"]] = self._moved[:, :, 0]
        out[:, :, _AT["recruiters_moved_out"]] = self._moved[:, :, 1]
        out[:, :, _AT["awareness"]] = self._awareness / FIXED_POINT / self._people
        out[:, :, _AT["training"]] = self._training[:, :, _DISTRICT_ROLES].mean(axis=2)
        out[:, :, _AT["responsiveness"]] = self._responsiveness
        out[:, :, _AT["spend_usd"]] = self._spend[:, :, 0]
        out[:, :, _AT["spend_government_usd"]] = self._spend[:, :, 1]
        out[:, :, _AT["unspent_usd"]] = self._spend[:, :, 2]
        return out
