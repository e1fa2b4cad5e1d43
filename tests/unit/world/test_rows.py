"""Short cuts of the person loops say the same as what they stand for."""

from __future__ import annotations

import math

import numpy as np
import pytest

from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.build import begin_world
from safepassage.world.codes import Situation
from safepassage.world.declare import make
from safepassage.world.draws import Decision, bits, bits_below, exponential, first_within, make_keys, uniform
from safepassage.world.rows import marked, not_settled, runs_of
from safepassage.world.state import Columns, Visits

KEYS = make_keys(7)


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 1003])
def test_marked_rows_are_all_and_in_order(size: int) -> None:
    marks = np.random.default_rng(size).random(size) < 0.1
    rows = np.full(size, -1)
    assert marked(marks, rows) == marks.sum()
    assert rows[: marks.sum()].tolist() == np.flatnonzero(marks).tolist()


@pytest.mark.parametrize("size", [1, 8, 13, 800])
def test_who_is_not_settled_is_away_dead_or_harmed(size: int) -> None:
    chance = np.random.default_rng(size)
    world = begin_world(load_region("classroom"), load_parameters(), 0.001, 1, 7.0)
    world.people = people = make(Columns, {"person": size})
    world.visits = make(Visits, {"person": size, "one": 1})
    people.situation[:] = np.where(chance.random(size) < 0.2, chance.integers(0, len(Situation), size), 0)
    people.harmed[:] = chance.random(size) < 0.1
    expected = np.flatnonzero((people.situation != Situation.RESIDENT) | people.harmed)
    assert not_settled(world).tolist() == expected.tolist()
    people.harmed[:] = False
    assert not_settled(world).tolist() == expected.tolist(), "found once a step"


def test_runs_hold_one_cell_each_and_everybody() -> None:
    cell = np.array([3, 3, 0, 0, 0, 3, 1], np.int16)
    assert runs_of(cell).tolist() == [0, 2, 5, 6, 7]
    assert runs_of(cell[:0]).tolist() == [0]


def test_whole_numbers_are_below_exactly_where_the_draw_is() -> None:
    key = KEYS[Decision.ASPIRATION]
    draws = [(bits(key, 3, who, 0), uniform(key, 3, who, 0)) for who in range(2000)]
    edges = [u for _, u in draws[:200]]  # a draw is not below itself
    for probability in [
        0.0,
        1.0,
        0.5,
        1e-300,
        2.0**-33,
        0.004,
        *edges,
        *(math.nextafter(u, 1.0) for u in edges),
    ]:
        limit = bits_below(probability)
        assert all((whole < limit) == (u < probability) for whole, u in draws)


@pytest.mark.parametrize("rate", [0.0, 1e-13, 0.05, 0.9, 40.0, 1e6])
def test_a_clock_within_the_step_is_the_clock_itself(rate: float) -> None:
    key, years = KEYS[Decision.DEATH], 7.0 / 365.25
    within = 0
    for who in range(3000):
        clock = exponential(key, 5, who, 2) / max(rate, 1e-12)
        found = first_within(key, 5, who, 2, rate, years)
        assert found == (clock if clock < years else math.inf)
        within += clock < years
    assert (within > 0) == (rate >= 0.05)
