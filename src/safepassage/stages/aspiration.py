"""Stage 4, aspiration: who sets out to leave in this step, and by which channel.

The draw is made first; the exact rate is worked out only for those whose draw lies below the
largest probability that anybody of their subdistrict can have.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.aspiration import (
    age_curve,
    aspiration_rate,
    believed_wage_ratio,
    debt_push,
    fresh_push,
    network_push,
    openness_push,
    regular_log_weight,
)
from safepassage.rules.compiled import compiled
from safepassage.rules.lists import largest
from safepassage.rules.probability import within
from safepassage.world.codes import WayHome
from safepassage.world.draws import Decision, bits, bits_below, exponential, uniform
from safepassage.world.journey import (
    begin_journey,
    channels_of,
    leave_without_permit,
    official_openness,
    wait_for_documents,
)
from safepassage.world.ledger import share_abroad
from safepassage.world.persons import age_of, is_poor, is_unemployed
from safepassage.world.rows import marked

if TYPE_CHECKING:
    from safepassage.world.journey import Channels
    from safepassage.world.state import F64
    from safepassage.world.world import World

_OFFICE, _BROKER, _ALONE, _STAYS = 0, 1, 2, 3
"""Alternatives of the draw CHANNEL."""


class Pull(NamedTuple):
    """What draws people of a place abroad in this step."""

    wage: F64  # [D] best wage ratio, weighed by vacancies
    network: F64  # [S] log ratio of those abroad, and of how open the destination is
    ceiling: F64  # [S] largest probability that anybody can have


@compiled
def set_out(world: World) -> None:
    """Residents set out at their own rate: to the office, to a broker, or alone; some turned away there stay."""
    pull, channels = _pull(world), channels_of(world)
    rows, seekers, seeking = world.visits.rows, world.visits.seekers, 0
    for j in range(_thinking_of_it(world, largest(pull.ceiling))):
        i = rows[j]
        if not _sets_out(world, i, pull):
            continue
        way = _channel(world, i, channels)
        if way == _STAYS:
            continue
        if way == _BROKER:
            seekers[seeking] = i
            seeking += 1
            continue
        begin_journey(world, i)
        if way == _OFFICE:
            wait_for_documents(world, i)
        else:
            leave_without_permit(world, i, channels.false_papers[world.people.district[i]])
        world.people.debt_usd[i] = 0.0  # who goes without a recruiter owes no fee
    world.visits.seeking[0] = seeking


@compiled
def _pull(world: World) -> Pull:
    q, ground = world.p[0], world.ground
    wage, openness = _best_destination(world)
    most = (
        max(0.0, q.poverty_log_ratio) + max(0.0, q.unemployment_log_ratio) + max(0.0, q.experience_log_ratio)
        + max(0.0, q.deportee_log_ratio) + max(0.0, q.aided_log_ratio) + max(0.0, q.female_log_ratio)
        + max(0.0, q.debt_log_ratio) + max(0.0, q.fresh_return_log_ratio)
    )  # fmt: skip
    abroad = share_abroad(world)
    network, ceiling = np.zeros(abroad.size), np.zeros(abroad.size)
    for s in range(abroad.size):
        d = ground.subdistrict_district[s]
        network[s] = network_push(abroad[s], q.network_log_ratio, q.network_half_share) + openness[d]
        believed = max(
            believed_wage_ratio(wage[d], q.optimism, 0.0), believed_wage_ratio(wage[d], q.optimism, 1.0)
        )
        rate = aspiration_rate(_base_rate(world, d), network[s] + most, believed, q.wage_elasticity, 1.0)
        ceiling[s] = within(rate, world.clock.years)
    return Pull(wage, network, ceiling)


@compiled
def _best_destination(world: World) -> tuple[F64, F64]:
    """Of the destination that draws most: wage ratio by vacancies, and log ratio of openness, [D]."""
    q, context, ways = world.p[0], world.context, official_openness(world)
    wage, openness = np.zeros(context.permit.size), np.zeros(context.permit.size)
    for d in range(wage.size):
        best = -1.0
        for n in range(context.demand.shape[1]):
            draws = context.wage_ratio[d, n] * context.demand[d, n]
            push = openness_push(ways[world.ground.district_corridor[d], n], q.openness_pull, q.closed_floor)
            if draws * math.exp(push) > best:
                best = draws * math.exp(push)
                wage[d], openness[d] = draws, push
    return wage, openness


@compiled
def _base_rate(world: World, district: int) -> float:
    """Base rate of aspiration of a district per year, as the spin-up has set it against its stock abroad."""
    return float(world.local.base_aspiration[district] * world.balance.base_factor[district])


@compiled
def _thinking_of_it(world: World, highest: float) -> int:
    """Write the rows of residents whose draw lies below the highest probability of all."""
    ids, situation, step = world.people.id, world.people.situation, world.clock.step
    marks = np.empty(ids.size, np.bool_)
    below, aspiration = bits_below(highest), world.keys[Decision.ASPIRATION]
    for i in range(ids.size):
        marks[i] = (bits(aspiration, step, ids[i], 0) < below) & (situation[i] == 0)
    return marked(marks, world.visits.rows)


@compiled
def _sets_out(world: World, row: int, pull: Pull) -> bool:
    """Whether a resident sets out in this step."""
    q, people, clock = world.p[0], world.people, world.clock
    u = uniform(world.keys[Decision.ASPIRATION], clock.step, people.id[row], 0)
    s, d = people.subdistrict[row], people.district[row]
    if u >= pull.ceiling[s]:
        return False
    age = age_of(world, row)
    at_age = age_curve(age, q.age_peak_years, q.age_spread_years, q.youngest_age_years, q.oldest_age_years)
    if at_age <= 0.0:
        return False
    log_ratio = _log_ratio(world, row, age, pull.network[s])
    wage = believed_wage_ratio(pull.wage[d], q.optimism, people.awareness[row])
    rate = aspiration_rate(_base_rate(world, d), log_ratio, wage, q.wage_elasticity, at_age)
    return u < within(rate, clock.years)


@compiled
def _log_ratio(world: World, row: int, age: float, network: float) -> float:
    """What this person's life adds to the log of the rate of aspiration."""
    q, people, clock = world.p[0], world.people, world.clock
    log_ratio = network
    if is_poor(world, row):
        log_ratio += q.poverty_log_ratio
    if is_unemployed(world, row, age):
        log_ratio += q.unemployment_log_ratio
    if people.trips[row] > 0:
        log_ratio += q.experience_log_ratio
        years_home = (clock.step - people.since[row]) * clock.years
        log_ratio += fresh_push(years_home, q.fresh_return_log_ratio, q.fresh_return_years)
    if people.way_home[row] == WayHome.DEPORTATION:
        log_ratio += q.deportee_log_ratio
    if people.aided[row]:
        log_ratio += q.aided_log_ratio
    if people.female[row]:
        log_ratio += q.female_log_ratio
    return log_ratio + debt_push(people.debt_usd[row], q.fee_usd, q.debt_log_ratio)


@compiled
def _channel(world: World, row: int, channels: Channels) -> int:
    """The service office, a broker, or alone: a race of the three. Who is under 18 goes to a broker.

    Who would go to an office that lets out a share only may be turned away: then it is to stay, or the other two.
    """
    q, people, step = world.p[0], world.people, world.clock.step
    key, who, d = world.keys[Decision.CHANNEL], people.id[row], people.district[row]
    weight = regular_log_weight(
        world.local.regular_log_weight[d], q.regular_awareness * people.awareness[row], q.regular_schooling,
        people.schooling[row], world.local.regular_female[d] if people.female[row] else 0.0, q.regular_office,
        channels.office[d], q.regular_distance_per_km * world.ground.office_further_km[people.cell[row]],
    )  # fmt: skip
    alone = q.alone_log_weight
    if people.trips[row] > 0:
        alone += q.alone_experience
    by_office = exponential(key, step, who, _OFFICE) / math.exp(weight)
    by_broker = exponential(key, step, who, _BROKER)
    by_self = exponential(key, step, who, _ALONE) / math.exp(alone)
    if age_of(world, row) < 18.0:
        return _BROKER
    if by_office <= by_self and by_office <= by_broker:
        if uniform(world.keys[Decision.SHUT_OUT], step, who, 0) < channels.let_out[d]:
            return _OFFICE
        if uniform(world.keys[Decision.SHUT_OUT], step, who, 1) < q.shut_out_stays:
            return _STAYS
    return _BROKER if by_broker <= by_self else _ALONE
