"""Recruiters, officials and local governments: one Mesa agent each."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import mesa

from benchmarks.twin.numbers import ONE, fixed
from safepassage.rules.authority import complement, drift, effective, gated, lifted
from safepassage.rules.money import absorbed
from safepassage.rules.offers import brought_close, social_tie
from safepassage.rules.papers import false_share
from safepassage.rules.probability import logistic, rationed, returned, within
from safepassage.rules.trade import net_gain
from safepassage.world.codes import Activity, Expected, Role, Situation
from safepassage.world.draws import Decision, exponential, normal, poisson, uniform

if TYPE_CHECKING:
    from benchmarks.twin.ground import Cell, District
    from benchmarks.twin.model import BorderTwin
    from benchmarks.twin.person import Person


class Recruiter(mesa.Agent):
    """A place in the trade: a licensed agency sponsor or an unlicensed broker, or vacant."""

    def __init__(
        self, model: BorderTwin, slot: int, district: District, home_cell: Cell, cell: Cell, licensed: bool,
        deceptiveness: float, intent: float, contacts_per_week: float, active: bool, custody_until: float,
        contacts_made: int, rekeyed: bool, native_district: District, native_cell: Cell,
    ) -> None:  # fmt: skip
        super().__init__(model)
        self.slot, self.district, self.home_cell, self.cell = slot, district, home_cell, cell
        self.native_district, self.native_cell = native_district, native_cell
        self.licensed, self.deceptiveness, self.intent = licensed, deceptiveness, intent
        self.contacts_per_week = contacts_per_week
        self.active, self.custody_until = active, custody_until
        self.contacts_made, self.rekeyed = contacts_made, rekeyed
        district.recruiters.append(self)

    def draw(self, decision: Decision, alternative: int = 0) -> float:
        """A uniform number of this recruiter's own."""
        return uniform(self.model.keys[decision], self.model.week, self.slot, alternative)

    @property
    def working(self) -> bool:
        """In the trade and not in custody."""
        return self.active and self.custody_until <= self.model.day

    def pick_person(self, near: Cell, decision: Decision, alternative: int) -> tuple[int, float]:
        """Register number of a person who lives near a cell, by social tie, and the distance in km."""
        weights = near.running_weight
        spot = self.draw(decision, 2 * alternative) * weights[-1]
        cell, km = near.neighbours[min(bisect_right(weights, spot), len(weights) - 1)]
        return cell.first_id + int(self.draw(decision, 2 * alternative + 1) * cell.population), km

    def move_about(self) -> None:
        """Now and then, go and work elsewhere, not far from home."""
        if self.active and self.draw(Decision.MOVE) < self.model.chance_to_move:
            self.cell = self.next_cell()

    def next_cell(self) -> Cell:
        """The first place that comes to mind, by people and tie, and is taken up, by belief."""
        for thought in range(1, 65):
            number, _ = self.pick_person(self.home_cell, Decision.MOVE_TO, thought)
            village = self.model.subdistrict_of(number)
            if self.draw(Decision.MOVE_THERE, thought) < village.taken_up:
                return self.model.cell_of(number)
        return self.cell

    def contact_people(self) -> None:
        """Spend the week on persons near by; those who are simulated and at home get an offer."""
        if not self.working:
            return
        model, district = self.model, self.district
        mean = self.contacts_per_week * district.activity * model.days / 7.0
        number = poisson(mean, model.keys[Decision.CONTACT_NUMBER], model.week, self.slot)
        self.contacts_made += number
        decision = Decision.PLACEBO if self.rekeyed else Decision.CONTACT_PLACE
        for contact in range(number):
            register_number, km = self.pick_person(self.cell, decision, contact)
            person = model.person_of.get(register_number)
            if person is None or person.situation is not Situation.RESIDENT:
                continue
            if not model.p.youngest_age_years <= person.age <= model.p.oldest_age_years:
                continue
            chance = self.offer(person, km, sought=False)
            district.expected[Expected.CONTACTS] += fixed(1.0)
            district.expected[Expected.ACCEPTANCES] += fixed(chance)
            person.subdistrict.page_contacts += fixed(1.0)
            person.subdistrict.page_acceptances += fixed(chance)

    def offer(self, person: Person, km: float, sought: bool) -> float:
        """Make an offer; returns the chance of its being accepted."""
        deceptive = person.draw(Decision.DECEPTION, self.slot) < self.deceptiveness
        q = self.model.p
        tie = brought_close(
            social_tie(km, q.reach_km),
            person.subdistrict.share_abroad,
            q.network_half_share,
            q.sub_recruiter_tie,
        )
        chance = person.acceptance_of(tie, deceptive, sought)
        person.expect_trafficking(self, deceptive, chance)
        if person.draw(Decision.ACCEPTANCE, self.slot) < chance:
            person.keep_offer(self, deceptive)
        return chance

    def pull(self, cell: Cell) -> float:
        """How easily somebody of a cell who looks for a recruiter finds this one."""
        km = cell.distance_km(self.cell)
        return self.contacts_per_week * self.district.activity * social_tie(km, self.model.p.reach_km)

    def face_arrest(self, hazard: float) -> None:
        """Risk of arrest grows with how many one contacts and how bad one's intent is."""
        if not self.working:
            return
        model = self.model
        chance = -math.expm1(-(hazard * self.contacts_per_week * self.intent))
        village = self.cell.village
        assert village is not None  # recruiters work where people live
        village.page_arrests += fixed(chance)
        village.page_at_work += 1
        if self.draw(Decision.ARREST) < chance:
            stay = exponential(model.keys[Decision.RELEASE], model.week, self.slot, 0)
            self.custody_until = model.end_of_step + model.p.custody_years * 365.25 * stay
            self.district.arrests += 1

    def enter_or_leave(self) -> None:
        """A vacant place is taken by somebody new; somebody leaves the trade."""
        if self.active:
            if self.working and self.draw(Decision.LEAVING_TRADE) < self.district.leaving_chance:
                self.active = False
        elif self.draw(Decision.ENTRY) < self.native_district.entry_chance:
            self.draw_traits()
            self.settle_in(self.native_district, self.native_cell)
            self.custody_until, self.active = 0.0, True

    def settle_in(self, district: District, home: Cell) -> None:
        """Live and work in a district from now on."""
        self.district.recruiters.remove(self)
        district.recruiters.append(self)
        self.district, self.home_cell, self.cell = district, home, home

    def look_around(self) -> None:
        """A broker asks where else the trade would pay, and goes where the net gain is largest, if there is any."""
        q, model, here = self.model.p, self.model, self.district
        if self.licensed or not self.working or self.draw(Decision.OTHER_DISTRICT) >= model.chance_to_ask:
            return
        gains = {}
        for there in model.districts:
            if there is not here:
                near = there.corridor == here.corridor
                strange = q.district_unfamiliarity if near else q.corridor_unfamiliarity
                key = model.keys[Decision.OTHER_DISTRICT]
                waits = [exponential(key, model.week, self.slot, n + 2 * there.index) for n in (1, 2)]
                gains[there] = net_gain(here.earnings, there.earnings, 0.5 * strange * (waits[0] + waits[1]))
        best = max(gains, key=lambda there: gains[there], default=None)
        if best is None or gains[best] <= 0.0:
            return
        number = int(self.draw(Decision.NEW_HOME, best.index) * best.home_until[-1])
        self.settle_in(best, model.cells[best.home_cells[bisect_right(best.home_until, number)]])
        here.moved[best.index] += 1

    def draw_traits(self) -> None:
        """Deceptiveness, intent and weekly contacts of whoever takes the place."""
        q, key, week = self.model.p, self.model.keys[Decision.TRAITS], self.model.week
        means = (
            (q.agency_deceptiveness, q.agency_intent)
            if self.licensed
            else (q.broker_deceptiveness, q.broker_intent)
        )
        self.deceptiveness, self.intent = (
            logit_normal(mean, q.traits_spread, normal(key, week, self.slot, number)) if mean > 0.0 else 0.0
            for number, mean in enumerate(means, start=1)
        )
        waits = exponential(key, week, self.slot, 6) + exponential(key, week, self.slot, 7)
        self.contacts_per_week = 0.5 * q.contacts_per_week * waits


def logit_normal(mean: float, spread: float, z: float) -> float:
    """A share around ``mean`` whose log odds have the given spread."""
    mean = min(max(mean, 1e-9), 1.0 - 1e-9)
    return 1.0 / (1.0 + math.exp(-(math.log(mean / (1.0 - mean)) + spread * z)))


class Official(mesa.Agent):
    """Border officer, patrol, officer at a hub, investigator, or labour and migrant-service officer."""

    def __init__(
        self, model: BorderTwin, number: int, government: LocalGovernment, role: Role, training: float,
        integrity: float, since_day: float,
    ) -> None:  # fmt: skip
        super().__init__(model)
        self.number, self.government, self.role = number, government, role
        self.training, self.integrity, self.since_day = training, integrity, since_day
        government.staff.append(self)

    def draw(self, decision: Decision, alternative: int = 0) -> float:
        """A uniform number of this official's own."""
        return uniform(self.model.keys[decision], self.model.week, self.number, alternative)

    def serve(self, rotation: float, kept: float, course: float) -> None:
        """Be replaced by somebody new, forget, and perhaps attend a course."""
        q = self.model.p
        if self.draw(Decision.ROTATION) < rotation:
            self.training = min(1.0, 2.0 * q.initial_training * self.draw(Decision.OFFICIAL_TRAITS, 0))
            self.integrity = 1.0 if self.draw(Decision.OFFICIAL_TRAITS, 1) < q.integrity else 0.0
            self.since_day = self.model.day
        if self.training > q.initial_training:
            self.training = q.initial_training + (self.training - q.initial_training) * kept
        if self.draw(Decision.TRAINED) < course:
            self.training += q.training_gain * (1.0 - self.training)


@dataclass
class Doses:
    """What interventions give a government's area in one step; sums are a year's."""

    outreach_persons: float = 0.0
    assistance_places: float = 0.0
    iom_places: float = 0.0
    officials_trained: float = 0.0
    government_effort: float = 0.0
    service_effort: float = 0.0
    partnership_effort: float = 0.0
    cooperation: float = 0.0
    referral: float = 0.0
    action_plan: float = 0.0
    courses_per_official: float = 0.0
    spend_own: float = 0.0
    opening: float = 1.0
    permit: float = 1.0
    office: float = 1.0
    poverty: float = 1.0
    unemployment: float = 1.0
    wage: float = 1.0
    task_force: float = 1.0
    rescue: float = 1.0
    stopped: float = 1.0
    self_report: float = 1.0
    register: float = 1.0
    reach: float = 1.0
    spend_iom: list[float] = field(default_factory=lambda: [0.0] * len(Activity))  # by activity


class LocalGovernment(mesa.Agent):
    """One district's government, or who runs the hubs of a corridor (*outside*: it has no district)."""

    def __init__(
        self, model: BorderTwin, index: int, title: str, responsiveness: float, returns_to: float, uptake: float,
        action_plan: float, service_capacity: float, partnership: float, training: list[float], honesty: float,
        spend_iom_usd: float, spend_own_usd: float, unspent_usd: float,
        spent_usd: list[float],
    ) -> None:  # fmt: skip
        super().__init__(model)
        self.index, self.title = index, title
        self.responsiveness, self.returns_to, self.uptake = responsiveness, returns_to, uptake
        self.action_plan, self.service_capacity, self.partnership = action_plan, service_capacity, partnership
        self.training = training  # mean of the staff, by role
        self.honesty = honesty  # share of the labour service's staff who take no bribe
        self.spend_iom_usd, self.spend_own_usd, self.unspent_usd = spend_iom_usd, spend_own_usd, unspent_usd
        self.spent_usd = spent_usd  # since the start, by activity
        self.staff: list[Official] = []
        self.district: District | None = None
        self.doses = Doses()

    def met(self, product: float, without: float, other: float, door: float) -> float:
        """What is left of a product (skill, partnership, effort) at a door, by the run's rule of authority."""
        q = self.model.p
        felt = gated(self.responsiveness, other, door)
        return effective(
            int(q.authority_rule), product, without, felt, q.as_is_responsiveness, q.authority_floor,
            q.authority_own_ratio, q.authority_steepness,
        )  # fmt: skip

    def against_as_is(self, product: float, without: float, other: float, door: float) -> float:
        """The same against what it is where nothing changed."""
        q = self.model.p
        as_is = complement(1.0, q.as_is_responsiveness, q.authority_floor)
        return self.met(product, without, other, door) / as_is

    def skill(self, role: Role, door: float) -> float:
        """Effective training of the staff of one role at a door."""
        q = self.model.p
        return self.met(self.training[role], q.initial_training, q.as_is_responsiveness, door)

    def govern(self) -> None:
        """Responsiveness drifts, plans are adopted; the district's offices and partners follow."""
        q, doses, years = self.model.p, self.doses, self.model.years
        uptake = self.uptake * self.met(1.0, 0.0, q.as_is_responsiveness, q.door_plans)
        push = returned(doses.government_effort, q.push_half_usd, q.linear_returns)
        level = lifted(self.returns_to, push, min(1.0, uptake))
        plan = min(1.0, uptake * returned(doses.government_effort, q.action_plan_half_usd, q.linear_returns))
        plan = max(plan, doses.action_plan)
        rate = q.responsiveness_drift_per_year
        self.responsiveness = drift(self.responsiveness, level, rate, years)
        self.action_plan = drift(self.action_plan, plan, rate, years)
        if self.district is not None:
            self.govern_district(self.district)

    def govern_district(self, district: District) -> None:
        """Service office and partnership."""
        q, doses, years = self.model.p, self.doses, self.model.years
        gain = q.service_gain * returned(doses.service_effort, q.service_half_usd, q.linear_returns)
        authority = self.against_as_is(1.0 + gain, 1.0, q.as_is_responsiveness, q.door_service)
        self.service_capacity = district.office * authority
        effort = returned(doses.partnership_effort, q.partnership_half_usd, q.linear_returns)
        self.partnership = drift(self.partnership, effort, q.partnership_fade_per_year, years)

    def limit_courses(self) -> float:
        """Officials attend so many courses a year; returns the USD a year that buys more than that."""
        q, doses = self.model.p, self.doses
        most = len(self.staff) * q.courses_per_official_per_year
        if doses.officials_trained <= most:
            return 0.0
        idle = (doses.officials_trained - most) * q.training_cost_usd
        doses.officials_trained = most
        return idle

    def spend(self, district: District, idle_courses: float) -> None:
        """What the government pays for outreach and places; IOM's places as far as they are wanted."""
        q, doses, years = self.model.p, self.doses, self.model.years
        doses.officials_trained += doses.courses_per_official * len(self.staff)
        people = district.population / 100000.0
        plan_factor = 1.0 + (q.action_plan_factor - 1.0) * self.action_plan
        own = q.government_budget_usd_per_100000 * people * self.responsiveness * plan_factor
        outreach = own * q.government_outreach_share
        doses.outreach_persons += outreach / q.outreach_cost_usd * q.outreach_persons
        doses.outreach_persons *= doses.reach
        doses.assistance_places += (own - outreach) / q.assistance_cost_usd
        others = q.assistance_places_per_100000 * people + doses.assistance_places
        filled = absorbed(doses.iom_places, district.assistance_load, others)
        idle_places = (doses.iom_places - filled) * q.assistance_cost_usd
        doses.assistance_places += filled
        meant = doses.spend_iom
        unspent = (idle_places + idle_courses) * (1.0 / max(1e-9, 1.0 - q.overhead_share))
        meant[Activity.ASSISTANCE] -= idle_places
        meant[Activity.TRAINING] -= idle_courses
        meant[Activity.OVERHEAD] -= unspent - idle_places - idle_courses
        meant[Activity.UNSPENT] += unspent
        self.spend_iom_usd = sum_in_order(meant[: Activity.UNSPENT]) * years
        self.unspent_usd = unspent * years
        self.spend_own_usd = (own + doses.spend_own) * years
        owned = {
            Activity.OWN_OUTREACH: outreach,
            Activity.OWN_ASSISTANCE: own - outreach,
            Activity.OWN_MEASURES: doses.spend_own,
        }
        for activity in Activity:
            self.spent_usd[activity] += owned.get(activity, meant[activity]) * years

    def train_staff(self) -> None:
        """Officials rotate, forget, learn; the mean of every role that has staff is taken anew."""
        years = self.model.years
        course = within(self.doses.officials_trained / len(self.staff), years) if self.staff else 0.0
        for official in self.staff:
            official.serve(self.model.rotation_chance, self.model.training_kept, course)
        for role in Role:
            trained = [official.training for official in self.staff if official.role is role]
            if trained:
                self.training[role] = sum(fixed(one) for one in trained) / ONE / len(trained)

        servants = [official.integrity for official in self.staff if official.role is Role.LABOUR_SERVICE]
        if servants:
            self.honesty = sum_in_order(servants) / len(servants)

    def false_papers(self) -> float:
        """Share of irregular travellers with false papers of its offices."""
        q = self.model.p
        return false_share(
            q.false_papers_share, self.honesty, q.integrity, self.responsiveness, q.as_is_responsiveness,
            q.false_papers_responsiveness, 1.0 - q.visitor_papers_share,
        )  # fmt: skip

    def set_referral(self, district: District) -> None:
        """Chances of an identified person: to be referred, to be assisted, to report."""
        q, doses = self.model.p, self.doses
        log_odds = (
            q.assistance_log_odds
            + q.assistance_partnership * self.partnership
            + q.assistance_task_force * (doses.task_force - 1.0)
            + doses.referral
        )
        ordinary = logistic(q.assistance_log_odds)
        referred = self.against_as_is(logistic(log_odds), ordinary, q.as_is_responsiveness, q.door_referral)
        district.referred = min(1.0, referred)
        ordinary = q.assistance_places_per_100000 * district.population / 100000.0
        places = ordinary + doses.assistance_places
        district.assisted = district.referred * rationed(places, district.assistance_load)
        alone = logistic(q.cooperation_log_odds + doses.cooperation)
        protected = logistic(q.cooperation_log_odds + q.cooperation_assisted + doses.cooperation)
        district.reporting = district.assisted * protected + (1.0 - district.assisted) * alone


def sum_in_order(values: list[float]) -> float:
    """Plain left-to-right sum. Python's ``sum`` compensates rounding errors since 3.12."""
    total = 0.0
    for value in values:
        total += value
    return total
