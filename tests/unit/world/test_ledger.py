"""``world/ledger.py``: moves, stocks, flows, clearing, fixed point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.world.codes import Situation
from safepassage.world.columns import Columns, make_columns
from safepassage.world.ledger import (
    FIXED_POINT,
    N_COUNTS,
    N_EXPECTED,
    N_SITUATIONS,
    Count,
    Expected,
    Ledger,
    clear,
    fixed,
    make_ledger,
    move,
    recount,
)

D, S, A, C = 2, 3, 4, 5
STANDING = {"stock", "abroad", "awareness"}
ABROAD = (Situation.WORKING, Situation.EXPLOITED)


def small_world() -> tuple[Columns, Ledger]:
    """Six persons at home in two districts and three subdistricts."""
    people, ledger = make_columns(6), make_ledger(D, S, A, C)
    people.id[:] = np.arange(6)
    people.subdistrict[:] = [0, 0, 1, 1, 2, 2]
    people.district[:] = [0, 0, 0, 0, 1, 1]
    recount(people, ledger)
    return people, ledger


def test_an_empty_ledger_has_the_declared_shapes() -> None:
    ledger = make_ledger(D, S, A, C)
    shapes = {name: getattr(ledger, name).shape for name in Ledger._fields}
    assert shapes == {
        "stock": (D, N_SITUATIONS), "abroad": (S,), "flow": (D, N_SITUATIONS, N_SITUATIONS), "counts": (D, N_COUNTS),
        "expected": (D, N_EXPECTED), "gate_arrivals": (A,), "gate_stops": (D, A), "gate_tries": (D, A),
        "entered_by_gate": (A,), "village": (S, 2), "moved": (D, D), "awareness": (C,),
    }  # fmt: skip
    assert all(array.dtype == np.int64 and not array.any() for array in ledger)
    assert [int(c) for c in Count] == list(range(N_COUNTS))
    assert [int(e) for e in Expected] == list(range(N_EXPECTED))
    assert [int(s) for s in Situation] == list(range(N_SITUATIONS))


def test_recount_reads_the_columns() -> None:
    people, ledger = small_world()
    assert ledger.stock[:, Situation.RESIDENT].tolist() == [4, 2]
    people.situation[:3] = [Situation.WORKING, Situation.EXPLOITED, Situation.DEAD]
    recount(people, ledger)
    assert ledger.stock.sum() == 6
    assert ledger.stock[0, Situation.RESIDENT] == 1
    assert ledger.stock[0, [Situation.WORKING, Situation.EXPLOITED, Situation.DEAD]].tolist() == [1, 1, 1]
    assert ledger.abroad.tolist() == [2, 0, 0]


def test_a_move_is_written_down_everywhere() -> None:
    people, ledger = small_world()
    move(people, ledger, 4, int(Situation.WORKING), 17)
    assert people.situation[4] == Situation.WORKING
    assert people.since[4] == 17
    assert ledger.stock[1].tolist() == [1, 0, 0, 1, 0, 0, 0]
    assert ledger.flow[1, Situation.RESIDENT, Situation.WORKING] == 1
    assert ledger.flow.sum() == 1
    assert ledger.abroad.tolist() == [0, 0, 1]
    others = np.arange(6) != 4
    assert (people.situation[others] == Situation.RESIDENT).all()
    assert (people.since[others] == 0).all()


@pytest.mark.parametrize("before", Situation)
@pytest.mark.parametrize("after", Situation)
def test_abroad_follows_work_and_exploitation_alone(before: Situation, after: Situation) -> None:
    people, ledger = small_world()
    move(people, ledger, 0, int(before), 1)
    assert ledger.abroad.sum() == (before in ABROAD)
    move(people, ledger, 0, int(after), 2)
    assert ledger.abroad.sum() == (after in ABROAD)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, N_SITUATIONS - 1)), max_size=40))
def test_after_any_moves_stocks_are_a_recount_and_follow_flows(moves: list[tuple[int, int]]) -> None:
    people, ledger = small_world()
    before = ledger.stock.copy()
    for step, (row, situation) in enumerate(moves):
        move(people, ledger, row, situation, step)
    assert (ledger.stock == before + ledger.flow.sum(axis=1) - ledger.flow.sum(axis=2)).all()
    assert ledger.flow.sum() == len(moves)
    stock, away = ledger.stock.copy(), ledger.abroad.copy()
    recount(people, ledger)
    assert (ledger.stock == stock).all()
    assert (ledger.abroad == away).all()
    assert (ledger.stock.sum(axis=1) == [4, 2]).all()


def test_clearing_forgets_the_step_and_keeps_what_stands() -> None:
    ledger = make_ledger(D, S, A, C)
    for array in ledger:
        array.fill(3)
    clear(ledger)
    for name in Ledger._fields:
        array = getattr(ledger, name)
        assert (array == (3 if name in STANDING else 0)).all(), name


@given(st.floats(0.0, 1.0))
def test_fixed_point_keeps_twelve_digits(probability: float) -> None:
    assert fixed(probability) / FIXED_POINT == pytest.approx(probability, abs=0.5 / FIXED_POINT)


def test_fixed_point_at_the_corners_and_room_for_everyone() -> None:
    assert fixed(0.0) == 0
    assert fixed(1.0) == int(FIXED_POINT)
    assert fixed(0.5) == int(FIXED_POINT) // 2
    assert 1_400_000 * fixed(1.0) < np.iinfo(np.int64).max  # a certainty for each of 1.4 million in one sum


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_sums_in_fixed_point_do_not_depend_on_the_order(probabilities: list[float], random: object) -> None:
    shuffled = probabilities.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sum(map(fixed, shuffled)) == sum(map(fixed, probabilities))
