"""Stage 4, aspiration: who sets out to leave in this step, and by which channel.

The draw is made first; the exact rate is worked out only for those whose draw lies below the
largest probability that anybody of their subdistrict can have: one for those who have never been abroad and owe
nothing, a larger one for the others. Who cannot pay in advance for the office or for going alone looks for a broker,
who may lend.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.aspiration import (
    HERD,
    TRAP,
    age_curve,
    aspiration_rate,
    believed_wage_ratio,
    debt_push,
    fresh_push,
    network_push,
    openness_push,
    regular_log_weight,
    to_broker,
)
from safepassage.rules.compiled import compiled
from safepassage.rules.lists import largest
from safepassage.rules.probability import within
from safepassage.world.codes import Expected, WayHome
from safepassage.world.draws import Decision, bits, bits_below, exponential, uniform
from safepassage.world.journey import (
    begin_journey,
    channels_of,
    leave_without_permit,
    official_openness,
    wait_for_documents,
)
from safepassage.world.ledger import fixed, share_abroad
from safepassage.world.persons import age_of, lacks, need_of, owed_by, years_home
from safepassage.world.rows import marked

if TYPE_CHECKING:
    from safepassage.world.journey import Channels
    from safepassage.world.state import F64
    from safepassage.world.world import World

_OFFICE, _BROKER, _ALONE, _STAYS = 0, 1, 2, 3
"""Alternatives of the draw CHANNEL."""
_DEPORTED = int(WayHome.DEPORTATION)


class Pull(NamedTuple):
    """What draws people of a place abroad in this step."""

    wage: F64  # [D] best wage ratio, weighed by vacancies
    network: F64  # [S] log ratio of those abroad, and of how open the destination is
    ceiling: F64  # [S] largest probability that anybody can have
    begun: F64  # [S] that anybody can have who was not deported
    first: F64  # [S] that anybody can have who was never abroad and owes nothing


@compiled
def set_out(world: World) -> None:
    """Residents set out at their own rate: to the office, to a broker, or alone; some turned away there stay."""
    q, pull, channels = world.p[0], _pull(world), channels_of(world)
    rows, seekers, seeking = world.visits.rows, world.visits.seekers, 0
    for j in range(_thinking_of_it(world, pull)):
        i = rows[j]
        if not _sets_out(world, i, pull, channels):
            continue
        way = _channel(world, i, channels)
        if way == _STAYS:
            continue
        if way == _BROKER or lacks(world, i, q.regular_fee_usd if way == _OFFICE else q.alone_cost_usd):
            seekers[seeking] = i
            seeking += 1
            continue
        begin_journey(world, i)
        if way == _OFFICE:
            wait_for_documents(world, i)
        else:
            leave_without_permit(world, i, channels.false_papers[world.people.district[i]])
    world.visits.seeking[0] = seeking


@compiled
def _pull(world: World) -> Pull:
    q, ground = world.p[0], world.ground
    wage, openness = _best_destination(world)
    need = q.wage_elasticity * (math.log(q.minimum_wage_lines) - math.log(q.least_income_ratio))
    most = need + max(0.0, q.female_log_ratio)
    again = max(0.0, q.experience_log_ratio) + max(0.0, q.debt_log_ratio) + max(0.0, q.fresh_return_log_ratio)
    deported = again + max(0.0, q.deportee_log_ratio)
    abroad = share_abroad(world)
    network, ceiling = np.zeros(abroad.size), np.zeros(abroad.size)
    begun, first = np.zeros(abroad.size), np.zeros(abroad.size)
    for s in range(abroad.size):
        d = ground.subdistrict_district[s]
        network[s] = _network(world, abroad[s]) + openness[d]
        believed = max(
            believed_wage_ratio(wage[d], q.optimism, 0.0), believed_wage_ratio(wage[d], q.optimism, 1.0)
        )
        rate = aspiration_rate(_base_rate(world, d), network[s] + most, believed, q.wage_elasticity, 1.0)
        first[s] = within(rate, world.clock.years)
        begun[s] = within(rate * math.exp(again), world.clock.years)
        ceiling[s] = within(rate * math.exp(deported), world.clock.years)
    return Pull(wage, network, ceiling, begun, first)


@compiled
def _network(world: World, share_abroad: float) -> float:
    """What people abroad add to the log of the rate, by the rule that the run has chosen."""
    q = world.p[0]
    return network_push(share_abroad, q.network_log_ratio, q.network_half_share, q.network_rule == HERD)


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
def _thinking_of_it(world: World, pull: Pull) -> int:
    """Write the rows of residents whose draw lies below the highest probability of all of their kind."""
    ids, situation, step = world.people.id, world.people.situation, world.clock.step
    trips, debt, way_home = world.people.trips, world.people.debt_usd, world.people.way_home
    marks, aspiration = np.empty(ids.size, np.bool_), world.keys[Decision.ASPIRATION]
    below = bits_below(largest(pull.ceiling))
    below_begun, below_first = bits_below(largest(pull.begun)), bits_below(largest(pull.first))
    for i in range(ids.size):
        u = bits(aspiration, step, ids[i], 0)
        begun = (trips[i] != 0) | (debt[i] > 0.0)
        kind = (u < below_first) | ((u < below_begun) & begun) | ((u < below) & (way_home[i] == _DEPORTED))
        marks[i] = kind & (situation[i] == 0)
    return marked(marks, world.visits.rows)


@compiled
def _ceiling(world: World, row: int, pull: Pull) -> float:
    """The highest probability that a person of this kind can have: deported, begun before, or neither."""
    people, s = world.people, world.people.subdistrict[row]
    if people.way_home[row] == _DEPORTED:
        return float(pull.ceiling[s])
    begun = people.trips[row] > 0 or people.debt_usd[row] > 0.0
    return float(pull.begun[s] if begun else pull.first[s])


@compiled
def _sets_out(world: World, row: int, pull: Pull, channels: Channels) -> bool:
    """Whether a resident sets out in this step."""
    u = uniform(world.keys[Decision.ASPIRATION], world.clock.step, world.people.id[row], 0)
    ceiling = _ceiling(world, row, pull)
    if u >= ceiling:
        return False
    chance = _chance(world, row, pull)
    if chance > 0.0:
        _expect_seeker(world, row, chance / ceiling, channels)
    return u < chance


@compiled
def _chance(world: World, row: int, pull: Pull) -> float:
    """Chance that a resident sets out in this step."""
    q, people = world.p[0], world.people
    s, d, age = people.subdistrict[row], people.district[row], age_of(world, row)
    at_age = age_curve(age, q.age_peak_years, q.age_spread_years, q.youngest_age_years, q.oldest_age_years)
    if at_age <= 0.0:
        return 0.0
    log_ratio = _log_ratio(world, row, pull.network[s])
    wage = believed_wage_ratio(pull.wage[d], q.optimism, people.awareness[row])
    rate = aspiration_rate(_base_rate(world, d), log_ratio, wage, q.wage_elasticity, at_age)
    return within(rate, world.clock.years)


@compiled
def _expect_seeker(world: World, row: int, chance: float, channels: Channels) -> None:
    """Write down with which chance this person looks for a recruiter; ``chance`` is that of setting out.

    It is over the chance of being looked at, the ceiling (Horvitz and Thompson): so the sum speaks of all residents,
    and what recruiters learn of the market hangs little on who of a small sample happens to set out.
    """
    q, d = world.p[0], world.people.district[row]
    office, alone = _other_ways(world, row, channels)
    looks = 1.0
    if age_of(world, row) >= 18.0:
        lacks_office, lacks_alone = lacks(world, row, q.regular_fee_usd), lacks(world, row, q.alone_cost_usd)
        looks = to_broker(office, alone, lacks_office, lacks_alone, channels.let_out[d], q.shut_out_stays)
    world.ledger.expected[d, Expected.SEEKERS] += fixed(chance * looks)


@compiled
def _log_ratio(world: World, row: int, network: float) -> float:
    """What this person's life adds to the log of the rate of aspiration.

    The gain from going is relative to what one earns at home: the elasticity to it is that to the wage.
    """
    q, people = world.p[0], world.people
    log_ratio = network + q.wage_elasticity * need_of(world, row)
    if people.trips[row] > 0:
        log_ratio += q.experience_log_ratio
        log_ratio += fresh_push(years_home(world, row), q.fresh_return_log_ratio, q.fresh_return_years)
    if people.way_home[row] == WayHome.DEPORTATION:
        log_ratio += q.deportee_log_ratio
    if people.female[row]:
        log_ratio += q.female_log_ratio
    if q.debt_rule != TRAP:
        log_ratio += debt_push(owed_by(world, row), q.fee_usd, q.debt_log_ratio)
    return float(log_ratio)


@compiled
def _channel(world: World, row: int, channels: Channels) -> int:
    """The service office, a broker, or alone: a race of the three. Who is under 18 goes to a broker.

    Who would go to an office that lets out a share only may be turned away: then it is to stay, or the other two.
    """
    q, key, who, step = world.p[0], world.keys[Decision.CHANNEL], world.people.id[row], world.clock.step
    office, alone = _other_ways(world, row, channels)
    by_office = exponential(key, step, who, _OFFICE) / office
    by_broker = exponential(key, step, who, _BROKER)
    by_self = exponential(key, step, who, _ALONE) / alone
    if age_of(world, row) < 18.0:
        return _BROKER
    if by_office <= by_self and by_office <= by_broker:
        let_out = channels.let_out[world.people.district[row]]
        if uniform(world.keys[Decision.SHUT_OUT], step, who, 0) < let_out:
            return _OFFICE
        if uniform(world.keys[Decision.SHUT_OUT], step, who, 1) < q.shut_out_stays:
            return _STAYS
    return _BROKER if by_broker <= by_self else _ALONE


@compiled
def _other_ways(world: World, row: int, channels: Channels) -> tuple[float, float]:
    """Weights of the service office and of going alone, against a broker's of one."""
    q, people = world.p[0], world.people
    d = people.district[row]
    weight = regular_log_weight(
        world.local.regular_log_weight[d], q.regular_awareness * people.awareness[row], q.regular_schooling,
        people.schooling[row], world.local.regular_female[d] if people.female[row] else 0.0, q.regular_office,
        channels.office[d], q.regular_distance_per_km * world.ground.office_further_km[people.cell[row]],
    )  # fmt: skip
    alone = q.alone_log_weight
    if people.trips[row] > 0:
        alone += q.alone_experience
    return math.exp(weight), math.exp(alone)
