"""Writes every indicator of every step and district into one array."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.observation.indicators import INDICATOR_NAMES
from safepassage.world.codes import Role, Situation
from safepassage.world.ledger import Count
from safepassage.world.world import World

_AT = {name: number for number, name in enumerate(INDICATOR_NAMES)}

_FROM_COUNT = {
    "trafficked": Count.TRAFFICKED, "entered_exploitation": Count.ENTERED_EXPLOITATION,
    "departures_regular": Count.DEPARTURES_REGULAR, "departures_irregular": Count.DEPARTURES_IRREGULAR,
    "attempts": Count.ATTEMPTS, "crossed_formal": Count.CROSSED_FORMAL,
    "crossed_traditional": Count.CROSSED_TRADITIONAL, "crossed_unofficial": Count.CROSSED_UNOFFICIAL,
    "crossed_hub": Count.CROSSED_HUB, "refused": Count.REFUSED, "identified_true": Count.IDENTIFIED_TRUE,
    "identified_false": Count.IDENTIFIED_FALSE, "assisted": Count.ASSISTED, "returned": Count.RETURNED,
    "retrafficked": Count.RETRAFFICKED, "deaths_abroad": Count.DEATHS_ABROAD, "placements": Count.PLACEMENTS,
}  # fmt: skip
_COUNT_TO = np.array([_AT[name] for name in _FROM_COUNT])
_COUNT_FROM = np.array([int(count) for count in _FROM_COUNT.values()])
_RECORDED_TO = np.array(
    [_AT[n] for n in ("recorded_cases", "recorded_victims", "recorded_suspects", "registered_victims", "deaths_repatriated")]
)
_DISTRICT_ROLES = np.array([Role.BORDER_POST, Role.PATROL, Role.INVESTIGATOR, Role.LABOUR_SERVICE])


class SeriesRecorder:
    """An observer that keeps ``series``, float64 [steps, districts, indicators].

    Columns in the order of ``INDICATOR_NAMES``; persons scaled by 1 / population share.
    """

    def __init__(self, steps: int, districts: int) -> None:
        self.series: NDArray[np.float64] = np.zeros((steps, districts, len(INDICATOR_NAMES)))

    def read(self, world: World) -> None:
        """Fill the row of the world's present step."""
        step, scale, years = world.scenario_step, world.clock.scale, world.clock.years
        ledger, registers, governments = world.ledger, world.registers, world.governments
        districts = ledger.stock.shape[0]
        row = self.series[step]
        row[:, _COUNT_TO] = ledger.count[:, _COUNT_FROM] * scale
        row[:, _RECORDED_TO] = registers.recorded
        exploited = ledger.stock[:, Situation.EXPLOITED] * scale
        row[:, _AT["exploited"]] = exploited
        before = self.series[step - 1, :, _AT["exploitation_years"]] if step else 0.0
        row[:, _AT["exploitation_years"]] = before + exploited * years
        row[:, _AT["abroad"]] = exploited + ledger.stock[:, Situation.WORKING] * scale
        row[:, _AT["expected_cases"]] = registers.expected[:, 0]
        row[:, _AT["expected_victims"]] = registers.expected[:, 0] * world.parameters.enforcement.victims_per_case
        row[:, _AT["expected_deaths"]] = ledger.expected[:, 2] / 2.0**40 * scale
        free = world.recruiters.active & (world.recruiters.custody_until <= world.clock.day + world.clock.days)
        row[:, _AT["recruiters_active"]] = np.bincount(world.recruiters.district[free], minlength=districts)
        row[:, _AT["recruiters_arrested"]] = registers.arrests
        number = np.bincount(world.ground.cell_district, world.sample_of_cell, minlength=districts)
        total = np.bincount(world.ground.cell_district, ledger.awareness, minlength=districts)
        row[:, _AT["awareness"]] = total / 2.0**40 / np.maximum(number, 1.0)
        row[:, _AT["training"]] = governments.training[:districts, _DISTRICT_ROLES].mean(axis=1)
        row[:, _AT["responsiveness"]] = governments.responsiveness[:districts]
        row[:, _AT["spend_usd"]] = governments.spend_iom_usd[:districts]
        row[:, _AT["spend_government_usd"]] = governments.spend_own_usd[:districts]
        row[:, _AT["population"]] = (ledger.stock.sum(axis=1) - ledger.stock[:, Situation.DEAD]) * scale
