"""What a step is for those who live through it: its parameters, its keys, its dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True, slots=True)
class Week:
    """One step; handed to everything that happens in it.

    Attributes
    ----------
    p
        Parameters by name.
    keys
        Of draws, by decision.
    step
        Number since the beginning of the spin-up; keys draws.
    of_scenario
        Number since the start of the scenario.
    today
        First day, by the calendar.
    day, days, years
        First day since the beginning, and the length of a step in days and in years.
    age_years
        By how much everybody has aged since the beginning.
    scale
        Real persons for each simulated one.
    budget_usd_per_year, targeting
        IOM's money, and the rule by which districts share it.
    """

    p: SimpleNamespace
    keys: list[Any]
    step: int
    of_scenario: int
    today: dt.date
    day: float
    days: float
    years: float
    age_years: float
    scale: float
    budget_usd_per_year: float
    targeting: str

    @property
    def end(self) -> float:
        """The day on which the next step begins."""
        return self.day + self.days
