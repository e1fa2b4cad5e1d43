"""What the map needs: the region's cells once, then who is in which situation.

Nothing here says where along a border anybody crosses: a person on the way or abroad is sent with
the kind of gate and the country, never with a position.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.figures.labels import LABELS
from safepassage.figures.map_layers import POSTS
from safepassage.region.region import Lattice, Region
from safepassage.world.codes import GateKind, Situation
from safepassage.world.world import World

PLACES = 16
"""A code is situation x PLACES + place; the place is a kind of gate on the way, a country abroad."""

HOMEWARD = 4
"""The place of those on their way home, after the four kinds of gate."""

MOST_COUNTRIES = PLACES - 1
"""Countries beyond this many share the last place."""


def geometry(region: Region) -> dict[str, Any]:
    """Return corridors, cells, posts and names, as JSON can hold them.

    Border segments and hubs have no position and get none; the page draws the whole border between
    home and abroad as one band.
    """
    return {
        "title": region.title,
        "made_up": region.made_up,
        "districts": _titles("district", region.districts, region.district_titles),
        "destinations": _titles("zone", region.destinations, region.destinations),
        "corridors": [_corridor(region, at) for at in range(len(region.corridors))],
        "hubs": [region.gate_titles[at] for at in np.flatnonzero(region.gate_kind == GateKind.HUB)],
        "cells": {
            "corridor": region.cell_corridor.tolist(),
            "row": region.cell_row.tolist(),
            "col": region.cell_col.tolist(),
        },
    }


def _titles(kind: str, names: tuple[str, ...], titles: tuple[str, ...]) -> list[list[str]]:
    """English and Indonesian of each name; a region of one's own has one title for both."""
    return [
        list(LABELS[kind].get(name, (title.replace("_", " ").capitalize(),) * 2))
        if kind == "zone"
        else list(LABELS[kind].get(name, (title, title)))
        for name, title in zip(names, titles, strict=True)
    ]


def _corridor(region: Region, at: int) -> dict[str, Any]:
    lattice = region.lattices[at]
    posts = [
        {
            "kind": int(region.gate_kind[gate]),
            "row": int(region.gate_row[gate]),
            "col": int(region.gate_col[gate]),
            "title": region.gate_titles[gate],
        }
        for gate in range(len(region.gate_ids))
        if region.gate_corridor[gate] == at
        and GateKind(region.gate_kind[gate]) in POSTS
        and region.gate_row[gate] >= 0
    ]
    rows, cols = lattice.zone.shape
    return {"rows": rows, "cols": cols, "zone": _zones(region, lattice).ravel().tolist(), "posts": posts}


def _zones(region: Region, lattice: Lattice) -> NDArray[np.int64]:
    """Sea 0, other land of the country 1, districts from 2 on, countries abroad from 100 on."""
    zone = np.ones(lattice.zone.shape, np.int64)
    zone[lattice.zone == "sea"] = 0
    for number, name in enumerate(region.districts):
        zone[lattice.zone == name] = 2 + number
    for number, name in enumerate(region.destinations):
        zone[lattice.zone == name] = 100 + number
    return zone


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
