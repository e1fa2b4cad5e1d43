"""A recruiter: a place in the trade, which stays when whoever holds it leaves."""

from __future__ import annotations

from typing import Any

import mesa

from benchmarks.twin.ground import Cell, District
from benchmarks.twin.week import Week
from safepassage.world.draws import Decision, uniform


class Recruiter(mesa.Agent):
    """A place in the trade: a licensed agency sponsor or an unlicensed broker, or vacant."""

    slot: int
    district: District
    cell: Cell
    home_cell: Cell
    native_district: District
    native_cell: Cell
    licensed: bool
    deceptiveness: float
    intent: float
    deceit_score: float
    intent_score: float
    contacts_per_week: float
    active: bool
    custody_until: float
    contacts_made: int
    rekeyed: bool
    reports: float  # expected, that wait and name this recruiter, full scale

    def __init__(self, model: mesa.Model, **values: Any) -> None:
        super().__init__(model)
        self.__dict__.update(values)
        self.page_reports = 0  # of clients, in this step, fixed point
        self.district.recruiters.append(self)

    def draw(self, week: Week, decision: Decision, alternative: int = 0) -> float:
        """A uniform number of this recruiter's own."""
        return uniform(week.keys[decision], week.step, self.slot, alternative)

    def working(self, week: Week) -> bool:
        """In the trade and not in custody."""
        return self.active and self.custody_until <= week.day

    def settle_in(self, district: District, home: Cell) -> None:
        """Live and work in a district from now on."""
        self.district.recruiters.remove(self)
        district.recruiters.append(self)
        self.district, self.home_cell, self.cell = district, home, home
        self.reports = 0.0
