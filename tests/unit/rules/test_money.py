"""``rules/money.py``: what is bought is taken as far as somebody wants it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safepassage.rules.money import absorbed

amounts = st.floats(0.0, 1e9)


def test_what_others_offer_goes_first() -> None:
    assert absorbed(50.0, 100.0, 80.0) == 20.0
    assert absorbed(50.0, 100.0, 10.0) == 50.0
    assert absorbed(50.0, 100.0, 200.0) == 0.0
    assert absorbed(0.0, 100.0, 0.0) == 0.0


@given(amounts, amounts, amounts, amounts)
def test_never_more_than_bought_or_wanted_and_more_where_more_is_wanted(
    bought: float, wanted: float, others: float, more: float
) -> None:
    taken = absorbed(bought, wanted, others)
    assert 0.0 <= taken <= min(bought, wanted)
    assert absorbed(bought, wanted + more, others) >= taken
