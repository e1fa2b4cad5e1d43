"""Known answer 9: the order in which persons and actors are stored changes nobody's life, nor does where the grid lies.

Ids stay. Lives are compared person by person, to the last bit; sums over persons are integers or fixed point.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from safepassage.evidence.reader import copy_files, regions_folder
from safepassage.model import BorderModel
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.region.region import Region
from safepassage.stages import step
from safepassage.world.build import begin_world, finish_spin_up, sample_of
from safepassage.world.context import make_schedule
from safepassage.world.geography_arrays import make_ground
from safepassage.world.state import Columns
from safepassage.world.world import World

Order = NDArray[np.int64]
BUSY = {
    "onset_irregular_per_year": 0.3, "deportation_per_year": 0.3, "self_report_share": 0.5, "opening_per_year": 20.0,
    "conviction_base": 0.5, "custody_years": 0.3, "entry_per_year": 2.0, "leaving_per_year": 0.5,
    "move_rate_per_year": 12.0, "contacts_per_week": 4.0,
}  # fmt: skip


def live(lab: Any, world: World, years: float = 2.0, **more: float) -> BorderModel:
    """Two busy years from a world."""
    model: BorderModel = lab.model(
        "integrated", "unresponsive", world=world, years=years, **{**lab.lively, **BUSY, **more}
    )
    return model.run()


@pytest.fixture(scope="module")
def spun_up(lab: Any) -> World:
    world: World = lab.spun_up(spin_up_years=1.0, **{**lab.lively, **BUSY})
    return world


@pytest.fixture(scope="module")
def as_stored(lab: Any, spun_up: World) -> BorderModel:
    model = live(lab, spun_up)
    people = model.world.people
    assert people.departures.sum() > 1000
    assert people.episodes.sum() > 100
    assert people.identified.sum() > 10
    assert (model.world.recruiters.custody_until > 0).any()
    return model


# ------------------------------------------------------------------------------------- persons


def permuted(world: World, order: Order) -> World:
    """The same world with its persons in other rows."""
    columns: list[Any] = [array[order].copy() for array in world.people]
    people = Columns(*columns)
    sample = sample_of(people, world.sample.row_of_id.size, world.sample.of_cell.size)
    return dataclasses.replace(world.copy(), people=people, sample=sample)


def within_cells(people: Columns, chance: np.random.Generator) -> Order:
    """Cells stay in their order, the people of each are shuffled."""
    return np.lexsort((chance.permutation(people.id.size), people.cell))


def cells_among_themselves(people: Columns, chance: np.random.Generator) -> Order:
    """People of a cell stay together and in order, the cells are shuffled."""
    return np.lexsort(
        (np.arange(people.id.size), chance.permutation(int(people.cell.max()) + 1)[people.cell])
    )


def everybody(people: Columns, chance: np.random.Generator) -> Order:
    """Nobody stays near anybody."""
    return chance.permutation(people.id.size)


def backwards(people: Columns, chance: np.random.Generator) -> Order:
    """The last is the first."""
    return np.arange(people.id.size)[::-1]


ORDERS = (within_cells, cells_among_themselves, everybody, backwards)


def same_lives(mine: BorderModel, other: BorderModel, compare: Any) -> None:
    """Person by person, actor by actor, sum by sum."""
    rows = mine.world.sample.row_of_id[other.world.people.id]
    columns: list[Any] = [array[rows] for array in mine.world.people]
    people = Columns(*columns)
    assert not compare.differing(people, other.world.people).any()
    assert np.array_equal(mine.series, other.series)
    for name in ("recruiters", "officials", "governments", "beliefs", "registers", "ledger"):
        one, two = getattr(mine.world, name), getattr(other.world, name)
        for field, a, b in zip(one._fields, one, two, strict=True):
            assert np.array_equal(a, b), f"{name}.{field}"


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.__name__)
def test_known_answer_9_the_order_of_persons(
    lab: Any, compare: Any, spun_up: World, as_stored: BorderModel, order: Callable[..., Order]
) -> None:
    chosen = order(spun_up.people, np.random.default_rng(3))
    assert (chosen != np.arange(chosen.size)).any()
    same_lives(live(lab, permuted(spun_up, chosen)), as_stored, compare)


@pytest.mark.parametrize(("region", "share"), [("classroom", 1.0), ("indonesia", 0.01)])
def test_known_answer_9_the_order_of_persons_from_the_first_moment_on(
    lab: Any, compare: Any, region: str, share: float
) -> None:
    """The spin-up too, and the stock abroad that is set before and after it."""

    def spin(order: Callable[..., Order] | None) -> World:
        parameters = load_parameters({**lab.lively, **BUSY})
        world = begin_world(load_region(region), parameters, share, 1, 7.0)
        if order is not None:
            world = permuted(world, order(world.people, np.random.default_rng(5)))
        world.schedule = make_schedule(world.region, dt.date(2016, 1, 1), 52, 7.0, frozen=True)
        for _ in range(52):
            step(world)
        finish_spin_up(world)
        return world

    years = {"years": 1.0}
    same_lives(live(lab, spin(everybody), **years), live(lab, spin(None), **years), compare)


# ------------------------------------------------------------------------------------- recruiters and officials


def reordered(world: World, name: str, order: Order) -> World:
    """The same world with its recruiters or officials in other rows."""
    state = getattr(world, name)
    made = type(state)(*(array[order].copy() for array in state))
    return dataclasses.replace(world.copy(), **{name: made})


def same_persons(mine: BorderModel, other: BorderModel, compare: Any) -> None:
    assert not compare.differing(mine.world.people, other.world.people).any()
    assert np.array_equal(mine.series, other.series)
    for name in ("recruiters", "officials"):
        one, two = getattr(mine.world, name), getattr(other.world, name)
        first, second = np.argsort(one.id), np.argsort(two.id)
        for field, a, b in zip(one._fields, one, two, strict=True):
            assert np.array_equal(a[first], b[second]), f"{name}.{field}"


@pytest.mark.parametrize("seed", [1, 2])
def test_known_answer_9_the_order_of_recruiters(
    lab: Any, compare: Any, spun_up: World, as_stored: BorderModel, seed: int
) -> None:
    order = np.random.default_rng(seed).permutation(spun_up.recruiters.active.size)
    same_persons(live(lab, reordered(spun_up, "recruiters", order)), as_stored, compare)


@pytest.mark.parametrize("seed", [1, 2])
def test_known_answer_9_the_order_of_officials(
    lab: Any, compare: Any, spun_up: World, as_stored: BorderModel, seed: int
) -> None:
    order = np.random.default_rng(seed).permutation(spun_up.officials.role.size)
    same_persons(live(lab, reordered(spun_up, "officials", order)), as_stored, compare)


def test_known_answer_9_an_outside_audit_can_turn_the_order(
    lab: Any, as_stored: BorderModel, spun_up: World
) -> None:
    turned = BorderModel(
        spun_up.region, "integrated", "unresponsive", 1.0, 1, spun_up=spun_up, end=dt.date(2017, 12, 31),
        parameters=load_parameters({**lab.lively, **BUSY}), storage_order=5,
    ).run()  # fmt: skip
    assert (turned.world.people.id != as_stored.world.people.id).any()
    assert (turned.world.recruiters.id != as_stored.world.recruiters.id).any()
    assert np.array_equal(turned.series, as_stored.series[: len(turned.series)])


def test_known_answer_9_the_order_of_interventions(
    lab: Any, compare: Any, as_stored: BorderModel, spun_up: World
) -> None:
    """They are added up in the order of their names, however they were given."""
    from safepassage.interventions import load_scenario

    scenario = load_scenario("integrated")
    turned = dataclasses.replace(scenario, interventions=scenario.interventions[::-1])
    model = lab.model(turned, "unresponsive", world=spun_up, years=2.0, **{**lab.lively, **BUSY}).run()
    assert compare.digest(model) == compare.digest(as_stored)


# ------------------------------------------------------------------------------------- the grid


def classroom(
    folder: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]], **rows: int
) -> Region:
    """The classroom with its cells changed; ``rows``, ``cols`` are added to every row and column that a table names."""
    copy_files(regions_folder() / "classroom", folder)
    for name in ("cells.csv", "cells_subdistricts.csv", "crossings.csv"):
        path = folder / name
        with path.open(newline="") as file:
            reader = csv.DictReader(file)
            fields, table = list(reader.fieldnames or ()), list(reader)
        for line in table:
            for column, more in (("row", rows.get("rows", 0)), ("col", rows.get("cols", 0))):
                if line[column]:
                    line[column] = str(int(line[column]) + more)
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, fields, lineterminator="\n")
            writer.writeheader()
            writer.writerows(change(table) if name == "cells.csv" else table)
    return load_region(folder)


def framed(
    north: int, south: int, west: int, east: int
) -> Callable[[list[dict[str, str]]], list[dict[str, str]]]:
    """Sea around the old frame: so many rows and columns more on each side. The cells stay where they are on earth."""

    def change(table: list[dict[str, str]]) -> list[dict[str, str]]:
        at = {(int(line["row"]), int(line["col"])): line for line in table}
        top, left = min(row for row, _ in at), min(col for _, col in at)
        lat, lon = float(at[top, left]["lat"]), float(at[top, left]["lon"])
        bottom, right = max(row for row, _ in at), max(col for _, col in at)
        sea = {**at[top, left], "zone": "sea", "kecamatan_code": "", "population": "", "land_share": "0.0"}
        lines = []
        for row in range(top - north, bottom + south + 1):
            for col in range(left - west, right + east + 1):
                place = {
                    "row": str(row), "col": str(col), "lat": f"{lat - 0.05 * (row - top):.3f}",
                    "lon": f"{lon + 0.05 * (col - left):.3f}",
                }  # fmt: skip
                lines.append(at.get((row, col)) or {**sea, **place})
        return lines

    return change


def on(lab: Any, region: Region, ground: Any = None) -> BorderModel:
    """Two busy years on a region, from the first moment on."""
    world = begin_world(region, load_parameters({**lab.lively, **BUSY}), 1.0, 1, 7.0)
    model: BorderModel = lab.model(
        "integrated", "unresponsive", world=world, years=2.0, **{**lab.lively, **BUSY}
    )
    if ground is not None:
        model.world.ground = ground(model.world.ground)
    return model.run()


@pytest.fixture(scope="module")
def on_classroom(lab: Any) -> BorderModel:
    return on(lab, load_region("classroom"))


@pytest.mark.parametrize(
    "sides",
    [(2, 2, 0, 0), (0, 0, 5, 1), (3, 3, 1, 7), (4, 0, 0, 0)],
    ids=lambda sides: "-".join(map(str, sides)),
)
def test_known_answer_9_the_grid_shifted_inside_its_frame(
    lab: Any, compare: Any, on_classroom: BorderModel, tmp_path: Path, sides: tuple[int, int, int, int]
) -> None:
    """More sea on one side than on another: every cell has another row and column, and everybody lives as before."""
    north, _, west, _ = sides
    shifted = classroom(tmp_path / "classroom", framed(*sides), rows=north, cols=west)
    plain = on_classroom.region
    assert (shifted.cell_row - plain.cell_row == north).all()
    assert (shifted.cell_col - plain.cell_col == west).all()
    mine = on(lab, shifted)
    assert not compare.differing(mine.world.people, on_classroom.world.people).any()
    assert np.array_equal(mine.series, on_classroom.series)


TURNS: dict[
    str, Callable[[NDArray[np.float64], NDArray[np.float64]], tuple[NDArray[np.float64], NDArray[np.float64]]]
] = {
    "a quarter turn": lambda x, y: (-y, x),
    "a half turn": lambda x, y: (-x, -y),
    "three quarters": lambda x, y: (y, -x),
    "mirrored": lambda x, y: (x, -y),
    "shifted": lambda x, y: (x + 512.0, y - 256.0),
}


@pytest.mark.parametrize("turn", TURNS)
def test_known_answer_9_the_grid_turned_and_shifted(
    lab: Any, compare: Any, on_classroom: BorderModel, turn: str
) -> None:
    """What lives read of the plane are distances: cells' kilometres east and north turned together leave all as it was.

    (The other distances, along the land and between neighbours, stand in tables by cell; their own test is below.)
    """

    def turned(ground: Any) -> Any:
        x, y = TURNS[turn](ground.cell_x_km, ground.cell_y_km)
        return ground._replace(cell_x_km=x, cell_y_km=y)

    mine = on(lab, on_classroom.region, turned)
    assert not compare.differing(mine.world.people, on_classroom.world.people).any()
    # kilometres far from the origin are rounded anew, by which a sum of chances may change in its last bit of 2 ** -40
    last_bits = 16 * 2.0**-40 if turn == "shifted" else 0.0
    assert np.allclose(mine.series, on_classroom.series, rtol=0.0, atol=last_bits)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_known_answer_9_the_tables_of_a_turned_grid_are_those_of_the_grid(
    tmp_path: Path, quarters: int
) -> None:
    """The region is read again from turned tables: neighbours, distances and ways to the gates agree."""
    plain = load_region("classroom")
    last = plain.lattices[0].population.shape[0] - 1

    def turned(row: int, col: int) -> tuple[int, int]:
        for _ in range(quarters):
            row, col = last - col, row
        return row, col

    copy_files(regions_folder() / "classroom", tmp_path / "classroom")
    for name in ("cells.csv", "cells_subdistricts.csv", "crossings.csv"):
        path = tmp_path / "classroom" / name
        with path.open(newline="") as file:
            reader = csv.DictReader(file)
            fields, table = list(reader.fieldnames or ()), list(reader)
        for line in table:
            if line["row"]:
                row, col = turned(int(line["row"]), int(line["col"]))
                line["row"], line["col"] = str(row), str(col)
                if name == "cells.csv":
                    line["lat"], line["lon"] = f"{0.375 - 0.05 * row:.3f}", f"{0.025 + 0.05 * col:.3f}"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, fields, lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
    other = load_region(tmp_path / "classroom")
    where = {at: c for c, at in enumerate(zip(other.cell_row.tolist(), other.cell_col.tolist(), strict=True))}
    cell = np.array(
        [where[turned(r, c)] for r, c in zip(plain.cell_row.tolist(), plain.cell_col.tolist(), strict=True)]
    )
    assert sorted(cell) == list(range(len(cell)))
    # A degree of longitude is shorter than one of latitude, at 0.4 degrees by 2.4e-5.
    gate_km = other.gate_km[cell][:, [other.gate_ids.index(gate) for gate in plain.gate_ids]]
    assert np.allclose(gate_km, plain.gate_km, rtol=5e-5)
    for c in range(len(cell)):
        mine = slice(plain.cell_neighbour_start[c], plain.cell_neighbour_start[c + 1])
        its = slice(other.cell_neighbour_start[cell[c]], other.cell_neighbour_start[cell[c] + 1])
        one = dict(
            zip(
                cell[plain.cell_neighbours[mine]].tolist(),
                plain.cell_neighbour_km[mine].tolist(),
                strict=True,
            )
        )
        two = dict(
            zip(other.cell_neighbours[its].tolist(), other.cell_neighbour_km[its].tolist(), strict=True)
        )
        assert one.keys() == two.keys()
        assert np.allclose([one[key] for key in one], [two[key] for key in one], rtol=5e-5)
    parameters = load_parameters()
    x, y = (getattr(make_ground(other, parameters), at)[cell] for at in ("cell_x_km", "cell_y_km"))
    x0, y0 = (getattr(make_ground(plain, parameters), at) for at in ("cell_x_km", "cell_y_km"))
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    assert np.allclose(apart, np.hypot(x0[:, None] - x0, y0[:, None] - y0), rtol=5e-5)
