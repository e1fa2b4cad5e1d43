"""``world/state.py`` and ``world/declare.py``: what is declared is what is made, cleared, copied, handed and shown."""

from __future__ import annotations

import dataclasses
import pickle
from typing import Annotated, Any, NamedTuple

import numpy as np
import pytest

from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.rules.compiled import compiled
from safepassage.world.build import begin_world
from safepassage.world.declare import bytes_each, check, clear, copy, make, over, reordered, sizes_of, table
from safepassage.world.state import CODE_SIZES, F64, GROUPS, Columns, Ledger, Recruiters
from safepassage.world.world import World

EVERY = [(group, one) for group in GROUPS.values() for one in table(group)]


def small_world() -> World:
    """Some twenty persons of the classroom."""
    return begin_world(load_region("classroom"), load_parameters(), 0.001, 1, 7.0)


@pytest.mark.parametrize(("group", "one"), EVERY, ids=lambda value: getattr(value, "name", None))
def test_every_array_says_what_it_means(group: type, one: Any) -> None:
    assert len(one.array.meaning) > 2, one.name
    assert one.array.meaning == one.array.meaning.strip()
    assert one.array.axes
    if one.array.default is not None:
        assert np.array(one.array.default).astype(one.dtype) == one.array.default, one.name


@pytest.mark.parametrize("name", GROUPS)
def test_a_world_holds_what_is_declared(name: str) -> None:
    world = small_world()
    state = getattr(world, name)
    assert [one.name for one in table(GROUPS[name])] == list(state._fields)
    sizes = sizes_of(state)
    for one, array in zip(table(GROUPS[name]), state, strict=True):
        assert array.dtype == one.dtype, one.name
        assert array.shape == tuple(sizes[axis] for axis in one.array.axes), one.name
        assert array.flags.writeable != one.array.shared, one.name
    assert sizes.items() >= {axis: CODE_SIZES[axis] for axis in sizes if axis in CODE_SIZES}.items()


def test_axes_are_the_same_length_in_every_group() -> None:
    world = small_world()
    lengths: dict[str, int] = {}
    for name in GROUPS:
        for axis, size in sizes_of(getattr(world, name)).items():
            assert lengths.setdefault(axis, size) == size, f"{name}: {axis}"
    assert lengths["cell_end"] == lengths["cell"] + 1
    assert lengths["place_end"] == lengths["place"] + 1
    assert lengths["leg_end"] == lengths["leg"] + 1
    assert lengths["situation_after"] == lengths["situation"]


def test_new_columns_are_those_of_whom_nothing_has_happened() -> None:
    people = make(Columns, {"person": 3})
    for nobody in (
        "recruiter",
        "route",
        "gate",
        "destination",
        "first_step",
        "first_gate",
        "first_recruiter",
    ):
        assert (getattr(people, nobody) == -1).all(), nobody
    for nothing in ("situation", "trips", "episodes", "departures", "exploited_years", "debt_usd"):
        assert (getattr(people, nothing) == 0).all(), nothing


def test_clearing_forgets_the_step_and_keeps_what_stands() -> None:
    ledger = small_world().ledger
    for array in ledger:
        array.fill(3)
    clear(ledger)
    left = {name for name in Ledger._fields if (getattr(ledger, name) == 3).all()}
    assert left == {"stock", "abroad", "awareness"}
    assert all(not getattr(ledger, name).any() for name in set(Ledger._fields) - left)


def test_doses_are_cleared_to_the_identity() -> None:
    doses = small_world().doses
    for array in doses:
        array.fill(7.0)
    clear(doses)
    assert not doses.outreach_persons.any()
    assert (doses.screening == 1.0).all()


@pytest.mark.parametrize("name", GROUPS)
def test_a_copy_is_equal_and_independent(name: str) -> None:
    mine = getattr(small_world(), name)
    other = copy(mine)
    for one, a, b in zip(table(GROUPS[name]), mine, other, strict=True):
        if one.array.default is not None:
            assert np.array_equal(a, b), one.name
        assert np.shares_memory(a, b) == (one.array.shared and a.size > 0), one.name


def test_reordering_turns_one_axis_and_leaves_ids_with_their_rows() -> None:
    recruiters = small_world().recruiters
    order = np.arange(recruiters.id.size)[::-1].copy()
    turned = reordered(recruiters, "recruiter", order)
    assert isinstance(turned, Recruiters)
    assert (turned.id == recruiters.id[::-1]).all()
    assert (turned.intent == recruiters.intent[::-1]).all()


class Wrong(NamedTuple):
    """Two axes are declared."""

    table: Annotated[F64, over("district gate", "persons", "a table")]


@pytest.mark.parametrize(
    "array", [np.zeros(3), np.zeros((3, 2), np.float32), np.zeros((3, 2)).T], ids=["axes", "dtype", "order"]
)
def test_what_is_not_as_declared_is_named(array: Any) -> None:
    with pytest.raises(
        TypeError, match=r"Wrong\.table is .* declared is a contiguous float64 over district gate"
    ):
        check(Wrong(array))


def test_a_column_of_another_length_or_that_cannot_be_written_is_refused() -> None:
    world = small_world()
    short = world.people._replace(awareness=np.zeros(3, np.float32))
    with pytest.raises(
        TypeError, match=r"Columns\.awareness has 3 along person, where others of its group have"
    ):
        world.people = short
    fixed = world.people.debt_usd.copy()
    fixed.flags.writeable = False
    with pytest.raises(TypeError, match=r"Columns\.debt_usd is read-only; give a copy"):
        world.people = world.people._replace(debt_usd=fixed)


def test_a_world_out_of_memory_that_cannot_be_written_is_one_of_its_own() -> None:
    """As joblib hands large arrays to its workers."""
    world = small_world()
    kept: list[Any] = []
    text = pickle.dumps(world, protocol=5, buffer_callback=kept.append)
    other = pickle.loads(text, buffers=[bytes(part.raw()) for part in kept])
    write_into(other)
    assert other.people.debt_usd[0] == 77.0 != world.people.debt_usd[0]


def test_memory_of_a_person_is_the_sum_of_the_columns() -> None:
    people = make(Columns, {"person": 1000})
    assert bytes_each(Columns, "person") == sum(array.nbytes for array in people) / 1000
    assert bytes_each(Columns, "person") < 128  # 1.37 million persons in less than 180 MB


def test_an_array_holds_what_a_region_may_need() -> None:
    """Index types are wide enough: the register number for 1.37 million, places for thousands."""
    widths = {one.name: np.iinfo(one.dtype).max for one in table(Columns) if one.dtype.kind == "i"}
    assert widths["id"] > 2_000_000
    assert (
        min(widths[name] for name in ("place", "cell", "subdistrict", "recruiter", "route", "gate")) >= 32_767
    )
    assert widths["district"] >= 127


# ------------------------------------------------------------------------------------- the handle


@compiled
def as_compiled_code_sees_it(world: World) -> tuple[int, float, float, int, int]:
    """A sum of each kind of thing that is handed."""
    q = world.p[0]
    return (
        world.people.id.sum(), world.clock.day, q.fee_usd, world.ground.route_gates.sum(), world.clock.step,
    )  # fmt: skip


def seen(world: World) -> tuple[int, float, float, int, int]:
    """The same in Python."""
    clock = world.clock
    fee = world.parameters.channel.fee_usd
    return int(world.people.id.sum()), clock.day, fee, int(world.ground.route_gates.sum()), clock.step


def test_compiled_code_sees_what_python_sees_also_after_a_part_was_replaced() -> None:
    world = small_world()
    assert as_compiled_code_sees_it(world) == seen(world)
    world.clock = world.clock._replace(step=5, day=35.0)
    assert as_compiled_code_sees_it(world) == seen(world)
    assert seen(world)[1] == 35.0
    world.parameters = load_parameters({"fee_usd": 123.0})
    world.p = world.parameters.packed()
    world.people = reordered(world.people, "person", np.arange(5))
    world.ground = world.ground._replace(route_gates=world.ground.route_gates + 1)
    assert as_compiled_code_sees_it(world) == seen(world)
    assert seen(world)[2] == 123.0


@pytest.mark.parametrize(
    "again", [World.copy, lambda world: pickle.loads(pickle.dumps(world)), dataclasses.replace]
)
def test_another_world_has_a_handle_of_its_own(again: Any) -> None:
    world = small_world()
    as_compiled_code_sees_it(world)
    other = again(world)
    other.clock = other.clock._replace(step=9)
    other.people = reordered(other.people, "person", np.arange(4))
    assert as_compiled_code_sees_it(other) == seen(other)
    assert as_compiled_code_sees_it(world) == seen(world)
    assert seen(world) != seen(other)


@compiled
def write_into(world: World) -> None:
    """Through the handle, into Python's own arrays."""
    world.people.debt_usd[0] = 77.0


def test_compiled_code_writes_into_the_arrays_of_the_world() -> None:
    world = small_world()
    write_into(world)
    assert world.people.debt_usd[0] == 77.0


def test_what_is_shared_cannot_be_written() -> None:
    world = small_world()
    with pytest.raises(ValueError, match="read-only"):
        world.people.id[0] = 3
