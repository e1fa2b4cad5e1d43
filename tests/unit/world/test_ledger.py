"""``world/ledger.py``: moves, stocks, flows, clearing, fixed point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.build import begin_world
from safepassage.world.codes import Count, Expected, Situation
from safepassage.world.declare import make
from safepassage.world.ledger import FIXED_POINT, fixed, mark_trafficked, move, real, recount
from safepassage.world.state import Columns
from safepassage.world.world import World

ABROAD = (Situation.WORKING, Situation.EXPLOITED)


def small_world() -> World:
    """Six persons at home in two districts and three subdistricts."""
    world = begin_world(load_region("classroom"), load_parameters(), 0.001, 1, 7.0)
    people = make(Columns, {"person": 6})
    people.id[:] = np.arange(6)
    people.subdistrict[:] = [0, 0, 1, 1, 2, 2]
    people.district[:] = [0, 0, 0, 0, 1, 1]
    world.people = people
    recount(people, world.ledger)
    return world


def go(world: World, row: int, situation: Situation | int, step: int) -> None:
    """Move a person at a step."""
    world.clock = world.clock._replace(step=step)
    move(world, row, int(situation))


def test_codes_are_numbered_without_gaps() -> None:
    for codes in (Count, Expected, Situation):
        assert [int(code) for code in codes] == list(range(len(codes)))


def test_recount_reads_the_columns() -> None:
    world = small_world()
    people, ledger = world.people, world.ledger
    assert ledger.stock[:2, Situation.RESIDENT].tolist() == [4, 2]
    people.situation[:3] = [Situation.WORKING, Situation.EXPLOITED, Situation.DEAD]
    recount(people, ledger)
    assert ledger.stock.sum() == 6
    assert ledger.stock[0, Situation.RESIDENT] == 1
    assert ledger.stock[0, [Situation.WORKING, Situation.EXPLOITED, Situation.DEAD]].tolist() == [1, 1, 1]
    assert ledger.abroad[:3].tolist() == [2, 0, 0]


def test_a_move_is_written_down_everywhere() -> None:
    world = small_world()
    people, ledger = world.people, world.ledger
    go(world, 4, Situation.WORKING, 17)
    assert people.situation[4] == Situation.WORKING
    assert people.since[4] == 17
    assert ledger.stock[1].tolist() == [1, 0, 0, 1, 0, 0, 0]
    assert ledger.flow[1, Situation.RESIDENT, Situation.WORKING] == 1
    assert ledger.flow.sum() == 1
    assert ledger.abroad[:3].tolist() == [0, 0, 1]
    others = np.arange(6) != 4
    assert (people.situation[others] == Situation.RESIDENT).all()
    assert (people.since[others] == 0).all()


@pytest.mark.parametrize("before", Situation)
@pytest.mark.parametrize("after", Situation)
def test_abroad_follows_work_and_exploitation_alone(before: Situation, after: Situation) -> None:
    world = small_world()
    go(world, 0, before, 1)
    assert world.ledger.abroad.sum() == (before in ABROAD)
    go(world, 0, after, 2)
    assert world.ledger.abroad.sum() == (after in ABROAD)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, len(Situation) - 1)), max_size=40))
def test_after_any_moves_stocks_are_a_recount_and_follow_flows(moves: list[tuple[int, int]]) -> None:
    world = small_world()
    ledger = world.ledger
    before = ledger.stock.copy()
    for step, (row, situation) in enumerate(moves):
        go(world, row, situation, step)
    assert (ledger.stock == before + ledger.flow.sum(axis=1) - ledger.flow.sum(axis=2)).all()
    assert ledger.flow.sum() == len(moves)
    stock, away = ledger.stock.copy(), ledger.abroad.copy()
    recount(world.people, ledger)
    assert (ledger.stock == stock).all()
    assert (ledger.abroad == away).all()
    assert ledger.stock.sum(axis=1)[:2].tolist() == [4, 2]


def test_who_becomes_trafficked_twice_is_counted_as_such() -> None:
    world = small_world()
    for times in (1, 2):
        mark_trafficked(world, 4)
        assert world.people.trafficked[4]
        assert world.people.times_trafficked[4] == times
    assert world.ledger.counts[1, Count.TRAFFICKED] == 2
    assert world.ledger.counts[1, Count.RETRAFFICKED] == 1
    assert not world.ledger.counts[0].any()


@given(st.floats(0.0, 1.0))
def test_fixed_point_keeps_twelve_digits(probability: float) -> None:
    assert real(fixed(probability)) == pytest.approx(probability, abs=0.5 / FIXED_POINT)


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
