"""Least-cost ways over the cells of a corridor, for pictures of journeys; and the band along its land border.

An unofficial path has no place: only the band of all border cells of a district is ever given.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from safepassage.region.lattice import SEA, land_graph
from safepassage.region.region import Ints, Lattice, Region


def way_tree(region: Region, lattice: Lattice, row: int, col: int) -> Ints:
    """Return for each cell the next one on the least-cost way to a cell.

    Parameters
    ----------
    region
        Names the destinations, over whose land nobody walks before the border.
    lattice
        Of the corridor.
    row, col
        Where the ways end, a post.

    Returns
    -------
    Ints
        Flat cell numbers, shape [rows * cols]; the cell itself at the end, -1 where there is no way.
    """
    cols = lattice.zone.shape[1]
    walkable = ~np.isin(lattice.zone.astype(str), [SEA, *region.destinations])
    post = row * cols + col
    graph = land_graph(lattice, walkable)
    _, previous = dijkstra(graph, directed=False, indices=post, return_predecessors=True)
    tree = np.where(previous >= 0, previous, -1).astype(np.int64)
    tree[post] = post
    return tree


def way(tree: Ints, start: int) -> list[int]:
    """Return the flat cells from a start to the tree's end; empty where there is no way."""
    if tree[start] < 0:
        return []
    cells = [start]
    while tree[cells[-1]] != cells[-1]:
        cells.append(int(tree[cells[-1]]))
    return cells


def border_band(region: Region, corridor: int, district: int) -> Ints:
    """Return the flat cells of a district that touch another country, on a side or a corner."""
    zone = region.lattices[corridor].zone
    rows, cols = zone.shape
    padded = np.full((rows + 2, cols + 2), SEA, dtype=object)
    padded[1:-1, 1:-1] = zone
    abroad = np.isin(padded.astype(str), list(region.destinations))
    touch = np.zeros(zone.shape, dtype=np.bool_)
    for i in range(3):
        for j in range(3):
            touch |= abroad[i : i + rows, j : j + cols]
    return np.flatnonzero(touch & (zone == region.districts[district])).astype(np.int64)


def jitter(ids: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return two numbers in [0, 1) for each id, the same at every call; shape [N, 2].

    A mark stands anywhere in its cell, so that no mark is a place; no life depends on it.
    """
    mixed = ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    low, high = mixed & np.uint64(0xFFFF), (mixed >> np.uint64(16)) & np.uint64(0xFFFF)
    return np.stack([low, high], axis=1).astype(np.float64) / 65536.0
