"""The rule for small counts: both floors, the complement, and what no hiding can protect."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.evidence.errors import InputError
from safepassage.observation.suppress import (
    HIDDEN_TEXT,
    MINIMUM_REAL,
    MINIMUM_SIMULATED,
    count_text,
    exposed_totals,
    hidden,
    is_small,
)


def test_both_floors_hide_and_ten_is_enough() -> None:
    assert (MINIMUM_REAL, MINIMUM_SIMULATED) == (10, 10)
    real = [10, 9.99, 500, 0, np.nan, 10]
    simulated = [10, 500, 9, 0, 500, np.nan]
    assert is_small(real, simulated).tolist() == [False, True, True, True, True, True]


def test_one_hidden_cell_takes_the_next_smallest_with_it() -> None:
    assert hidden([4, 30, 25, 90], 100, [["a", "a", "a", "a"]]).tolist() == [True, False, True, False]


def test_two_hidden_cells_protect_each_other() -> None:
    assert hidden([4, 7, 25, 90], 100, [["a"] * 4]).tolist() == [True, True, False, False]


def test_without_totals_only_small_cells_are_hidden() -> None:
    assert hidden([4, 30], 100).tolist() == [True, False]


def test_hiding_in_a_row_is_carried_into_the_columns() -> None:
    # rows a and b, columns x, y and z: (a, x) is small; hiding (a, y) leaves columns x and y with one each
    real = [4, 20, 50, 30, 40, 60]
    rows, columns = list("aaabbb"), list("xyzxyz")
    mask = hidden(real, 100, [rows, columns])
    assert mask.tolist() == [True, True, False, True, True, False]
    for labels in (rows, columns):
        for label in set(labels):
            assert sum(m for m, at in zip(mask, labels, strict=True) if at == label) != 1


def test_a_total_of_one_cell_has_to_be_hidden_itself() -> None:
    labels = ["a", "b", "b"]
    mask = hidden([4, 5, 40], 100, [labels])
    assert mask.tolist() == [True, True, True]
    assert exposed_totals(mask, labels) == ("a",)


def test_labels_have_to_match_the_counts() -> None:
    with pytest.raises(InputError, match="2 labels of totals for 3 counts"):
        hidden([1, 2, 3], 1, [["a", "b"]])


def test_a_hidden_count_is_written_as_less_than_ten() -> None:
    assert count_text(1234.4, False) == "1,234"
    assert count_text(3.0, True) == HIDDEN_TEXT == "<10"


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 3), st.integers(0, 3)),
        min_size=1,
        max_size=30,
    )
)
def test_no_total_gives_a_single_cell_away(cells: list[tuple[int, int, int, int]]) -> None:
    real, simulated, rows, columns = (list(values) for values in zip(*cells, strict=True))
    mask = hidden(real, simulated, [rows, columns])
    assert (mask | ~is_small(real, simulated)).all()
    for labels in (rows, columns):
        for label in exposed_totals(mask, labels):
            assert labels.count(label) == 1
