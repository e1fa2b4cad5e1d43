"""``rules/gates.py``: beliefs about gates, the utility of routes, recognition, patrols."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.gates import (
    believed_chance,
    full_cost,
    patrol_probability,
    recognition,
    route_utility,
    stop_probability,
)

shares = st.floats(0.0, 1.0)
numbers = st.floats(0.0, 1e4)


def test_belief_begins_at_the_prior_and_ends_at_experience() -> None:
    assert believed_chance(0.0, 0.0, 0.1, 20.0) == pytest.approx(0.1)
    assert believed_chance(30.0, 100.0, 0.1, 20.0) == pytest.approx(32.0 / 120.0)
    assert believed_chance(0.3e9, 1e9, 0.1, 20.0) == pytest.approx(0.3, rel=1e-6)


@given(numbers, shares, shares, st.floats(1.0, 50.0))
def test_belief_lies_between_prior_and_experience(
    tries: float, share: float, prior: float, weight: float
) -> None:
    found = believed_chance(share * tries, tries, prior, weight)
    assert min(share, prior) - 1e-9 <= found <= max(share, prior) + 1e-9


@given(numbers, st.floats(0.01, 100.0), st.floats(0.01, 0.99), st.floats(1.0, 50.0))
def test_a_loss_raises_belief_and_a_success_lowers_it(
    tries: float, more: float, prior: float, weight: float
) -> None:
    before = believed_chance(0.5 * tries, tries, prior, weight)
    assert believed_chance(0.5 * tries + more, tries + more, prior, weight) > before
    assert believed_chance(0.5 * tries, tries + more, prior, weight) < before


ROUTE = {"cost_usd": 100.0, "days": 3.0, "day_cost_usd": 5.0, "cost_weight": 0.01, "believed_stop": 0.2,
         "risk_weight": 2.0, "wage_ratio": 2.0, "wage_weight": 1.0, "other_log_weight": 0.0}  # fmt: skip


def utility(**changed: float) -> float:
    r = {**ROUTE, **changed}
    cost = full_cost(r.pop("cost_usd"), r.pop("days"), r.pop("day_cost_usd"))
    return float(route_utility(cost, *r.values()))


def test_who_is_stopped_was_questioned_and_recognised_or_refused() -> None:
    assert stop_probability(0.5, 0.2, 0.5) == pytest.approx(0.5 * (0.2 + 0.8 * 0.5))
    assert stop_probability(0.0, 1.0, 1.0) == 0.0
    assert stop_probability(0.3, 0.0, 0.0) == 0.0
    assert stop_probability(1.0, 1.0, 0.0) == 1.0


def test_route_utility_at_known_values() -> None:
    assert utility() == pytest.approx(-1.15 - 0.4 + math.log(2.0))
    assert utility(believed_stop=0.0, wage_ratio=1.0) == pytest.approx(-1.15)
    assert utility(other_log_weight=-3.0) == pytest.approx(utility() - 3.0)
    assert math.isfinite(utility(wage_ratio=0.0))


@pytest.mark.parametrize(
    ("name", "sign"),
    [("cost_usd", -1), ("days", -1), ("believed_stop", -1), ("wage_ratio", 1), ("other_log_weight", 1)],
)
@given(st.floats(0.05, 1.0), st.floats(0.05, 1.0))
def test_route_utility_moves_the_right_way(name: str, sign: int, value: float, more: float) -> None:
    assert sign * (utility(**{name: value + more}) - utility(**{name: value})) > 0.0


@pytest.mark.parametrize("name", ["cost_weight", "risk_weight", "wage_weight"])
def test_a_weight_of_zero_switches_its_part_off(name: str) -> None:
    part = {
        "cost_weight": ("cost_usd", "days"),
        "risk_weight": ("believed_stop",),
        "wage_weight": ("wage_ratio",),
    }[name]
    for other in part:
        assert utility(**{name: 0.0, other: 0.7}) == utility(**{name: 0.0, other: 0.3})


def test_recognition_at_known_values() -> None:
    assert recognition(0.0, 1.5, 0.0) == 0.5
    assert recognition(-1.5, 1.5, 1.0) == 0.5
    assert recognition(1e3, 1.5, 0.2) == 1.0
    assert recognition(-1e3, 1.5, 0.2) == 0.0


@given(st.floats(-6.0, 2.0), st.floats(0.0, 3.0), shares, shares)
def test_training_raises_recognition_where_it_has_an_effect(
    odds: float, effect: float, skill: float, more: float
) -> None:
    before, after = recognition(odds, effect, skill), recognition(odds, effect, skill + more)
    assert 0.0 < before <= after < 1.0
    assert recognition(odds, 0.0, skill) == recognition(odds, 0.0, skill + more)


def test_patrols_add_up_as_independent_chances() -> None:
    assert patrol_probability(0.1, 1.0) == pytest.approx(0.1)
    assert patrol_probability(0.1, 2.0) == pytest.approx(0.19)
    assert patrol_probability(0.1, 0.0) == 0.0
    assert patrol_probability(0.0, 5.0) == 0.0
    assert patrol_probability(0.1, 1e6) == pytest.approx(1.0)


def test_a_sure_patrol_is_sure_within_one_in_a_million() -> None:
    assert 1.0 - 1.1e-6 < patrol_probability(1.0, 1.0) <= 1.0


@given(st.floats(0.01, 0.9), st.floats(0.0, 5.0), st.floats(0.1, 2.0))
def test_more_patrols_meet_more_by_ever_less(chance: float, ratio: float, more: float) -> None:
    at, after, later = (patrol_probability(chance, ratio + k * more) for k in (0, 1, 2))
    assert 0.0 <= at < after < later < 1.0
    assert later - after < after - at
