"""Who lives where: populated cells, subdistricts, places; and which cells know each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.evidence.errors import did_you_mean
from safepassage.evidence.table import Row, Table, cell_error
from safepassage.region.faults import Faults
from safepassage.region.lattice import Land, great_circle_km
from safepassage.region.outline import Outline
from safepassage.region.region import Floats, Ints

NEIGHBOUR_KM = 75.0
"""Cells farther apart than this do not know each other (recruiters' reach is below it)."""


@dataclass(frozen=True)
class Homes:
    """Populated cells, subdistricts and places, as `Region` names them."""

    subdistricts: tuple[str, ...]
    subdistrict_titles: tuple[str, ...]
    subdistrict_district: Ints
    cell_corridor: Ints
    cell_row: Ints
    cell_col: Ints
    cell_district: Ints
    place_cell: Ints
    place_subdistrict: Ints
    place_population: Ints


def build_homes(
    outline: Outline,
    lands: list[Land],
    cells: Table,
    cells_subdistricts: Table,
    subdistricts: Table,
    faults: Faults | None = None,
) -> Homes:
    """Return who lives where; sums must agree between the three tables.

    Raises
    ------
    InputError
        A district or subdistrict unknown, a sum that does not agree, a place outside.
    """
    faults = faults or Faults()
    district_of = {called: i for i, called in enumerate(outline.districts.values())}
    own, others = _own_subdistricts(outline, subdistricts, faults)
    codes = sorted(own, key=lambda code: (district_of[own[code].text("regency")], code))
    populated = np.concatenate(
        [
            np.column_stack([np.full(n, c), *np.nonzero(land.lattice.population)])
            for c, land in enumerate(lands)
            if (n := int(np.count_nonzero(land.lattice.population)))
        ]
        or [np.zeros((0, 3))]
    ).astype(np.int64)
    index_of = {code: i for i, code in enumerate(codes)}
    place = _places(outline, cells, cells_subdistricts, subdistricts, populated, index_of, others, faults)
    district = np.array([district_of[own[c].text("regency")] for c in codes], dtype=np.int64)
    _check_sums(lands, cells, populated, place, [own[c] for c in codes], faults)
    return Homes(
        subdistricts=tuple(codes),
        subdistrict_titles=tuple(own[c].text("name") for c in codes),
        subdistrict_district=district,
        cell_corridor=populated[:, 0],
        cell_row=populated[:, 1],
        cell_col=populated[:, 2],
        cell_district=_cell_districts(len(populated), place, district),
        place_cell=place[:, 0],
        place_subdistrict=place[:, 1],
        place_population=place[:, 2],
    )


def _own_subdistricts(
    outline: Outline, subdistricts: Table, faults: Faults
) -> tuple[dict[str, Row], set[str]]:
    """Rows of the region's own subdistricts by code, and the codes of other districts'."""
    own: dict[str, Row] = {}
    others: set[str] = set()
    districts = list(outline.districts.values())
    for row in subdistricts.rows:
        regency = row.text("regency")
        if regency in districts:
            own[row.text("code")] = row
        elif regency in outline.known.districts:
            others.add(row.text("code"))
        else:
            near = did_you_mean(regency, outline.known.districts)
            faults.add(row.error("regency", "one of " + ", ".join(sorted(outline.known.districts)) + near))
    for called in districts:
        if not any(r.text("regency") == called for r in own.values()):
            raise subdistricts.error(f"no subdistrict of {called!r}; each district needs at least one")
    return own, others


def _places(
    outline: Outline, cells: Table, cells_subdistricts: Table, subdistricts: Table, populated: Ints,
    index_of: dict[str, int], others: set[str], faults: Faults,
) -> Ints:  # fmt: skip
    """Places in order, [P, 3]: cell, subdistrict, persons; each on a populated cell of the region."""
    corridor_of = {called: i for i, called in enumerate(outline.corridors.values())}
    cell_at = {tuple(key): i for i, key in enumerate(populated.tolist())}
    places: list[tuple[int, int, int]] = []
    for row in cells_subdistricts.rows:
        code, called = row.text("kecamatan_code"), row.text("corridor")
        if called not in outline.known.corridors:
            faults.add(row.error("corridor", "one of " + ", ".join(sorted(outline.known.corridors))))
            continue
        if code not in index_of:
            if code not in others:
                near = did_you_mean(code, index_of)
                faults.add(row.error("kecamatan_code", f"a code of {subdistricts.path.name}{near}"))
            continue
        key = (corridor_of.get(called, -1), row.integer("row"), row.integer("col"))
        if key not in cell_at:
            faults.add(row.error("row", f"a cell with a population in {cells.path.name}"))
            continue
        places.append((cell_at[key], index_of[code], row.integer("population")))
    return np.array(sorted(places), dtype=np.int64).reshape(-1, 3)


def _cell_districts(cells: int, place: Ints, district: Ints) -> Ints:
    """A cell's district is that of most of its people (the zone, in the tables brought in)."""
    people = np.zeros((cells, int(district.max()) + 1))
    np.add.at(people, (place[:, 0], district[place[:, 1]]), place[:, 2])
    return people.argmax(axis=1).astype(np.int64)


def _check_sums(
    lands: list[Land], cells: Table, populated: Ints, place: Ints, subdistricts: list[Row], faults: Faults
) -> None:
    by_cell = np.bincount(place[:, 0], weights=place[:, 2], minlength=len(populated)).astype(np.int64)
    for (c, i, j), people in zip(populated.tolist(), by_cell.tolist(), strict=True):
        said = int(lands[c].lattice.population[i, j])
        if said != people:
            what = f"{people}, the sum of the cell's rows in the table of cells and subdistricts"
            faults.add(cell_error(cells.path, int(lands[c].lines[i, j]), "population", said, what))
    by_code = np.bincount(place[:, 1], weights=place[:, 2], minlength=len(subdistricts)).astype(np.int64)
    for row, people in zip(subdistricts, by_code.tolist(), strict=True):
        if row.integer("population") != people:
            what = f"{people}, the sum of its rows in the table of cells and subdistricts"
            faults.add(row.error("population", what))


def neighbours(homes: Homes, lands: list[Land]) -> tuple[Ints, Floats, Ints]:
    """Return the CSR lists of cells of the same corridor within `NEIGHBOUR_KM`.

    Returns
    -------
    cells, km : arrays of the same length
        Nearest first, ties by cell; each cell begins its own list at 0 km.
    start : array [C + 1]
    """
    lon = np.array(
        [lands[c].lattice.lon[j] for c, j in zip(homes.cell_corridor, homes.cell_col, strict=True)]
    )
    lat = np.array(
        [lands[c].lattice.lat[i] for c, i in zip(homes.cell_corridor, homes.cell_row, strict=True)]
    )
    cells, kms, start = [], [], [0]
    for c in range(len(lon)):
        km = great_circle_km(lon[c], lat[c], lon, lat)
        km[c] = 0.0
        near = np.flatnonzero((homes.cell_corridor == homes.cell_corridor[c]) & (km <= NEIGHBOUR_KM))
        # Rounded for the order only: cells equally far must tie by index, not by the last bit.
        near = near[np.lexsort((near, np.round(km[near], 6)))]
        cells.append(near.astype(np.int64))
        kms.append(km[near])
        start.append(start[-1] + len(near))
    return np.concatenate(cells), np.concatenate(kms), np.array(start, dtype=np.int64)
