"""``rules/lists.py``: small loops say what NumPy says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.lists import first_above, largest, mean, whole

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


@given(numbers)
def test_the_largest_and_the_mean_are_numpys(values: list[float]) -> None:
    array = np.array(values)
    assert largest(array) == array.max()
    assert mean(array) == pytest.approx(array.mean(), rel=1e-12, abs=1e-9)


def test_of_nothing_the_largest_is_below_everything() -> None:
    assert largest(np.zeros(0)) == -np.inf


@given(numbers, st.floats(-1e6, 1e6))
def test_the_first_above_is_where_one_would_be_put_in_behind_its_equals(
    values: list[float], spot: float
) -> None:
    array = np.sort(np.array(values))
    for at in (spot, values[0]):
        assert first_above(array, 0, array.size, at) == np.searchsorted(array, at, side="right")


def test_only_the_part_between_low_and_high_is_searched() -> None:
    array = np.array([1.0, 2.0, 9.0, 3.0, 4.0])
    assert first_above(array, 3, 5, 3.5) == 4
    assert first_above(array, 3, 5, 100.0) == 5
    assert first_above(array, 3, 3, 0.0) == 3


def test_every_width_becomes_one() -> None:
    for kind in (np.int8, np.int16, np.int32, np.uint8, np.int64):
        assert whole(kind(7)) == 7
