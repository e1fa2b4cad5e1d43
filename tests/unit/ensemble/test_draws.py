"""Draws of what is not known: a Latin hypercube over the passports' ranges."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest

from safepassage.ensemble.draws import LOG_RATIO, draw_parameters, uncertain, value_at
from safepassage.evidence.passports import load_passports
from safepassage.parameters import load_parameters


def passport(low: float, high: float, unit: str = "1/year") -> SimpleNamespace:
    return SimpleNamespace(low=low, high=high, unit=unit)


def place(value: float, low: float, high: float) -> float:
    """The quantile at which a value lies in its range."""
    if low > 0.0 and high / low >= LOG_RATIO:
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)


def test_only_uncertainties_with_a_range_are_drawn() -> None:
    names = {one.name for one in uncertain()}
    for passport_ in load_passports().values():
        wide = passport_.role == "uncertainty" and passport_.low < passport_.high
        assert (passport_.name in names) == wide


def test_the_scale_is_logarithmic_from_a_factor_of_three() -> None:
    assert value_at(passport(1.0, 4.0), 0.5) == pytest.approx(2.0)
    assert value_at(passport(1.0, 3.0), 0.5) == pytest.approx(math.sqrt(3.0))
    assert value_at(passport(1.0, 2.9), 0.5) == pytest.approx(1.95)
    assert value_at(passport(0.0, 4.0), 0.5) == 2.0
    assert value_at(passport(-1.0, 4.0), 0.5) == 1.5
    assert value_at(passport(0.0, 1.0, "switch"), 0.49) == 1.0
    assert value_at(passport(0.0, 1.0, "switch"), 0.51) == 0.0
    assert [value_at(passport(0.0, 3.0, "choice"), u) for u in (0.0, 0.26, 0.51, 0.999)] == [
        0.0,
        1.0,
        2.0,
        3.0,
    ]


def test_every_parameter_has_one_draw_in_each_stratum() -> None:
    number = 16
    draws = draw_parameters(number, seed=3)
    for one in uncertain():
        values = [draw[one.name] for draw in draws]
        if one.unit == "switch":
            assert sorted(values) == [0.0] * (number // 2) + [1.0] * (number // 2)
            continue
        if one.unit == "choice":
            each = number // int(one.high - one.low + 1.0)
            assert sorted(values) == [
                value for value in range(int(one.low), int(one.high) + 1) for _ in range(each)
            ]
            continue
        assert one.low <= min(values)
        assert max(values) <= one.high
        strata = sorted(int(place(value, one.low, one.high) * number) for value in values)
        assert strata == list(range(number)), one.name


def test_a_seed_names_its_draws_and_another_seed_others() -> None:
    assert draw_parameters(8, seed=1) == draw_parameters(8, seed=1)
    assert draw_parameters(8, seed=1) != draw_parameters(8, seed=2)


def test_parameters_are_drawn_independently() -> None:
    draws = draw_parameters(256, seed=5)
    names = [one.name for one in uncertain() if one.unit != "switch"][:30]
    ranks = np.array([np.argsort(np.argsort([draw[name] for draw in draws])) for name in names])
    off_diagonal = np.corrcoef(ranks)[np.triu_indices(len(names), 1)]
    assert np.std(off_diagonal) == pytest.approx(1 / np.sqrt(255), rel=0.2)


def test_the_model_takes_every_draw() -> None:
    for draw in draw_parameters(4, seed=7):
        flat = load_parameters(draw).flat()
        assert {name: flat[name] for name in draw} == draw
