"""Keeps what every step left in the world, and turns it into indicators when asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.observation.indicators import INDICATORS
from safepassage.observation.readings import Raw, Scales
from safepassage.world.world import World

_TAKES = tuple(dict.fromkeys(one.reading.take for one in INDICATORS))
"""What is kept of a step, each once."""


class SeriesRecorder:
    """An observer that keeps raw arrays, and gives ``series``: float64 [steps, districts, indicators].

    Columns in the order of ``INDICATORS``; persons scaled by 1 / population share; zero for steps
    that have not been taken.
    """

    def __init__(self, steps: int, districts: int) -> None:
        self._steps, self._districts = steps, districts
        self._steps_read = 0
        self._kept: list[Raw] = []  # an array for each of _TAKES
        self._scales: Scales | None = None
        self.entered_by_gate: NDArray[np.int64] = np.zeros(0, np.int64)
        """Simulated persons who entered exploitation since the start, by the last gate they passed, [gates]."""

    def read(self, world: World) -> None:
        """Copy the raw numbers of the world's present step."""
        t = world.scenario_step
        if t == 0:
            self._begin(world)
        self.entered_by_gate += world.ledger.entered_by_gate
        for take, kept in zip(_TAKES, self._kept, strict=True):
            kept[t] = take(world)
        self._steps_read = t + 1

    def _begin(self, world: World) -> None:
        number = np.bincount(world.ground.cell_district, world.sample.of_cell, minlength=self._districts)
        people = np.maximum(number, 1.0)
        self._scales = Scales(world.clock.scale, world.clock.years, people, world.parameters)
        self.entered_by_gate = np.zeros(world.ledger.entered_by_gate.size, np.int64)
        firsts = [take(world) for take in _TAKES]
        self._kept = [np.zeros((self._steps, *first.shape), first.dtype) for first in firsts]

    @property
    def series(self) -> NDArray[np.float64]:
        """All indicators of all steps, made anew at each call."""
        out = np.zeros((self._steps, self._districts, len(INDICATORS)))
        if self._scales is not None:
            done = self._steps_read
            kept = {
                take: array[:done, : self._districts] for take, array in zip(_TAKES, self._kept, strict=True)
            }
            for at, one in enumerate(INDICATORS):
                out[:done, :, at] = one.reading.tell(kept[one.reading.take], self._scales)
        return out
