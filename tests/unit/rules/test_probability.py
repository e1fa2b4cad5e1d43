"""``rules/probability.py``: rates, log odds, rationing, diminishing returns."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.probability import diminishing, first_of, linear, logistic, rationed, returned, within

rates = st.floats(0.0, 1e3)
spans = st.floats(0.0, 30.0)


@pytest.mark.parametrize(
    ("rate", "years", "expected"),
    [
        (0.0, 1.0, 0.0),
        (1.0, 0.0, 0.0),
        (math.log(2.0), 1.0, 0.5),
        (2.0, 0.5, 1.0 - math.exp(-1.0)),
        (1e6, 1.0, 1.0),
    ],
)
def test_within_is_one_less_survival(rate: float, years: float, expected: float) -> None:
    assert within(rate, years) == pytest.approx(expected, abs=1e-15)


def test_within_keeps_the_digits_of_rare_events() -> None:
    assert within(1e-12, 1.0) == pytest.approx(1e-12, rel=1e-12)


@given(st.floats(0.0, 10.0), st.floats(0.01, 10.0), st.floats(0.01, 1.0))
def test_within_rises_with_the_rate_and_with_time(rate: float, more: float, years: float) -> None:
    assert 0.0 <= within(rate, years) < within(rate + more, years) < 1.0
    assert within(rate + more, years) < within(rate + more, years + 0.1)


@given(rates, spans)
def test_within_stays_a_probability_at_any_rate(rate: float, years: float) -> None:
    assert 0.0 <= within(rate, years) <= 1.0


@given(st.floats(0.0, 5.0), spans, spans)
def test_within_composes(rate: float, first: float, second: float) -> None:
    """To survive two spans is to survive one, then the other: the step's length is no assumption."""
    together = (1.0 - within(rate, first)) * (1.0 - within(rate, second))
    assert 1.0 - within(rate, first + second) == pytest.approx(together, abs=1e-12)


def test_logistic_at_known_odds_and_its_limits() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(math.log(3.0)) == pytest.approx(0.75)
    assert logistic(1e3) == 1.0
    assert logistic(-1e3) == 0.0


@given(st.floats(-30.0, 25.0), st.floats(0.01, 5.0))
def test_logistic_rises_and_is_symmetric(log_odds: float, more: float) -> None:
    assert logistic(log_odds) < logistic(log_odds + more)
    assert logistic(log_odds) + logistic(-log_odds) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("places", "demand", "expected"),
    [(10.0, 5.0, 1.0), (10.0, 10.0, 1.0), (10.0, 40.0, 0.25), (0.0, 3.0, 0.0), (0.0, 0.0, 1.0)],
)
def test_rationed_shares_places_out(places: float, demand: float, expected: float) -> None:
    assert rationed(places, demand) == expected


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6))
def test_rationed_never_gives_more_than_there_is(places: float, demand: float) -> None:
    chance = rationed(places, demand)
    assert 0.0 <= chance <= 1.0
    assert chance * demand <= max(places, 0.0) * (1.0 + 1e-12)


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(1.0, 1e6), st.floats(0.0, 1e5))
def test_rationed_is_monotone_in_both(places: float, more: float, demand: float, extra: float) -> None:
    assert rationed(places + more, demand) >= rationed(places, demand)
    assert rationed(places, demand + extra) <= rationed(places, demand)


@given(st.floats(1.0, 99.0), st.floats(100.0, 1e5), st.floats(0.1, 1.0))
def test_rationed_tells_each_place_where_they_are_short(places: float, demand: float, more: float) -> None:
    assert rationed(places, demand + more) < rationed(places, demand) < rationed(places + more, demand)


def test_diminishing_at_known_efforts() -> None:
    assert diminishing(0.0, 50.0) == 0.0
    assert diminishing(-1.0, 50.0) == 0.0
    assert diminishing(50.0, 50.0) == 0.5
    assert diminishing(150.0, 50.0) == 0.75
    assert diminishing(1e15, 50.0) == pytest.approx(1.0)


@given(st.floats(0.0, 20.0), st.floats(0.1, 5.0), st.floats(1.0, 1e6))
def test_diminishing_rises_by_ever_less(effort: float, more: float, half: float) -> None:
    """Efforts in units of the half: beyond that the last digits decide."""
    at, later, last = (diminishing((effort + k * more) * half, half) for k in (0, 1, 2))
    assert at < later < last < 1.0
    assert last - later < later - at


def test_linear_returns_meet_diminishing_ones_at_the_half_and_end_at_one() -> None:
    assert linear(50.0, 50.0) == 0.5 == diminishing(50.0, 50.0)
    assert linear(100.0, 50.0) == 1.0 == linear(1e9, 50.0)
    assert linear(0.0, 50.0) == 0.0 == linear(-1.0, 50.0)
    assert linear(25.0, 50.0) == 0.25 < diminishing(25.0, 50.0)


@given(st.floats(0.0, 1e6), st.floats(1.0, 1e5))
def test_returned_is_one_or_the_other(effort: float, half: float) -> None:
    assert returned(effort, half, 0.0) == diminishing(effort, half)
    assert returned(effort, half, 1.0) == linear(effort, half)


def test_the_first_of_several_events() -> None:
    assert first_of(0.3, 0.0, 2.0) == pytest.approx(within(0.3, 2.0))
    assert first_of(0.3, 0.9, 1e6) == pytest.approx(0.25)
    assert first_of(0.0, 0.0, 1.0) == 0.0


@given(rates, rates, spans)
def test_one_of_all_is_first_or_none_happens(one: float, other: float, years: float) -> None:
    both = first_of(one, other, years) + first_of(other, one, years)
    assert both == pytest.approx(within(one + other, years))
    assert first_of(one, other, years) <= within(one, years) + 1e-12
