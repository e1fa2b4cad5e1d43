"""All places and agents of a twin, and how they are found."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

import mesa

from benchmarks.twin.government import LocalGovernment, Official
from benchmarks.twin.ground import Cell, District, Gate, Route, Subdistrict
from benchmarks.twin.person import Person
from benchmarks.twin.recruiter import Recruiter
from safepassage.world.codes import Situation


@dataclass
class Land:
    """The border regions with everybody in them."""

    consular_training: float
    consular_load: float  # remembered finds a year
    consular_courses: float = 0.0  # wanted in this step
    case_chance: float = 1.0  # of who is found, in this step
    governments: list[LocalGovernment] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    districts: list[District] = field(default_factory=list)
    subdistricts: list[Subdistrict] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    recruiters: list[Recruiter] = field(default_factory=list)
    persons: mesa.agent.AgentSet | None = None
    persons_in: dict[Situation, dict[Person, None]] = field(
        default_factory=lambda: {situation: {} for situation in Situation}
    )
    person_of: dict[int, Person] = field(default_factory=dict)
    accepting: list[Person] = field(default_factory=list)  # who has accepted an offer in this step
    # running numbers of the register, over cells and over places
    cell_starts: list[int] = field(default_factory=list)
    place_starts: list[int] = field(default_factory=list)
    subdistrict_of_place: list[int] = field(default_factory=list)

    def those(self, situation: Situation) -> list[Person]:
        """Everybody who is now in a situation; a copy, since they may leave it."""
        return list(self.persons_in[situation])

    def cell_of(self, register_number: int) -> Cell:
        """Home cell of any person of the register, simulated or not."""
        return self.cells[bisect_right(self.cell_starts, register_number) - 1]

    def subdistrict_of(self, register_number: int) -> Subdistrict:
        """Home subdistrict of any person of the register, simulated or not."""
        place = bisect_right(self.place_starts, register_number) - 1
        return self.subdistricts[self.subdistrict_of_place[place]]

    def outside_of(self, district: District) -> LocalGovernment:
        """Who runs the hubs of the district's corridor."""
        return self.governments[len(self.districts) + district.corridor]
