"""Stage 12, adaptation: recruiters update beliefs, change district, enter and leave the trade."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.rules.trade import entry_rate, leaving_rate, net_gain
from safepassage.world.actors_state import Beliefs, Governments, Recruiters
from safepassage.world.beliefs import earnings_against_spin_up, profit_against_spin_up
from safepassage.world.draws import Decision, Keys, exponential, uniform
from safepassage.world.genesis import draw_traits
from safepassage.world.geography_arrays import Ground, home_in
from safepassage.world.ledger import Expected, Ledger
from safepassage.world.world import Clock


@compiled
def learn(ledger: Ledger, beliefs: Beliefs, p: Packed, clock: Clock) -> None:
    """Memory fades; new tries, stops, contacts and acceptances are added, at full scale."""
    q = p[0]
    kept = math.exp(-clock.years / q.belief_memory_years)
    districts, gates = beliefs.tries.shape
    for d in range(districts):
        for a in range(gates):
            beliefs.tries[d, a] = kept * beliefs.tries[d, a] + ledger.gate_tries[d, a] * clock.scale
            beliefs.stops[d, a] = (
                kept * beliefs.stops[d, a] + ledger.gate_stops[d, a] / 1099511627776.0 * clock.scale
            )
        accepted = ledger.expected[d, Expected.ACCEPTANCES] / 1099511627776.0 * clock.scale
        contacts = ledger.expected[d, Expected.CONTACTS] / 1099511627776.0 * clock.scale
        beliefs.acceptance[d] = kept * beliefs.acceptance[d] + accepted
        beliefs.contacts[d] = kept * beliefs.contacts[d] + contacts
    for s in range(beliefs.village_contacts.size):
        contacts = ledger.village[s, 0] / 1099511627776.0 * clock.scale
        accepted = ledger.village[s, 1] / 1099511627776.0 * clock.scale
        beliefs.village_contacts[s] = kept * beliefs.village_contacts[s] + contacts
        beliefs.village_acceptances[s] = kept * beliefs.village_acceptances[s] + accepted


@compiled
def change_district(
    recruiters: Recruiters, beliefs: Beliefs, governments: Governments, ledger: Ledger, ground: Ground, keys: Keys,
    p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Now and then a broker asks where else the trade would pay, and goes where the net gain is largest.

    A race with one keyed draw per broker and district: what it would cost this one to work among
    strangers there. Where believed earnings stand to each other as at the end of the spin-up, nobody
    goes. Agencies stay: their licence is for a branch in a district. The place in the trade goes
    along, until whoever holds it leaves the trade.
    """
    q = p[0]
    districts = beliefs.contacts.size
    asks = within(q.district_move_per_year, clock.years)
    worth = np.empty(districts)
    for d in range(districts):
        worth[d] = earnings_against_spin_up(beliefs, governments, d, p)
    for r in range(recruiters.active.size):
        who = recruiters.id[r]
        if recruiters.licensed[r] or not recruiters.active[r] or recruiters.custody_until[r] > clock.day:
            continue
        if uniform(keys[Decision.OTHER_DISTRICT], clock.step, who, 0) >= asks:
            continue
        here = recruiters.district[r]
        best, chosen = 0.0, -1
        for d in range(districts):
            if d == here:
                continue
            same = ground.district_corridor[d] == ground.district_corridor[here]
            strange = q.district_unfamiliarity if same else q.corridor_unfamiliarity
            first = exponential(keys[Decision.OTHER_DISTRICT], clock.step, who, 1 + 2 * d)
            second = exponential(keys[Decision.OTHER_DISTRICT], clock.step, who, 2 + 2 * d)
            # a gamma of shape 2 around the mean: hardly anybody is at home everywhere
            gain = net_gain(worth[here], worth[d], 0.5 * strange * (first + second))
            if gain > best:
                best, chosen = gain, d
        if chosen < 0:
            continue
        home = home_in(ground, chosen, uniform(keys[Decision.NEW_HOME], clock.step, who, chosen))
        recruiters.district[r] = chosen
        recruiters.home_cell[r] = recruiters.cell[r] = home
        ledger.moved[here, chosen] += 1


@compiled
def trade(
    recruiters: Recruiters, beliefs: Beliefs, active: NDArray[np.int64], keys: Keys, p: Packed, clock: Clock
) -> None:
    """Vacant places are taken and recruiters leave, at rates that follow expected profit."""
    q = p[0]
    districts = beliefs.contacts.size
    enters, leaves = np.empty(districts), np.empty(districts)
    for d in range(districts):
        ratio = profit_against_spin_up(beliefs, d, p)
        enters[d] = within(entry_rate(q.entry_per_year, ratio, q.profit_elasticity), clock.years)
        leaves[d] = within(leaving_rate(q.leaving_per_year, ratio, q.profit_elasticity), clock.years)
    traits = np.zeros(3)
    active.fill(0)
    for r in range(recruiters.active.size):
        d = recruiters.district[r]
        if recruiters.active[r]:
            in_custody = recruiters.custody_until[r] > clock.day
            if (
                not in_custody
                and uniform(keys[Decision.LEAVING_TRADE], clock.step, recruiters.id[r], 0) < leaves[d]
            ):
                recruiters.active[r] = False
        elif (
            uniform(keys[Decision.ENTRY], clock.step, recruiters.id[r], 0)
            < enters[recruiters.native_district[r]]
        ):
            d = recruiters.native_district[r]
            draw_traits(recruiters.id[r], clock.step, recruiters.licensed[r], keys, p, traits)
            recruiters.deceptiveness[r] = traits[0]
            recruiters.intent[r] = traits[1]
            recruiters.contacts_per_week[r] = traits[2]
            recruiters.district[r] = d
            recruiters.home_cell[r] = recruiters.cell[r] = recruiters.native_cell[r]
            recruiters.custody_until[r] = 0.0
            recruiters.active[r] = True
        if recruiters.active[r] and recruiters.custody_until[r] <= clock.day + clock.days:
            active[d] += 1
