"""Where people live and by which ways they go: districts, subdistricts, cells, gates, routes.

Places hold their agents and know no more of them than that they are Mesa's.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict

import mesa

from benchmarks.twin.numbers import ONE
from safepassage.rules.offers import social_tie
from safepassage.world.codes import Count, Expected, GateKind, Situation


class Cell:
    """A populated cell of the border grid."""

    def __init__(self, index: int, population: int, first_id: int, x_km: float, y_km: float) -> None:
        self.index = index
        self.population = population  # of the register
        self.first_id = first_id  # register number of the first person at home here
        self.x_km, self.y_km = x_km, y_km
        self.office_further_km = 0.0  # way to the service office, beyond that of the district's mean person
        self.gate_km: list[float] = []  # over land to each gate; infinite where there is no way
        self.persons: list[mesa.Agent] = []
        self.village: Subdistrict | None = None  # where most of its people belong
        self.awareness_sum = 0  # fixed point
        self.mean_awareness = 0.0
        self._km_to: dict[Cell, float] = {}

    def set_neighbours(self, neighbours: list[tuple[Cell, float]], reach_km: float) -> None:
        """Learn which cells are near, itself first, and how socially near their people are together."""
        self.neighbours = neighbours
        self.running_weight = list(
            itertools.accumulate(cell.population * social_tie(km, reach_km) for cell, km in neighbours)
        )

    def distance_km(self, other: Cell) -> float:
        """Plane distance within a corridor."""
        km = self._km_to.get(other)
        if km is None:
            east, north = self.x_km - other.x_km, self.y_km - other.y_km
            km = self._km_to[other] = math.sqrt(east * east + north * north)
        return km

    def take_mean(self) -> None:
        """Keep the mean awareness of the step before; a new sum begins."""
        if self.persons:
            self.mean_awareness = self.awareness_sum / ONE / len(self.persons)
        self.awareness_sum = 0


class Gate:
    """A post, an unofficial path along a border segment, or a hub."""

    def __init__(self, index: int, name: str, kind: GateKind, government: mesa.Agent) -> None:
        self.index, self.name, self.kind, self.government = index, name, kind, government
        self.load = 0.0  # remembered migrants a week, full scale
        self.openness = 1.0
        self.screening = 1.0  # factor of interventions on capacity in this step
        self.focus = 0.0  # of interventions on whom to question in this step
        self.closure = 1.0  # factor of interventions on openness in this step
        self.arrivals = 0
        self.entered = 0  # persons who entered exploitation having passed here last
        self.question_chance = 0.0
        self.focused_chance = 0.0  # the same of a trafficked person
        self.skill = 0.0
        self.honest_share = 1.0  # of all officials, in this step
        self.log_openness = 0.0


class Route:
    """An ordered list of gates to a destination."""

    def __init__(
        self, index: int, gates: list[Gate], days: list[float], cost_usd: float, overland: bool,
        destination: int, regular: bool, custom: float,
    ) -> None:  # fmt: skip
        self.index, self.gates, self.days, self.cost_usd = index, gates, days, cost_usd
        self.overland, self.destination, self.regular, self.custom = overland, destination, regular, custom

    def openness(self) -> float:
        """Share of those asking whom all gates together let out."""
        share = 1.0
        for gate in self.gates:
            share *= gate.openness
        return share


class Subdistrict:
    """Where networks live: those abroad pull those at home."""

    def __init__(self, index: int, population: float) -> None:
        self.index, self.population = index, population
        self.abroad = 0
        self.network_push = 0.0
        self.highest_chance = math.inf  # nobody's chance to set out in this step is larger
        self.highest_of_begun = math.inf  # nor that of anybody who was not deported
        self.highest_of_first = math.inf  # nor that of anybody never abroad who owes nothing
        self.share_abroad = 0.0
        self.session_chance = 0.0
        # what recruiters remember of it, and how readily they go to work there
        self.acceptances = self.contacts = 0.0
        self.page_acceptances = self.page_contacts = 0  # in this step, fixed point
        self.arrests = self.worked_years = 0.0
        self.page_arrests = self.page_at_work = 0  # in this step, fixed point and recruiters
        self.believed = 0.0
        self.taken_up = 1.0

    def remember(self, kept: float, scale: float) -> None:
        """Add the step's contacts and acceptances to what is remembered; a new page begins."""
        self.contacts = kept * self.contacts + self.page_contacts / ONE * scale
        self.acceptances = kept * self.acceptances + self.page_acceptances / ONE * scale
        self.page_acceptances = self.page_contacts = 0

    def talk_of_arrests(self, kept: float, years: float) -> None:
        """Add the step's expected arrests and the work done here to what is remembered; a new page begins."""
        self.arrests = kept * self.arrests + self.page_arrests / ONE
        self.worked_years = kept * self.worked_years + self.page_at_work * years
        self.page_arrests = self.page_at_work = 0


class District:
    """A regency: its context, what its recruiters believe, its registers, its page of the ledger."""

    # parameters of its own
    base_aspiration: float
    base_factor: float  # on it, found in the spin-up
    regular_log_weight: float
    regular_female: float
    end_irregular: float
    # the world outside, in this step
    poverty_score: float
    jobless_score: float
    wage_ratio: list[float]  # by destination
    demand: list[float]
    permit: float
    office: float
    opening: float
    access: float
    slack: float  # unemployment over that of the start year
    outreach: float  # persons a year
    # what follows for its people, in this step
    story_chance: float
    best_wage: float
    openness_push: float
    way_open: float
    inspections_leave: float  # of agencies' deceit and irregular sending
    activity: float  # share of recruiters' capacity that is used
    believed_stop: list[float]  # by gate
    referred: float
    assisted: float
    reporting: float
    find_rate: dict[bool, float]  # of the exploited, in domestic work or not
    abroad_recognition: dict[bool, float]  # in domestic work or not
    abroad_false_alarm: float
    return_recognition: dict[bool, float]
    return_false_alarm: float
    self_report_chance: float
    entry_chance: float
    leaving_chance: float
    home_wage: float  # USD a year
    home_cells: list[int]  # of its places
    home_until: list[int]  # running number of people over them

    def __init__(
        self, index: int, name: str, corridor: int, population: float, government: mesa.Agent
    ) -> None:
        self.index, self.name, self.corridor, self.population = index, name, corridor, population
        self.government = government
        self.subdistricts: list[Subdistrict] = []
        self.routes: list[Route] = []
        self.recruiters: list[mesa.Agent] = []
        # what recruiters believe, and what they have lived through
        self.tries: list[float] = []  # by gate
        self.stops: list[float] = []
        self.arrest_risk = self.acceptance = self.contacts = self.seekers = self.asked = self.sought = 0.0
        self.work_years = self.delivered = self.lost = self.earnings_usd = 0.0
        # registers
        self.waiting = self.assistance_load = 0.0
        self.expected_records = [0.0] * 4
        self.recorded = [0] * 7
        self.remembered = [0.0] * 3  # victims, registered victims, repatriated deaths
        self.arrests = self.convictions = self.recruiters_active = 0
        self.exploitation_years = 0.0
        self.stock = [0] * len(Situation)

    def open_page(self, gates: int) -> None:
        """A new page of the ledger: what happened in this step."""
        self.counts = [0] * len(Count)
        self.expected = [0] * len(Expected)
        self.flow = [[0] * len(Situation) for _ in Situation]
        self.gate_tries = [0] * gates
        self.gate_stops = [0] * gates
        self.moved: dict[int, int] = defaultdict(int)  # recruiters, to each district

    def expect(self, what: Expected, scale: float) -> float:
        """An expectation of this step in real persons."""
        return self.expected[what] / ONE * scale

    def remember_registers(self, kept: float) -> None:
        """Add what three registers showed in this step to what is remembered of them."""
        shown = (self.recorded[1], self.recorded[3], self.recorded[4])
        self.remembered = [kept * old + new for old, new in zip(self.remembered, shown, strict=True)]

    def base_rate(self) -> float:
        """Base rate of aspiration as the spin-up has set it."""
        return self.base_aspiration * self.base_factor

    def let_out(self) -> float:
        """Share of those who ask at the service office who are let out: permits, and the way."""
        return self.permit * self.way_open

    def regular_way(self) -> float:
        """How open the regular channel is: the service office, permits, the way."""
        return self.government.service_capacity * self.let_out()

    def official_openness(self, destination: int) -> float:
        """Openness of the most open way to a destination for holders of a permit."""
        ways = (route for route in self.routes if route.regular and route.destination == destination)
        return max((route.openness() for route in ways), default=0.0)

    def regular_openness(self) -> float:
        """Openness of the most open way for holders of a permit."""
        return max((route.openness() for route in self.routes if route.regular), default=0.0)
