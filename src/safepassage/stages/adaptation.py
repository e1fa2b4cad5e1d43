"""Stage 12, adaptation: recruiters update beliefs, change district, enter and leave the trade."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.rules.trade import entry_rate, leaving_rate, net_gain, strangeness
from safepassage.world.actors_genesis import home_in
from safepassage.world.beliefs import earnings_against_spin_up, profit_against_spin_up
from safepassage.world.codes import Expected, Offer
from safepassage.world.draws import Decision, exponential, uniform
from safepassage.world.genesis import draw_traits
from safepassage.world.ledger import real
from safepassage.world.villages import at_work

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World


@compiled
def adapt(world: World) -> None:
    """Recruiters learn from the step, and act on what they believe by now."""
    learn(world)
    change_district(world)
    trade(world)


@compiled
def learn(world: World) -> None:
    """Memory fades; new tries, stops, contacts and acceptances are added, at full scale."""
    ledger, beliefs, scale = world.ledger, world.beliefs, world.clock.scale
    kept = math.exp(-world.clock.years / world.p[0].belief_memory_years)
    districts, gates = beliefs.tries.shape
    for d in range(districts):
        for a in range(gates):
            beliefs.tries[d, a] = kept * beliefs.tries[d, a] + ledger.gate_tries[d, a] * scale
            beliefs.stops[d, a] = kept * beliefs.stops[d, a] + real(ledger.gate_stops[d, a]) * scale
        accepted = real(ledger.expected[d, Expected.ACCEPTANCES]) * scale
        contacts = real(ledger.expected[d, Expected.CONTACTS]) * scale
        beliefs.acceptance[d] = kept * beliefs.acceptance[d] + accepted
        beliefs.contacts[d] = kept * beliefs.contacts[d] + contacts
    for s in range(beliefs.village_contacts.size):
        contacts = real(ledger.village[s, Offer.CONTACTS]) * scale
        accepted = real(ledger.village[s, Offer.ACCEPTANCES]) * scale
        beliefs.village_contacts[s] = kept * beliefs.village_contacts[s] + contacts
        beliefs.village_acceptances[s] = kept * beliefs.village_acceptances[s] + accepted


@compiled
def change_district(world: World) -> None:
    """Now and then a broker asks where else the trade would pay, and goes where the net gain is largest.

    Where believed earnings stand to each other as at the end of the spin-up, nobody goes. Agencies
    stay: their licence is for a branch in a district. The place in the trade goes along, until
    whoever holds it leaves the trade.
    """
    recruiters, keys, clock = world.recruiters, world.keys, world.clock
    asks = within(world.p[0].district_move_per_year, clock.years)
    worth = np.empty(world.beliefs.contacts.size)
    for d in range(worth.size):
        worth[d] = earnings_against_spin_up(world, d)
    for r in range(recruiters.active.size):
        who = recruiters.id[r]
        if recruiters.licensed[r] or not at_work(world, r):
            continue
        if uniform(keys[Decision.OTHER_DISTRICT], clock.step, who, 0) >= asks:
            continue
        there = _best_elsewhere(world, r, worth)
        if there < 0:
            continue
        here = recruiters.district[r]
        home = home_in(world, there, uniform(keys[Decision.NEW_HOME], clock.step, who, there))
        recruiters.district[r] = there
        recruiters.home_cell[r] = recruiters.cell[r] = home
        world.ledger.moved[here, there] += 1


@compiled
def _best_elsewhere(world: World, r: int, worth: F64) -> int:
    """The district where a broker gains most, -1 where none is worth going to.

    A race with one keyed draw per broker and district: what it would cost this one to work among
    strangers there.
    """
    q, recruiters, corridor = world.p[0], world.recruiters, world.ground.district_corridor
    key, step, who = world.keys[Decision.OTHER_DISTRICT], world.clock.step, recruiters.id[r]
    here = recruiters.district[r]
    best, chosen = 0.0, -1
    for d in range(worth.size):
        if d == here:
            continue
        mean = q.district_unfamiliarity if corridor[d] == corridor[here] else q.corridor_unfamiliarity
        first = exponential(key, step, who, 1 + 2 * d)
        second = exponential(key, step, who, 2 + 2 * d)
        gain = net_gain(worth[here], worth[d], strangeness(mean, first, second))
        if gain > best:
            best, chosen = gain, d
    return chosen


@compiled
def trade(world: World) -> None:
    """Vacant places are taken and recruiters leave, at rates that follow expected profit."""
    q, recruiters, keys, clock = world.p[0], world.recruiters, world.keys, world.clock
    active = world.registers.active
    enters, leaves = np.empty(active.size), np.empty(active.size)
    for d in range(active.size):
        ratio = profit_against_spin_up(world, d)
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
    recruiters.custody_until[r] = 0.0
    recruiters.active[r] = True
