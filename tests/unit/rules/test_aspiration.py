"""``rules/aspiration.py``: who wants to leave, and by which channel."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.aspiration import (
    age_curve,
    aspiration_rate,
    believed_wage_ratio,
    debt_push,
    fresh_push,
    network_push,
    openness_push,
    regular_log_weight,
    to_broker,
)

AGES = (25.0, 11.0, 13.0, 60.0)  # peak, spread, youngest, oldest
shares = st.floats(0.0, 1.0)
ratios = st.floats(0.05, 10.0)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(25.0, 1.0), (36.0, math.exp(-0.5)), (14.0, math.exp(-0.5)), (12.99, 0.0), (60.01, 0.0), (0.0, 0.0)],
)
def test_age_curve_at_known_ages(age: float, expected: float) -> None:
    assert age_curve(age, *AGES) == pytest.approx(expected)


def test_debt_pushes_in_part_below_a_whole_fee_and_in_full_above() -> None:
    assert debt_push(0.0, 600.0, 0.4) == 0.0
    assert debt_push(300.0, 600.0, 0.4) == pytest.approx(0.2)
    assert debt_push(600.0, 600.0, 0.4) == debt_push(6000.0, 600.0, 0.4) == 0.4
    assert debt_push(300.0, 0.0, 0.4) == 0.0


def test_age_curve_includes_its_limits() -> None:
    assert age_curve(13.0, *AGES) > 0.0
    assert age_curve(60.0, *AGES) > 0.0


@given(st.floats(0.0, 12.0), st.floats(0.1, 23.0))
def test_age_curve_is_highest_at_the_peak_and_falls_away_from_it(near: float, more: float) -> None:
    peak = AGES[0]
    further = age_curve(peak + near + more, *AGES)
    assert 0.0 < further < age_curve(peak + near, *AGES) <= age_curve(peak, *AGES) == 1.0
    assert age_curve(peak - near, *AGES) == pytest.approx(age_curve(peak + near, *AGES))


@given(st.one_of(st.floats(0.0, 12.99), st.floats(60.01, 100.0)))
def test_nobody_sets_out_beyond_the_limits_of_age(age: float) -> None:
    assert age_curve(age, *AGES) == 0.0


@pytest.mark.parametrize(("herd", "at_three_halves"), [(False, 1.125), (True, 1.35)])
def test_network_push_is_half_at_the_half_share_and_saturates(herd: bool, at_three_halves: float) -> None:
    assert network_push(0.0, 1.5, 0.02, herd) == 0.0
    assert network_push(0.02, 1.5, 0.02, herd) == pytest.approx(0.75)
    assert network_push(0.06, 1.5, 0.02, herd) == pytest.approx(at_three_halves)
    assert network_push(1e9, 1.5, 0.02, herd) == pytest.approx(1.5)


@given(st.floats(1e-4, 0.49))
def test_the_first_who_left_draw_less_than_a_tie_each_would_where_people_follow_a_herd(part: float) -> None:
    assert network_push(part * 0.02, 1.5, 0.02, True) < network_push(part * 0.02, 1.5, 0.02, False)


@given(shares, st.floats(1e-4, 1.0), st.floats(0.0, 3.0), st.floats(1e-3, 0.5))
def test_network_push_rises_by_ever_less(share: float, more: float, log_ratio: float, half: float) -> None:
    at, after, later = (network_push(share + k * more, log_ratio, half, False) for k in (0, 1, 2))
    assert at <= after <= later <= log_ratio
    assert later - after <= (after - at) * (1.0 + 1e-9) + 1e-12


def test_believed_wage_ratio_is_the_truth_for_the_fully_aware() -> None:
    assert believed_wage_ratio(2.4, 0.3, 1.0) == pytest.approx(2.4)
    assert believed_wage_ratio(2.4, 0.0, 0.0) == pytest.approx(2.4)
    assert believed_wage_ratio(2.0, 0.3, 0.0) == pytest.approx(2.3)
    assert believed_wage_ratio(1.0, 0.9, 0.2) == 1.0


@given(st.floats(1.01, 10.0), st.floats(0.01, 1.0), shares, shares)
def test_awareness_brings_the_believed_gain_down_to_the_truth(
    ratio: float, optimism: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert believed_wage_ratio(ratio, optimism, low) >= believed_wage_ratio(ratio, optimism, high)
    assert believed_wage_ratio(ratio, optimism, high) >= ratio - 1e-12


def test_aspiration_rate_at_known_values() -> None:
    assert aspiration_rate(0.01, 0.0, 1.0, 0.7, 1.0) == pytest.approx(0.01)
    assert aspiration_rate(0.01, math.log(2.0), 1.0, 0.7, 0.5) == pytest.approx(0.01)
    assert aspiration_rate(0.01, 0.0, 4.0, 0.5, 1.0) == pytest.approx(0.02)
    assert aspiration_rate(0.0, 5.0, 4.0, 0.5, 1.0) == 0.0
    assert aspiration_rate(0.01, 5.0, 4.0, 0.5, 0.0) == 0.0
    assert math.isfinite(aspiration_rate(0.01, 0.0, 0.0, 0.7, 1.0))


@given(st.floats(1e-4, 0.1), st.floats(-2.0, 2.0), ratios, ratios, st.floats(0.1, 1.5))
def test_aspiration_rate_has_the_elasticity_of_the_wage(
    base: float, log_ratio: float, one: float, other: float, elasticity: float
) -> None:
    first, second = (aspiration_rate(base, log_ratio, ratio, elasticity, 1.0) for ratio in (one, other))
    assert math.log(first / second) == pytest.approx(elasticity * math.log(one / other), abs=1e-9)


@given(st.floats(1e-4, 0.1), st.floats(-2.0, 2.0), st.floats(0.01, 2.0))
def test_aspiration_rate_rises_with_every_push(base: float, log_ratio: float, more: float) -> None:
    without, with_ = (aspiration_rate(base, log_ratio + push, 2.0, 0.7, 1.0) for push in (0.0, more))
    assert with_ / without == pytest.approx(math.exp(more))


WEIGHT = {"constant": -0.6, "awareness_effect": 1.0, "awareness": 0.2, "schooling_effect": 0.08,
          "schooling_years": 7.0, "female_effect": 0.0, "office_elasticity": 1.0, "office_capacity": 1.0,
          "distance_effect": 0.01, "further_km": 0.0}  # fmt: skip


def weight(**changed: float) -> float:
    w = {**WEIGHT, **changed}
    return float(
        regular_log_weight(
            w["constant"], w["awareness_effect"] * w["awareness"], w["schooling_effect"], w["schooling_years"],
            w["female_effect"], w["office_elasticity"], w["office_capacity"], w["distance_effect"] * w["further_km"],
        )
    )  # fmt: skip


def test_regular_log_weight_at_known_values() -> None:
    assert weight(awareness=0.0) == pytest.approx(-0.6)
    assert weight() == pytest.approx(-0.4)
    assert weight(schooling_years=12.0) == pytest.approx(0.0)
    assert weight(female_effect=0.8) == pytest.approx(0.4)
    assert weight(further_km=30.0) == pytest.approx(-0.7)
    assert weight(further_km=-10.0, distance_effect=0.03) == pytest.approx(-0.1)
    assert weight(further_km=-10.0, distance_effect=0.0) == weight()
    assert weight(office_capacity=2.0, office_elasticity=0.5) == pytest.approx(-0.4 + 0.5 * math.log(2.0))


@pytest.mark.parametrize("name", ["awareness", "schooling_years", "female_effect", "office_capacity"])
@given(st.floats(0.0, 1.0), st.floats(0.01, 1.0))
def test_the_regular_channel_gains_with(name: str, value: float, more: float) -> None:
    assert weight(**{name: value + more}) > weight(**{name: value})


@given(st.floats(-50.0, 50.0), st.floats(0.1, 50.0))
def test_the_regular_channel_loses_with_the_way_to_the_office(km: float, more: float) -> None:
    assert weight(further_km=km + more) < weight(further_km=km)


def test_a_shut_office_leaves_almost_nobody_to_the_regular_channel() -> None:
    assert math.exp(weight(office_capacity=0.0)) < 1e-5
    assert math.isfinite(weight(office_capacity=0.0))


def test_the_push_of_a_fresh_return_fades_by_e_over_its_years() -> None:
    assert fresh_push(0.0, 0.5, 1.0) == 0.5
    assert fresh_push(2.0, 0.5, 2.0) == pytest.approx(0.5 / math.e)
    assert fresh_push(1e6, 0.5, 1.0) == 0.0


def test_openness_pushes_by_its_elasticity_and_not_below_the_floor() -> None:
    assert openness_push(1.0, 0.3, 0.02) == 0.0
    assert openness_push(0.05, 0.0, 0.02) == 0.0
    assert math.exp(openness_push(0.25, 0.5, 0.02)) == pytest.approx(0.5)
    assert openness_push(0.0, 0.3, 0.02) == openness_push(0.02, 0.3, 0.02)
    assert math.isfinite(openness_push(0.0, 1.0, 0.0))


@pytest.mark.parametrize(
    ("lacks_office", "lacks_alone", "let_out", "stays", "chance"),
    [
        (False, False, 1.0, 0.5, 0.25),  # a broker's one of 1 + 2 + 1
        (True, False, 1.0, 0.5, 0.75),
        (False, True, 1.0, 0.5, 0.5),
        (True, True, 1.0, 0.5, 1.0),
        (False, False, 0.0, 1.0, 0.25),  # who is turned away stays
        (False, False, 0.0, 0.0, 0.5),  # or goes to a broker as often as alone
    ],
)
def test_who_looks_for_a_broker(
    lacks_office: bool, lacks_alone: bool, let_out: float, stays: float, chance: float
) -> None:
    assert to_broker(2.0, 1.0, lacks_office, lacks_alone, let_out, stays) == pytest.approx(chance)
