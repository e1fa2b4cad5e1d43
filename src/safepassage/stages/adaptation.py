"""Stage 12, adaptation: recruiters update beliefs about gates and profit, enter and leave the trade."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.probability import within
from safepassage.rules.trade import entry_rate, leaving_rate, profit_ratio
from safepassage.world.actors_state import Beliefs, Recruiters
from safepassage.world.beliefs import profit_now
from safepassage.world.draws import Decision, Keys, uniform
from safepassage.world.genesis import draw_traits
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
def trade(
    recruiters: Recruiters, beliefs: Beliefs, active: NDArray[np.int64], keys: Keys, p: Packed, clock: Clock
) -> None:
    """Vacant places are taken and recruiters leave, at rates that follow expected profit."""
    q = p[0]
    districts = beliefs.contacts.size
    enters, leaves = np.empty(districts), np.empty(districts)
    for d in range(districts):
        ratio = 1.0
        if beliefs.acceptance[d] > 0.0:
            ratio = profit_ratio(profit_now(beliefs, d, p), beliefs.reference[d])
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
        elif uniform(keys[Decision.ENTRY], clock.step, recruiters.id[r], 0) < enters[d]:
            draw_traits(recruiters.id[r], clock.step, recruiters.licensed[r], keys, p, traits)
            recruiters.deceptiveness[r] = traits[0]
            recruiters.intent[r] = traits[1]
            recruiters.contacts_per_week[r] = traits[2]
            recruiters.cell[r] = recruiters.home_cell[r]
            recruiters.custody_until[r] = 0.0
            recruiters.active[r] = True
        if recruiters.active[r] and recruiters.custody_until[r] <= clock.day + clock.days:
            active[d] += 1
