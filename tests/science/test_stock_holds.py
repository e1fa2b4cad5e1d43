"""Base rates found in the spin-up hold the stock abroad, where deaths tell it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.model import START
from safepassage.stages import step
from safepassage.world.balance import Counted, balanced
from safepassage.world.codes import Situation
from safepassage.world.context import make_schedule

SHARE, SEEDS, YEARS = 0.05, range(1, 5), 8
TIMOR = [1, 2, 3]
MALAKA = 3
MOST = 10.0


def abroad(world: Any) -> Any:
    """Persons abroad by district over its people, percent."""
    stock = world.ledger.stock[:, [Situation.WORKING, Situation.EXPLOITED]].sum(axis=1)
    return 100.0 * stock / world.share / world.region.district_population()


def drifts(lab: Any, **overrides: float) -> Any:
    """Change of the stock abroad over eight years in which nothing but ages changes, [seeds, districts]."""
    found = []
    for seed in SEEDS:
        world = lab.spun_up(region="indonesia", share=SHARE, seed=seed, spin_up_years=10.0, **overrides)
        steps = round(YEARS * 365.25 / 7.0)
        world.schedule = make_schedule(world.region, START, steps, 7.0, frozen=True)
        world.scenario_step = 0
        world.clock = world.clock._replace(counting=True, age_years=0.0)
        before = abroad(world)
        for _ in range(steps):
            step(world)
        found.append(abroad(world) - before)
    return np.array(found)


@pytest.fixture(scope="module")
def solved(lab: Any) -> Any:
    return drifts(lab)


def test_with_solved_base_rates_malakas_stock_stands_still(solved: Any, compare: Any) -> None:
    mean, error = compare.mean_and_error(solved[:, MALAKA])
    assert abs(mean) < 4.0 * error
    # and a fall by a fifth would be seen: it is 2.8 percent of its people
    assert 4.0 * error < 0.5


def test_solving_takes_most_of_the_drift_from_every_district(lab: Any, solved: Any, compare: Any) -> None:
    as_assumed = drifts(lab, stock_holds=0.0)
    for d in TIMOR:
        less = np.abs(as_assumed[:, d]) / 8.0 - np.abs(solved[:, d].mean())
        mean, error = compare.mean_and_error(less)
        assert mean > 3.0 * error


def test_the_factor_is_one_where_the_stock_is_not_known_and_in_a_world_without_a_past(lab: Any) -> None:
    world = lab.spun_up(region="indonesia", share=SHARE, seed=1, spin_up_years=10.0)
    factor = world.balance.base_factor
    assert np.isnan(world.region.deaths_per_year_2017_18).tolist() == [True, False, False, False]
    assert factor[0] == 1.0
    assert (factor[TIMOR] != 1.0).all()
    fresh = lab.spun_up(region="indonesia", share=SHARE, spin_up_years=0.0)
    assert (fresh.balance.base_factor == 1.0).all()
    off = lab.spun_up(region="indonesia", share=SHARE, seed=1, spin_up_years=10.0, stock_holds=0.0)
    assert (off.balance.base_factor == 1.0).all()


def test_a_scenario_keeps_the_factor(lab: Any) -> None:
    world = lab.spun_up(region="indonesia", share=SHARE, seed=1, spin_up_years=10.0)
    for scenario in ("no_iom", "integrated"):
        model = lab.model(scenario, region="indonesia", share=SHARE, years=0.1, world=world).run()
        assert (model.world.balance.base_factor == world.balance.base_factor).all()


def found_of(arrivals: Any, exits: Any, person_years: Any, lent: float = 50.0) -> Any:
    """Factors of districts with 100 persons abroad, from counts of one year at a factor of one."""
    numbers = [np.asarray(one, float) for one in (arrivals, exits, person_years)]
    target = np.full(numbers[0].size, 100.0)
    return balanced(Counted(np.ones(numbers[0].size), *numbers), target, MOST, lent)


def test_the_rate_doubles_where_twice_as_many_come_home_as_leave() -> None:
    assert found_of([40.0], [80.0], [100.0])[0] == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("arrivals", "exits", "expected"),
    [(1.0, 1e6, MOST), (1e6, 1.0, 1.0 / MOST), (0.0, 10.0, np.nan), (10.0, 0.0, np.nan)],
)
def test_a_factor_is_held_within_bounds_and_unknown_where_nobody_moves(
    arrivals: float, exits: float, expected: float
) -> None:
    assert found_of([arrivals], [exits], [100.0])[0] == pytest.approx(expected, nan_ok=True)


def test_a_small_district_borrows_from_the_others() -> None:
    """With few exits of its own its rate lies between its own and that of all; alone it is its own."""
    few = [[1.0, 1000.0], [1.0, 1000.0], [10.0, 1000.0]]  # 0.1 and 1 a person-year
    own, borrowed = found_of(*few, lent=0.0), found_of(*few)
    assert own.tolist() == pytest.approx([10.0, 0.1])
    assert found_of([5.0, 1000.0], *few[1:], lent=0.0)[0] < found_of([5.0, 1000.0], *few[1:])[0]
    assert borrowed[1] == pytest.approx(own[1], rel=0.01)
