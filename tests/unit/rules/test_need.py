"""``rules/need.py``: income at home, cash for a fee, what is still owed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from safepassage.rules.need import cannot_pay, log_income, still_owed, wage_curve

scores = st.floats(-4.0, 4.0)
fees = st.floats(1.0, 5000.0)


def test_income_is_one_line_at_the_line_and_grows_by_the_spread() -> None:
    assert log_income(-0.8, -0.8, 0.6, 0.0, 0.4) == 0.0
    assert log_income(0.2, -0.8, 0.6, 0.0, 0.4) == pytest.approx(0.6)
    assert log_income(0.2, -0.8, 0.6, math.log(0.5), 0.4) == pytest.approx(0.6 + math.log(0.5))


@pytest.mark.parametrize("rate", [0.05, 0.2, 0.5])
def test_the_share_below_the_line_is_the_poverty_rate(rate: float) -> None:
    scores_of_all = ndtri((np.arange(10_000) + 0.5) / 10_000)
    incomes = np.array([log_income(z, float(ndtri(rate)), 0.6, 0.0, 0.01) for z in scores_of_all])
    assert np.mean(incomes < 0.0) == pytest.approx(rate, abs=1e-3)


@given(scores, st.floats(0.05, 0.4), st.floats(0.0, 0.9))
def test_a_higher_poverty_rate_makes_everybody_poorer(wealth: float, rate: float, spread: float) -> None:
    once, twice = (log_income(wealth, float(ndtri(p)), spread, 0.0, 1e-6) for p in (rate, 2.0 * rate))
    assert twice < once if spread > 1e-6 else twice <= once


@given(scores, scores, st.floats(0.0, 1.5), st.floats(-3.0, 0.5), st.floats(0.1, 1.0))
def test_nobody_falls_below_the_least(
    wealth: float, line: float, spread: float, taken: float, least: float
) -> None:
    assert log_income(wealth, line, spread, taken, least) >= math.log(least)


@pytest.mark.parametrize("line", [-math.inf, math.inf])
def test_nobody_or_everybody_poor_is_still_a_number(line: float) -> None:
    assert math.isfinite(log_income(0.3, line, 0.6, 0.0, 0.4))
    assert log_income(0.3, line, 0.0, 0.0, 0.4) == 0.0


def test_the_wage_curve_has_its_elasticity_and_an_end() -> None:
    assert wage_curve(1.0, 0.1) == 0.0
    assert wage_curve(2.0, 0.1) == pytest.approx(-0.1 * math.log(2.0))
    assert wage_curve(0.0, 0.1) == wage_curve(0.1, 0.1) > wage_curve(0.5, 0.1) > 0.0
    assert wage_curve(3.0, 0.0) == 0.0


def test_half_of_those_at_the_line_have_the_median_cash() -> None:
    assert cannot_pay(230.0, 0.0, 230.0, 0.6) == pytest.approx(0.5)
    assert cannot_pay(0.0, -5.0, 230.0, 0.6) == 0.0
    assert cannot_pay(600.0, math.log(2.0), 230.0, 0.6) == pytest.approx(cannot_pay(300.0, 0.0, 230.0, 0.6))


def test_about_nine_in_ten_of_the_poor_and_six_in_ten_of_the_others_lack_a_whole_fee() -> None:
    line, scores_of_all = float(ndtri(0.2)), ndtri((np.arange(10_000) + 0.5) / 10_000)
    lack = np.array(
        [cannot_pay(600.0, log_income(z, line, 0.6, 0.0, 0.4), 230.0, 0.6) for z in scores_of_all]
    )
    poor = scores_of_all < line
    assert lack[poor].mean() == pytest.approx(0.9, abs=0.03)
    assert lack[~poor].mean() == pytest.approx(0.6, abs=0.03)


@given(fees, st.floats(1.1, 3.0), st.floats(-1.0, 2.0), st.floats(0.01, 1.0), st.floats(0.3, 1.0))
def test_a_larger_fee_and_a_smaller_income_are_paid_less(
    fee: float, times: float, income: float, less: float, spread: float
) -> None:
    chance = cannot_pay(fee, income, 230.0, spread)
    assert cannot_pay(fee * times, income, 230.0, spread) > chance
    assert cannot_pay(fee, income - less, 230.0, spread) > chance


def test_a_debt_at_home_is_paid_off_year_by_year() -> None:
    assert still_owed(600.0, 60.0, 0.0) == 600.0
    assert still_owed(600.0, 60.0, 2.5) == pytest.approx(450.0)
    assert still_owed(600.0, 60.0, 11.0) == 0.0
    assert still_owed(600.0, 0.0, 50.0) == 600.0
