"""When it is."""

from __future__ import annotations

from typing import NamedTuple

YEAR_DAYS = 365.25
YEAR_WEEKS = 52.1786


class Clock(NamedTuple):
    """The step at hand."""

    step: int  # since the start of the spin-up; keys every draw
    day: float  # of the beginning of the step, since the start of the spin-up
    days: float  # length of the step
    years: float  # length of the step
    age_years: float = (
        0.0  # years since the start of the scenario; zero in the spin-up, when ages stand still
    )
    scale: float = 1.0  # real persons per simulated one
    counting: bool = False  # whether persons' own ledgers are written (not in the spin-up)

    def later(self) -> Clock:
        """The next step."""
        age = self.age_years + self.years if self.counting else 0.0
        day = self.day + self.days
        return Clock(self.step + 1, day, self.days, self.years, age, self.scale, self.counting)
