"""A region as the pages' maps draw it, for replay and dashboard: one payload, read by ``borders.js``.

Nothing in it says where along a border anybody crosses: a way outside posts has a band of cells, a hub a name.
"""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.figures.labels import label
from safepassage.figures.map_layers import POSTS
from safepassage.figures.map_parts import frame_of
from safepassage.figures.paths import border_band, way_tree
from safepassage.region.kinds import GateKind
from safepassage.region.lattice import SEA
from safepassage.region.region import Region
from safepassage.words import LANGUAGES


def in_both(kind: str, name: str) -> dict[str, str]:
    """What a thing is called, by language."""
    return {language: label(kind, name, language) for language in LANGUAGES}


def packed(array: NDArray[Any]) -> str:
    """Little-endian 16-bit whole numbers in base64."""
    return base64.b64encode(np.ascontiguousarray(array, dtype="<u2").tobytes()).decode("ascii")


def geometry(region: Region, ways: bool = True) -> dict[str, Any]:
    """Corridors, cells, gates by kind; with ``ways`` the least-cost way to each post and bands along the border.

    Zones of a corridor: 0 sea, 1 abroad, 2 other land of the country, 3 and on the districts. A
    border segment gives its band of cells and nothing else; a hub has a name and no position.
    """
    return {
        "corridors": [_corridor(region, at) for at in range(len(region.lattices))],
        "cells": {
            "corridor": packed(region.cell_corridor),
            "row": packed(region.cell_row),
            "col": packed(region.cell_col),
        },
        "gates": [_gate(region, at, ways) for at in range(len(region.gate_ids))],
        "destinations": [in_both("zone", name) for name in region.destinations],
    }


def _corridor(region: Region, at: int) -> dict[str, Any]:
    lattice = region.lattices[at]
    zone, frame = lattice.zone, frame_of(lattice)
    codes = np.full(zone.shape, 2, dtype=np.int64)
    codes[zone == SEA] = 0
    codes[np.isin(zone.astype(str), list(region.destinations))] = 1
    for number, district in enumerate(region.districts):
        codes[zone == district] = 3 + number
    return {
        "rows": frame.rows,
        "cols": frame.cols,
        "cosine": round(frame.middle_cosine, 5),
        "zone": packed(codes.ravel()),
        "crop": _crop(region, at, codes),
        "names": _names(region, at),
    }


def _gate(region: Region, at: int, ways: bool) -> dict[str, Any]:
    """A post with its cell, a border segment with its band, a hub with its name."""
    kind, corridor = GateKind(int(region.gate_kind[at])), int(region.gate_corridor[at])
    gate: dict[str, Any] = {"kind": kind.name.lower(), "corridor": corridor}
    if kind in POSTS:
        gate |= {"row": int(region.gate_row[at]), "col": int(region.gate_col[at])}
        if ways:
            tree = way_tree(region, region.lattices[corridor], gate["row"], gate["col"])
            gate["tree"] = packed(np.where(tree < 0, 65535, tree))
    elif kind == GateKind.UNOFFICIAL:
        owner = int(region.gate_government[at])
        if ways and owner < len(region.districts):
            gate["band"] = [int(cell) for cell in border_band(region, corridor, owner)]
    else:
        gate["name"] = in_both("hub", region.gate_titles[at])
    return gate


def _crop(region: Region, corridor: int, codes: NDArray[np.int64], margin: int = 2) -> list[int]:
    """First row, first column, end row, end column of what is drawn: districts, posts, a little around."""
    posts = (region.gate_row >= 0) & (region.gate_corridor == corridor)
    rows, cols = np.nonzero(codes >= 3)
    rows, cols = np.r_[rows, region.gate_row[posts]], np.r_[cols, region.gate_col[posts]]
    ends = (codes.shape[0], codes.shape[1])
    return [
        max(int(rows.min()) - margin, 0),
        max(int(cols.min()) - margin, 0),
        min(int(rows.max()) + 1 + margin, ends[0]),
        min(int(cols.max()) + 1 + margin, ends[1]),
    ]


def _names(region: Region, corridor: int) -> list[dict[str, Any]]:
    """Names of districts and neighbours at the middle of their land."""
    zone = region.lattices[corridor].zone
    found = []
    titles = dict(zip(region.districts, region.district_titles, strict=True))
    for word in sorted({str(word) for word in zone.ravel()}):
        if word not in titles and word not in region.destinations:
            continue
        at = np.argwhere(zone == word)
        middle = at[np.argmin(np.abs(at - at.mean(axis=0)).sum(axis=1))]
        text = dict.fromkeys(LANGUAGES, titles[word]) if word in titles else in_both("zone", word)
        found.append({"row": int(middle[0]), "col": int(middle[1]), "home": word in titles, "text": text})
    return found
