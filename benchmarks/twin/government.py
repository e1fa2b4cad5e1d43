"""Local governments with their officials, one Mesa agent each, and what interventions give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import mesa

from benchmarks.twin.ground import District
from benchmarks.twin.week import Week
from safepassage.rules.authority import complement, effective, gated
from safepassage.rules.institutions import budgeted, left_by_inspection
from safepassage.rules.papers import checks, false_share
from safepassage.world.codes import Activity, Role
from safepassage.world.draws import Decision, uniform


@dataclass
class Doses:
    """What interventions give a government's area in one step; sums are a year's."""

    outreach_persons: float = 0.0
    outreach_many_abroad: float = 0.0
    assistance_places: float = 0.0
    iom_places: float = 0.0
    officials_trained: float = 0.0
    government_effort: float = 0.0
    service_effort: float = 0.0
    partnership_effort: float = 0.0
    cooperation: float = 0.0
    referral: float = 0.0
    conviction: float = 0.0
    action_plan: float = 0.0
    advice: float = 0.0
    family_finds: float = 0.0
    courses_per_official: float = 0.0
    spend_own: float = 0.0
    opening: float = 1.0
    permit: float = 1.0
    office: float = 1.0
    poverty: float = 1.0
    unemployment: float = 1.0
    wage: float = 1.0
    task_force: float = 1.0
    access: float = 1.0
    stopped: float = 1.0
    self_report: float = 1.0
    register: float = 1.0
    reach: float = 1.0
    spend_iom: list[float] = field(default_factory=lambda: [0.0] * len(Activity))  # by activity


class LocalGovernment(mesa.Agent):
    """One district's government, or who runs the hubs of a corridor (*outside*: it has no district)."""

    responsiveness: float
    returns_to: float
    uptake: float
    action_plan: float
    budgeted_plan: float
    officers: list[float]  # number of the staff, by role
    service_capacity: float
    partnership: float
    training: list[float]  # mean of the staff, by role
    honesty: list[float]  # share of the staff who take no bribe, by role
    spend_iom_usd: float
    spend_own_usd: float
    unspent_usd: float
    spent_usd: list[float]  # since the start, by activity

    def __init__(self, model: mesa.Model, index: int, title: str, **values: Any) -> None:
        super().__init__(model)
        self.index, self.title = index, title
        self.__dict__.update(values)
        self.staff: list[Official] = []
        self.district: District | None = None
        self.doses = Doses()

    def met(self, week: Week, product: float, without: float, other: float, door: float) -> float:
        """What is left of a product (skill, partnership, effort) at a door, by the run's rule of authority."""
        q = week.p
        felt = gated(self.responsiveness, other, door)
        return effective(
            int(q.authority_rule), product, without, felt, q.as_is_responsiveness, q.authority_floor,
            q.authority_own_ratio, q.authority_steepness,
        )  # fmt: skip

    def against_as_is(self, week: Week, product: float, without: float, other: float, door: float) -> float:
        """The same against what it is where nothing changed."""
        q = week.p
        as_is = complement(1.0, q.as_is_responsiveness, q.authority_floor)
        return self.met(week, product, without, other, door) / as_is

    def skill(self, week: Week, role: Role, door: float) -> float:
        """Effective training of the staff of one role at a door."""
        q = week.p
        return self.met(week, self.training[role], q.initial_training, q.as_is_responsiveness, door)

    def false_papers(self, week: Week) -> float:
        """Share of irregular travellers with false papers of its offices."""
        q = week.p
        checked = checks(
            q.false_papers_responsiveness, self.responsiveness - q.as_is_responsiveness,
            q.false_papers_training, self.training[Role.LABOUR_SERVICE] - q.initial_training,
        )  # fmt: skip
        return false_share(
            q.false_papers_share,
            self.honesty[Role.LABOUR_SERVICE],
            q.integrity,
            checked,
            1.0 - q.visitor_papers_share,
        )

    def inspections_leave(self, week: Week) -> float:
        """Part of agencies' deceit and of sending without a permit that goes on under inspection; one as it is."""
        q = week.p
        done = self.skill(week, Role.LABOUR_SERVICE, q.door_service) * budgeted(
            q.action_plan_factor, self.budgeted_plan
        )
        usual = complement(q.initial_training, q.as_is_responsiveness, q.authority_floor)
        return left_by_inspection(q.agency_inspection, done, usual)


class Official(mesa.Agent):
    """Border officer, patrol, officer at a hub, investigator, or labour and migrant-service officer."""

    def __init__(
        self, model: mesa.Model, number: int, government: LocalGovernment, role: Role, training: float,
        integrity: float, since_day: float,
    ) -> None:  # fmt: skip
        super().__init__(model)
        self.number, self.government, self.role = number, government, role
        self.training, self.integrity, self.since_day = training, integrity, since_day
        government.staff.append(self)

    def draw(self, week: Week, decision: Decision, alternative: int = 0) -> float:
        """A uniform number of this official's own."""
        return uniform(week.keys[decision], week.step, self.number, alternative)
