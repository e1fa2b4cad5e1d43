"""``world/columns.py``: the declared table of persons' state, its arrays, their size."""

from __future__ import annotations

import numpy as np
import pytest

from safepassage.world.columns import Columns, bytes_per_person, column_table, copy_columns, make_columns

TABLE = column_table()


def test_the_table_has_one_row_per_field_in_order() -> None:
    assert [name for name, _, _ in TABLE] == list(Columns._fields)


@pytest.mark.parametrize(("name", "dtype", "column"), TABLE, ids=Columns._fields)
def test_every_column_says_what_it_means(name: str, dtype: np.dtype, column: object) -> None:  # type: ignore[type-arg]
    assert len(column.meaning) > 2  # type: ignore[attr-defined]
    assert column.meaning == column.meaning.strip()  # type: ignore[attr-defined]
    assert isinstance(column.unit, str)  # type: ignore[attr-defined]
    assert np.array(column.default).astype(dtype) == column.default, name  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_new_columns_have_the_declared_types_and_defaults(size: int) -> None:
    people = make_columns(size)
    for (name, dtype, column), array in zip(TABLE, people, strict=True):
        assert array.shape == (size,), name
        assert array.dtype == dtype, name
        assert (array == column.default).all(), name
        assert array.flags.c_contiguous
        assert array.flags.writeable


def test_nobody_has_lived_through_anything_yet() -> None:
    people = make_columns(3)
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


def test_a_copy_is_independent_and_equal() -> None:
    people = make_columns(10)
    people.awareness[:] = np.linspace(0.0, 1.0, 10)
    twin = copy_columns(people)
    for mine, theirs in zip(people, twin, strict=True):
        assert (mine == theirs).all()
        assert mine.dtype == theirs.dtype
        assert not np.shares_memory(mine, theirs)
    twin.awareness[0] = 0.5
    assert people.awareness[0] == 0.0


def test_no_two_columns_share_memory() -> None:
    people = make_columns(10)
    for name in Columns._fields:
        before = [array.copy() for array in people]
        getattr(people, name)[3] += np.ones(1, getattr(people, name).dtype)[0]
        changed = [n for n, a, b in zip(Columns._fields, people, before, strict=True) if (a != b).any()]
        assert changed == [name]


def test_memory_of_a_person_is_the_sum_of_the_columns() -> None:
    assert bytes_per_person() == sum(array.nbytes for array in make_columns(1000)) / 1000
    assert bytes_per_person() < 128  # 1.37 million persons in less than 180 MB


def test_an_array_holds_what_a_region_may_need() -> None:
    """Index types are wide enough: the register number for 1.37 million, places for thousands."""
    widths = {name: np.iinfo(dtype).max for name, dtype, _ in TABLE if dtype.kind == "i"}
    assert widths["id"] > 2_000_000
    assert (
        min(widths[name] for name in ("place", "cell", "subdistrict", "recruiter", "route", "gate")) >= 32_767
    )
    assert widths["district"] >= 127
