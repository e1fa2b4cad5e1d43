"""Stage 2, IOM and government: the year's budgets become doses, doses become state.

Interventions fill the accumulators in the order of their names; then governments and officials
take them in, once: diminishing returns, uptake and decay act here.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from safepassage.parameters import Packed
from safepassage.rules.authority import drift, lifted
from safepassage.rules.compiled import compiled
from safepassage.rules.money import absorbed
from safepassage.rules.probability import returned, within
from safepassage.world.actors_state import Governments, Officials, Registers
from safepassage.world.codes import Activity, Role
from safepassage.world.context import Context
from safepassage.world.doors import against_as_is, at_door
from safepassage.world.doses import Doses
from safepassage.world.draws import Decision, Keys, uniform
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import fixed
from safepassage.world.world import Clock, World


def act(world: World) -> None:
    """Let every intervention write its doses; ``govern`` and ``train`` then take them in."""
    for intervention in sorted(world.interventions, key=lambda item: item.name):
        intervention.act(world)
    for actor in world.acting:
        actor.act()
    _shift_context(world)


def _shift_context(world: World) -> None:
    """Let scenario factors act on what the world outside is like."""
    context, doses = world.context, world.doses
    np.multiply(context.openness, doses.openness, out=context.openness)
    np.multiply(context.permit, doses.permit, out=context.permit)
    np.multiply(context.opening, doses.opening, out=context.opening)
    np.multiply(context.office, doses.office, out=context.office)
    np.multiply(context.rescue, doses.rescue, out=context.rescue)
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


@compiled
def govern(
    governments: Governments, context: Context, doses: Doses, ground: Ground, p: Packed, clock: Clock
) -> None:
    """Responsiveness drifts, plans are adopted, service offices and partnership follow their effort."""
    q = p[0]
    r0 = q.as_is_responsiveness
    districts = ground.district_population.size
    for g in range(governments.responsiveness.size):
        uptake = governments.uptake[g] * at_door(1.0, 0.0, governments.responsiveness[g], r0, q.door_plans, p)
        effort = returned(doses.government_effort[g], q.push_half_usd, q.linear_returns)
        level = lifted(governments.returns_to[g], effort, min(1.0, uptake))
        rate = q.responsiveness_drift_per_year
        governments.responsiveness[g] = drift(governments.responsiveness[g], level, rate, clock.years)
        plan = min(
            1.0, uptake * returned(doses.government_effort[g], q.action_plan_half_usd, q.linear_returns)
        )
        if g < districts:
            plan = max(plan, doses.action_plan[g])
        governments.action_plan[g] = drift(governments.action_plan[g], plan, rate, clock.years)
        if g >= districts:
            continue
        gain = q.service_gain * returned(doses.service_effort[g], q.service_half_usd, q.linear_returns)
        authority = against_as_is(1.0 + gain, 1.0, governments.responsiveness[g], r0, q.door_service, p)
        governments.service_capacity[g] = context.office[g] * authority
        target = returned(doses.partnership_effort[g], q.partnership_half_usd, q.linear_returns)
        governments.partnership[g] = drift(
            governments.partnership[g], target, q.partnership_fade_per_year, clock.years
        )


@compiled
def spend(
    governments: Governments, officials: Officials, registers: Registers, doses: Doses, ground: Ground, p: Packed,
    clock: Clock,
) -> None:  # fmt: skip
    """Governments spend of their own; IOM's money is spent as far as it can be absorbed, the rest is unspent.

    Places are filled in the order ordinary, government, IOM: IOM pays for those whom the others
    cannot take in, as far as the remembered demand goes. Officials attend so many courses a year.
    """
    q = p[0]
    districts = ground.district_population.size
    staff = np.zeros(governments.responsiveness.size)
    for i in range(officials.government.size):
        staff[officials.government[i]] += 1.0
    gross = 1.0 / max(1e-9, 1.0 - q.overhead_share)
    meant = np.zeros(
        governments.responsiveness.size
    )  # USD a year for courses, by who runs the corridor's hubs
    for d in range(districts):
        meant[districts + ground.district_corridor[d]] += doses.spend_iom[d, Activity.TRAINING]
    idle = np.zeros(governments.responsiveness.size)
    for g in range(governments.responsiveness.size):
        most = staff[g] * q.courses_per_official_per_year
        if doses.officials_trained[g] > most:
            idle[g] = (doses.officials_trained[g] - most) * q.training_cost_usd
            doses.officials_trained[g] = most
    for g in range(districts):
        doses.officials_trained[g] += doses.courses_per_official[g] * staff[g]
        people = ground.district_population[g] / 100000.0
        plan_factor = 1.0 + (q.action_plan_factor - 1.0) * governments.action_plan[g]
        own = q.government_budget_usd_per_100000 * people * governments.responsiveness[g] * plan_factor
        own_outreach = own * q.government_outreach_share
        own_places = own - own_outreach
        doses.outreach_persons[g] += own_outreach / q.outreach_cost_usd * q.outreach_persons
        doses.outreach_persons[g] *= doses.reach[g]
        doses.assistance_places[g] += own_places / q.assistance_cost_usd
        others = q.assistance_places_per_100000 * people + doses.assistance_places[g]
        filled = absorbed(doses.iom_places[g], registers.assistance_load[g], others)
        idle_places = (doses.iom_places[g] - filled) * q.assistance_cost_usd
        doses.assistance_places[g] += filled
        outside = districts + ground.district_corridor[g]
        share = doses.spend_iom[g, Activity.TRAINING] / max(1e-9, meant[outside])
        idle_courses = idle[g] + idle[outside] * share
        doses.spend_iom[g, Activity.ASSISTANCE] -= idle_places
        doses.spend_iom[g, Activity.TRAINING] -= idle_courses
        unspent = (idle_places + idle_courses) * gross
        doses.spend_iom[g, Activity.OVERHEAD] -= unspent - idle_places - idle_courses
        doses.spend_iom[g, Activity.UNSPENT] += unspent
        spent = 0.0
        for activity in range(Activity.OWN_OUTREACH):
            governments.spent_usd[g, activity] += doses.spend_iom[g, activity] * clock.years
            if activity != Activity.UNSPENT:
                spent += doses.spend_iom[g, activity]
        governments.spend_iom_usd[g] = spent * clock.years
        governments.unspent_usd[g] = unspent * clock.years
        governments.spend_own_usd[g] = (own + doses.spend_own[g]) * clock.years
        governments.spent_usd[g, Activity.OWN_OUTREACH] += own_outreach * clock.years
        governments.spent_usd[g, Activity.OWN_ASSISTANCE] += own_places * clock.years
        governments.spent_usd[g, Activity.OWN_MEASURES] += doses.spend_own[g] * clock.years


@compiled
def train(
    officials: Officials, governments: Governments, doses: Doses, consular: NDArray[np.float64], keys: Keys, p: Packed,
    clock: Clock,
) -> None:  # fmt: skip
    """Officials are trained, forget, and rotate out; each by their own draw."""
    q = p[0]
    n_governments, n_roles = governments.training.shape
    staff = np.zeros(n_governments)
    for i in range(officials.government.size):
        staff[officials.government[i]] += 1.0
    kept = math.exp(-q.training_loss_per_year * clock.years)
    rotated = within(q.rotation_per_year, clock.years)
    total = np.zeros((n_governments, n_roles), np.int64)
    number = np.zeros((n_governments, n_roles))
    honest = np.zeros(n_governments)
    for i in range(officials.government.size):
        g = officials.government[i]
        who = officials.id[i]
        if uniform(keys[Decision.ROTATION], clock.step, who, 0) < rotated:
            fresh = 2.0 * q.initial_training * uniform(keys[Decision.OFFICIAL_TRAITS], clock.step, who, 0)
            officials.training[i] = min(1.0, fresh)
            officials.integrity[i] = (
                1.0 if uniform(keys[Decision.OFFICIAL_TRAITS], clock.step, who, 1) < q.integrity else 0.0
            )
            officials.since_day[i] = clock.day
        training = officials.training[i]
        if training > q.initial_training:
            training = q.initial_training + (training - q.initial_training) * kept
        course = within(doses.officials_trained[g] / staff[g], clock.years)
        if uniform(keys[Decision.TRAINED], clock.step, who, 0) < course:
            training += q.training_gain * (1.0 - training)
        officials.training[i] = training
        total[g, officials.role[i]] += fixed(training)
        number[g, officials.role[i]] += 1.0
        if officials.role[i] == Role.LABOUR_SERVICE:
            honest[g] += officials.integrity[i]
    for g in range(n_governments):
        for role in range(n_roles):
            if number[g, role] > 0.0:
                governments.training[g, role] = total[g, role] / 1099511627776.0 / number[g, role]
        if number[g, Role.LABOUR_SERVICE] > 0.0:
            governments.honesty[g] = honest[g] / number[g, Role.LABOUR_SERVICE]
    courses = within(doses.consular_trained[0] / max(1.0, q.consular_staff), clock.years)
    turnover = math.exp(-(q.training_loss_per_year + q.rotation_per_year) * clock.years)
    consular[0] = q.consular_training + (consular[0] - q.consular_training) * turnover
    consular[0] += courses * q.training_gain * (1.0 - consular[0])
