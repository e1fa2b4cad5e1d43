"""Stage 7, transit: travellers choose a way and move over the grid and the hub graph towards their gate."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.rules.gates import believed_chance, route_utility
from safepassage.world.actors_state import Beliefs
from safepassage.world.codes import GateKind, Papers, Situation
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.draws import Decision, Keys, exponential
from safepassage.world.geography_arrays import Ground
from safepassage.world.ledger import Count, Ledger, move
from safepassage.world.world import Clock


@compiled
def _utilities(
    context: Context, beliefs: Beliefs, p: Packed
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Parts of routes' utility that do not depend on the person.

    Returns believed chances of being stopped [D, A] and the log of openness [A].
    """
    q = p[0]
    districts, gates = beliefs.tries.shape
    chance = np.empty((districts, gates))
    for d in range(districts):
        for a in range(gates):
            chance[d, a] = believed_chance(
                beliefs.stops[d, a], beliefs.tries[d, a], q.belief_prior_chance, q.belief_prior_weight
            )
    log_open = np.empty(gates)
    for a in range(gates):
        log_open[a] = math.log(max(context.openness[a], q.closed_floor))
    return chance, log_open


@compiled
def choose_ways(
    people: Columns, away: NDArray[np.int32], ledger: Ledger, context: Context, ground: Ground, beliefs: Beliefs,
    keys: Keys, p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Who is about to set out chooses among the open ways, or stays; the rest is under way."""
    q = p[0]
    chance, log_open = _utilities(context, beliefs, p)
    for i in away:
        if people.situation[i] != Situation.IN_TRANSIT or people.route[i] >= 0 or people.leg[i] < 0:
            continue
        if people.due_day[i] >= clock.day + clock.days:
            continue
        d = people.district[i]
        c = people.cell[i]
        who = people.id[i]
        best, chosen, chosen_days, open_best = np.inf, -1, 0.0, -np.inf
        for route in range(ground.route_corridor.size):
            if ground.route_corridor[route] != ground.district_corridor[d]:
                continue
            if people.papers[i] == Papers.PERMIT and not ground.route_regular[route]:
                continue
            cost = ground.route_cost[route]
            to_first = ground.route_days[route, 0]
            if ground.route_overland[route]:
                km = ground.gate_km[c, ground.route_gates[route, 0]]
                if km == np.inf:
                    continue
                cost += km * q.land_cost_usd_per_km
                to_first += km / q.walk_km_per_day
            days = to_first
            passed = 1.0
            openness = 0.0
            for leg in range(ground.route_legs[route]):
                a = ground.route_gates[route, leg]
                days += ground.route_days[route, leg + 1]
                stopped = chance[d, a]
                if people.papers[i] != Papers.NONE and ground.gate_kind[a] != GateKind.UNOFFICIAL:
                    stopped *= 1.0 - q.post_papers_relief
                passed *= 1.0 - stopped
                openness += log_open[a]
            n = ground.route_destination[route]
            utility = route_utility(
                cost, days, q.day_cost_usd, q.cost_weight_per_usd, 1.0 - passed, q.risk_weight,
                context.wage_ratio[d, n] * context.demand[d, n], q.wage_route_weight, ground.destination_custom[n],
            )  # fmt: skip
            open_best = max(open_best, utility)
            at = exponential(keys[Decision.ROUTE], clock.step, who, route) / math.exp(utility + openness)
            if at < best:
                best, chosen, chosen_days = at, route, to_first
        stay = np.inf
        if chosen >= 0:
            stay = exponential(keys[Decision.ROUTE], clock.step, who, 4000) / math.exp(
                open_best - q.stay_log_disadvantage
            )
        if chosen < 0 or stay < best:
            # nothing open is worth going by: the journey is given up before it begins
            move(people, ledger, i, Situation.RESIDENT, clock.step)
            continue
        people.route[i] = chosen
        people.leg[i] = 0
        people.destination[i] = ground.route_destination[chosen]
        people.due_day[i] = max(people.due_day[i], clock.day) + chosen_days
        ledger.counts[d, Count.ATTEMPTS] += 1
