"""``rules/abroad.py``: onset of exploitation, mortality, finds."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.abroad import against, death_rate, fees_owed, find_rate, held, linked, onset_rate

rates = st.floats(0.0, 2.0)
factors = st.floats(1.0, 5.0)
FLAGS = list(itertools.product((False, True), repeat=3))


@pytest.mark.parametrize(("debt", "deceived", "domestic"), FLAGS)
def test_onset_is_the_base_times_the_factors_that_apply(debt: bool, deceived: bool, domestic: bool) -> None:
    expected = 0.015 * (3.0 if debt else 1.0) * (2.0 if deceived else 1.0) * (1.5 if domestic else 1.0)
    assert onset_rate(0.015, float(debt), 3.0, deceived, 2.0, domestic, 1.5) == pytest.approx(expected)


@given(rates, factors, factors, factors)
def test_each_circumstance_raises_onset(base: float, debt: float, deceived: float, domestic: float) -> None:
    plain = onset_rate(base, 0.0, debt, False, deceived, False, domestic)
    assert plain == base
    for flags in FLAGS:
        assert onset_rate(base, float(flags[0]), debt, flags[1], deceived, flags[2], domestic) >= plain


def test_onset_is_never_zero_for_the_regular_unless_the_base_is() -> None:
    assert onset_rate(0.003, 0.0, 3.0, False, 2.0, False, 1.5) == 0.003
    assert onset_rate(0.0, 1.0, 3.0, True, 2.0, True, 1.5) == 0.0


def test_onset_grows_with_what_is_owed_up_to_two_fees() -> None:
    assert [fees_owed(debt, 600.0) for debt in (-1.0, 0.0, 300.0, 600.0, 900.0, 1e6)] == [
        0,
        0,
        0.5,
        1.0,
        1.5,
        2.0,
    ]
    assert fees_owed(600.0, 0.0) == 0.0
    half, whole, twice = (onset_rate(0.015, owed, 3.0, False, 2.0, False, 1.5) for owed in (0.5, 1.0, 2.0))
    assert (half, whole, twice) == pytest.approx((0.03, 0.045, 0.075))


@pytest.mark.parametrize(
    ("female", "exploited", "expected"),
    [(False, False, 0.0035), (True, False, 0.00245), (False, True, 0.007), (True, True, 0.0049)],
)
def test_death_rate_by_sex_and_exploitation(female: bool, exploited: bool, expected: float) -> None:
    assert death_rate(0.0035, female, 0.7, exploited, 2.0, False, 1.2) == pytest.approx(expected)


@given(rates, st.floats(0.1, 1.0), factors)
def test_exploitation_raises_mortality_and_women_s_is_lower(
    base: float, female: float, exploited: float
) -> None:
    for sex in (False, True):
        calm = death_rate(base, sex, female, False, exploited, False, 1.2)
        assert death_rate(base, sex, female, True, exploited, False, 1.2) >= calm
    men, women = (death_rate(base, sex, female, False, exploited, False, 1.2) for sex in (False, True))
    assert women <= men


def test_mortality_is_higher_on_plantations_and_sites() -> None:
    assert death_rate(0.0035, False, 0.7, False, 2.0, True, 1.2) == pytest.approx(0.0042)


def test_finds_are_those_of_inspections_with_access_and_those_of_families() -> None:
    assert find_rate(0.02, 1.0, 1.0, 0.0) == 0.02
    assert find_rate(0.02, 1.5, 0.6, 0.01) == pytest.approx(0.028)
    assert find_rate(0.02, 0.0, 1.0, 0.01) == 0.01  # families need no access


@given(rates, factors, st.floats(0.1, 1.0), rates)
def test_finds_rise_with_access_and_with_what_families_report(
    inspected: float, access: float, sector: float, families: float
) -> None:
    now = find_rate(inspected, access, sector, families)
    assert find_rate(inspected, access + 0.1, sector, families) >= now
    assert find_rate(inspected, access, sector, families + 0.1) > now


def test_a_network_and_skill_are_one_where_nothing_changed() -> None:
    assert linked(4.0, 0.0) == linked(0.0, 1.0) == against(0.3, 0.3) == against(0.3, 0.0) == 1.0
    assert linked(0.5, 0.5) == 1.25
    assert against(0.3, 0.2) == pytest.approx(1.5)


def test_a_fee_owed_holds_back_in_proportion_on_the_log() -> None:
    assert held(0.3, 0.0, 0.7) == 0.3
    assert held(0.3, 1.0, 0.7) / 0.3 == pytest.approx((held(0.3, 2.0, 0.7) / 0.3) ** 0.5)
    assert held(0.3, 1.0, 0.7) < 0.3
