"""Distances over land, and which cells are near each other."""

from __future__ import annotations

import numpy as np
import pytest

from safepassage.region.kinds import GateKind
from safepassage.region.lattice import great_circle_km
from safepassage.region.region import Region


def test_great_circle() -> None:
    zero, one = np.array(0.0), np.array(1.0)
    assert great_circle_km(zero, zero, zero, one) == pytest.approx(111.195, abs=0.01)
    assert great_circle_km(zero, np.array(60.0), one, np.array(60.0)) == pytest.approx(55.6, abs=0.1)


def test_every_populated_cell_reaches_every_gate_of_its_corridor(indonesia: Region) -> None:
    r = indonesia
    on_land = r.gate_kind != GateKind.HUB
    same = r.cell_corridor[:, None] == r.gate_corridor[None, :]
    assert np.isfinite(r.gate_km[same & on_land]).all()
    assert np.isinf(r.gate_km[~(same & on_land)]).all()


def test_distances_over_land_are_no_shorter_than_straight_lines(indonesia: Region) -> None:
    r = indonesia
    for a in np.flatnonzero(r.gate_row >= 0):
        lattice = r.lattices[r.gate_corridor[a]]
        mine = np.flatnonzero(r.cell_corridor == r.gate_corridor[a])
        straight = great_circle_km(
            lattice.lon[r.cell_col[mine]],
            lattice.lat[r.cell_row[mine]],
            lattice.lon[r.gate_col[a]],
            lattice.lat[r.gate_row[a]],
        )
        assert (r.gate_km[mine, a] >= straight - 0.01).all()
        # Eight neighbours overshoot a straight line by at most 8 percent where land is open.
        assert np.median(r.gate_km[mine, a][straight > 20] / straight[straight > 20]) < 1.35


def test_distances_between_posts_are_symmetric_and_obey_the_triangle(indonesia: Region) -> None:
    r = indonesia
    timor = r.corridors.index("timor")
    posts = [a for a in np.flatnonzero(r.gate_row >= 0) if r.gate_corridor[a] == timor]
    cell_at = {
        (int(i), int(j)): c
        for c, (i, j) in enumerate(zip(r.cell_row, r.cell_col, strict=True))
        if r.cell_corridor[c] == timor
    }
    at = {a: cell_at[int(r.gate_row[a]), int(r.gate_col[a])] for a in posts}
    for a in posts:
        assert r.gate_km[at[a], a] == 0
        for b in posts:
            assert r.gate_km[at[a], b] == pytest.approx(r.gate_km[at[b], a], abs=1e-6)
            assert (r.gate_km[:, a] <= r.gate_km[:, b] + r.gate_km[at[b], a] + 1e-6)[
                r.cell_corridor == timor
            ].all()


def test_the_cape_of_temajuk_hangs_on_by_a_corner(indonesia: Region) -> None:
    temajuk = indonesia.gate_ids.index("temajuk")
    assert (indonesia.gate_row[temajuk], indonesia.gate_col[temajuk]) == (2, 15)
    sambas = indonesia.cell_corridor == 0
    assert np.isfinite(indonesia.gate_km[sambas, temajuk]).all()


def test_neighbours_are_near_sorted_and_mutual(indonesia: Region) -> None:
    r = indonesia
    pairs = set()
    for c in range(len(r.cell_row)):
        own = slice(r.cell_neighbour_start[c], r.cell_neighbour_start[c + 1])
        cells, km = r.cell_neighbours[own], r.cell_neighbour_km[own]
        assert cells[0] == c
        assert km[0] == 0
        assert (np.diff(km) >= -1e-6).all()
        assert km.max() <= 75
        assert (r.cell_corridor[cells] == r.cell_corridor[c]).all()
        pairs |= {(c, int(n)) for n in cells}
    assert pairs == {(b, a) for a, b in pairs}
    assert len(r.cell_neighbours) == r.cell_neighbour_start[-1] == len(r.cell_neighbour_km)
