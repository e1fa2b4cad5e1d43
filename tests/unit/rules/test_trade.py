"""``rules/trade.py``: recruiters' activity under risk, entry and leaving by profit, arrests."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.trade import (
    activity,
    arrest_probability,
    entry_rate,
    expected_profit,
    further,
    leaving_rate,
    net_gain,
    profit_ratio,
)

shares = st.floats(0.0, 1.0)


def test_activity_is_whole_where_nothing_is_feared() -> None:
    assert activity(0.5, 0.0, 0.1, 0.0) == 1.0
    assert activity(0.0, 3.0, 0.0, 1.0) == 1.0
    assert activity(0.5, 2.0, 0.0, 0.0) == pytest.approx(math.exp(-1.0))
    assert activity(0.5, 2.0, 0.1, 0.5) == pytest.approx(math.exp(-1.05))


@given(st.floats(0.01, 1.5), st.floats(0.0, 5.0), st.floats(0.01, 0.3), shares, st.floats(0.01, 1.0))
def test_believed_and_announced_risk_lower_activity(
    d: float, risk: float, a: float, training: float, more: float
) -> None:
    now = activity(d, risk, a, training)
    assert 0.0 < now <= 1.0
    assert activity(d, risk + more, a, training) < now
    assert activity(d, risk, a, training + more) < now


def test_profit_ratio_is_one_where_nothing_is_known() -> None:
    assert profit_ratio(40.0, 0.0) == 1.0
    assert profit_ratio(40.0, 40.0) == 1.0
    assert profit_ratio(80.0, 40.0) == pytest.approx(2.0)


def test_expected_profit_is_the_margin_of_those_who_pass() -> None:
    assert expected_profit(0.05, 1.0, 1300.0, 500.0) == pytest.approx(40.0)
    assert expected_profit(0.05, 0.5, 1300.0, 500.0) == pytest.approx(7.5)
    assert expected_profit(0.05, 0.3, 1300.0, 500.0) == 0.0
    assert expected_profit(0.05, 0.9, 1400.0, 500.0) > expected_profit(0.05, 0.9, 1300.0, 500.0)


@given(st.floats(0.0, 500.0), st.floats(1e-3, 500.0), st.floats(0.0, 100.0))
def test_profit_ratio_rises_with_profit_and_is_bounded(now: float, reference: float, more: float) -> None:
    ratio = profit_ratio(now, reference)
    assert 0.1 <= ratio <= 10.0
    assert profit_ratio(now + more, reference) >= ratio


def test_entry_and_leaving_are_their_base_at_the_reference() -> None:
    assert entry_rate(0.4, 1.0, 1.7) == pytest.approx(0.4)
    assert leaving_rate(0.1, 1.0, 1.7) == pytest.approx(0.1)
    assert entry_rate(0.4, 2.0, 1.0) == pytest.approx(0.8)
    assert leaving_rate(0.1, 2.0, 1.0) == pytest.approx(0.05)
    assert entry_rate(0.4, 7.0, 0.0) == pytest.approx(0.4)
    assert entry_rate(0.0, 7.0, 1.0) == 0.0


@given(st.floats(0.1, 9.0), st.floats(0.1, 1.0), st.floats(0.1, 2.0))
def test_profit_draws_recruiters_in_and_keeps_them(ratio: float, more: float, elasticity: float) -> None:
    assert entry_rate(0.4, ratio + more, elasticity) > entry_rate(0.4, ratio, elasticity)
    assert leaving_rate(0.1, ratio + more, elasticity) < leaving_rate(0.1, ratio, elasticity)
    assert entry_rate(0.4, ratio, elasticity) * leaving_rate(0.1, ratio, elasticity) == pytest.approx(0.04)


def test_arrest_probability_at_known_values() -> None:
    assert arrest_probability(0.25, 0.5, 0.0) == 0.25
    assert arrest_probability(0.25, 0.5, 0.5) == pytest.approx(0.5)
    assert arrest_probability(0.5, 0.8, 1.0) == 1.0


@given(st.floats(0.0, 0.4), st.floats(0.01, 0.5), st.floats(0.0, 0.5), st.floats(0.01, 0.5))
def test_arrest_probability_rises_with_skill_and_is_a_probability(
    base: float, gain: float, skill: float, more: float
) -> None:
    now = arrest_probability(base, gain, skill)
    assert 0.0 <= now < arrest_probability(base, gain, skill + more) < 1.0


def test_every_case_has_one_and_the_rest_is_beyond() -> None:
    assert further(3.0, 4.0) == 8.0
    assert further(1.0, 4.0) == 0.0 == further(0.5, 4.0)


def test_net_gain_at_known_values() -> None:
    assert net_gain(1.0, 1.0, 0.0) == 0.0
    assert net_gain(1.0, 2.0, 0.3) == pytest.approx(0.6931471805599453 - 0.3)
    assert net_gain(2.0, 1.0, 0.0) < 0.0


@given(st.floats(0.1, 9.0), st.floats(0.1, 9.0), st.floats(0.0, 2.0), st.floats(0.1, 1.0))
def test_net_gain_rises_there_and_falls_with_what_is_strange(
    here: float, there: float, cost: float, more: float
) -> None:
    assert net_gain(here, there + more, cost) > net_gain(here, there, cost)
    assert net_gain(here, there, cost + more) < net_gain(here, there, cost)
    assert net_gain(here, there, 0.0) == pytest.approx(-net_gain(there, here, 0.0))
