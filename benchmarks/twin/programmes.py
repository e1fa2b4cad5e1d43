"""Stage 2: what each kind of intervention gives to governments and gates in one step.

The interventions are the scenario's own (kind, dates, shares, factors); what they do is written
here anew, so that the engine's way of turning money into doses is checked as well.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from benchmarks.twin.actors import LocalGovernment, sum_in_order
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

if TYPE_CHECKING:
    from benchmarks.twin.ground import District, Gate
    from benchmarks.twin.model import BorderTwin


def is_active(intervention: Any, model: BorderTwin) -> bool:
    """Whether the step begins within the intervention's dates."""
    start, end = intervention.start, intervention.end
    return (start is None or model.today >= start) and (end is None or model.today < end)


@singledispatch
def give(intervention: Any, model: BorderTwin) -> None:
    """Write the doses of one active intervention."""
    raise NotImplementedError(f"the twin does not know interventions of kind {type(intervention).__name__}")


def spend(model: BorderTwin, share: float) -> list[tuple[District, float]]:
    """USD a year for each district, by the targeting rule, after overhead; what is spent is written down."""
    weights = targeted(model)
    total = sum_in_order(weights)
    amounts = []
    for district, weight in zip(model.districts, weights, strict=True):
        gross = model.budget_usd_per_year * share * weight / total
        usd = gross * (1.0 - model.p.overhead_share)
        district.government.doses.spend_iom[Activity.OVERHEAD] += gross - usd
        amounts.append((district, usd))
    return amounts


def targeted(model: BorderTwin) -> list[float]:
    """What each district weighs when IOM's money is shared; its people where the rule knows of nothing."""
    weights = [0.0] * len(model.districts)
    if model.targeting == "by_records":
        for register in zip(*(district.remembered for district in model.districts), strict=True):
            total = sum_in_order(list(register))
            if total > 0.0:
                weights = [weight + shown / total for weight, shown in zip(weights, register, strict=True)]
    if model.targeting == "by_posts":
        run = [
            gate.government for gate in model.gates if gate.kind in (GateKind.FORMAL, GateKind.TRADITIONAL)
        ]
        weights = [float(run.count(district.government)) for district in model.districts]
    if not any(weights):
        weights = [district.population for district in model.districts]
    return weights


@give.register(Implementer)
def implement(role: Implementer, model: BorderTwin) -> None:
    q = model.p
    for district, usd in spend(model, role.share):
        doses = district.government.doses
        outreach = usd * q.implementer_outreach_share
        doses.outreach_persons += outreach / q.outreach_cost_usd * q.outreach_persons
        doses.iom_places += (usd - outreach) / q.assistance_cost_usd
        doses.spend_iom[Activity.OUTREACH] += outreach
        doses.spend_iom[Activity.ASSISTANCE] += usd - outreach


@give.register(Facilitator)
def facilitate(role: Facilitator, model: BorderTwin) -> None:
    q = model.p
    usd_of: dict[LocalGovernment, float] = dict.fromkeys(model.governments, 0.0)
    offices = max(0.0, 1.0 - q.facilitator_training_share - q.facilitator_government_share)
    outside = given(role.outside_share, q.facilitator_outside_share)
    for district, usd in spend(model, role.share):
        usd_of[district.government] = usd * (1.0 - outside)
        usd_of[model.outside_of(district)] += usd * outside
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
    model.consular_courses += training * q.consular_training_share / q.training_cost_usd


@give.register(Partner)
def work_together(role: Partner, model: BorderTwin) -> None:
    for district, usd in spend(model, role.share):
        district.government.doses.partnership_effort += usd
        district.government.doses.spend_iom[Activity.PARTNERSHIP] += usd


@give.register(TaskForce)
def set_up_task_force(measure: TaskForce, model: BorderTwin) -> None:
    for district in model.districts:
        district.government.doses.opening *= factor(
            given(measure.opening_factor, model.p.task_force_opening_factor)
        )
        district.government.doses.task_force *= 2.0
    spend_own(model, given(measure.usd_per_year, model.p.task_force_cost_usd_per_year))


@give.register(ServiceOffices)
def open_service_offices(measure: ServiceOffices, model: BorderTwin) -> None:
    for district in model.districts:
        district.government.doses.office *= factor(
            given(measure.capacity_factor, model.p.service_offices_factor)
        )
    spend_own(model, given(measure.usd_per_year, model.p.service_offices_cost_usd_per_year))


@give.register(Screening)
def screen(measure: Screening, model: BorderTwin) -> None:
    for gate in chosen_gates(model, measure):
        gate.screening *= factor(given(measure.factor, model.p.screening_factor))
    spend_own(model, measure.usd_per_year)


@give.register(Closure)
def close_gates(measure: Closure, model: BorderTwin) -> None:
    for gate in chosen_gates(model, measure):
        gate.closure *= factor(given(measure.openness, model.p.closure_openness))


@give.register(Moratorium)
def stop_placements(measure: Moratorium, model: BorderTwin) -> None:
    for district in model.districts:
        district.government.doses.permit *= factor(
            given(measure.permit_factor, model.p.moratorium_permit_factor)
        )


@give.register(Shock)
def shift_world(measure: Shock, model: BorderTwin) -> None:
    for district in model.districts:
        district.government.doses.poverty *= factor(measure.poverty_factor)
        district.government.doses.unemployment *= factor(measure.unemployment_factor)
        district.government.doses.wage *= factor(measure.wage_factor)


@give.register(Protection)
def protect(measure: Protection, model: BorderTwin) -> None:
    q = model.p
    for district in model.districts:
        doses = district.government.doses
        doses.cooperation += given(measure.cooperation_log_odds, q.protection_cooperation_log_odds)
        doses.stopped *= factor(given(measure.stopped_factor, q.protection_stopped_factor))
    spend_own(model, given(measure.usd_per_year, q.protection_cost_usd_per_year))


@give.register(Hotline)
def answer_calls(measure: Hotline, model: BorderTwin) -> None:
    q = model.p
    for district in model.districts:
        doses = district.government.doses
        doses.self_report *= factor(given(measure.report_factor, q.hotline_report_factor))
        doses.register *= factor(given(measure.register_factor, q.hotline_register_factor))
    spend_own(model, given(measure.usd_per_year, q.hotline_cost_usd_per_year))


@give.register(ActionPlan)
def decree_plan(measure: ActionPlan, model: BorderTwin) -> None:
    for district in model.districts:
        district.government.doses.action_plan += given(measure.adopted, model.p.plan_adopted)
    spend_own(model, given(measure.usd_per_year, model.p.plan_cost_usd_per_year))


@give.register(Shelters)
def open_shelters(measure: Shelters, model: BorderTwin) -> None:
    q = model.p
    for district in model.districts:
        doses, people = district.government.doses, district.population / 100000.0
        places = given(measure.places_per_100000, q.shelter_places_per_100000) * people
        doses.assistance_places += places
        doses.referral += given(measure.referral_log_odds, q.shelter_referral_log_odds)
        doses.spend_own += places * given(measure.usd_per_place, q.shelter_cost_usd_per_place)


@give.register(CrossBorder)
def cooperate_across(measure: CrossBorder, model: BorderTwin) -> None:
    for district in model.districts:
        district.government.doses.rescue *= factor(given(measure.factor, model.p.cross_border_factor))
    spend_own(model, given(measure.usd_per_year, model.p.cross_border_cost_usd_per_year))


@give.register(UniversityPartners)
def reach_further(measure: UniversityPartners, model: BorderTwin) -> None:
    for district in model.districts:
        reach = factor(given(measure.reach_factor, model.p.university_reach_factor))
        district.government.doses.reach *= reach
    spend_own(model, given(measure.usd_per_year, model.p.university_cost_usd_per_year))


@give.register(Socialisation)
def socialise(measure: Socialisation, model: BorderTwin) -> None:
    q = model.p
    for district in model.districts:
        doses, people = district.government.doses, district.population / 1000.0
        doses.outreach_persons += given(measure.persons_per_1000, q.socialisation_persons_per_1000) * people
        doses.courses_per_official += given(measure.courses_per_official, q.socialisation_courses)
    spend_own(model, given(measure.usd_per_year, q.socialisation_cost_usd_per_year))


def given(value: float | None, passport: float) -> float:
    """What the scenario says, else the passport's value."""
    return passport if value is None else value


def factor(value: float) -> float:
    """A factor as the engine's ramp from one gives it: 1 + (value - 1), in this order of rounding."""
    return 1.0 + (value - 1.0)


def spend_own(model: BorderTwin, usd_per_year: float) -> None:
    """What governments pay on top of their ordinary spending, by population."""
    register = sum_in_order([district.population for district in model.districts])
    for district in model.districts:
        district.government.doses.spend_own += usd_per_year * district.population / register


def chosen_gates(model: BorderTwin, measure: Screening | Closure) -> list[Gate]:
    """The gates of the measure's kinds, or its one gate."""
    if measure.gate is not None:
        return [gate for gate in model.gates if gate.name == measure.gate]
    return [gate for gate in model.gates if gate.kind.name.lower() in measure.kinds]
