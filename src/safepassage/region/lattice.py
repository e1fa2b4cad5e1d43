"""The grids: each corridor's rectangle of cells, and distances over its land.

Moves are to eight neighbours, between cells of the same country; nobody walks over the sea
or abroad. A distance is the shortest chain of such moves between cell centres, so a
person's own cell is at 0 km.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from safepassage.evidence.errors import did_you_mean
from safepassage.evidence.table import Row, Table
from safepassage.region.faults import Faults
from safepassage.region.outline import Outline
from safepassage.region.region import Bools, Floats, Ints, Lattice

EARTH_RADIUS_KM = 6371.0
SEA = "sea"
_MOVES = ((0, 1), (1, 0), (1, 1), (1, -1))  # the other four are these reversed


def great_circle_km(lon_a: Floats, lat_a: Floats, lon_b: Floats, lat_b: Floats) -> Floats:
    """Return the distance in km between points in degrees (haversine, broadcasting)."""
    a, b = np.radians(lat_a), np.radians(lat_b)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)), dtype=np.float64)


@dataclass(frozen=True)
class Land:
    """One corridor's rectangle as the model walks on it; arrays have shape [rows, cols]."""

    lattice: Lattice
    walkable: Bools
    graph: csr_array  # [rows * cols, rows * cols], km between neighbouring cells
    lines: Ints  # line of cells.csv, for errors

    def km_from(self, cells: Ints) -> Floats:
        """Return km [rows, cols] from the nearest of the given flat cells, inf where no way."""
        km = dijkstra(self.graph, directed=False, indices=cells, min_only=True)
        return np.asarray(km, dtype=np.float64).reshape(self.walkable.shape)

    def border_cells(self, district: str, neighbours: set[str]) -> dict[str, Ints]:
        """Return, by neighbour, the flat cells of a district that touch it on a side or corner."""
        zone = self.lattice.zone
        padded = np.full((zone.shape[0] + 2, zone.shape[1] + 2), SEA, dtype=object)
        padded[1:-1, 1:-1] = zone
        found: dict[str, Ints] = {}
        for neighbour in sorted(neighbours):
            near = padded == neighbour
            touch = np.zeros(zone.shape, dtype=np.bool_)
            for i in range(3):
                for j in range(3):
                    touch |= near[i : i + zone.shape[0], j : j + zone.shape[1]]
            cells = np.flatnonzero(touch & (zone == district)).astype(np.int64)
            if len(cells):
                found[neighbour] = cells
        return found


def build_lands(outline: Outline, cells: Table, faults: Faults | None = None) -> list[Land]:
    """Return the lands, in the order of the corridors.

    Raises
    ------
    InputError
        A corridor or zone that nothing is named after, a rectangle with holes, people in
        the sea or abroad.
    """
    faults = faults or Faults()
    words = {called: name for name, called in outline.districts.items()}
    words |= {zone: name for name, zone in outline.destinations.items()}
    home = set(outline.districts) | {w.replace("-", "_") for w in outline.other_land}
    # Zones of a larger region's districts are other land here: same country, not followed.
    for called in outline.known.districts - set(words):
        words[called] = "other_land"
        home.add("other_land")
    words |= {w: w.replace("-", "_") for w in (*outline.other_land, SEA)}
    by_corridor: dict[str, list[Row]] = {called: [] for called in outline.corridors.values()}
    for row in cells.rows:
        corridor = row.text("corridor")
        if corridor in by_corridor:
            by_corridor[corridor].append(row)
        elif corridor not in outline.known.corridors:
            faults.add(row.error("corridor", "one of " + ", ".join(sorted(outline.known.corridors))))
    return [
        _land(cells, name, by_corridor[called], words, home, outline, faults)
        for name, called in outline.corridors.items()
    ]


def _land(
    cells: Table,
    name: str,
    rows: list[Row],
    words: dict[str, str],
    home: set[str],
    outline: Outline,
    faults: Faults,
) -> Land:
    if not rows:
        raise cells.error(f"no cells of the corridor {outline.corridors[name]!r}; a full rectangle is needed")
    at = np.array([[r.integer("row"), r.integer("col")] for r in rows])
    shape = (int(at[:, 0].max()) + 1, int(at[:, 1].max()) + 1)
    if shape[0] * shape[1] > 4 * len(rows):
        # Most likely a slip in one row; refused before anything of that size is made.
        far = rows[int(at.sum(axis=1).argmax())]
        raise far.error(
            "row", f"a cell of a full rectangle; there are {len(rows)} rows, not {shape[0]} x {shape[1]}"
        )
    unfollowed = outline.known.districts - set(outline.districts.values())
    zone = np.full(shape, None, dtype=object)
    share, people, lines = np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.int64)
    lon, lat = np.full(shape, np.nan), np.full(shape, np.nan)
    for row, (i, j) in zip(rows, at, strict=True):
        word = row.text("zone")
        if word not in words:
            faults.add(row.error("zone", "one of " + ", ".join(sorted(words)) + did_you_mean(word, words)))
        zone[i, j], lines[i, j] = words.get(word, SEA), row.line
        share[i, j] = row.number("land_share")
        lon[i, j], lat[i, j] = row.number("lon"), row.number("lat")
        if not row.empty("population") and word not in unfollowed:
            people[i, j] = row.number("population")
            if words.get(word, SEA) not in home:
                faults.add(row.error("population", f"empty, as nobody lives in the zone {word!r}"))
    holes = np.argwhere(lines == 0)
    if len(holes):
        i, j = holes[0]
        raise cells.error(
            f"the corridor {outline.corridors[name]!r} has no cell at row {i}, col {j} "
            f"({len(holes)} missing); its rectangle of {shape[0]} x {shape[1]} must be full"
        )
    _check_axes(rows, lon[0], lat[:, 0])
    degrees = round(float(abs(lon[0, 1] - lon[0, 0])), 6) if shape[1] > 1 else 0.0
    lattice = Lattice(name, zone, share, people, lon[0].copy(), lat[:, 0].copy(), degrees)
    walkable = np.isin(zone.astype(str), sorted(home))
    return Land(lattice, walkable, land_graph(lattice, walkable), lines)


def _check_axes(rows: list[Row], lon: Floats, lat: Floats) -> None:
    """Longitude must follow from the column, latitude from the row, row 0 in the north."""
    for row in rows:
        i, j = row.integer("row"), row.integer("col")
        if abs(row.number("lon") - lon[j]) > 1e-6:
            raise row.error("lon", f"{lon[j]:g}, as in row 0 of column {j}")
        if abs(row.number("lat") - lat[i]) > 1e-6:
            raise row.error("lat", f"{lat[i]:g}, as in column 0 of row {i}")
        if (i and lat[i] >= lat[i - 1]) or (j and lon[j] <= lon[j - 1]):
            raise row.error("lat" if i and lat[i] >= lat[i - 1] else "lon", "row 0 north and column 0 west")


def land_graph(lattice: Lattice, walkable: Bools) -> csr_array:
    """Return the kilometres between walkable cells that touch, a sparse matrix [rows * cols, rows * cols].

    Each pair stands once, in one direction: read it as undirected.
    """
    rows, cols = walkable.shape
    flat = np.arange(rows * cols).reshape(rows, cols)
    lon, lat = np.meshgrid(lattice.lon, lattice.lat)
    starts, ends, km = [], [], []
    for down, right in _MOVES:
        a = (slice(0, rows - down), slice(max(0, -right), cols - max(0, right)))
        b = (slice(down, rows), slice(max(0, right), cols - max(0, -right)))
        both = walkable[a] & walkable[b]
        starts.append(flat[a][both])
        ends.append(flat[b][both])
        km.append(great_circle_km(lon[a][both], lat[a][both], lon[b][both], lat[b][both]))
    pairs = (np.concatenate(starts), np.concatenate(ends))
    return csr_array(coo_array((np.concatenate(km), pairs), shape=(rows * cols, rows * cols)))
