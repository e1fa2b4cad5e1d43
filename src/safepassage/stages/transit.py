"""Stage 7, transit: travellers choose a way and move over the grid and the hub graph towards their gate."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from safepassage.rules.compiled import compiled
from safepassage.rules.gates import believed_chance, full_cost, route_utility
from safepassage.world.codes import STAY, Count, Expected, GateKind, Papers, Situation
from safepassage.world.draws import Decision, exponential
from safepassage.world.ledger import count, fixed, move
from safepassage.world.rows import not_settled

if TYPE_CHECKING:
    from safepassage.world.state import F64
    from safepassage.world.world import World


class Ways(NamedTuple):
    """What a traveller of this step knows of the gates."""

    chance: F64  # [D, A] believed chance of being stopped
    log_open: F64  # [A] log of openness


@compiled
def choose_ways(world: World) -> None:
    """Who is about to set out chooses among the open ways, or stays; the rest is under way."""
    people, clock = world.people, world.clock
    ways = _ways(world)
    for i in not_settled(world):
        if people.situation[i] != Situation.IN_TRANSIT or people.route[i] >= 0 or people.leg[i] < 0:
            continue
        if people.due_day[i] >= clock.day + clock.days:
            continue
        route, gives_up = _chosen_route(world, i, ways)
        if people.recruiter[i] >= 0:
            world.ledger.expected[people.district[i], Expected.LOST] += fixed(gives_up)
        if route < 0:
            # nothing open is worth going by: the journey is given up before it begins
            move(world, i, Situation.RESIDENT)
            continue
        people.route[i] = route
        people.leg[i] = 0
        people.destination[i] = world.ground.route_destination[route]
        people.due_day[i] = max(people.due_day[i], clock.day) + _days_to_first_gate(world, i, route)
        count(world, i, Count.ATTEMPTS)


@compiled
def _ways(world: World) -> Ways:
    """Parts of routes' utility that do not depend on the person."""
    q, beliefs = world.p[0], world.beliefs
    districts, gates = beliefs.tries.shape
    chance, log_open = np.empty((districts, gates)), np.empty(gates)
    for d in range(districts):
        for a in range(gates):
            chance[d, a] = believed_chance(
                beliefs.stops[d, a], beliefs.tries[d, a], q.belief_prior_chance, q.belief_prior_weight
            )
    for a in range(gates):
        log_open[a] = math.log(max(world.context.openness[a], q.closed_floor))
    return Ways(chance, log_open)


@compiled
def _chosen_route(world: World, row: int, ways: Ways) -> tuple[int, float]:
    """The route that a traveller takes, by a race of all with their utilities, and the chance of giving up.

    -1 where staying wins.
    """
    ground, step, who = world.ground, world.clock.step, world.people.id[row]
    key = world.keys[Decision.ROUTE]
    corridor = ground.district_corridor[world.people.district[row]]
    best, chosen, best_utility, going = np.inf, -1, -np.inf, 0.0
    for route in range(ground.route_corridor.size):
        if ground.route_corridor[route] != corridor or not _can_take(world, row, route):
            continue
        utility = _utility(world, row, route, ways)
        openness = 0.0
        for leg in range(ground.route_legs[route]):
            openness += ways.log_open[ground.route_gates[route, leg]]
        best_utility = max(best_utility, utility)
        weight = math.exp(utility + openness)
        going += weight
        at = exponential(key, step, who, route) / weight
        if at < best:
            best, chosen = at, route
    if chosen < 0:
        return -1, 1.0
    staying = math.exp(best_utility - world.p[0].stay_log_disadvantage)
    stay = exponential(key, step, who, STAY) / staying
    return -1 if stay < best else chosen, staying / (staying + going)


@compiled
def _can_take(world: World, row: int, route: int) -> bool:
    """Whether the person's papers and the lie of the land allow a route."""
    ground = world.ground
    if world.people.papers[row] == Papers.PERMIT and not ground.route_regular[route]:
        return False
    first = ground.route_gates[route, 0]
    return bool(not ground.route_overland[route] or ground.gate_km[world.people.cell[row], first] != np.inf)


@compiled
def _days_to_first_gate(world: World, row: int, route: int) -> float:
    """Days from home to a route's first gate."""
    ground = world.ground
    days = ground.route_days[route, 0]
    if ground.route_overland[route]:
        km = ground.gate_km[world.people.cell[row], ground.route_gates[route, 0]]
        days += km / world.p[0].walk_km_per_day
    return float(days)


@compiled
def _utility(world: World, row: int, route: int, ways: Ways) -> float:
    """Utility of a route to this person, whether its gates are open or not."""
    q, ground, context, people = world.p[0], world.ground, world.context, world.people
    d = people.district[row]
    fares = ground.route_cost[route]
    if ground.route_overland[route]:
        km = ground.gate_km[people.cell[row], ground.route_gates[route, 0]]
        fares += km * q.land_cost_usd_per_km
    days = _days_to_first_gate(world, row, route)
    passed = 1.0
    for leg in range(ground.route_legs[route]):
        a = ground.route_gates[route, leg]
        days += ground.route_days[route, leg + 1]
        stopped = ways.chance[d, a]
        if people.papers[row] != Papers.NONE and ground.gate_kind[a] != GateKind.UNOFFICIAL:
            stopped *= 1.0 - q.post_papers_relief
        passed *= 1.0 - stopped
    n = ground.route_destination[route]
    wage = context.wage_ratio[d, n] * context.demand[d, n]
    return route_utility(
        full_cost(fares, days, q.day_cost_usd), q.cost_weight_per_usd, 1.0 - passed, q.risk_weight, wage,
        q.wage_route_weight, ground.destination_custom[n],
    )  # fmt: skip
