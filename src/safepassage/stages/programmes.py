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
from safepassage.rules.authority import complement, drift, gated, lifted
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import diminishing, within
from safepassage.world.actors_state import Governments, Officials
from safepassage.world.context import Context
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
    if (doses.wage != 1.0).any():
        context.wage_ratio[:] *= doses.wage[:, None]
    if (doses.poverty != 1.0).any():
        assert world.schedule is not None
        rate = world.schedule.poverty_rate[world.scenario_step] * doses.poverty
        context.poverty_score[:] = ndtri(np.clip(rate, 0.0, 1.0))


@compiled
def govern(
    governments: Governments, context: Context, doses: Doses, ground: Ground, p: Packed, clock: Clock
) -> None:
    """Responsiveness drifts, plans are adopted, service offices and partnership follow their effort."""
    q = p[0]
    districts = ground.district_population.size
    for g in range(governments.responsiveness.size):
        felt = gated(governments.responsiveness[g], q.as_is_responsiveness, q.door_plans)
        uptake = governments.uptake[g] * complement(1.0, felt, q.authority_floor)
        effort = diminishing(doses.government_effort[g], q.push_half_usd)
        level = lifted(governments.returns_to[g], effort, uptake)
        rate = q.responsiveness_drift_per_year
        governments.responsiveness[g] = drift(governments.responsiveness[g], level, rate, clock.years)
        plan = min(1.0, uptake * diminishing(doses.government_effort[g], q.action_plan_half_usd))
        governments.action_plan[g] = drift(governments.action_plan[g], plan, rate, clock.years)
        if g >= districts:
            continue
        gain = q.service_gain * diminishing(doses.service_effort[g], q.service_half_usd)
        authority = complement(
            1.0,
            gated(governments.responsiveness[g], q.as_is_responsiveness, q.door_service),
            q.authority_floor,
        )
        as_is = complement(1.0, q.as_is_responsiveness, q.authority_floor)
        governments.service_capacity[g] = context.office[g] * (1.0 + gain) * authority / as_is
        target = diminishing(doses.partnership_effort[g], q.partnership_half_usd)
        governments.partnership[g] = drift(
            governments.partnership[g], target, q.partnership_fade_per_year, clock.years
        )
        ordinary = q.government_budget_usd_per_100000 * ground.district_population[g] / 100000.0
        plan_factor = 1.0 + (q.action_plan_factor - 1.0) * governments.action_plan[g]
        own = ordinary * governments.responsiveness[g] * plan_factor
        doses.outreach_persons[g] += (
            own * q.government_outreach_share / q.outreach_cost_usd * q.outreach_persons
        )
        doses.assistance_places[g] += own * (1.0 - q.government_outreach_share) / q.assistance_cost_usd
        governments.spend_own_usd[g] = (own + doses.spend_own[g]) * clock.years
        governments.spend_iom_usd[g] = doses.spend_iom[g] * clock.years


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
    for g in range(n_governments):
        for role in range(n_roles):
            if number[g, role] > 0.0:
                governments.training[g, role] = total[g, role] / 1099511627776.0 / number[g, role]
    courses = within(doses.consular_trained[0] / max(1.0, q.consular_staff), clock.years)
    turnover = math.exp(-(q.training_loss_per_year + q.rotation_per_year) * clock.years)
    consular[0] = q.consular_training + (consular[0] - q.consular_training) * turnover
    consular[0] += courses * q.training_gain * (1.0 - consular[0])
