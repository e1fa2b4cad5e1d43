"""``rules/institutions.py``: what offices do with money, time and skill."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.gates import focused
from safepassage.rules.institutions import budgeted, handled, left_by_inspection, taken_in
from safepassage.rules.papers import checks

some = st.floats(0.01, 100.0)


@given(some, some)
def test_an_office_opens_fewer_cases_than_wanted_and_fewer_than_it_can(wanted: float, most: float) -> None:
    opened = handled(wanted, most)
    assert 0.0 < opened <= min(wanted, most) * (1.0 + 1e-12)
    assert handled(wanted, 2.0 * most) >= opened
    assert handled(2.0 * wanted, 2.0 * most) == pytest.approx(2.0 * opened)


def test_an_office_with_time_enough_opens_what_is_wanted_and_one_without_none() -> None:
    assert handled(5.0, 1e9) == pytest.approx(5.0)
    assert handled(5.0, 5.0) == pytest.approx(5.0 * (1.0 - math.exp(-1.0)))
    assert handled(5.0, 0.0) == 0.0


def test_a_plan_in_full_multiplies_and_none_leaves_the_budget() -> None:
    assert budgeted(2.0, 0.0) == 1.0
    assert budgeted(2.0, 0.5) == 1.5
    assert budgeted(3.0, 1.0) == 3.0


def test_inspection_as_it_is_leaves_everything_as_it_is() -> None:
    assert left_by_inspection(1.0, 0.13, 0.13) == 1.0
    assert left_by_inspection(2.0, 0.63, 0.13) == pytest.approx(math.exp(-1.0))
    assert left_by_inspection(0.0, 0.9, 0.1) == 1.0


def test_a_place_takes_in_as_many_as_the_weeks_of_a_year_allow() -> None:
    assert taken_in(10.0, 26.0, 52.0) == 20.0
    assert taken_in(10.0, 104.0, 52.0) == 5.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 2.0))
def test_focus_raises_a_chance_up_to_one(chance: float, log_ratio: float) -> None:
    assert chance <= focused(chance, log_ratio) <= 1.0
    assert focused(chance, 0.0) == chance


def test_checks_add_up_and_are_none_as_it_is() -> None:
    assert checks(1.0, 0.0, 1.0, 0.0) == 0.0
    assert checks(2.0, 0.1, 3.0, 0.2) == pytest.approx(0.8)
