"""Keeps what every step left in the world, and turns it into indicators when asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.observation.indicators import INDICATORS
from safepassage.observation.readings import Raw, Scales, Take
from safepassage.world.world import World


class SeriesRecorder:
    """An observer that keeps raw arrays, and gives ``series``: float64 [steps, districts, indicators].

    Columns in the order of ``INDICATORS``; persons scaled by 1 / population share; zero for steps
    that have not been taken.
    """

    def __init__(self, steps: int, districts: int) -> None:
        self._steps, self._districts = steps, districts
        self._steps_read = 0
        self._kept: dict[Take, Raw] = {}
        self._scales: Scales | None = None
        self.entered_by_gate: NDArray[np.int64] = np.zeros(0, np.int64)
        """Simulated persons who entered exploitation since the start, by the last gate they passed, [gates]."""

    def read(self, world: World) -> None:
        """Copy the raw numbers of the world's present step."""
        t = world.scenario_step
        if t == 0:
            self._begin(world)
        self.entered_by_gate += world.ledger.entered_by_gate
        for take, kept in self._kept.items():
            kept[t] = take(world)
        self._steps_read = t + 1

    def _begin(self, world: World) -> None:
        number = np.bincount(world.ground.cell_district, world.sample_of_cell, minlength=self._districts)
        people = np.maximum(number, 1.0)
        self._scales = Scales(world.clock.scale, world.clock.years, people, world.parameters)
        self.entered_by_gate = np.zeros(world.ledger.entered_by_gate.size, np.int64)
        for take in (one.reading.take for one in INDICATORS):
            array = take(world)
            self._kept[take] = np.zeros((self._steps, *array.shape), array.dtype)

    @property
    def series(self) -> NDArray[np.float64]:
        """All indicators of all steps, made anew at each call."""
        out = np.zeros((self._steps, self._districts, len(INDICATORS)))
        if self._scales is not None:
            done = self._steps_read
            for at, reading in enumerate(one.reading for one in INDICATORS):
                kept = self._kept[reading.take][:done, : self._districts]
                out[:done, :, at] = reading.tell(kept, self._scales)
        return out
