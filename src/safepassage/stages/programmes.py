"""Stage 2, IOM and government: the year's budgets become doses, doses become state.

Interventions fill the accumulators in the order of their names; then governments and officials
take them in, once: diminishing returns, uptake and decay act here.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import ndtri

from safepassage.rules.authority import drift, lifted
from safepassage.rules.compiled import compiled
from safepassage.rules.institutions import budgeted, taken_in
from safepassage.rules.money import absorbed
from safepassage.rules.probability import returned, within
from safepassage.world.actors_genesis import train_at_entry
from safepassage.world.clock import YEAR_WEEKS
from safepassage.world.codes import Activity
from safepassage.world.doors import against_as_is, at_door
from safepassage.world.draws import Decision, uniform
from safepassage.world.ledger import fixed, real

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World

_SHIFTED = ("openness", "permit", "opening", "office", "access")
"""Factors of the context that doses of the same name multiply."""


def run_programmes(world: World) -> None:
    """Interventions and actors write their doses; governments and officials take them in."""
    for intervention in sorted(world.interventions, key=lambda item: item.name):
        intervention.act(world)
    for actor in world.acting:
        actor.act()
    _shift_context(world)
    _open_budgets(world)
    take_in(world)


def _open_budgets(world: World) -> None:
    """In the first step of a calendar year: what has been adopted of plans by then enters the year's budgets."""
    assert world.schedule is not None
    today = world.schedule.dates[world.scenario_step]
    if (today - dt.date(today.year, 1, 1)).days < world.clock.days:
        world.governments.budgeted_plan[:] = world.governments.action_plan


def _shift_context(world: World) -> None:
    """Let scenario factors act on what the world outside is like."""
    context, doses = world.context, world.doses
    for name in _SHIFTED:
        factor = getattr(context, name)
        np.multiply(factor, getattr(doses, name), out=factor)
    if (doses.wage != 1.0).any():
        context.wage_ratio[:] *= doses.wage[:, None]
    assert world.schedule is not None
    schedule, step = world.schedule, world.scenario_step
    if (doses.poverty != 1.0).any():
        rate = schedule.poverty_rate[step] * doses.poverty
        context.poverty_score[:] = ndtri(np.clip(rate, 0.0, 1.0))
    if (doses.unemployment != 1.0).any():
        rate = np.clip(schedule.unemployment_rate[step] * doses.unemployment, 0.0, 1.0)
        context.jobless_score[:] = ndtri(schedule.participation_rate[step] * rate)
        context.slack[:] *= doses.unemployment


@compiled
def take_in(world: World) -> None:
    """Doses become state."""
    govern(world)
    spend(world)
    train(world)
    train_consulates(world)


@compiled
def govern(world: World) -> None:
    """Responsiveness drifts, plans are adopted, service offices and partnership follow their effort."""
    q, governments, doses = world.p[0], world.governments, world.doses
    own, rate, years = governments.responsiveness, q.responsiveness_drift_per_year, world.clock.years
    r0, districts = q.as_is_responsiveness, world.ground.district_population.size
    for g in range(own.size):
        uptake = governments.uptake[g] * at_door(world, 1.0, 0.0, own[g], r0, q.door_plans)
        effort = returned(doses.government_effort[g], q.push_half_usd, q.linear_returns)
        level = lifted(governments.returns_to[g], effort, min(1.0, uptake))
        own[g] = drift(own[g], level, rate, years)
        planned = returned(doses.government_effort[g], q.action_plan_half_usd, q.linear_returns)
        plan = min(1.0, uptake * planned)
        if g < districts:
            plan = max(plan, doses.action_plan[g])
        governments.action_plan[g] = drift(governments.action_plan[g], plan, rate, years)
        if g >= districts:
            continue
        gain = q.service_gain * returned(doses.service_effort[g], q.service_half_usd, q.linear_returns)
        authority = against_as_is(world, 1.0 + gain, 1.0, own[g], r0, q.door_service)
        governments.service_capacity[g] = world.context.office[g] * authority
        target = returned(doses.partnership_effort[g], q.partnership_half_usd, q.linear_returns)
        linked = drift(governments.partnership[g], target, q.partnership_fade_per_year, years)
        governments.partnership[g] = linked


class Courses(NamedTuple):
    """Courses of this step, by government."""

    staff: F64  # [G] officials
    idle: F64  # [G] USD a year for courses that nobody can attend
    meant: F64  # [G] USD a year of all districts' money for courses, by who runs their corridor's hubs


@compiled
def spend(world: World) -> None:
    """Governments spend of their own; IOM's money is spent as far as it can be absorbed, the rest is unspent."""
    courses = _courses(world)
    for d in range(world.ground.district_population.size):
        own, own_outreach = _spend_own(world, d, courses)
        idle_places = _fill_places(world, d, own - own_outreach)
        _hand_back(world, d, idle_places, _idle_courses(world, d, courses))
        _write_down(world, d, own, own_outreach)


@compiled
def _staff(world: World) -> F64:
    """Number of each government's officials, [G]."""
    government = world.officials.government
    staff = np.zeros(world.governments.responsiveness.size)
    for i in range(government.size):
        staff[government[i]] += 1.0
    return staff


@compiled
def _courses(world: World) -> Courses:
    """Officials attend so many courses a year; what is offered beyond that stays idle."""
    q, doses, ground = world.p[0], world.doses, world.ground
    governments, districts = world.governments.responsiveness.size, ground.district_population.size
    staff, idle, meant = _staff(world), np.zeros(governments), np.zeros(governments)
    for d in range(districts):
        meant[districts + ground.district_corridor[d]] += doses.spend_iom[d, Activity.TRAINING]
    for g in range(governments):
        most = staff[g] * q.courses_per_official_per_year
        if doses.officials_trained[g] > most:
            idle[g] = (doses.officials_trained[g] - most) * q.training_cost_usd
            doses.officials_trained[g] = most
    return Courses(staff, idle, meant)


@compiled
def _idle_courses(world: World, d: int, courses: Courses) -> float:
    """USD a year of a district's money for courses that cannot be spent, its part of those outside included."""
    outside = world.ground.district_population.size + world.ground.district_corridor[d]
    share = world.doses.spend_iom[d, Activity.TRAINING] / max(1e-9, courses.meant[outside])
    return float(courses.idle[d] + courses.idle[outside] * share)


@compiled
def _spend_own(world: World, d: int, courses: Courses) -> tuple[float, float]:
    """A government's own money for outreach and places, USD a year, and what of it goes to outreach."""
    q, doses, governments = world.p[0], world.doses, world.governments
    doses.officials_trained[d] += doses.courses_per_official[d] * courses.staff[d]
    people = world.ground.district_population[d] / 100000.0
    plan_factor = budgeted(q.action_plan_factor, governments.budgeted_plan[d])
    own = q.government_budget_usd_per_100000 * people * governments.responsiveness[d] * plan_factor
    own_outreach = own * q.government_outreach_share
    doses.outreach_persons[d] += own_outreach / q.outreach_cost_usd * q.outreach_persons
    doses.outreach_persons[d] *= doses.reach[d]
    doses.outreach_many_abroad[d] *= doses.reach[d]
    return own, own_outreach


@compiled
def _fill_places(world: World, d: int, own_places: float) -> float:
    """Places are filled in the order ordinary, government, IOM; USD a year of IOM's places that stay empty.

    IOM pays for those whom the others cannot take in, as far as the remembered demand goes.
    """
    q, doses = world.p[0], world.doses
    doses.assistance_places[d] += own_places / q.assistance_cost_usd
    people = world.ground.district_population[d] / 100000.0
    ordinary = taken_in(q.assistance_places_per_100000 * people, q.assistance_weeks, YEAR_WEEKS)
    others = ordinary + doses.assistance_places[d]
    filled = absorbed(doses.iom_places[d], world.registers.assistance_load[d], others)
    doses.assistance_places[d] += filled
    return float((doses.iom_places[d] - filled) * q.assistance_cost_usd)


@compiled
def _hand_back(world: World, d: int, idle_places: float, idle_courses: float) -> None:
    """IOM's money that could not be absorbed is unspent, its overhead included."""
    spent = world.doses.spend_iom
    gross = 1.0 / max(1e-9, 1.0 - world.p[0].overhead_share)
    spent[d, Activity.ASSISTANCE] -= idle_places
    spent[d, Activity.TRAINING] -= idle_courses
    unspent = (idle_places + idle_courses) * gross
    spent[d, Activity.OVERHEAD] -= unspent - idle_places - idle_courses
    spent[d, Activity.UNSPENT] += unspent


@compiled
def _write_down(world: World, d: int, own: float, own_outreach: float) -> None:
    """Spending of this step, and its ledger since the start of the scenario."""
    governments, doses, years = world.governments, world.doses, world.clock.years
    ledger, spent = governments.spent_usd, 0.0
    for activity in range(Activity.OWN_OUTREACH):
        ledger[d, activity] += doses.spend_iom[d, activity] * years
        if activity != Activity.UNSPENT:
            spent += doses.spend_iom[d, activity]
    governments.spend_iom_usd[d] = spent * years
    governments.unspent_usd[d] = doses.spend_iom[d, Activity.UNSPENT] * years
    governments.spend_own_usd[d] = (own + doses.spend_own[d]) * years
    ledger[d, Activity.OWN_OUTREACH] += own_outreach * years
    ledger[d, Activity.OWN_ASSISTANCE] += (own - own_outreach) * years
    ledger[d, Activity.OWN_MEASURES] += doses.spend_own[d] * years


@compiled
def train(world: World) -> None:
    """Officials are trained, forget, and rotate out; each by their own draw."""
    q, officials, clock = world.p[0], world.officials, world.clock
    key, trained = world.keys[Decision.ROTATION], world.keys[Decision.TRAINED]
    kept = math.exp(-q.training_loss_per_year * clock.years)
    rotated = within(q.rotation_per_year, clock.years)
    course = _course_chance(world)
    for i in range(officials.government.size):
        who = officials.id[i]
        if uniform(key, clock.step, who, 0) < rotated:
            train_at_entry(world, i, clock.step)
            officials.since_day[i] = clock.day
        training = officials.training[i]
        if training > q.initial_training:
            training = q.initial_training + (training - q.initial_training) * kept
        if uniform(trained, clock.step, who, 0) < course[officials.government[i]]:
            training += q.training_gain * (1.0 - training)
        officials.training[i] = training
    _take_stock(world)


@compiled
def _course_chance(world: World) -> F64:
    """Chance of an official of each government to attend a course in this step, [G]."""
    staff = _staff(world)
    chance = np.zeros(staff.size)
    for g in range(staff.size):
        chance[g] = within(world.doses.officials_trained[g] / staff[g], world.clock.years)
    return chance


@compiled
def _take_stock(world: World) -> None:
    """Number and mean training of each government's officials, and how many of them take no bribe, by role."""
    officials, governments = world.officials, world.governments
    shape = governments.training.shape
    total, number, honest = np.zeros(shape, np.int64), np.zeros(shape), np.zeros(shape)
    for i in range(officials.government.size):
        g, role = officials.government[i], officials.role[i]
        total[g, role] += fixed(officials.training[i])
        number[g, role] += 1.0
        honest[g, role] += officials.integrity[i]
    for g in range(shape[0]):
        for role in range(shape[1]):
            governments.officers[g, role] = number[g, role]
            if number[g, role] > 0.0:
                governments.training[g, role] = real(total[g, role]) / number[g, role]
                governments.honesty[g, role] = honest[g, role] / number[g, role]


@compiled
def train_consulates(world: World) -> None:
    """Consular and shelter staff abroad are trained, forget and change posts; pooled."""
    q, staff, years = world.p[0], world.consulates.training, world.clock.years
    courses = within(world.doses.consular_trained[0] / max(1.0, q.consular_staff), years)
    turnover = math.exp(-(q.training_loss_per_year + q.rotation_per_year) * years)
    staff[0] = q.consular_training + (staff[0] - q.consular_training) * turnover
    staff[0] += courses * q.training_gain * (1.0 - staff[0])
