"""How the first people and stocks are made, and the traits of recruiters. Every endowment is a keyed draw."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.offers import joined_score
from safepassage.world.codes import Papers, Sector, Situation, WayHome
from safepassage.world.draws import Decision, exponential, normal, uniform
from safepassage.world.journey import begin_journey
from safepassage.world.ledger import move

if TYPE_CHECKING:
    from safepassage.world.state import F64, I32
    from safepassage.world.world import World


@compiled
def sample_ids(total: int, share: float, offset: float) -> I32:
    """Register numbers of a systematic sample: every place gets its share within one person."""
    ids = np.empty(int(total * share) + 2, np.int32)
    n = 0
    for k in range(total):
        if math.floor((k + 1) * share + offset) > math.floor(k * share + offset):
            ids[n] = k
            n += 1
    return ids[:n]


@compiled
def endow(world: World, female_share: F64, schooling_mean: F64) -> None:
    """Draw what a person brings: sex, age, schooling, wealth rank, awareness. Shares and means by district."""
    q, keys, people = world.p[0], world.keys, world.people
    tail = math.exp(-(75.0 - 15.0) / q.age_scale_years)
    for i in range(people.id.size):
        who = people.id[i]
        d = people.district[i]
        people.female[i] = uniform(keys[Decision.SEX], 0, who, 0) < female_share[d]
        u = uniform(keys[Decision.AGE], 0, who, 0)
        v = uniform(keys[Decision.AGE], 0, who, 1)
        if u < q.age_pyramid_child_share:
            people.age_at_start[i] = 15.0 * v
        else:
            people.age_at_start[i] = 15.0 - q.age_scale_years * math.log(1.0 - v * (1.0 - tail))
        schooling = schooling_mean[d] + q.schooling_spread_years * normal(keys[Decision.SCHOOLING], 0, who, 0)
        people.schooling[i] = min(18.0, max(0.0, schooling))
        people.wealth_score[i] = normal(keys[Decision.WEALTH], 0, who, 0)
        aware = 2.0 * q.initial_awareness * uniform(keys[Decision.AWARENESS], 0, who, 0)
        people.awareness[i] = min(1.0, aware)


@compiled
def _may_be_sent(world: World, row: int, youngest: float) -> bool:
    """Whether a person is at home and of an age to be abroad."""
    if world.people.situation[row] != Situation.RESIDENT:
        return False
    return bool(youngest <= world.people.age_at_start[row] <= world.p[0].stock_oldest_age_years)


@compiled
def _send(world: World, row: int) -> None:
    """A person at home is one of those who work abroad; papers and sector as irregular leavers have them."""
    q, people, step, who = world.p[0], world.people, world.clock.step, world.people.id[row]
    begin_journey(world, row)
    domestic = q.domestic_odds_female if people.female[row] else q.domestic_odds_male
    v = uniform(world.keys[Decision.STOCK_TRAITS], step, who, 0)
    people.sector[row] = Sector.DOMESTIC if v < domestic / (1.0 + domestic) else Sector.PLANTATION
    w = uniform(world.keys[Decision.STOCK_TRAITS], step, who, 1)
    people.papers[row] = Papers.VISITOR if w < q.visitor_papers_share else Papers.NONE
    people.destination[row] = 0
    people.trips[row] = 1
    move(world, row, Situation.WORKING)


@compiled
def set_stock_abroad(world: World, target: F64, youngest: float) -> None:
    """Bring each district's number abroad to ``target`` persons (simulated scale); NaN leaves it.

    Adults at home are sent, or people abroad kept, each by their own draw. When they left is not
    asked: every way out of work abroad has a constant rate, so time since departure changes nothing.
    """
    people = world.people
    home, away = np.zeros(target.size), np.zeros(target.size)
    for i in range(people.id.size):
        situation = people.situation[i]
        if _may_be_sent(world, i, youngest):
            home[people.district[i]] += 1.0
        elif situation == Situation.WORKING or situation == Situation.EXPLOITED:
            away[people.district[i]] += 1.0
    for i in range(people.id.size):
        d = people.district[i]
        if math.isnan(target[d]):
            continue
        u = uniform(world.keys[Decision.STOCK_ABROAD], world.clock.step, people.id[i], 0)
        abroad = people.situation[i] == Situation.WORKING or people.situation[i] == Situation.EXPLOITED
        if _may_be_sent(world, i, youngest):
            if home[d] > 0.0 and u < (target[d] - away[d]) / home[d]:
                _send(world, i)
        elif abroad and away[d] > 0.0 and u >= target[d] / away[d]:
            move(world, i, Situation.RESIDENT)


@compiled
def set_returned(world: World, number: F64, youngest: float) -> None:
    """Of those at home, so many of each district have been abroad and come home. NaN: nobody has."""
    people = world.people
    home = np.zeros(number.size)
    for i in range(people.id.size):
        if _may_be_sent(world, i, youngest):
            home[people.district[i]] += 1.0
    for i in range(people.id.size):
        d = people.district[i]
        if math.isnan(number[d]) or not _may_be_sent(world, i, youngest):
            continue
        if (
            uniform(world.keys[Decision.STOCK_TRAITS], world.clock.step, people.id[i], 2)
            < number[d] / home[d]
        ):
            people.trips[i] = 1
            people.way_home[i] = WayHome.END_OF_STAY


@compiled
def logit_normal(mean: float, spread: float, z: float) -> float:
    """A share around ``mean`` whose log odds have the given spread."""
    mean = min(max(mean, 1e-9), 1.0 - 1e-9)
    return 1.0 / (1.0 + math.exp(-(math.log(mean / (1.0 - mean)) + spread * z)))


@compiled
def set_shares(world: World, r: int) -> None:
    """Deceptiveness and intent of a recruiter, from its scores and the means of its kind."""
    q, recruiters = world.p[0], world.recruiters
    licensed, spread = recruiters.licensed[r], q.traits_spread
    lies = q.agency_deceptiveness if licensed else q.broker_deceptiveness
    means_harm = q.agency_intent if licensed else q.broker_intent
    deceit, intent = recruiters.deceit_score[r], recruiters.intent_score[r]
    recruiters.deceptiveness[r] = logit_normal(lies, spread, deceit) if lies > 0.0 else 0.0
    recruiters.intent[r] = logit_normal(means_harm, spread, intent) if means_harm > 0.0 else 0.0


@compiled
def set_traits(world: World, more_contacts: float) -> None:
    """Deceptiveness and intent of all recruiters by the parameters that hold from now on; so many more contacts."""
    for r in range(world.recruiters.active.size):
        set_shares(world, r)
        world.recruiters.contacts_per_week[r] *= more_contacts


@compiled
def draw_traits(world: World, r: int) -> None:
    """Deceptiveness, intent and weekly contacts of whoever takes a place in the trade."""
    q, recruiters, key, step = world.p[0], world.recruiters, world.keys[Decision.TRAITS], world.clock.step
    slot = recruiters.id[r]
    recruiters.deceit_score[r] = normal(key, step, slot, 1)
    recruiters.intent_score[r] = joined_score(
        recruiters.deceit_score[r], normal(key, step, slot, 2), q.traits_correlation
    )
    set_shares(world, r)
    # a gamma of shape 2 around the mean: most contact few, some many
    spells = exponential(key, step, slot, 6) + exponential(key, step, slot, 7)
    recruiters.contacts_per_week[r] = 0.5 * q.contacts_per_week * spells
