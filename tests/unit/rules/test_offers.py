"""``rules/offers.py``: contacts, offers, acceptance, and what counts as trafficking."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.offers import (
    acceptance,
    believed_acceptance,
    believed_arrests,
    believed_payoff,
    believed_wage_share,
    brought_close,
    deceit_chance,
    is_trafficked,
    joined_score,
    log_odds_of_terms,
    reputation,
    seen_through,
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


OFFER = {"constant": -3.0, "need": 0.0, "tie": 0.0, "terms": 0.0, "fear": 0.0}


def accepted(**changed: float) -> float:
    return float(acceptance(*{**OFFER, **changed}.values()))


def odds(probability: float) -> float:
    return math.log(probability / (1.0 - probability))


@given(st.lists(st.floats(-2.0, 2.0), min_size=4, max_size=4))
def test_acceptance_adds_log_odds(effects: list[float]) -> None:
    names = ("need", "tie", "terms", "fear")
    assert odds(accepted(**dict(zip(names, effects, strict=True)))) == pytest.approx(-3.0 + sum(effects))


def test_an_offer_that_nobody_would_take() -> None:
    assert accepted(constant=-1e3) == 0.0
    assert accepted(constant=1e3) == 1.0


# ------------------------------------------------------------------------------ deceit, purpose, terms


def split(deceptiveness: float, intent: float, log_ratio: float) -> tuple[float, float]:
    """The chances of deceit in offers made for exploitation and in the others."""
    return (
        deceit_chance(deceptiveness, intent, log_ratio),
        deceit_chance(deceptiveness, 1.0 - intent, -log_ratio),
    )


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.0, 4.0))
def test_deceit_goes_with_purpose_and_keeps_both_shares(
    deceptiveness: float, intent: float, log_ratio: float
) -> None:
    of_intended, of_others = split(deceptiveness, intent, log_ratio)
    assert intent * of_intended + (1.0 - intent) * of_others == pytest.approx(deceptiveness)
    assert odds(of_intended) - odds(of_others) == pytest.approx(log_ratio, abs=1e-6)


@given(shares, shares)
def test_without_a_link_deceit_knows_no_purpose(deceptiveness: float, intent: float) -> None:
    assert split(deceptiveness, intent, 0.0) == (deceptiveness, deceptiveness)


@given(shares, st.floats(0.0, 4.0))
def test_nobody_deceives_where_deceptiveness_is_zero_and_all_where_it_is_one(
    intent: float, log_ratio: float
) -> None:
    assert split(0.0, intent, log_ratio) == (0.0, 0.0)
    assert split(1.0, intent, log_ratio) == pytest.approx((1.0, 1.0))


@given(st.floats(-3.0, 3.0), st.floats(-3.0, 3.0), st.floats(0.0, 0.95))
def test_joined_scores_keep_their_spread(one: float, own: float, correlation: float) -> None:
    """cov(one, joined) is the correlation and var(joined) is one, by the coefficients."""
    assert joined_score(one, own, 0.0) == own
    with_one = joined_score(1.0, 0.0, correlation)
    assert with_one == correlation
    assert with_one**2 + joined_score(0.0, 1.0, correlation) ** 2 == pytest.approx(1.0)


@given(shares, shares, st.floats(0.01, 3.0))
def test_advice_sees_through_as_awareness_does(awareness: float, advice: float, discernment: float) -> None:
    assert seen_through(awareness, advice, discernment) == seen_through(advice, awareness, discernment)
    assert seen_through(awareness + 0.1, advice, discernment) > seen_through(awareness, advice, discernment)
    assert 0.0 <= seen_through(awareness, advice, discernment) < 1.0
    assert seen_through(awareness, advice, 0.0) == 0.0


@given(st.floats(0.1, 0.9), shares)
def test_who_sees_through_an_offer_believes_in_its_true_wage(true: float, seen: float) -> None:
    assert believed_wage_share(true, False, seen) == true  # nothing to see through
    assert believed_wage_share(true, True, 0.0) == 1.0  # all that was promised
    assert believed_wage_share(true, True, 1.0) == pytest.approx(true)
    assert true - 1e-12 <= believed_wage_share(true, True, seen) <= 1.0


def test_a_worse_wage_lowers_acceptance_and_an_honest_one_changes_nothing() -> None:
    assert log_odds_of_terms(1.0, 2.0) == 0.0
    assert log_odds_of_terms(0.3, 0.0) == 0.0
    assert log_odds_of_terms(0.5, 2.0) == pytest.approx(math.log(0.25))
    assert log_odds_of_terms(0.0, 2.0) < -40.0  # finite


@given(shares, shares, st.floats(0.01, 3.0))
def test_reputation_turns_the_aware_from_those_who_deceive(
    deceptiveness: float, awareness: float, strength: float
) -> None:
    assert reputation(deceptiveness, awareness, 0.0) == reputation(deceptiveness, 0.0, strength) == 1.0
    assert reputation(0.0, awareness, strength) == 1.0
    more = reputation(min(1.0, deceptiveness + 0.1), awareness, strength)
    assert more <= reputation(deceptiveness, awareness, strength) <= 1.0


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
    assert trafficked_chance(True, 0.0, 0.0, 30.0) == 1.0
    assert trafficked_chance(False, 0.0, 0.0, 17.9) == 1.0
    assert trafficked_chance(False, 0.0, 0.0, 18.0) == 0.0
    assert trafficked_chance(False, 0.5, 0.2, 30.0) == pytest.approx(0.6)
