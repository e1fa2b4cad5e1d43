"""Agents on the map: least-cost ways over land, a band for the border, and a GIF that plays."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from tests.tiny import comparison

from safepassage.evidence.errors import InputError
from safepassage.figures import Sheet, animation
from safepassage.figures.frames import Film
from safepassage.figures.paths import border_band, jitter, way, way_tree
from safepassage.region.load import load_region
from safepassage.report.film import record


@pytest.fixture(scope="module")
def film() -> Film:
    spec = replace(comparison().spec, scenario=("no_iom", "integrated"), government=("responsive",))
    return record(spec).film


def test_ways_lead_to_the_post_over_land_of_the_country() -> None:
    region = load_region("indonesia")
    for gate in np.flatnonzero(region.gate_row >= 0)[:4]:
        corridor = int(region.gate_corridor[gate])
        lattice = region.lattices[corridor]
        zone = lattice.zone.ravel()
        cols = lattice.zone.shape[1]
        tree = way_tree(region, lattice, int(region.gate_row[gate]), int(region.gate_col[gate]))
        for cell in np.flatnonzero(region.cell_corridor == corridor)[::20]:
            start = int(region.cell_row[cell]) * cols + int(region.cell_col[cell])
            cells = way(tree, start)
            assert np.isfinite(region.gate_km[cell, gate]) == bool(cells)
            assert not {str(word) for word in zone[cells]} & {"sea", *region.destinations}
            if cells:
                assert cells[-1] == region.gate_row[gate] * cols + region.gate_col[gate]
                steps = np.abs(np.diff([divmod(one, cols) for one in cells], axis=0))
                assert (steps.max(axis=1) == 1).all() if len(steps) else True


def test_the_band_is_all_border_cells_of_a_district() -> None:
    region = load_region("classroom")
    band = border_band(region, 0, 0)
    zone = region.lattices[0].zone
    cols = zone.shape[1]
    assert len(band) == 3  # the made-up district touches its neighbour along three cells
    assert all(zone[cell // cols, cell % cols] == region.districts[0] for cell in band)


def test_marks_are_spread_and_stay_where_they_are() -> None:
    one = jitter(np.arange(2000))
    assert np.array_equal(one, jitter(np.arange(2000)))
    assert one.min() >= 0.0 and one.max() < 1.0
    assert np.abs(one.mean(axis=0) - 0.5).max() < 5 * np.sqrt(1 / 12 / 2000)
    assert abs(np.corrcoef(one.T)[0, 1]) < 5 / np.sqrt(2000)


def test_a_gif_plays(film: Film) -> None:
    content = animation(film, Sheet(1.0), weeks=4)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "GIF"
        assert picture.n_frames >= 4  # frames that are alike are joined
        assert picture.info["loop"] == 0
        assert picture.size == (768, 512)
        assert b"stand for nobody" in picture.info["comment"]


def test_two_worlds_and_languages_differ_and_the_same_call_gives_the_same_bytes(film: Film) -> None:
    one = animation(film, Sheet(1.0), weeks=1)
    assert one == animation(film, Sheet(1.0), weeks=1)
    assert one != animation(film, Sheet(1.0, "id"), weeks=1)
    assert one != animation(film, Sheet(1.0), weeks=1, world=0)


def test_faults_are_named(film: Film) -> None:
    with pytest.raises(InputError, match="world=2"):
        animation(film, Sheet(1.0), world=2)
    with pytest.raises(InputError, match="first_step=999"):
        animation(film, Sheet(1.0), first_step=999)
