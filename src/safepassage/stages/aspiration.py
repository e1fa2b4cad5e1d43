"""Stage 4, aspiration: who sets out to leave in this step, and by which channel.

The draw is made first; the exact rate is worked out only for those whose draw lies below the
largest probability that anybody of their subdistrict can have.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.aspiration import (
    age_curve,
    aspiration_rate,
    believed_wage_ratio,
    debt_push,
    fresh_push,
    network_push,
    regular_log_weight,
)
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.world.actors_state import Governments
from safepassage.world.codes import Situation, WayHome
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.draws import Decision, Keys, bits, bits_below, exponential, uniform
from safepassage.world.geography_arrays import Ground, Local
from safepassage.world.journey import begin_journey, false_papers_in, regular_way, set_irregular_terms
from safepassage.world.ledger import Ledger, move, share_abroad
from safepassage.world.rows import marked
from safepassage.world.spells import is_unemployed
from safepassage.world.world import Clock


@compiled
def set_out(
    people: Columns, ledger: Ledger, context: Context, ground: Ground, local: Local, governments: Governments,
    rows: NDArray[np.int32], keys: Keys, p: Packed, clock: Clock,
) -> int:  # fmt: skip
    """Residents set out at their own rate: to the service office, to a broker, or alone.

    Returns how many look for a recruiter; their rows stand first in ``rows``.
    """
    q = p[0]
    subdistricts = ground.subdistrict_population.size
    districts = ground.district_population.size
    best_wage = np.zeros(districts)
    for d in range(districts):
        for n in range(context.demand.shape[1]):
            best_wage[d] = max(best_wage[d], context.wage_ratio[d, n] * context.demand[d, n])
    push = np.zeros(subdistricts)
    abroad = share_abroad(ledger, ground.subdistrict_population, clock.scale)
    for s in range(subdistricts):
        push[s] = network_push(abroad[s], q.network_log_ratio, q.network_half_share)
    most = (
        max(0.0, q.poverty_log_ratio) + max(0.0, q.unemployment_log_ratio) + max(0.0, q.experience_log_ratio)
        + max(0.0, q.deportee_log_ratio) + max(0.0, q.aided_log_ratio) + max(0.0, q.female_log_ratio)
        + max(0.0, q.debt_log_ratio) + max(0.0, q.fresh_return_log_ratio)
    )  # fmt: skip
    ceiling = np.zeros(subdistricts)
    for s in range(subdistricts):
        d = ground.subdistrict_district[s]
        wage = max(
            believed_wage_ratio(best_wage[d], q.optimism, 0.0),
            believed_wage_ratio(best_wage[d], q.optimism, 1.0),
        )
        rate = aspiration_rate(local.base_aspiration[d], push[s] + most, wage, q.wage_elasticity, 1.0)
        ceiling[s] = within(rate, clock.years)
    regular = regular_way(context, ground, governments)
    false_papers = false_papers_in(governments, p)
    n = 0
    for j in range(_thinking_of_it(people, rows, ceiling.max(), keys, clock.step)):
        i = rows[j]
        u = uniform(keys[Decision.ASPIRATION], clock.step, people.id[i], 0)
        s = people.subdistrict[i]
        if u >= ceiling[s] or people.situation[i] != Situation.RESIDENT:
            continue
        d = people.district[i]
        who = people.id[i]
        age = people.age_at_start[i] + clock.age_years
        at_age = age_curve(
            age, q.age_peak_years, q.age_spread_years, q.youngest_age_years, q.oldest_age_years
        )
        if at_age <= 0.0:
            continue
        log_ratio = push[s]
        if people.wealth_score[i] < context.poverty_score[d]:
            log_ratio += q.poverty_log_ratio
        if is_unemployed(
            who,
            age,
            people.wealth_score[i],
            context.jobless_score[d],
            keys,
            q.wealth_job_correlation,
            q.job_spell_years,
            clock.day,
        ):
            log_ratio += q.unemployment_log_ratio
        if people.trips[i] > 0:
            log_ratio += q.experience_log_ratio
            years_home = (clock.step - people.since[i]) * clock.years
            log_ratio += fresh_push(years_home, q.fresh_return_log_ratio, q.fresh_return_years)
        if people.way_home[i] == WayHome.DEPORTATION:
            log_ratio += q.deportee_log_ratio
        if people.aided[i]:
            log_ratio += q.aided_log_ratio
        if people.female[i]:
            log_ratio += q.female_log_ratio
        log_ratio += debt_push(people.debt_usd[i], q.fee_usd, q.debt_log_ratio)
        wage = believed_wage_ratio(best_wage[d], q.optimism, people.awareness[i])
        rate = aspiration_rate(local.base_aspiration[d], log_ratio, wage, q.wage_elasticity, at_age)
        if u >= within(rate, clock.years):
            continue
        weight = regular_log_weight(
            local.regular_log_weight[d], q.regular_awareness, people.awareness[i], q.regular_schooling,
            people.schooling[i], local.regular_female[d] if people.female[i] else 0.0, q.regular_office, regular[d],
            q.regular_distance_per_km, ground.office_further_km[people.cell[i]],
        )  # fmt: skip
        alone = q.alone_log_weight
        if people.trips[i] > 0:
            alone += q.alone_experience
        by_office = exponential(keys[Decision.CHANNEL], clock.step, who, 0) / math.exp(weight)
        by_broker = exponential(keys[Decision.CHANNEL], clock.step, who, 1)
        by_self = exponential(keys[Decision.CHANNEL], clock.step, who, 2) / math.exp(alone)
        if age < 18.0 or (by_broker <= by_office and by_broker <= by_self):
            rows[n] = i  # n <= j: what is overwritten has been read
            n += 1
        elif by_office <= by_self:
            begin_journey(people, i)
            people.debt_usd[i] = 0.0
            move(people, ledger, i, Situation.WAITING, clock.step)
        else:
            begin_journey(people, i)
            set_irregular_terms(people, i, context.poverty_score[d], false_papers[d], keys, p, clock)
            people.debt_usd[i] = 0.0
            people.due_day[i] = clock.day
            move(people, ledger, i, Situation.IN_TRANSIT, clock.step)
    return n


@compiled
def _thinking_of_it(people: Columns, rows: NDArray[np.int32], highest: float, keys: Keys, step: int) -> int:
    """Write the rows of residents whose draw lies below the highest probability of all."""
    marks = np.empty(people.id.size, np.bool_)
    below, aspiration = bits_below(highest), keys[Decision.ASPIRATION]
    for i in range(people.id.size):
        marks[i] = (bits(aspiration, step, people.id[i], 0) < below) & (people.situation[i] == 0)
    return marked(marks, rows)
