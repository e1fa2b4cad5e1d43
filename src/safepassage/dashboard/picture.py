"""What the map needs at every picture: who is in which situation, who recruits where.

Nothing here says where along a border anybody crosses: a person on the way or abroad is sent with
the kind of gate and the country, never with a position.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safepassage.world.codes import Situation
from safepassage.world.world import World

PLACES = 16
"""A code is situation x PLACES + place; the place is a kind of gate on the way, a country abroad."""

HOMEWARD = 4
"""The place of those on their way home, after the four kinds of gate."""

MOST_COUNTRIES = PLACES - 1
"""Countries beyond this many share the last place."""


def codes(world: World) -> NDArray[np.uint8]:
    """Situation and place of every simulated person, shape [N]."""
    people, region = world.people, world.region
    place = np.zeros(people.situation.size, np.int64)
    abroad = np.isin(people.situation, (Situation.WORKING, Situation.EXPLOITED))
    place[abroad] = np.clip(people.destination[abroad], 0, MOST_COUNTRIES)
    moving = np.flatnonzero(people.situation == Situation.IN_TRANSIT)
    place[moving] = HOMEWARD
    out = moving[(people.leg[moving] >= 0) & (people.route[moving] >= 0)]
    route = people.route[out]
    leg = np.minimum(people.leg[out], region.route_legs[route] - 1)
    place[out] = region.gate_kind[region.route_gates[route, leg]]
    return np.asarray(people.situation * PLACES + place, np.uint8)


def ways(world: World, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Kind of the last gate that each of these persons passed on the way out, 4 for none."""
    gate = world.people.gate[rows]
    kind = world.region.gate_kind[np.maximum(gate, 0)]
    return np.where(gate >= 0, kind, HOMEWARD).astype(np.uint8)


def recruiters(world: World) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Cell where each works, and state: 0 not in the trade or in custody, 1 licensed, 2 unlicensed."""
    trade = world.recruiters
    working = trade.active & (trade.custody_until <= world.clock.day)
    state = np.where(working, np.where(trade.licensed, 1, 2), 0)
    return np.asarray(trade.cell, np.uint16), np.asarray(state, np.uint8)
