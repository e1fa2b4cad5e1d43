"""When an intervention acts: from a date to a date, else always."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from safepassage.world.world import World


@dataclass(frozen=True)
class Timed:
    """Acts in steps that begin in [start, end); None means no limit."""

    start: dt.date | None = None
    end: dt.date | None = None

    def strength(self, field: str, passport: float) -> float:
        """The field's value where the scenario gives one, else the passport's of this run."""
        given = getattr(self, field)
        return passport if given is None else float(given)

    def active(self, world: World) -> float:
        """One in the steps in which the intervention acts, else zero."""
        assert world.schedule is not None
        today = world.schedule.dates[world.scenario_step]
        if self.start is not None and today < self.start:
            return 0.0
        if self.end is not None and today >= self.end:
            return 0.0
        return 1.0
