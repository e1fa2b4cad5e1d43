"""Stage 12, adaptation: recruiters update beliefs, change district, enter and leave the trade."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.rules.trade import (
    against_other_work,
    entry_rate,
    leaving_rate,
    net_gain,
    share_of,
    strangeness,
)
from safepassage.world.actors_genesis import home_in
from safepassage.world.beliefs import believed_earnings, sooner, wanted_earnings
from safepassage.world.codes import Expected, Offer
from safepassage.world.draws import Decision, exponential, uniform
from safepassage.world.genesis import draw_traits
from safepassage.world.ledger import fixed, real
from safepassage.world.villages import at_work

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def adapt(world: World) -> None:
    """Recruiters learn from the step, and act on what they believe by now."""
    learn(world)
    change_district(world)
    trade(world)


@compiled
def learn(world: World) -> None:
    """Memory fades; what the step brought is added, at full scale; then it is judged what the trade pays."""
    ledger, beliefs, scale = world.ledger, world.beliefs, world.clock.scale
    kept = math.exp(-world.clock.years / world.p[0].belief_memory_years)
    districts, gates = beliefs.tries.shape
    for d in range(districts):
        for a in range(gates):
            beliefs.tries[d, a] = kept * beliefs.tries[d, a] + ledger.gate_tries[d, a] * scale
            beliefs.stops[d, a] = kept * beliefs.stops[d, a] + real(ledger.gate_stops[d, a]) * scale
        _remember(world, d, kept)
    for s in range(beliefs.village_contacts.size):
        contacts = real(ledger.village[s, Offer.CONTACTS]) * scale
        accepted = real(ledger.village[s, Offer.ACCEPTANCES]) * scale
        beliefs.village_contacts[s] = kept * beliefs.village_contacts[s] + contacts
        beliefs.village_acceptances[s] = kept * beliefs.village_acceptances[s] + accepted
    _judge(world, kept)


@compiled
def _remember(world: World, d: int, kept: float) -> None:
    """What recruiters of a district remember of contacts, of who came to them, and of their clients."""
    beliefs, scale, brought = world.beliefs, world.clock.scale, world.ledger.expected[d]
    beliefs.contacts[d] = kept * beliefs.contacts[d] + real(brought[Expected.CONTACTS]) * scale
    beliefs.acceptance[d] = kept * beliefs.acceptance[d] + real(brought[Expected.ACCEPTANCES]) * scale
    beliefs.seekers[d] = kept * beliefs.seekers[d] + real(brought[Expected.SEEKERS]) * scale
    beliefs.asked[d] = kept * beliefs.asked[d] + real(brought[Expected.ASKED]) * scale
    beliefs.sought[d] = kept * beliefs.sought[d] + real(brought[Expected.SOUGHT]) * scale
    beliefs.delivered[d] = kept * beliefs.delivered[d] + real(brought[Expected.DELIVERED]) * scale
    beliefs.lost[d] = kept * beliefs.lost[d] + real(brought[Expected.LOST]) * scale


@compiled
def _judge(world: World, kept: float) -> None:
    """What a recruiter of mean capacity is believed to earn in each district, now that so many share who asks."""
    recruiters, beliefs = world.recruiters, world.beliefs
    districts = beliefs.contacts.size
    number, capacity = np.zeros(districts), np.zeros(districts, np.int64)
    for r in range(recruiters.active.size):
        if at_work(world, r):
            number[recruiters.district[r]] += 1.0
            capacity[recruiters.district[r]] += fixed(recruiters.contacts_per_week[r])
    for d in range(districts):
        beliefs.work_years[d] = kept * beliefs.work_years[d] + number[d] * world.clock.years
        mean = share_of(real(capacity[d]), number[d], world.p[0].contacts_per_week)
        beliefs.earnings_usd[d] = believed_earnings(world, d, mean)


@compiled
def change_district(world: World) -> None:
    """Now and then a broker asks where else the trade would pay, and goes where the net gain is largest.

    Agencies stay: their licence is for a branch in a district. The place in the trade goes along,
    until whoever holds it leaves the trade.
    """
    recruiters, keys, clock = world.recruiters, world.keys, world.clock
    rate = world.p[0].district_move_per_year
    for r in range(recruiters.active.size):
        who = recruiters.id[r]
        if recruiters.licensed[r] or not at_work(world, r):
            continue
        asks = within(rate * sooner(world, recruiters.district[r]), clock.years)
        if uniform(keys[Decision.OTHER_DISTRICT], clock.step, who, 0) >= asks:
            continue
        there = _best_elsewhere(world, r)
        if there < 0:
            continue
        here = recruiters.district[r]
        home = home_in(world, there, uniform(keys[Decision.NEW_HOME], clock.step, who, there))
        recruiters.district[r] = there
        recruiters.home_cell[r] = recruiters.cell[r] = home
        recruiters.reports[r] = 0.0  # they wait where they were made
        world.ledger.moved[here, there] += 1


@compiled
def _best_elsewhere(world: World, r: int) -> int:
    """The district where a broker gains most, -1 where none is worth going to."""
    recruiters, worth = world.recruiters, world.beliefs.earnings_usd
    here = recruiters.district[r]
    best, chosen, at_present = 0.0, -1, strangeness_of(world, r, here)
    for d in range(worth.size):
        if d == here:
            continue
        gain = net_gain(worth[here], worth[d], strangeness_of(world, r, d) - at_present)
        if gain > best:
            best, chosen = gain, d
    return chosen


@compiled
def strangeness_of(world: World, r: int, d: int) -> float:
    """What it costs a broker to work among the people of a district, as a log ratio: nothing where the place is from.

    Drawn once for a place and a district, so that asking again does not make it cheaper.
    """
    q, recruiters, corridor = world.p[0], world.recruiters, world.ground.district_corridor
    key, who, native = world.keys[Decision.OTHER_DISTRICT], recruiters.id[r], recruiters.native_district[r]
    if d == native:
        return 0.0
    mean = q.district_unfamiliarity if corridor[d] == corridor[native] else q.corridor_unfamiliarity
    return strangeness(mean, exponential(key, 0, who, 1 + 2 * d), exponential(key, 0, who, 2 + 2 * d))


@compiled
def trade(world: World) -> None:
    """Vacant places are taken and recruiters leave, at rates that follow what the trade pays against other work."""
    q, recruiters, keys, clock = world.p[0], world.recruiters, world.keys, world.clock
    active = world.registers.active
    enters, leaves = np.empty(active.size), np.empty(active.size)
    for d in range(active.size):
        ratio = against_other_work(world.beliefs.earnings_usd[d], wanted_earnings(world, d))
        enters[d] = within(entry_rate(q.entry_per_year, ratio, q.profit_elasticity), clock.years)
        leaves[d] = within(leaving_rate(q.leaving_per_year, ratio, q.profit_elasticity), clock.years)
    active.fill(0)
    for r in range(recruiters.active.size):
        who = recruiters.id[r]
        if recruiters.active[r]:
            free = recruiters.custody_until[r] <= clock.day
            leaving = uniform(keys[Decision.LEAVING_TRADE], clock.step, who, 0)
            if free and leaving < leaves[recruiters.district[r]]:
                recruiters.active[r] = False
        elif uniform(keys[Decision.ENTRY], clock.step, who, 0) < enters[recruiters.native_district[r]]:
            _enter(world, r)
        if recruiters.active[r] and recruiters.custody_until[r] <= clock.day + clock.days:
            active[recruiters.district[r]] += 1


@compiled
def _enter(world: World, r: int) -> None:
    """Somebody takes a vacant place in the trade, with traits of their own."""
    recruiters = world.recruiters
    draw_traits(world, r)
    recruiters.district[r] = recruiters.native_district[r]
    recruiters.home_cell[r] = recruiters.cell[r] = recruiters.native_cell[r]
    recruiters.custody_until[r] = recruiters.reports[r] = 0.0
    recruiters.active[r] = True
