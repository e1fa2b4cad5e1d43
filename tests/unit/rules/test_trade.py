"""``rules/trade.py``: recruiters' earnings, activity under risk, entry and leaving, arrests."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.trade import (
    activity,
    against_other_work,
    clients,
    conviction_probability,
    earnings,
    entry_rate,
    expected_arrests,
    further,
    leaving_rate,
    net_gain,
    share_of,
    share_of_arrests,
    stopped_share,
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


def test_clients_are_those_met_and_those_who_ask() -> None:
    assert clients(80.0, 0.05, 10.0, 0.5) == pytest.approx(9.0)
    assert clients(80.0, 0.0, 0.0, 0.5) == 0.0


def test_earnings_are_paid_by_those_who_pass() -> None:
    assert earnings(10.0, 1.0, 1300.0, 500.0) == pytest.approx(8000.0)
    assert earnings(10.0, 0.5, 1300.0, 500.0) == pytest.approx(1500.0)
    assert earnings(10.0, 0.3, 1300.0, 500.0) == 0.0


@given(st.floats(0.0, 50.0), st.floats(0.0, 0.9), st.floats(0.01, 0.1))
def test_earnings_rise_with_clients_and_with_passing(number: float, passing: float, more: float) -> None:
    now = earnings(number, passing, 1300.0, 500.0)
    assert earnings(number + 1.0, passing, 1300.0, 500.0) >= now
    assert earnings(number, passing + more, 1300.0, 500.0) >= now


def test_a_share_is_what_one_thinks_until_something_is_seen() -> None:
    assert share_of(1.0, 4.0, 0.9) == 0.25
    assert share_of(0.0, 0.0, 0.9) == 0.9


@given(st.floats(0.0, 1e5), st.floats(1.0, 1e4), st.floats(0.0, 1e4))
def test_the_trade_against_other_work_is_bounded(now: float, wanted: float, more: float) -> None:
    ratio = against_other_work(now, wanted)
    assert 0.1 <= ratio <= 10.0
    assert against_other_work(now + more, wanted) >= ratio
    assert against_other_work(now, wanted + more) <= ratio
    assert against_other_work(wanted, wanted) == pytest.approx(1.0)


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


def test_conviction_probability_at_known_values() -> None:
    assert conviction_probability(0.3, 0.5, 0.0, 0.0) == pytest.approx(0.3)
    assert conviction_probability(0.3, 0.5, 0.4, 0.0) == pytest.approx(0.5)
    assert conviction_probability(0.3, 0.5, 0.4, 1.0) == pytest.approx(1.0 / (1.0 + math.exp(-1.0)))
    assert conviction_probability(0.5, 0.8, 1.0, 0.0) == pytest.approx(1.0)
    assert conviction_probability(0.0, 0.0, 1.0, 0.0) == pytest.approx(0.0)


@given(st.floats(0.05, 0.4), st.floats(0.01, 0.5), st.floats(0.0, 0.5), st.floats(0.01, 0.5))
def test_conviction_rises_with_skill_and_protection_and_is_a_probability(
    base: float, gain: float, skill: float, more: float
) -> None:
    now = conviction_probability(base, gain, skill, 0.0)
    assert 0.0 <= now < conviction_probability(base, gain, skill + more, 0.0) < 1.0
    assert now < conviction_probability(base, gain, skill, more) < 1.0


def test_cases_are_stopped_by_those_who_take_bribes() -> None:
    assert stopped_share(0.25, 1.0, 0.7, 0.7) == pytest.approx(0.25)
    assert stopped_share(0.25, 1.0, 1.0, 0.7) == 0.0
    assert stopped_share(0.25, 0.5, 0.4, 0.7) == pytest.approx(0.25)
    assert stopped_share(0.5, 1.0, 0.0, 0.7) == 1.0


def test_suspects_are_arrested_unless_a_case_is_internal_stopped_or_tipped_off() -> None:
    assert expected_arrests(10.0, 0.0, 0.0, 0.0, 1.2) == pytest.approx(12.0)
    assert expected_arrests(10.0, 0.3, 0.25, 0.2, 1.2) == pytest.approx(10.0 * 0.7 * 0.75 * 0.8 * 1.2)
    assert expected_arrests(10.0, 0.0, 0.0, 1.0, 1.2) == 0.0


@given(
    st.floats(0.0, 1.0), st.floats(0.0, 5.0), st.floats(0.1, 5.0), st.floats(0.0, 5.0), st.floats(0.1, 5.0)
)
def test_shares_of_arrests_add_up_to_one(named: float, a: float, b: float, h: float, k: float) -> None:
    shares = [share_of_arrests(named, one, a + b, harm, h + k) for one, harm in ((a, h), (b, k))]
    assert sum(shares) == pytest.approx(1.0)
    assert share_of_arrests(named, 0.0, 0.0, h, h + k) == pytest.approx(h / (h + k))
    assert share_of_arrests(named, a, a + b, 0.0, 0.0) == pytest.approx(a / (a + b))
    assert share_of_arrests(named, 0.0, 0.0, 0.0, 0.0) == 0.0


def test_every_case_has_one_and_the_rest_is_beyond() -> None:
    assert further(3.0, 4.0) == 8.0
    assert further(1.0, 4.0) == 0.0 == further(0.5, 4.0)


def test_net_gain_at_known_values() -> None:
    assert net_gain(1000.0, 1000.0, 0.0) == 0.0
    assert net_gain(1000.0, 2000.0, 0.3) == pytest.approx(0.6931471805599453 - 0.3)
    assert net_gain(2000.0, 1000.0, 0.0) < 0.0
    assert net_gain(0.0, 0.0, 0.3) == -0.3


@given(st.floats(1.0, 9e3), st.floats(1.0, 9e3), st.floats(-2.0, 2.0), st.floats(0.1, 1.0))
def test_net_gain_rises_there_and_falls_with_what_is_strange(
    here: float, there: float, cost: float, more: float
) -> None:
    assert net_gain(here, 1.1 * there, cost) > net_gain(here, there, cost)
    assert net_gain(here, there, cost + more) < net_gain(here, there, cost)
    assert net_gain(here, there, 0.0) == pytest.approx(-net_gain(there, here, 0.0))
