"""Passports: values by place, and ranges of places."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import Passport, load_passports
from safepassage.parameters import load_parameters

TEXT = """
tried:
  description: "a number"
  value: {value}
  low: {low}
  high: {high}
  unit: "ratio"
  kind: assumed
  role: uncertainty
  derivation: "a test"
  by:
    there: {there}
    elsewhere: 3.0
"""


def made(folder: Path, there: str, value: float = 0.2, low: float = 0.1, high: float = 0.4) -> Passport:
    text = TEXT.format(value=value, low=low, high=high, there=there)
    (folder / "tried.yaml").write_text(text, encoding="utf-8")
    return load_passports.__wrapped__(folder)["tried"]


OWN = "{value: 0.5, low: 0.3, high: 2.0}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.1, 0.3), (0.2, 0.5), (0.4, 2.0), (0.15, 0.4), (0.3, 1.25), (0.0, 0.0), (0.05, 0.15), (0.8, 4.0)],
)
def test_a_place_moves_within_its_own_range(tmp_path: Path, value: float, expected: float) -> None:
    """The ends are reached together; beyond them both move by one ratio, so that zero stays zero."""
    assert made(tmp_path, OWN).at("there", value) == pytest.approx(expected)


def test_a_place_without_a_range_moves_by_the_ratio(tmp_path: Path) -> None:
    one = made(tmp_path, OWN)
    assert [one.at("elsewhere", x) for x in (0.0, 0.1, 0.2, 0.8)] == pytest.approx([0.0, 1.5, 3.0, 12.0])


def test_where_numbers_may_be_negative_steps_take_the_place_of_ratios(tmp_path: Path) -> None:
    one = made(tmp_path, "{value: -1.2, low: -2.2, high: 0.0}", -0.6, -1.6, 0.6)
    found = [one.at("there", x) for x in (-2.6, -1.6, -0.6, 0.0, 0.6, 1.6)]
    assert found == pytest.approx([-3.2, -2.2, -1.2, -0.6, 0.0, 1.0])
    assert one.at("elsewhere", 0.4) == pytest.approx(4.0)


@pytest.mark.parametrize(
    "there", [OWN, "{value: 0.3, low: 0.3, high: 0.3}", "{value: 0.0, low: 0.0, high: 9}", "1.0"]
)
def test_more_is_never_less(tmp_path: Path, there: str) -> None:
    one = made(tmp_path, there)
    found = [one.at("there", x) for x in np.linspace(0.0, 1.0, 201)]
    assert (np.diff(found) >= 0.0).all()


@pytest.mark.parametrize(
    ("there", "what"),
    [
        ("{value: 0.5, low: 0.6, high: 2.0}", "outside its own range"),
        ("{value: 0.5, low: 0.3}", "a number, or value, low and high"),
        ("{value: 0.5, low: 0.3, high: 1.0, most: 2}", "a number, or value, low and high"),
        ("{value: much, low: 0.3, high: 1.0}", "by.there.value is 'much'"),
    ],
)
def test_a_range_that_means_nothing_is_refused(tmp_path: Path, there: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        made(tmp_path, there)


def test_a_run_moves_sambas_within_the_range_of_its_passport() -> None:
    passport = load_passports()["regular_log_weight"]
    low, high = passport.by_range["sambas"]
    places = [("sambas", "sambas_sarawak"), ("belu", "timor")]
    for end, its in (("low", low), ("high", high)):
        value = getattr(passport, end)
        found = load_parameters({"regular_log_weight": value}).local("regular_log_weight", places)
        assert found.tolist() == [its, value]
    assert load_parameters().local("regular_log_weight", places).tolist() == [
        passport.by["sambas"],
        passport.value,
    ]
