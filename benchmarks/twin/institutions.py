"""Stage 2: money becomes doses, doses become state; officials rotate and learn."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from benchmarks.twin.context import shift_context
from benchmarks.twin.government import Doses, LocalGovernment, Official
from benchmarks.twin.ground import District
from benchmarks.twin.land import Land
from benchmarks.twin.numbers import ONE, YEAR_WEEKS, fixed, sum_in_order
from benchmarks.twin.programmes import give, is_active
from benchmarks.twin.week import Week
from safepassage.rules.authority import drift, lifted
from safepassage.rules.institutions import budgeted, taken_in
from safepassage.rules.money import absorbed
from safepassage.rules.probability import logistic, rationed, returned, within
from safepassage.world.codes import Activity, Role
from safepassage.world.draws import Decision


def run_programmes(land: Land, interventions: list[Any], schedule: Any, week: Week) -> None:
    """Money becomes doses, doses become state; officials rotate and learn."""
    land.consular_courses = 0.0
    for government in land.governments:
        government.doses = Doses()
    for intervention in interventions:
        if is_active(intervention, week):
            give(intervention, land, week)
    shift_context(land, schedule, week)
    if (week.today - dt.date(week.today.year, 1, 1)).days < week.days:
        for government in land.governments:
            government.budgeted_plan = government.action_plan
    for government in land.governments:
        govern(government, week)
    spend_money(land, week)
    for government in land.governments:
        train_staff(government, week)
    for district in land.districts:
        district.way_open = district.regular_openness()
        set_referral(district.government, week, district)
    train_consulates(land, week)


def spend_money(land: Land, week: Week) -> None:
    """Money is spent as far as it can be absorbed; what outside officials cannot take up is shared."""
    idle = {government: limit_courses(government, week) for government in land.governments}
    courses = {d: d.government.doses.spend_iom[Activity.TRAINING] for d in land.districts}
    for district in land.districts:
        corridor = [usd for other, usd in courses.items() if other.corridor == district.corridor]
        part = courses[district] / max(1e-9, sum_in_order(corridor))
        outside = idle[land.outside_of(district)] * part
        spend(district.government, week, district, idle[district.government] + outside)


def train_consulates(land: Land, week: Week) -> None:
    """Consular and shelter staff abroad turn over, and attend courses."""
    q, years = week.p, week.years
    courses = within(land.consular_courses / max(1.0, q.consular_staff), years)
    kept = math.exp(-(q.training_loss_per_year + q.rotation_per_year) * years)
    level = q.consular_training + (land.consular_training - q.consular_training) * kept
    land.consular_training = level + courses * q.training_gain * (1.0 - level)


def govern(government: LocalGovernment, week: Week) -> None:
    """Responsiveness drifts, plans are adopted; the district's offices and partners follow."""
    q, doses, years = week.p, government.doses, week.years
    uptake = government.uptake * government.met(week, 1.0, 0.0, q.as_is_responsiveness, q.door_plans)
    push = returned(doses.government_effort, q.push_half_usd, q.linear_returns)
    level = lifted(government.returns_to, push, min(1.0, uptake))
    plan = min(1.0, uptake * returned(doses.government_effort, q.action_plan_half_usd, q.linear_returns))
    plan = max(plan, doses.action_plan)
    rate = q.responsiveness_drift_per_year
    government.responsiveness = drift(government.responsiveness, level, rate, years)
    government.action_plan = drift(government.action_plan, plan, rate, years)
    if government.district is not None:
        govern_district(government, week, government.district)


def govern_district(government: LocalGovernment, week: Week, district: District) -> None:
    """Service office and partnership."""
    q, doses, years = week.p, government.doses, week.years
    gain = q.service_gain * returned(doses.service_effort, q.service_half_usd, q.linear_returns)
    authority = government.against_as_is(week, 1.0 + gain, 1.0, q.as_is_responsiveness, q.door_service)
    government.service_capacity = district.office * authority
    effort = returned(doses.partnership_effort, q.partnership_half_usd, q.linear_returns)
    government.partnership = drift(government.partnership, effort, q.partnership_fade_per_year, years)


def limit_courses(government: LocalGovernment, week: Week) -> float:
    """Officials attend so many courses a year; returns the USD a year that buys more than that."""
    q, doses = week.p, government.doses
    most = len(government.staff) * q.courses_per_official_per_year
    if doses.officials_trained <= most:
        return 0.0
    idle = (doses.officials_trained - most) * q.training_cost_usd
    doses.officials_trained = most
    return idle


def spend(government: LocalGovernment, week: Week, district: District, idle_courses: float) -> None:
    """What the government pays for outreach and places; IOM's places as far as they are wanted."""
    q, doses, years = week.p, government.doses, week.years
    doses.officials_trained += doses.courses_per_official * len(government.staff)
    people = district.population / 100000.0
    plan_factor = budgeted(q.action_plan_factor, government.budgeted_plan)
    own = q.government_budget_usd_per_100000 * people * government.responsiveness * plan_factor
    outreach = own * q.government_outreach_share
    doses.outreach_persons += outreach / q.outreach_cost_usd * q.outreach_persons
    doses.outreach_persons *= doses.reach
    doses.outreach_many_abroad *= doses.reach
    doses.assistance_places += (own - outreach) / q.assistance_cost_usd
    ordinary = taken_in(q.assistance_places_per_100000 * people, q.assistance_weeks, YEAR_WEEKS)
    others = ordinary + doses.assistance_places
    filled = absorbed(doses.iom_places, district.assistance_load, others)
    idle_places = (doses.iom_places - filled) * q.assistance_cost_usd
    doses.assistance_places += filled
    meant = doses.spend_iom
    unspent = (idle_places + idle_courses) * (1.0 / max(1e-9, 1.0 - q.overhead_share))
    meant[Activity.ASSISTANCE] -= idle_places
    meant[Activity.TRAINING] -= idle_courses
    meant[Activity.OVERHEAD] -= unspent - idle_places - idle_courses
    meant[Activity.UNSPENT] += unspent
    government.spend_iom_usd = sum_in_order(meant[: Activity.UNSPENT]) * years
    government.unspent_usd = unspent * years
    government.spend_own_usd = (own + doses.spend_own) * years
    owned = {
        Activity.OWN_OUTREACH: outreach,
        Activity.OWN_ASSISTANCE: own - outreach,
        Activity.OWN_MEASURES: doses.spend_own,
    }
    for activity in Activity:
        government.spent_usd[activity] += owned.get(activity, meant[activity]) * years


def train_staff(government: LocalGovernment, week: Week) -> None:
    """Officials rotate, forget, learn; the mean of every role that has staff is taken anew."""
    q, years = week.p, week.years
    rotation = within(q.rotation_per_year, years)
    kept = math.exp(-q.training_loss_per_year * years)
    course = (
        within(government.doses.officials_trained / len(government.staff), years) if government.staff else 0.0
    )
    for official in government.staff:
        serve(official, week, rotation, kept, course)
    for role in Role:
        trained = [official.training for official in government.staff if official.role is role]
        government.officers[role] = float(len(trained))
        if trained:
            government.training[role] = sum(fixed(one) for one in trained) / ONE / len(trained)
            honest = [official.integrity for official in government.staff if official.role is role]
            government.honesty[role] = sum_in_order(honest) / len(honest)


def set_referral(government: LocalGovernment, week: Week, district: District) -> None:
    """Chances of an identified person: to be referred, to be assisted, to report."""
    q, doses = week.p, government.doses
    log_odds = (
        q.assistance_log_odds
        + q.assistance_partnership * government.partnership
        + q.assistance_task_force * (doses.task_force - 1.0)
        + doses.referral
    )
    ordinary = logistic(q.assistance_log_odds)
    referred = government.against_as_is(
        week, logistic(log_odds), ordinary, q.as_is_responsiveness, q.door_referral
    )
    district.referred = min(1.0, referred)
    ordinary = q.assistance_places_per_100000 * district.population / 100000.0
    places = taken_in(ordinary, q.assistance_weeks, YEAR_WEEKS) + doses.assistance_places
    district.assisted = district.referred * rationed(places, district.assistance_load)
    alone = logistic(q.cooperation_log_odds + doses.cooperation)
    protected = logistic(q.cooperation_log_odds + q.cooperation_assisted + doses.cooperation)
    district.reporting = district.assisted * protected + (1.0 - district.assisted) * alone


def serve(official: Official, week: Week, rotation: float, kept: float, course: float) -> None:
    """Be replaced by somebody new, forget, and perhaps attend a course."""
    q = week.p
    if official.draw(week, Decision.ROTATION) < rotation:
        official.training = min(
            1.0, 2.0 * q.initial_training * official.draw(week, Decision.OFFICIAL_TRAITS, 0)
        )
        official.integrity = 1.0 if official.draw(week, Decision.OFFICIAL_TRAITS, 1) < q.integrity else 0.0
        official.since_day = week.day
    if official.training > q.initial_training:
        official.training = q.initial_training + (official.training - q.initial_training) * kept
    if official.draw(week, Decision.TRAINED) < course:
        official.training += q.training_gain * (1.0 - official.training)
