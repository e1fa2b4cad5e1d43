"""``rules/authority.py``: four rival rules of skill and authority; how responsiveness moves."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.authority import (
    COMPLEMENT,
    INDEPENDENT,
    SUBSTITUTE,
    THRESHOLD,
    complement,
    drift,
    effective,
    gated,
    lifted,
)

RULES = (COMPLEMENT, INDEPENDENT, THRESHOLD, SUBSTITUTE)
inner = st.floats(0.05, 0.95)

shares = st.floats(0.0, 1.0)


def test_a_door_feels_its_own_government_or_the_as_is_one() -> None:
    assert gated(0.8, 0.45, 1.0) == 0.8
    assert gated(0.8, 0.45, 0.0) == 0.45
    assert gated(0.8, 0.4, 0.5) == pytest.approx(0.6)


@given(shares, shares)
def test_at_the_as_is_level_the_gate_makes_no_difference(as_is: float, door: float) -> None:
    assert gated(as_is, as_is, door) == pytest.approx(as_is)


@given(shares, shares, shares, shares)
def test_what_a_door_feels_lies_between_the_two(
    responsiveness: float, more: float, as_is: float, door: float
) -> None:
    felt = gated(responsiveness, as_is, door)
    assert min(responsiveness, as_is) - 1e-12 <= felt <= max(responsiveness, as_is) + 1e-12
    assert gated(responsiveness + more, as_is, door) >= felt


def test_the_complement_at_its_corners() -> None:
    assert complement(0.6, 1.0, 0.3) == pytest.approx(0.6)
    assert complement(0.6, 0.0, 0.3) == pytest.approx(0.18)
    assert complement(0.6, 0.0, 0.0) == 0.0
    assert complement(0.6, 0.2, 1.0) == pytest.approx(0.6)
    assert complement(0.0, 0.7, 0.3) == 0.0
    assert complement(1.0, 0.45, 0.3) == pytest.approx(0.615)


@given(shares, shares, shares, shares)
def test_the_complement_rises_with_skill_and_with_authority(
    skill: float, r: float, more: float, floor: float
) -> None:
    """Under rule (a) a more responsive government never makes skill worth less."""
    assert complement(skill, min(1.0, r + more), floor) >= complement(skill, r, floor)
    assert complement(min(1.0, skill + more), r, floor) >= complement(skill, r, floor)
    assert floor * skill - 1e-12 <= complement(skill, r, floor) <= skill + 1e-12


@given(st.floats(0.01, 0.9), st.floats(0.01, 0.9), st.floats(0.01, 0.5), st.floats(0.0, 0.9))
def test_skill_and_authority_are_complements(r: float, skill: float, more: float, floor: float) -> None:
    """The gain of a unit of skill is larger where authority is: the cross difference is above zero."""
    gain = complement(skill + more, r, floor) - complement(skill, r, floor)
    gain_above = complement(skill + more, r + 0.1, floor) - complement(skill, r + 0.1, floor)
    assert gain_above > gain


@pytest.mark.parametrize("rule", RULES)
@given(
    skill=shares,
    without=shares,
    as_is=inner,
    floor=inner,
    own=st.floats(0.5, 2.0),
    steep=st.floats(5.0, 20.0),
)
def test_all_rules_agree_at_the_as_is_level(
    rule: int, skill: float, without: float, as_is: float, floor: float, own: float, steep: float
) -> None:
    found = effective(rule, skill, without, as_is, as_is, floor, own, steep)
    assert found == pytest.approx(complement(skill, as_is, floor), abs=1e-9)


@pytest.mark.parametrize("rule", RULES)
@given(
    skill=inner,
    r=shares,
    more=shares,
    as_is=inner,
    floor=inner,
    own=st.floats(0.5, 2.0),
    steep=st.floats(5.0, 20.0),
)
def test_under_no_rule_is_the_world_without_iom_worse_where_responsiveness_is_higher(
    rule: int, skill: float, r: float, more: float, as_is: float, floor: float, own: float, steep: float
) -> None:
    higher = min(1.0, r + more)
    low = effective(rule, skill, skill, r, as_is, floor, own, steep)
    assert effective(rule, skill, skill, higher, as_is, floor, own, steep) >= low - 1e-12


@pytest.mark.parametrize("rule", RULES)
@given(skill=inner, more=inner, without=inner, r=shares, as_is=inner, floor=inner)
def test_under_no_rule_does_skill_do_harm(
    rule: int, skill: float, more: float, without: float, r: float, as_is: float, floor: float
) -> None:
    low = effective(rule, skill, without, r, as_is, floor, 1.0, 10.0)
    assert effective(rule, skill + more, without, r, as_is, floor, 1.0, 10.0) >= low - 1e-12


def gain(rule: int, r: float) -> float:
    """What training officials from 0.2 to 0.6 is worth."""
    return effective(rule, 0.6, 0.2, r, 0.45, 0.3, 1.0, 10.0) - effective(
        rule, 0.2, 0.2, r, 0.45, 0.3, 1.0, 10.0
    )


def test_the_rivals_differ_in_where_training_is_worth_more() -> None:
    """What the study's finding is about: does it pay more under a responsive government?"""
    assert gain(COMPLEMENT, 0.75) > gain(COMPLEMENT, 0.15) + 0.1
    assert gain(INDEPENDENT, 0.75) == pytest.approx(gain(INDEPENDENT, 0.15))
    assert gain(THRESHOLD, 0.75) > gain(THRESHOLD, 0.15) + 0.2
    assert gain(SUBSTITUTE, 0.75) < gain(SUBSTITUTE, 0.15) - 0.1


def test_the_independent_and_the_substitute_rule_agree_with_the_complement_where_nobody_was_trained() -> None:
    for r in (0.1, 0.45, 0.8):
        expected = complement(0.2, r, 0.3)
        for rule in (INDEPENDENT, SUBSTITUTE):
            assert effective(rule, 0.2, 0.2, r, 0.45, 0.3, 1.0, 10.0) == pytest.approx(expected)


def test_the_substitute_lets_skill_work_in_full_where_responsiveness_is_zero() -> None:
    trained = effective(SUBSTITUTE, 0.9, 0.0, 0.0, 0.45, 0.3, 1.0, 10.0)
    assert trained == pytest.approx(0.9)
    # where the as-is level is low the loss is cut, so that skill is worth nothing at worst
    assert effective(SUBSTITUTE, 0.9, 0.0, 1.0, 0.1, 0.05, 1.0, 10.0) == pytest.approx(0.0, abs=1e-12)


def test_the_threshold_is_a_step_where_it_is_steep() -> None:
    low = effective(THRESHOLD, 1.0, 1.0, 0.2, 0.45, 0.3, 1.0, 200.0)
    high = effective(THRESHOLD, 1.0, 1.0, 0.7, 0.45, 0.3, 1.0, 200.0)
    assert low == pytest.approx(0.3)
    assert high == pytest.approx(1.0)


def test_drift_goes_back_by_its_rate() -> None:
    assert drift(0.8, 0.4, 0.5, 0.0) == pytest.approx(0.8)
    assert drift(0.8, 0.4, math.log(2.0), 1.0) == pytest.approx(0.6)
    assert drift(0.8, 0.4, 1e3, 1.0) == pytest.approx(0.4)
    assert drift(0.45, 0.45, 0.5, 0.02) == 0.45


@given(shares, shares, st.floats(0.0, 2.0), st.floats(0.0, 2.0), st.floats(0.0, 2.0))
def test_drift_composes_and_never_overshoots(
    r: float, to: float, rate: float, first: float, second: float
) -> None:
    twice = drift(drift(r, to, rate, first), to, rate, second)
    assert drift(r, to, rate, first + second) == pytest.approx(twice, abs=1e-12)
    assert min(r, to) - 1e-12 <= twice <= max(r, to) + 1e-12


def test_a_push_closes_its_share_of_the_gap() -> None:
    assert lifted(0.4, 0.0, 1.0) == 0.4
    assert lifted(0.4, 1.0, 0.0) == 0.4
    assert lifted(0.4, 0.5, 0.5) == pytest.approx(0.55)
    assert lifted(0.4, 1.0, 1.0) == pytest.approx(1.0)


@given(st.floats(0.0, 0.99), st.floats(0.01, 0.5), st.floats(0.01, 0.5), st.floats(0.01, 0.4))
def test_a_push_lifts_by_uptake_and_stays_below_one(
    r: float, push: float, uptake: float, more: float
) -> None:
    after = lifted(r, push, uptake)
    assert r < after < 1.0
    assert after < lifted(r, push, uptake + more) < 1.0
    assert after < lifted(r, push + more, uptake) < 1.0
