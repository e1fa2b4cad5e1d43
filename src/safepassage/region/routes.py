"""Routes: every way from a corridor to a destination, as an ordered list of gates.

The hub graph is read from ``hub_edges.csv``; to it come free moves from each corridor's
homes to its own posts and segments, whose way over land is in the distances of the grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np

from safepassage.evidence.errors import did_you_mean
from safepassage.evidence.table import Row, Table
from safepassage.region.crossings import Gates
from safepassage.region.faults import Faults
from safepassage.region.homes import Homes
from safepassage.region.kinds import GateKind
from safepassage.region.outline import Outline
from safepassage.region.region import MAX_LEGS, Bools, Floats, Ints

_POSTS = (GateKind.FORMAL, GateKind.TRADITIONAL)
_ON_LAND = (*_POSTS, GateKind.UNOFFICIAL)
_REGULAR = (GateKind.FORMAL, GateKind.HUB)
_LONGEST_PATH = MAX_LEGS + 4  # gates, and the transit nodes between them

Key = tuple[str, str]  # (origin | gate | transit | destination, name)


@dataclass(frozen=True)
class Routes:
    """The routes as `Region` names them."""

    corridor: Ints
    legs: Ints
    gates: Ints
    days: Floats
    cost_usd: Floats
    overland: Bools
    destination: Ints
    regular: Bools


def build_routes(outline: Outline, gates: Gates, edges: Table, faults: Faults | None = None) -> Routes:
    """Return all simple paths of at most `MAX_LEGS` gates, by corridor, then destination.

    Left out: paths that leave by a hub and come back to a post or segment of the corridor
    where they began, which is nearer over land.

    Raises
    ------
    InputError
        An unknown node, two edges between the same two, a corridor without a way out.
    """
    faults = faults or Faults()
    graph = hub_graph(outline, gates, edges, faults)
    found: list[tuple[int, int, list[Key]]] = []
    for c, corridor in enumerate(outline.corridors):
        origin = ("origin", corridor)
        for d, destination in enumerate(outline.destinations):
            target = ("destination", destination)
            if origin in graph and target in graph:
                paths = nx.all_simple_paths(graph, origin, target, cutoff=_LONGEST_PATH)
                found += [(c, d, path) for path in sorted(paths) if _kept(path, gates, c)]
        if not any(f[0] == c for f in found):
            faults.add(edges.error(f"no way from the corridor {corridor!r} to any destination; add edges"))
    return _arrays(graph, gates, found)


def hub_graph(outline: Outline, gates: Gates, edges: Table, faults: Faults) -> nx.DiGraph:
    """Return the graph over origins, gates, transit nodes and destinations."""
    graph = nx.DiGraph()
    for c, corridor in enumerate(outline.corridors):
        for gate in gates.of(c, *_ON_LAND):
            graph.add_edge(("origin", corridor), ("gate", gate), days=0.0, cost=0.0)
    own = set(graph.edges)
    for row in edges.rows:
        with faults.each():
            _add_edges(graph, own, outline, gates, row)
    return graph


def _add_edges(
    graph: nx.DiGraph, own: set[tuple[Key, Key]], outline: Outline, gates: Gates, row: Row
) -> None:
    for a in _meant(outline, gates, row, "from"):
        for b in _meant(outline, gates, row, "to"):
            if a[0] == "destination":
                raise row.error("from", "a node that is no destination")
            if b[0] == "origin":
                raise row.error("to", "a node that is no origin")
            if (a, b) in own:
                raise row.error("to", "another node: the grid already has the way over land")
            if graph.has_edge(a, b):
                raise row.error("to", "another node: an earlier line has this edge")
            graph.add_edge(a, b, days=row.number("days"), cost=row.number("cost_usd"))


def _meant(outline: Outline, gates: Gates, row: Row, column: str) -> list[Key]:
    """Return the nodes that a name stands for: none where it is a larger region's own."""
    name = row.text(column)
    node = outline.nodes.get(name)
    if node is None:
        if name in outline.known.nodes:
            return []
        raise row.error(column, f"a node of {outline.path}{did_you_mean(name, outline.nodes)}")
    if node.kind in ("posts", "paths"):
        corridor = list(outline.corridors).index(node.of)
        kinds = _POSTS if node.kind == "posts" else (GateKind.UNOFFICIAL,)
        return [("gate", g) for g in gates.of(corridor, *kinds)]
    if node.kind == "gate" and node.of not in gates.ids:
        return []  # build_gates has said that it does not exist
    return [(node.kind, name if node.kind == "transit" else node.of)]


def _kept(path: list[Key], gates: Gates, corridor: int) -> bool:
    passed = [gates.ids.index(name) for kind, name in path if kind == "gate"]
    back = any(gates.corridor[a] == corridor and GateKind(gates.kind[a]) in _ON_LAND for a in passed[1:])
    return 1 <= len(passed) <= MAX_LEGS and not back


def _arrays(graph: nx.DiGraph, gates: Gates, found: list[tuple[int, int, list[Key]]]) -> Routes:
    n = len(found)
    order = np.full((n, MAX_LEGS), -1, dtype=np.int64)
    legs = np.zeros(n, dtype=np.int64)
    days, cost = np.zeros((n, MAX_LEGS + 1)), np.zeros(n)
    overland, regular = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    for r, (_, _, path) in enumerate(found):
        leg = 0
        for a, b in pairwise(path):
            edge = graph.edges[a, b]
            days[r, leg] += edge["days"]
            cost[r] += edge["cost"]
            if b[0] == "gate":
                order[r, leg] = gates.ids.index(b[1])
                leg += 1
        legs[r] = leg
        kinds = gates.kind[order[r, :leg]]
        overland[r] = kinds[0] != GateKind.HUB and path[1][0] == "gate"
        regular[r] = bool(np.isin(kinds, _REGULAR).all())
    return Routes(
        corridor=np.array([f[0] for f in found], dtype=np.int64),
        legs=legs,
        gates=order,
        days=days,
        cost_usd=cost,
        overland=overland,
        destination=np.array([f[1] for f in found], dtype=np.int64),
        regular=regular,
    )


def unreached_cells(homes: Homes, gates: Gates, routes: Routes) -> Ints:
    """Return the populated cells from which no route can begin."""
    by_hub = set(routes.corridor[~routes.overland].tolist())
    cut_off = ~np.isfinite(gates.km).any(axis=1) & ~np.isin(homes.cell_corridor, sorted(by_hub))
    return np.flatnonzero(cut_off).astype(np.int64)
