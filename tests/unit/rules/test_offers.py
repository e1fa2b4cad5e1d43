"""``rules/offers.py``: contacts, offers, acceptance, and what counts as trafficking."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.offers import (
    acceptance,
    believed_acceptance,
    believed_arrests,
    believed_payoff,
    brought_close,
    is_trafficked,
    social_tie,
    trafficked_chance,
)

shares = st.floats(0.0, 1.0)


def test_social_tie_falls_by_e_over_the_reach() -> None:
    assert social_tie(0.0, 25.0) == 1.0
    assert social_tie(25.0, 25.0) == pytest.approx(math.exp(-1.0))
    assert social_tie(1e6, 25.0) == 0.0


@given(st.floats(0.1, 500.0), st.floats(0.1, 500.0), st.floats(5.0, 100.0))
def test_social_tie_falls_with_distance_and_rises_with_reach(km: float, more: float, reach: float) -> None:
    assert 0.0 < social_tie(km + more, reach) < social_tie(km, reach) < 1.0
    assert social_tie(km, reach) < social_tie(km, reach + more)


OFFER = {"constant": -3.0, "need": 0.0, "need_effect": 0.4, "tie": 0.0, "tie_effect": 0.5, "awareness": 0.0,
         "deceptive": 0.0, "discernment": 1.5, "deterrence": 0.0}  # fmt: skip


def accepted(**changed: float) -> float:
    o = {**OFFER, **changed}
    need, tie = o["need"] * o["need_effect"], o["tie"] * o["tie_effect"]
    told_apart = (o["awareness"], o["deceptive"], o["discernment"], o["deterrence"])
    return float(acceptance(o["constant"], need, tie, *told_apart))


def odds(probability: float) -> float:
    return math.log(probability / (1.0 - probability))


@pytest.mark.parametrize(
    ("changed", "log_odds"),
    [
        ({}, -3.0),
        ({"need": 1.0}, -2.6),
        ({"need": -1.0}, -3.4),
        ({"tie": 1.0}, -2.5),
        ({"awareness": 0.4}, -3.0),
        ({"awareness": 0.4, "deceptive": 1.0}, -3.6),
        ({"awareness": 0.4, "deterrence": 0.5}, -3.2),
        (
            {
                "need": 1.25,
                "tie": 0.5,
                "awareness": 1.0,
                "deceptive": 1.0,
                "deterrence": 0.25,
            },
            -4.0,
        ),
    ],
)
def test_acceptance_adds_log_odds(changed: dict[str, float], log_odds: float) -> None:
    assert odds(accepted(**changed)) == pytest.approx(log_odds)


@given(shares, st.floats(0.01, 1.0), st.floats(0.01, 3.0))
def test_awareness_helps_to_tell_bad_offers_from_honest_ones(
    awareness: float, more: float, discernment: float
) -> None:
    """Discernment lowers the acceptance of deceptive offers alone."""
    bad, worse = (
        accepted(awareness=a, deceptive=1.0, discernment=discernment) for a in (awareness, awareness + more)
    )
    honest, same = (accepted(awareness=a, discernment=discernment) for a in (awareness, awareness + more))
    assert worse < bad
    assert honest == same


@given(shares, st.floats(0.01, 1.0), st.sampled_from([0.0, 1.0]))
def test_deterrence_lowers_acceptance_of_every_offer(awareness: float, more: float, deceptive: float) -> None:
    fearful = {"deterrence": 0.5, "deceptive": deceptive}
    assert accepted(awareness=awareness + more, **fearful) < accepted(awareness=awareness, **fearful)


def test_without_effects_nothing_but_the_constant_matters() -> None:
    none = dict.fromkeys(("poor_effect", "unemployed_effect", "tie_effect", "discernment", "deterrence"), 0.0)
    for poor, unemployed, tie, awareness, deceptive in itertools.product((0.0, 1.0), repeat=5):
        met = {
            "poor": poor,
            "unemployed": unemployed,
            "tie": tie,
            "awareness": awareness,
            "deceptive": deceptive,
        }
        assert accepted(**none, **met) == accepted(**none)


def test_an_offer_that_nobody_would_take() -> None:
    assert accepted(constant=-1e3) == 0.0
    assert accepted(constant=1e3) == 1.0


@pytest.mark.parametrize("intended", [False, True])
@pytest.mark.parametrize("deceived", [False, True])
@pytest.mark.parametrize("means", [False, True])
@pytest.mark.parametrize("age", [13.0, 17.99, 18.0, 40.0])
def test_trafficking_is_act_means_and_purpose(
    intended: bool, deceived: bool, means: bool, age: float
) -> None:
    """Palermo Protocol, article 3: the purpose always, the means unless the person is under 18."""
    assert is_trafficked(intended, deceived, means, age) == (intended and (deceived or means or age < 18.0))


def test_deception_without_the_purpose_is_fraud() -> None:
    assert not is_trafficked(False, True, True, 15.0)


def test_a_sub_recruiter_brings_close_where_many_are_abroad() -> None:
    assert brought_close(0.2, 0.0, 0.05, 0.5) == 0.2
    assert brought_close(0.2, 0.05, 0.05, 0.5) == pytest.approx(0.2 + 0.8 * 0.25)
    assert brought_close(1.0, 0.3, 0.05, 0.9) == 1.0
    assert brought_close(0.2, 0.3, 0.05, 0.0) == 0.2


@given(st.floats(0.0, 0.99), st.floats(0.001, 0.5), st.floats(0.001, 0.2), st.floats(0.01, 0.99))
def test_being_brought_close_never_parts_and_never_exceeds_a_full_tie(
    tie: float, abroad: float, half: float, most: float
) -> None:
    assert tie < brought_close(tie, abroad, half, most) < brought_close(tie, abroad + 0.1, half, most) < 1.0


def test_what_is_believed_of_a_village_moves_from_the_district_to_its_own() -> None:
    assert believed_acceptance(0.0, 0.0, 0.1, 50.0) == pytest.approx(0.1)
    assert believed_acceptance(10.0, 50.0, 0.1, 50.0) == pytest.approx(0.15)
    assert believed_acceptance(2e5, 1e6, 0.1, 50.0) == pytest.approx(0.2, rel=1e-3)


def test_arrests_feared_in_a_village_move_from_the_district_to_its_own() -> None:
    assert believed_arrests(0.0, 0.0, 0.02, 5.0) == pytest.approx(0.02)
    assert believed_arrests(1.0, 5.0, 0.02, 5.0) == pytest.approx(0.11)
    assert believed_arrests(3e4, 1e5, 0.02, 5.0) == pytest.approx(0.3, rel=1e-3)


@given(shares, st.floats(0.0, 3.0), st.floats(0.0, 3.0), st.floats(0.01, 1.0))
def test_a_village_is_worth_less_where_arrest_is_feared(
    accepted: float, deterrence: float, arrests: float, more: float
) -> None:
    worth = believed_payoff(accepted, deterrence, arrests)
    assert 0.0 <= believed_payoff(accepted, deterrence, arrests + more) <= worth <= accepted
    assert believed_payoff(accepted, 0.0, arrests) == accepted == believed_payoff(accepted, deterrence, 0.0)


def test_the_chance_of_trafficking_follows_the_definition() -> None:
    assert trafficked_chance(0.4, True, 0.0, 0.0, 30.0) == 0.4
    assert trafficked_chance(0.4, False, 0.0, 0.0, 17.9) == 0.4
    assert trafficked_chance(0.4, False, 0.0, 0.0, 18.0) == 0.0
    assert trafficked_chance(0.4, False, 0.5, 0.2, 30.0) == pytest.approx(0.4 * 0.6)
    assert trafficked_chance(0.0, True, 1.0, 1.0, 15.0) == 0.0
