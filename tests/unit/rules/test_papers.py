"""``rules/papers.py``: false papers where officials take bribes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.papers import false_share

AS_IS = {"as_is": 0.15, "honest": 0.7, "honest_as_is": 0.7, "checked": 0.0, "most": 0.6}


def share(**changed: float) -> float:
    return float(false_share(*{**AS_IS, **changed}.values()))


def test_known_values() -> None:
    assert share() == pytest.approx(0.15)
    assert share(honest=1.0) == 0.0
    assert share(honest=0.4) == pytest.approx(0.3)
    assert share(checked=0.5) == pytest.approx(0.15 * math.exp(-0.5))
    assert share(checked=-0.5) == pytest.approx(0.15 * math.exp(0.5))
    assert share(as_is=1.0) == 0.6
    assert share(honest_as_is=1.0, honest=1.0) == 0.0


@given(st.floats(0.0, 0.89), st.floats(0.01, 0.1), st.floats(0.0, 0.9), st.floats(0.01, 0.1))
def test_fewer_where_officials_are_honest_and_offices_are_looked_at(
    honest: float, more_honest: float, checked: float, more: float
) -> None:
    here = share(honest=honest, checked=checked)
    assert 0.0 <= share(honest=honest + more_honest, checked=checked) <= here <= 0.6
    assert share(honest=honest, checked=checked + more) <= here
