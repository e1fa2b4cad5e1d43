"""How one number a draw is judged: verdicts that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from safepassage.analysis.patterns import (
    ENOUGH,
    PatternRow,
    both,
    claim,
    held,
    log_ratio,
    predicted,
    ratio,
)


def claimed(*values: float) -> PatternRow:
    return claim("P1", "a against b", "exploited", np.array(values), "says")


def observed(values: list[float], agree: list[bool], kind: str = "observed") -> PatternRow:
    return held("P5", kind, "where", "what", np.array(values), np.array(agree), "says")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ claims


def test_the_interval_is_students() -> None:
    row = claimed(1.0, 2.0, 3.0, 4.0)
    low, high = stats.t.interval(0.95, 3, loc=2.5, scale=stats.sem([1.0, 2.0, 3.0, 4.0]))
    assert (row.estimate, row.low, row.high) == pytest.approx((2.5, low, high))
    assert (row.draws, row.share, row.verdict, row.kind) == (4, 1.0, "supported", "claim")


def test_nine_draws_of_ten_must_agree() -> None:
    clear = [10.0, 11.0, 9.0, 10.0, 12.0, 8.0, 10.0, 11.0, 9.0]
    assert claimed(*clear, -0.1).verdict == "supported"
    row = claimed(*clear[:8], -0.1, -0.1)
    assert row.low > 0.0
    assert (row.share, row.verdict) == (0.8, "undecided")


def test_all_draws_agree_but_the_interval_touches_zero() -> None:
    # two draws, mean 1: the interval is 1 - t, 1 + t with t = 12.7 times the standard error
    assert claimed(0.5, 1.5).low < 0.0
    assert claimed(0.5, 1.5).verdict == "undecided"
    # an interval whose lower end is zero itself does not exclude it
    assert claimed(0.0, 0.0, 0.0).low == 0.0
    assert claimed(0.0, 0.0, 0.0).verdict == "not supported"


def test_not_supported_below_zero_or_where_fewer_than_half_agree() -> None:
    assert claimed(-3.0, -2.0, -3.0, -2.0).verdict == "not supported"
    skewed = claimed(*([0.1] * 10), *np.linspace(-101.0, -99.0, 9))  # most agree, the mean lies below zero
    assert skewed.share > 0.5
    assert (skewed.high < 0.0, skewed.verdict) == (True, "not supported")
    few = claimed(9.0, -1.0, -1.0, 9.0, -1.0)
    assert few.low < 0.0 < few.high
    assert (few.share, few.verdict) == (0.4, "not supported")
    assert claimed(9.0, -1.0, -9.0, 1.0).verdict == "undecided"  # half agree: not fewer


def test_a_single_draw_decides_nothing() -> None:
    row = claimed(5.0)
    assert np.isnan([row.low, row.high]).all()
    assert row.verdict == "undecided"


def test_equal_draws_are_their_own_interval_to_the_last_bit() -> None:
    row = claimed(*([0.1] * 7))
    assert row.estimate == row.low == row.high == 0.1
    assert row.verdict == "supported"


def test_draws_without_a_value_do_not_count_and_too_many_of_them_support_nothing() -> None:
    nan = float("nan")
    one = claimed(*([1.0, 1.1, 0.9] * 3), nan)
    assert (one.draws, one.verdict) == (9, "supported")
    two = claimed(*([1.0, 1.1, 0.9] * 3), nan, nan)
    assert two.share == 1.0
    assert two.verdict == "undecided"
    none = claimed(nan, nan, float("inf"))
    assert (none.draws, none.verdict) == (0, "undecided")
    assert np.isnan(none.estimate)


def test_two_rows_of_one_claim_stand_or_fall_together() -> None:
    yes, no, open_ = claimed(1.0, 1.1, 0.9), claimed(-1.0, -1.1, -0.9), claimed(9.0, -1.0, -9.0, 1.0)
    assert [row.verdict for row in both(yes, yes)] == ["supported"] * 2
    assert [row.verdict for row in both(no, no)] == ["not supported"] * 2
    for pair in ((yes, no), (yes, open_), (open_, no)):
        assert [row.verdict for row in both(*pair)] == ["undecided"] * 2
    assert both(yes, open_)[0].estimate == yes.estimate


# ------------------------------------------------------------------------------ observed and built in


def test_observed_passes_at_nine_of_ten_and_fails_below_one_of_ten() -> None:
    values = list(np.linspace(1.0, 2.0, 20))
    assert observed(values, [True] * 18 + [False] * 2).verdict == "pass"
    assert observed(values, [True] * 17 + [False] * 3).verdict == "undecided"
    assert observed(values, [True] * 2 + [False] * 18).verdict == "undecided"
    assert observed(values, [True] * 1 + [False] * 19).verdict == "fail"


def test_built_in_fails_below_nine_of_ten() -> None:
    values = list(np.linspace(1.0, 2.0, 20))
    assert observed(values, [True] * 18 + [False] * 2, "built in").verdict == "pass"
    assert observed(values, [True] * 17 + [False] * 3, "built in").verdict == "fail"


def test_middle_and_range_are_quantiles_of_the_draws() -> None:
    row = observed(list(np.arange(101.0)), [True] * 101)
    assert (row.estimate, row.low, row.high, row.draws) == (50.0, 5.0, 95.0, 101)


def test_undefined_draws_do_not_agree_and_do_not_fail_an_observed_pattern() -> None:
    nan = float("nan")
    values, agree = [1.0] * 8 + [nan] * 2, [True] * 10
    row = observed(values, agree)
    assert (row.draws, row.share, row.verdict) == (8, 1.0, "undecided")
    assert observed(values, agree, "built in").verdict == "fail"
    # one defined draw of ten that disagrees: too little to fail on
    assert observed([1.0] + [nan] * 9, [False] * 10).verdict == "undecided"
    assert observed([1.0] * 5 + [nan] * 5, [False] * 10).verdict == "fail"
    nothing = observed([nan] * 4, [True] * 4)
    assert (nothing.draws, nothing.verdict) == (0, "undecided")
    assert observed([nan] * 4, [True] * 4, "built in").verdict == "fail"


# ------------------------------------------------------------------------------------------ predictions


def test_a_record_inside_the_interval_passes_and_one_outside_fails() -> None:
    draws = np.arange(1.0, 100.0)  # 99 draws: the quantiles at p (n + 1) are the 5th and 95th of them
    row = predicted("P8", "where", "what", draws, 95.0, "cases")
    assert (row.low, row.high, row.estimate) == (5.0, 95.0, 50.0)
    assert row.verdict == "pass"  # on the edge is inside
    assert row.share == pytest.approx(94 / 99)
    assert predicted("P8", "where", "what", draws, 95.5, "cases").verdict == "fail"
    assert predicted("P8", "where", "what", draws, 4.5, "cases").verdict == "fail"
    assert "record 95" in row.says


def test_few_draws_cannot_exclude_a_record() -> None:
    draws = np.arange(float(ENOUGH - 1))
    assert predicted("P8", "where", "what", draws, 1e6, "cases").verdict == "undecided"
    assert predicted("P8", "where", "what", np.arange(float(ENOUGH)), 1e6, "cases").verdict == "fail"
    assert predicted("P8", "where", "what", draws, 5.0, "cases").verdict == "pass"


def test_the_predictive_interval_holds_what_it_promises() -> None:
    rng = np.random.default_rng(8)
    for number in (19, 64):
        inside = [
            predicted("P8", "", "", rng.gamma(2.0, size=number), rng.gamma(2.0), "").verdict == "pass"
            for _ in range(1500)
        ]
        assert abs(np.mean(inside) - 0.9) < 3 * np.sqrt(0.09 / 1500)


def test_no_draw_with_a_value_is_undecided() -> None:
    row = predicted("P8", "where", "what", np.array([np.nan, np.nan]), 3.0, "cases")
    assert (row.kind, row.draws, row.verdict) == ("observed", 0, "undecided")


# --------------------------------------------------------------------------------------------- quotients


def test_quotients_are_undefined_where_the_bottom_is_not_positive() -> None:
    top, bottom = np.array([1.0, 1.0, 1.0, 0.0]), np.array([2.0, 0.0, -1.0, 4.0])
    assert ratio(top, bottom).tolist()[0] == 0.5
    assert np.isnan(ratio(top, bottom)).tolist() == [False, True, True, False]
    logs = log_ratio(np.array([np.e, 0.0, 1.0, -1.0]), np.array([1.0, 1.0, 0.0, 1.0]))
    assert logs[0] == pytest.approx(1.0)
    assert np.isnan(logs).tolist() == [False, True, True, True]
