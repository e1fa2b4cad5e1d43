"""Gates: posts on the grid, border segments without a post, hubs; and the way to them.

A segment stands for all unofficial paths along one district's border: a number of paths
and a distance to the nearest border cell, never a position.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.table import Row, Table
from safepassage.region.faults import Faults
from safepassage.region.homes import Homes
from safepassage.region.kinds import GateKind
from safepassage.region.lattice import SEA, Land
from safepassage.region.outline import Outline
from safepassage.region.region import Floats, Ints

KINDS = {
    "formal_post": GateKind.FORMAL,
    "traditional_post": GateKind.TRADITIONAL,
    "informal_path": GateKind.UNOFFICIAL,
    "transit_hub": GateKind.HUB,
}
ALWAYS = "always"
NEVER = "never"
_CELL_COLUMNS = {"coarse": ("row", "col"), "fine": ("row_0025", "col_0025")}


@dataclass(frozen=True)
class Gates:
    """The gates as `Region` names them, and every gate that the table knows."""

    ids: tuple[str, ...]
    titles: tuple[str, ...]
    kind: Ints
    government: Ints
    corridor: Ints
    row: Ints
    col: Ints
    opened: tuple[dt.date | None, ...]
    paths: Floats
    km: Floats  # [C, A]
    known: frozenset[str]

    def of(self, corridor: int, *kinds: GateKind) -> list[str]:
        """Return the ids of a corridor's gates of the given kinds."""
        return [
            g
            for a, g in enumerate(self.ids)
            if self.corridor[a] == corridor and GateKind(self.kind[a]) in kinds
        ]


def build_gates(
    outline: Outline,
    lands: list[Land],
    homes: Homes,
    crossings: Table,
    border: Table,
    faults: Faults | None = None,
) -> Gates:
    """Return the gates of a region, in the order posts, segments, hubs of the table.

    Posts and segments belong to the region when their corridor does; hubs when a node of
    ``region.yaml`` names them. A hub whose corridor is not the region's is run by the
    outside government of the first.

    Raises
    ------
    InputError
        A gate in the sea, abroad or off the grid, a position given for an unofficial path,
        a name that nothing answers to.
    """
    faults = faults or Faults()
    corridor_of = {called: i for i, called in enumerate(outline.corridors.values())}
    density = paths_per_km(outline, border)
    known = frozenset(r.text("gate") for r in crossings.rows)
    chosen = _chosen_rows(outline, crossings, faults)
    order = sorted(chosen, key=lambda g: KINDS[chosen[g].text("kind")])
    rows = [chosen[g] for g in order]
    kind = np.array([KINDS[r.text("kind")] for r in rows], dtype=np.int64)
    corridor = np.array([corridor_of.get(r.text("corridor"), 0) for r in rows], dtype=np.int64)
    paths = np.zeros(len(rows))
    for a, row in enumerate(rows):
        if kind[a] == GateKind.UNOFFICIAL:
            with faults.each():
                paths[a] = density * segment_km(border, row.text("regency"))
    cell, km = _ways(outline, lands, homes, rows, corridor, faults)
    return Gates(
        ids=tuple(order),
        titles=tuple(outline.gate_titles.get(g, r.text("name")) for g, r in zip(order, rows, strict=True)),
        kind=kind,
        government=_governments(outline, rows, kind, corridor),
        corridor=corridor,
        row=cell[:, 0].copy(),
        col=cell[:, 1].copy(),
        opened=tuple(_opened(r) for r in rows),
        paths=paths,
        km=km,
        known=known,
    )


def _governments(outline: Outline, rows: list[Row], kind: Ints, corridor: Ints) -> Ints:
    """Who runs each gate: a district, or the outside government of the corridor."""
    district_of = {called: i for i, called in enumerate(outline.districts.values())}
    outside = len(district_of) + corridor
    return np.array(
        [
            outside[a] if kind[a] == GateKind.HUB else district_of.get(r.text("regency"), outside[a])
            for a, r in enumerate(rows)
        ],
        dtype=np.int64,
    )


def _ways(
    outline: Outline, lands: list[Land], homes: Homes, rows: list[Row], corridor: Ints, faults: Faults
) -> tuple[Ints, Floats]:
    """Row and column of each post, [A, 2], -1 for others; and the way over land to each gate, km [C, A]."""
    cell = np.full((len(rows), 2), -1, dtype=np.int64)
    km = np.full((len(homes.cell_row), len(rows)), np.inf)
    for a, row in enumerate(rows):
        kind, land = KINDS[row.text("kind")], lands[corridor[a]]
        if kind == GateKind.HUB:
            # A hub's edges carry days and costs from every home; it has no cell of the grid.
            continue
        with faults.each():
            if kind == GateKind.UNOFFICIAL:
                source = _segment_cells(outline, land, row)
            else:
                cell[a] = post_cell(outline, land, row)
                source = np.array([cell[a, 0] * land.walkable.shape[1] + cell[a, 1]])
            field = land.km_from(source)
            mine = homes.cell_corridor == corridor[a]
            km[mine, a] = field[homes.cell_row[mine], homes.cell_col[mine]]
    return cell, km


def _chosen_rows(outline: Outline, crossings: Table, faults: Faults) -> dict[str, Row]:
    """Return the first row of each gate of the region, by gate."""
    named = {node.of: name for name, node in outline.nodes.items() if node.kind == "gate"}
    corridors = set(outline.corridors.values())
    first: dict[str, Row] = {}
    faulty: set[str] = set()
    for row in crossings.rows:
        try:
            _check_row(row, outline)
        except InputError as fault:
            faults.add(fault)
            faulty.add(row.text("gate"))
            continue
        same = first.setdefault(row.text("gate"), row)
        if (row.text("kind"), row.text("corridor")) != (same.text("kind"), same.text("corridor")):
            faults.add(row.error("gate", f"a gate of its own: line {same.line} has another kind or corridor"))
    districts = set(outline.districts.values())
    chosen = {}
    for gate, row in first.items():
        hub, path = row.text("kind") == "transit_hub", row.text("kind") == "informal_path"
        here = row.text("corridor") in corridors and not (path and row.text("regency") not in districts)
        if gate in named if hub else here:
            chosen[gate] = row
    for gate, name in named.items():
        if gate not in chosen and gate not in faulty:
            near = did_you_mean(gate, first)
            what = f"no gate {gate!r} of the region, which {outline.path}, key nodes.{name}, names{near}"
            faults.add(crossings.error(what))
    return chosen


def _check_row(row: Row, outline: Outline) -> None:
    corridor, regency = row.text("corridor"), row.text("regency")
    if corridor not in outline.known.corridors:
        near = did_you_mean(corridor, outline.known.corridors)
        raise row.error("corridor", "one of " + ", ".join(sorted(outline.known.corridors)) + near)
    if not regency.startswith("(") and regency not in outline.known.districts:
        near = did_you_mean(regency, outline.known.districts)
        raise row.error("regency", "a district, or text in brackets for someone outside" + near)
    if row.text("kind") == "informal_path":
        for column in ("lon", "lat", "row", "col", "row_0025", "col_0025"):
            if not row.empty(column):
                raise row.error(column, "empty; positions of unofficial paths are not taken in")
        if regency.startswith("("):
            raise row.error("regency", "one of " + ", ".join(sorted(outline.known.districts)))
    _opened(row)


def _opened(row: Row) -> dt.date | None:
    """Return the day from which people can pass: None for always, the last day for never."""
    text = row.text("open_from")
    if text == ALWAYS:
        return None
    if text == NEVER:
        return dt.date.max
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise row.error("open_from", "a date such as 2017-03-17, always, or never") from None


def post_cell(outline: Outline, land: Land, row: Row) -> tuple[int, int]:
    """Return row and column of a post; it must stand on land of the home side."""
    columns = _CELL_COLUMNS[outline.grid]
    i, j = row.integer(columns[0]), row.integer(columns[1])
    rows, cols = land.walkable.shape
    if i >= rows:
        raise row.error(columns[0], f"a row of the grid, from 0 to {rows - 1}")
    if j >= cols:
        raise row.error(columns[1], f"a column of the grid, from 0 to {cols - 1}")
    if not land.walkable[i, j]:
        zone = land.lattice.zone[i, j]
        where = "in the sea" if zone == SEA else f"in the zone {zone!r}"
        raise row.error(columns[0], f"a cell on land of the home side; row {i}, col {j} is {where}")
    return i, j


def _segment_cells(outline: Outline, land: Land, row: Row) -> Ints:
    name = next(k for k, called in outline.districts.items() if called == row.text("regency"))
    cells = land.border_cells(name, set(outline.destinations))
    if not cells:
        raise row.error("regency", "a district with a cell that touches a neighbour's land")
    return np.unique(np.concatenate(list(cells.values())))


def paths_per_km(outline: Outline, border: Table) -> float:
    """Return the density of unofficial paths, one for all segments (counters differ by place)."""
    region = outline.path_density_of
    paths = border.where(region=region, indicator="informal_paths_jalan_tikus")
    length = border.where(region=region, indicator="border_length")
    if not paths or not length:
        raise border.error(
            f"informal_paths_jalan_tikus and border_length of {region!r} are needed; "
            f"{outline.path}, key path_density_of, names them"
        )
    return paths[0].number("value") / length[0].number("value")


def segment_km(border: Table, district: str) -> float:
    """Return the length of a district's foreign land border in km, from the outlines."""
    rows = border.where(region=district, indicator="border_length_geometric")
    if not rows:
        raise border.error(f"no border_length_geometric of {district!r}; one row is needed for its segment")
    return rows[0].number("value")
