"""Stage 2: what each kind of intervention gives to governments and gates in one step.

The interventions are the scenario's own (kind, dates, shares, factors); what they do is written
here anew, so that the engine's way of turning money into doses is checked as well.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from benchmarks.twin.government import Doses, LocalGovernment
from benchmarks.twin.ground import District, Gate
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import YEAR_WEEKS, sum_in_order
from benchmarks.twin.week import Week
from safepassage.interventions.kinds.action_plan import ActionPlan
from safepassage.interventions.kinds.closure import Closure
from safepassage.interventions.kinds.cross_border import CrossBorder
from safepassage.interventions.kinds.facilitator import Facilitator
from safepassage.interventions.kinds.hotline import Hotline
from safepassage.interventions.kinds.implementer import Implementer
from safepassage.interventions.kinds.moratorium import Moratorium
from safepassage.interventions.kinds.partner import Partner
from safepassage.interventions.kinds.protection import Protection
from safepassage.interventions.kinds.screening import Screening
from safepassage.interventions.kinds.service_offices import ServiceOffices
from safepassage.interventions.kinds.shelters import Shelters
from safepassage.interventions.kinds.shock import Shock
from safepassage.interventions.kinds.socialisation import Socialisation
from safepassage.interventions.kinds.task_force import TaskForce
from safepassage.interventions.kinds.university_partners import UniversityPartners
from safepassage.world.codes import Activity, GateKind


def is_active(intervention: Any, week: Week) -> bool:
    """Whether the step begins within the intervention's dates."""
    start, end = intervention.start, intervention.end
    return (start is None or week.today >= start) and (end is None or week.today < end)


@singledispatch
def give(intervention: Any, land: Land, week: Week) -> None:
    """Write the doses of one active intervention."""
    raise NotImplementedError(f"the twin does not know interventions of kind {type(intervention).__name__}")


def spend(land: Land, week: Week, share: float) -> list[tuple[District, float]]:
    """USD a year for each district, by the targeting rule, after overhead; what is spent is written down."""
    weights = targeted(land, week)
    total = sum_in_order(weights)
    amounts = []
    for district, weight in zip(land.districts, weights, strict=True):
        gross = week.budget_usd_per_year * share * weight / total
        usd = gross * (1.0 - week.p.overhead_share)
        district.government.doses.spend_iom[Activity.OVERHEAD] += gross - usd
        amounts.append((district, usd))
    return amounts


def targeted(land: Land, week: Week) -> list[float]:
    """What each district weighs when IOM's money is shared; its people where the rule knows of nothing."""
    weights = [0.0] * len(land.districts)
    if week.targeting == "by_records":
        for register in zip(*(district.remembered for district in land.districts), strict=True):
            total = sum_in_order(list(register))
            if total > 0.0:
                weights = [weight + shown / total for weight, shown in zip(weights, register, strict=True)]
    if week.targeting == "by_posts":
        run = [gate.government for gate in land.gates if gate.kind in (GateKind.FORMAL, GateKind.TRADITIONAL)]
        weights = [float(run.count(district.government)) for district in land.districts]
    if not any(weights):
        weights = [district.population for district in land.districts]
    return weights


@give.register(Implementer)
def implement(role: Implementer, land: Land, week: Week) -> None:
    q = week.p
    for district, usd in spend(land, week, role.share):
        doses = district.government.doses
        outreach = usd * q.implementer_outreach_share
        hold_sessions(doses, outreach / q.outreach_cost_usd * q.outreach_persons, role.where)
        doses.iom_places += (usd - outreach) / q.assistance_cost_usd
        doses.spend_iom[Activity.OUTREACH] += outreach
        doses.spend_iom[Activity.ASSISTANCE] += usd - outreach


@give.register(Facilitator)
def facilitate(role: Facilitator, land: Land, week: Week) -> None:
    q = week.p
    usd_of: dict[LocalGovernment, float] = dict.fromkeys(land.governments, 0.0)
    offices = max(0.0, 1.0 - q.facilitator_training_share - q.facilitator_government_share)
    outside = given(role.outside_share, q.facilitator_outside_share)
    for district, usd in spend(land, week, role.share):
        usd_of[district.government] = usd * (1.0 - outside)
        usd_of[land.outside_of(district)] += usd * outside
        doses, courses = district.government.doses, usd * q.facilitator_training_share
        doses.service_effort += usd * offices
        doses.spend_iom[Activity.TRAINING] += courses * (1.0 - q.consular_training_share)
        doses.spend_iom[Activity.CONSULAR_TRAINING] += courses * q.consular_training_share
        doses.spend_iom[Activity.PLANS] += usd * q.facilitator_government_share
        doses.spend_iom[Activity.SERVICE_OFFICES] += usd * offices
    for government, usd in usd_of.items():
        training = usd * q.facilitator_training_share
        courses = training * (1.0 - q.consular_training_share) / q.training_cost_usd
        government.doses.officials_trained += courses
        government.doses.government_effort += usd * q.facilitator_government_share
    training = sum_in_order([usd * q.facilitator_training_share for usd in usd_of.values()])
    land.consular_courses += training * q.consular_training_share / q.training_cost_usd


@give.register(Partner)
def work_together(role: Partner, land: Land, week: Week) -> None:
    for district, usd in spend(land, week, role.share):
        district.government.doses.partnership_effort += usd
        district.government.doses.spend_iom[Activity.PARTNERSHIP] += usd


@give.register(TaskForce)
def set_up_task_force(measure: TaskForce, land: Land, week: Week) -> None:
    usd = given(measure.usd_per_year, week.p.task_force_cost_usd_per_year)
    register = sum_in_order([district.population for district in land.districts])
    for district in land.districts:
        if not measure.districts or district.name in measure.districts:
            doses = district.government.doses
            doses.opening *= factor(given(measure.opening_factor, week.p.task_force_opening_factor))
            doses.task_force *= 2.0
            doses.spend_own += usd * district.population / register
    for gate in land.gates:
        owner = gate.government.district
        told = owner is None or not measure.districts or owner.name in measure.districts
        gate.focus += given(measure.focus, week.p.task_force_focus) if told else 0.0


@give.register(ServiceOffices)
def open_service_offices(measure: ServiceOffices, land: Land, week: Week) -> None:
    for district in land.districts:
        district.government.doses.office *= factor(
            given(measure.capacity_factor, week.p.service_offices_factor)
        )
    spend_own(land, week, given(measure.usd_per_year, week.p.service_offices_cost_usd_per_year))


@give.register(Screening)
def screen(measure: Screening, land: Land, week: Week) -> None:
    for gate in chosen_gates(land, measure):
        gate.screening *= factor(given(measure.factor, week.p.screening_factor))
    spend_own(land, week, measure.usd_per_year)


@give.register(Closure)
def close_gates(measure: Closure, land: Land, week: Week) -> None:
    for gate in chosen_gates(land, measure):
        gate.closure *= factor(given(measure.openness, week.p.closure_openness))


@give.register(Moratorium)
def stop_placements(measure: Moratorium, land: Land, week: Week) -> None:
    for district in land.districts:
        district.government.doses.permit *= factor(
            given(measure.permit_factor, week.p.moratorium_permit_factor)
        )


@give.register(Shock)
def shift_world(measure: Shock, land: Land, week: Week) -> None:
    for district in land.districts:
        district.government.doses.poverty *= factor(measure.poverty_factor)
        district.government.doses.unemployment *= factor(measure.unemployment_factor)
        district.government.doses.wage *= factor(measure.wage_factor)


@give.register(Protection)
def protect(measure: Protection, land: Land, week: Week) -> None:
    q = week.p
    for district in land.districts:
        doses = district.government.doses
        doses.cooperation += given(measure.cooperation_log_odds, q.protection_cooperation_log_odds)
        doses.stopped *= factor(given(measure.stopped_factor, q.protection_stopped_factor))
        doses.conviction += given(measure.conviction_log_odds, q.protection_conviction_log_odds)
    spend_own(land, week, given(measure.usd_per_year, q.protection_cost_usd_per_year))


@give.register(Hotline)
def answer_calls(measure: Hotline, land: Land, week: Week) -> None:
    q = week.p
    for district in land.districts:
        doses = district.government.doses
        doses.self_report *= factor(given(measure.report_factor, q.hotline_report_factor))
        doses.register *= factor(given(measure.register_factor, q.hotline_register_factor))
        doses.advice += given(measure.asked_share, q.hotline_asked_share)
        doses.family_finds += given(measure.family_finds_per_year, q.hotline_family_finds_per_year)
    spend_own(land, week, given(measure.usd_per_year, q.hotline_cost_usd_per_year))


@give.register(ActionPlan)
def decree_plan(measure: ActionPlan, land: Land, week: Week) -> None:
    for district in land.districts:
        district.government.doses.action_plan += given(measure.adopted, week.p.plan_adopted)
    spend_own(land, week, given(measure.usd_per_year, week.p.plan_cost_usd_per_year))


@give.register(Shelters)
def open_shelters(measure: Shelters, land: Land, week: Week) -> None:
    q = week.p
    for district in land.districts:
        doses, people = district.government.doses, district.population / 100000.0
        places = given(measure.places_per_100000, q.shelter_places_per_100000) * people
        doses.assistance_places += places * (YEAR_WEEKS / q.assistance_weeks)
        doses.referral += given(measure.referral_log_odds, q.shelter_referral_log_odds)
        doses.spend_own += places * given(measure.usd_per_place, q.shelter_cost_usd_per_place)


@give.register(CrossBorder)
def cooperate_across(measure: CrossBorder, land: Land, week: Week) -> None:
    for district in land.districts:
        district.government.doses.access *= factor(given(measure.factor, week.p.cross_border_factor))
    spend_own(land, week, given(measure.usd_per_year, week.p.cross_border_cost_usd_per_year))


@give.register(UniversityPartners)
def reach_further(measure: UniversityPartners, land: Land, week: Week) -> None:
    for district in land.districts:
        reach = factor(given(measure.reach_factor, week.p.university_reach_factor))
        district.government.doses.reach *= reach
    spend_own(land, week, given(measure.usd_per_year, week.p.university_cost_usd_per_year))


@give.register(Socialisation)
def socialise(measure: Socialisation, land: Land, week: Week) -> None:
    q = week.p
    for district in land.districts:
        doses, people = district.government.doses, district.population / 1000.0
        persons = given(measure.persons_per_1000, q.socialisation_persons_per_1000) * people
        hold_sessions(doses, persons, measure.where)
        doses.courses_per_official += given(measure.courses_per_official, q.socialisation_courses)
    spend_own(land, week, given(measure.usd_per_year, q.socialisation_cost_usd_per_year))


def hold_sessions(doses: Doses, persons: float, where: str) -> None:
    """Outreach for so many persons a year, everywhere or where many are abroad."""
    if where == "many_abroad":
        doses.outreach_many_abroad += persons
    else:
        doses.outreach_persons += persons


def given(value: float | None, passport: float) -> float:
    """What the scenario says, else the passport's value."""
    return passport if value is None else value


def factor(value: float) -> float:
    """A factor as the engine's ramp from one gives it: 1 + (value - 1), in this order of rounding."""
    return 1.0 + (value - 1.0)


def spend_own(land: Land, week: Week, usd_per_year: float) -> None:
    """What governments pay on top of their ordinary spending, by population."""
    register = sum_in_order([district.population for district in land.districts])
    for district in land.districts:
        district.government.doses.spend_own += usd_per_year * district.population / register


def chosen_gates(land: Land, measure: Screening | Closure) -> list[Gate]:
    """The gates of the measure's kinds, or its one gate."""
    if measure.gate is not None:
        return [gate for gate in land.gates if gate.name == measure.gate]
    of_kind = [gate for gate in land.gates if gate.kind.name.lower() in measure.kinds]
    if not measure.districts:
        return of_kind
    runs = [gate.government.district for gate in of_kind]
    return [
        gate
        for gate, district in zip(of_kind, runs, strict=True)
        if district is not None and district.name in measure.districts
    ]
