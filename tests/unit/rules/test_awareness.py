"""``rules/awareness.py``: what people learn and forget."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.awareness import audience_share, faded, learned

shares = st.floats(0.0, 1.0)


def test_an_event_closes_its_share_of_the_gap() -> None:
    assert learned(0.2, 0.0) == 0.2
    assert learned(0.2, 0.5) == pytest.approx(0.6)
    assert learned(0.2, 1.0) == pytest.approx(1.0)
    assert learned(1.0, 0.7) == 1.0


@given(st.floats(0.0, 0.99), st.floats(0.01, 0.99))
def test_an_event_raises_awareness_and_never_above_one(awareness: float, gain: float) -> None:
    assert awareness < learned(awareness, gain) < 1.0


@given(shares, shares, shares)
def test_two_events_do_less_than_their_sum_in_either_order(
    awareness: float, one: float, other: float
) -> None:
    assert learned(learned(awareness, one), other) == pytest.approx(learned(learned(awareness, other), one))
    assert learned(learned(awareness, one), other) <= awareness + (one + other) * (1.0 - awareness) + 1e-12


def test_awareness_fades_towards_the_lasting_level() -> None:
    assert faded(0.55, 0.15, 1.0, 0.0, 0.0) == pytest.approx(0.55)
    assert faded(0.55, 0.15, math.exp(-math.log(2.0)), 0.0, 0.0) == pytest.approx(0.35)
    assert faded(0.55, 0.15, 0.0, 0.0, 0.0) == pytest.approx(0.15)
    assert faded(0.05, 0.15, 0.5, 0.0, 0.0) == pytest.approx(0.10)
    assert faded(0.15, 0.15, 0.9, 0.15, 0.3) == pytest.approx(0.15)


def test_talk_moves_towards_the_cells_mean_after_fading() -> None:
    assert faded(0.2, 0.2, 1.0, 0.6, 0.25) == pytest.approx(0.3)
    assert faded(0.2, 0.2, 1.0, 0.6, 1.0) == pytest.approx(0.6)


@given(shares, shares, shares, shares, shares)
def test_fading_and_talk_stay_between_what_they_join(
    a: float, lasting: float, kept: float, mean: float, heard: float
) -> None:
    low, high = min(a, lasting, mean), max(a, lasting, mean)
    assert low - 1e-12 <= faded(a, lasting, kept, mean, heard) <= high + 1e-12


@given(shares, shares, shares, shares, shares, shares)
def test_who_knows_more_still_knows_more_afterwards(
    one: float, other: float, lasting: float, kept: float, mean: float, heard: float
) -> None:
    low, high = sorted((one, other))
    assert faded(low, lasting, kept, mean, heard) <= faded(high, lasting, kept, mean, heard) + 1e-12


@given(st.lists(shares, min_size=2, max_size=20), st.floats(0.0, 1.0))
def test_talk_keeps_the_cells_mean(people: list[float], heard: float) -> None:
    mean = sum(people) / len(people)
    after = [faded(a, 0.15, 1.0, mean, heard) for a in people]
    assert sum(after) / len(after) == pytest.approx(mean, abs=1e-12)


def test_the_audience_is_who_is_old_enough() -> None:
    assert audience_share(0.26, 15.0) == pytest.approx(0.74)
    assert audience_share(0.26, 13.0) == pytest.approx(1.0 - 0.26 * 13.0 / 15.0)
    assert audience_share(0.26, 40.0) == pytest.approx(0.74)
    assert audience_share(1.0, 15.0) > 0.0
