"""The map: hidden subdistricts hatched and without colour, posts at their cells, no path located."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from safepassage.evidence.errors import InputError
from safepassage.figures import Language, Sheet, alt_text, border_map, draw_corridor, to_svg
from safepassage.figures.border_map import RAMP, colour_classes, values_by_subdistrict
from safepassage.figures.map_parts import degrees, frame_of
from safepassage.region.kinds import GateKind
from safepassage.region.load import load_region
from safepassage.region.region import Region

SHEET = Sheet(0.02)


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region("indonesia")


@pytest.fixture(scope="module")
def table(region: Region, made_up: SimpleNamespace) -> pd.DataFrame:
    return made_up.map(region.subdistricts)


def draw(made_up: SimpleNamespace, region: Region, table: pd.DataFrame, language: Language = "en") -> Figure:
    return border_map(region, table, replace(made_up.sheet, language=language), "no_iom", 50)


def draw_one(region: Region, corridor: int, table: pd.DataFrame) -> Axes:
    ax = SHEET.figure(4.0).add_subplot()
    draw_corridor(ax, region, corridor, table, SHEET)
    return ax


def pieces(ax: Axes, gid: str) -> PatchCollection:
    return next(found for found in ax.collections if found.get_gid() == gid)


def area(collection: PatchCollection) -> float:
    return sum(np.prod(path.get_extents().size) for path in collection.get_paths())


def cells_of(region: Region, corridor: int, subdistricts: np.ndarray) -> int:
    """Cells in which one of the subdistricts has most people."""
    found = 0
    for cell in np.flatnonzero(region.cell_corridor == corridor):
        places = np.flatnonzero(region.place_cell == cell)
        if len(places):
            largest = places[np.argmax(region.place_population[places])]
            found += int(subdistricts[region.place_subdistrict[largest]])
    return found


def test_hidden_subdistricts_are_hatched_and_have_no_colour(region: Region, table: pd.DataFrame) -> None:
    values = values_by_subdistrict(region, table)
    hidden = values["hidden"].to_numpy()
    assert 0 < hidden.sum() < len(hidden)
    for corridor, lattice in enumerate(region.lattices):
        ax = draw_one(region, corridor, table)
        cell = lattice.cell_degrees**2
        kept_back, shown = pieces(ax, "hidden"), pieces(ax, "shown")
        assert area(kept_back) / cell == pytest.approx(cells_of(region, corridor, hidden))
        assert area(shown) / cell == pytest.approx(cells_of(region, corridor, ~hidden))
        assert kept_back.get_hatch()
        assert not shown.get_hatch()
        assert {to_hex(tone) for tone in kept_back.get_facecolor()} == {"#ffffff"}
        assert {to_hex(tone) for tone in shown.get_facecolor()} <= set(RAMP)


def test_every_cell_is_painted_where_it_lies(region: Region, table: pd.DataFrame) -> None:
    for corridor, lattice in enumerate(region.lattices):
        ax = draw_one(region, corridor, table)
        boxes = [path.get_extents() for name in ("shown", "hidden") for path in pieces(ax, name).get_paths()]
        for cell in np.flatnonzero(region.cell_corridor == corridor):
            row, col = region.cell_row[cell], region.cell_col[cell]
            lon = np.broadcast_to(lattice.lon, lattice.zone.shape)[row, col]
            lat = np.broadcast_to(
                lattice.lat if lattice.lat.ndim == 2 else lattice.lat[:, None], lattice.zone.shape
            )[row, col]
            assert sum(box.contains(lon, lat) for box in boxes) == 1


def test_a_colour_says_its_class(region: Region, table: pd.DataFrame) -> None:
    same = table.assign(value=7.0, n_real=500.0, n_simulated=500.0)
    colours, norm = colour_classes(same["value"])
    ax = draw_one(region, 0, same)
    assert {to_hex(tone) for tone in pieces(ax, "shown").get_facecolor()} == {to_hex(colours(norm(7.0)))}
    assert norm.boundaries[0] == 0.0
    assert norm.boundaries[-2] < 7.0 <= norm.boundaries[-1]


def test_one_small_subdistrict_takes_the_next_of_its_district_with_it(
    region: Region, table: pd.DataFrame
) -> None:
    counts = np.arange(100.0, 100.0 + len(table))
    counts[region.subdistricts.index(str(table["subdistrict"].iloc[5]))] = 3.0
    values = values_by_subdistrict(region, table.assign(n_real=counts, n_simulated=500.0))
    hidden = np.flatnonzero(values["hidden"])
    assert len(hidden) == 2
    assert len(set(region.subdistrict_district[hidden])) == 1
    assert values["value"].isna().tolist() == values["hidden"].tolist()


def test_a_subdistrict_that_the_table_lacks_is_hidden(region: Region, table: pd.DataFrame) -> None:
    plenty = table.assign(n_real=500.0, n_simulated=500.0)
    values = values_by_subdistrict(region, plenty.iloc[2:])
    assert values["hidden"].iloc[:2].all()


def test_a_subdistrict_without_a_cell_of_its_own_is_still_shown(region: Region, table: pd.DataFrame) -> None:
    plenty = table.assign(n_real=500.0, n_simulated=500.0)
    drawn = cells_of(region, 0, np.ones(len(region.subdistricts), bool)) + cells_of(
        region, 1, np.ones(len(region.subdistricts), bool)
    )
    assert drawn > 0
    owners = set()
    for cell in range(len(region.cell_row)):
        places = np.flatnonzero(region.place_cell == cell)
        owners.add(int(region.place_subdistrict[places[np.argmax(region.place_population[places])]]))
    without = len(region.subdistricts) - len(owners)
    discs = 0
    for corridor in range(len(region.corridors)):
        ax = draw_one(region, corridor, plenty)
        discs += len([line for line in ax.lines if line.get_gid() == "disc"])
    assert discs == without > 0


def test_posts_stand_at_their_cells_and_nothing_else_has_a_mark(region: Region, table: pd.DataFrame) -> None:
    for corridor, lattice in enumerate(region.lattices):
        ax = draw_one(region, corridor, table)
        frame = frame_of(lattice)
        marks = {line.get_gid(): line for line in ax.lines if str(line.get_gid()).startswith("gates")}
        assert set(marks) == {"gates formal", "gates traditional"}
        for kind in (GateKind.FORMAL, GateKind.TRADITIONAL):
            here = np.flatnonzero((region.gate_kind == kind) & (region.gate_corridor == corridor))
            line = marks[f"gates {kind.name.lower()}"]
            assert list(line.get_xdata()) == pytest.approx(
                [frame.left(col + 0.5) for col in region.gate_col[here]]
            )
            assert list(line.get_ydata()) == pytest.approx(
                [frame.top(row + 0.5) for row in region.gate_row[here]]
            )
            assert (region.gate_row[here] >= 0).all()
        assert marks["gates formal"].get_marker() != marks["gates traditional"].get_marker()


def test_the_border_is_the_whole_side_between_districts_and_neighbours(
    region: Region, table: pd.DataFrame
) -> None:
    for corridor, lattice in enumerate(region.lattices):
        zone = lattice.zone
        home = np.isin(zone, np.array(region.districts, dtype=object))
        abroad = np.isin(zone, np.array(region.destinations, dtype=object))
        sides = np.sum(home[:, :-1] & abroad[:, 1:]) + np.sum(abroad[:, :-1] & home[:, 1:])
        sides += np.sum(home[:-1] & abroad[1:]) + np.sum(abroad[:-1] & home[1:])
        ax = draw_one(region, corridor, table)
        border = next(found for found in ax.collections if found.get_gid() == "border")
        assert len(border.get_segments()) == sides > 0


def test_hubs_are_listed_in_a_box(made_up: SimpleNamespace, region: Region, table: pd.DataFrame) -> None:
    figure = draw(made_up, region, table)
    box = next(text for ax in figure.axes for text in ax.texts if text.get_gid() == "hubs").get_text()
    for at in np.flatnonzero(region.gate_kind == GateKind.HUB):
        assert region.gate_titles[at] in box


def test_words_on_every_map_and_no_place_ranked(
    made_up: SimpleNamespace, region: Region, table: pd.DataFrame
) -> None:
    for language in ("en", "id"):
        figure = draw(made_up, region, table, language=language)
        maps = figure.axes[: len(region.corridors)]
        for ax in maps:
            assert ax.get_xlabel()
            assert ax.get_ylabel()
            assert ax.get_title(loc="left")
            assert alt_text(ax) in alt_text(figure)
        said = " ".join([alt_text(figure), figure.get_suptitle()])
        assert "2016–2023" in said
        named = [title for title in region.subdistrict_titles if title not in region.district_titles]
        assert not [title for title in named if title in said]
    figure = draw(made_up, region, table)
    assert "1,000 adults" in " ".join(ax.get_xlabel() for ax in figure.axes)
    assert "Conditional on stated assumptions" in " ".join(figure.get_supxlabel().split())


def test_a_made_up_region_says_so_and_an_empty_map_has_no_scale(made_up: SimpleNamespace) -> None:
    classroom = load_region("classroom")
    nothing = made_up.map(classroom.subdistricts).assign(n_real=0.0)
    figure = draw(made_up, classroom, nothing)
    assert "made-up region" in " ".join(figure.get_suptitle().split())
    assert not figure.axes[1].axison
    assert b"<svg" in to_svg(figure)


def test_errors_name_the_subdistrict(region: Region, table: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="map: no subdistrict '99'"):
        values_by_subdistrict(region, table.replace({"subdistrict": {region.subdistricts[0]: "99"}}))
    with pytest.raises(InputError, match="occurs twice"):
        values_by_subdistrict(region, pd.concat([table, table.iloc[:1]]))
    with pytest.raises(InputError, match="map: no column 'n_real'"):
        values_by_subdistrict(region, table.drop(columns="n_real"))


def test_coordinates_are_written_as_on_a_map() -> None:
    assert degrees(-9.5, False, SHEET) == "9.5° S"
    assert degrees(109.0, True, replace(SHEET, language="id")) == "109,0° BT"
