"""Intervals of means: their known answers, and what may not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import binom, bootstrap

from safepassage.analysis.intervals import RESAMPLES, SEED, counts_ratio, mean_intervals

values = arrays.arrays(
    np.float64, st.tuples(st.integers(1, 4), st.integers(2, 12)), elements=st.floats(-1e6, 1e6, width=32)
)


@given(values)
def test_the_interval_lies_between_the_smallest_and_the_largest_value(rows: np.ndarray) -> None:
    low, high = mean_intervals(rows)
    assert np.isfinite(low).all()
    assert np.isfinite(high).all()
    slack = 1e-9 * (1.0 + np.abs(rows).max(axis=1))
    assert (low <= high + slack).all()
    assert (rows.min(axis=1) - slack <= low).all()
    assert (high <= rows.max(axis=1) + slack).all()


@given(values, st.randoms(use_true_random=False))
def test_the_order_of_replicates_changes_nothing(rows: np.ndarray, random: object) -> None:
    order = list(range(rows.shape[1]))
    random.shuffle(order)  # type: ignore[attr-defined]
    for one, two in zip(mean_intervals(rows), mean_intervals(rows[:, order]), strict=True):
        assert np.array_equal(one, two)


@given(st.floats(-1e9, 1e9), st.integers(2, 20))
def test_equal_values_are_their_own_interval(value: float, replicates: int) -> None:
    low, high = mean_intervals(np.full((3, replicates), value))
    assert (low == value).all()
    assert (high == value).all()


def test_one_replicate_has_no_interval_unless_nothing_differs() -> None:
    low, high = mean_intervals(np.array([[0.0], [3.0]]))
    assert low[0] == high[0] == 0.0
    assert np.isnan(low[1])
    assert np.isnan(high[1])


def test_one_row_in_a_thousand_is_as_if_alone() -> None:
    rows = np.random.default_rng(3).normal(size=(1000, 16))
    low, high = mean_intervals(rows)
    alone = bootstrap(
        (np.sort(rows[700]),), np.mean, n_resamples=RESAMPLES, method="BCa", rng=np.random.default_rng(SEED)
    ).confidence_interval
    assert (low[700], high[700]) == pytest.approx((alone.low, alone.high))


def test_one_odd_value_still_has_an_interval() -> None:
    for odd in (1e-300, 1.0, -1e12):
        rows = np.zeros((1, 16))
        rows[0, 5] = odd
        low, high = mean_intervals(rows)
        assert np.isfinite([low[0], high[0]]).all()
        assert low[0] <= odd / 16 <= high[0]


def test_coverage_is_near_its_name() -> None:
    rows = np.random.default_rng(11).normal(5.0, 2.0, size=(2000, 16))
    low, high = mean_intervals(rows)
    share = float(((low <= 5.0) & (high >= 5.0)).mean())
    # BCa with 16 values covers a little less than it says; three standard errors around 0.92.
    assert abs(share - 0.92) < 3 * np.sqrt(0.92 * 0.08 / 2000) + 0.015


def test_a_ratio_of_counts_has_an_exact_interval() -> None:
    """Its ends are where the count is in the outer fortieth of a binomial with those odds."""
    ratio, low, high = counts_ratio(34, 14)
    assert ratio == pytest.approx(34 / 14)
    assert binom.sf(33, 48, low / (1.0 + low)) == pytest.approx(0.025)
    assert binom.cdf(34, 48, high / (1.0 + high)) == pytest.approx(0.025)
    assert counts_ratio(0, 5)[:2] == (0.0, 0.0)
    assert counts_ratio(5, 0)[2] == np.inf
