"""Job ranks: the right share is unemployed at every date, tied to wealth as assumed, spell by spell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from scipy.stats import kstest

from safepassage.parameters import load_parameters
from safepassage.world.context import make_schedule
from safepassage.world.persons import is_unemployed, job_score

FIRST = dt.date(2016, 1, 1)
OFF = 3.5
"""Standard errors allowed: dozens of comparisons, each with a fixed seed."""


@pytest.fixture(scope="module", params=[("classroom", 1.0), ("indonesia", 0.05)], ids=lambda world: world[0])
def world(request: pytest.FixtureRequest, lab: Any) -> Any:
    region, share = request.param
    return lab.spun_up(region=region, share=share, spin_up_years=0.0)


def jobless(world: Any, week: int, correlation: float) -> np.ndarray[Any, Any]:
    """Whether each person is unemployed on the first day of a week; children are not."""
    schedule = make_schedule(world.region, FIRST, 417, 7.0, frozen=False)
    world = at(world, 7.0 * week, wealth_job_correlation=correlation)
    world.context.jobless_score[:] = schedule.rows[week].jobless_score
    ages = world.people.age_at_start.astype(float)
    return np.array([is_unemployed(world, i, ages[i]) for i in range(ages.size)])


def at(world: Any, day: float, **overrides: float) -> Any:
    """A copy of the world at a day, under other parameters."""
    world = world.copy()
    world.p = load_parameters(overrides).packed()
    world.clock = world.clock._replace(day=day)
    return world


@pytest.mark.parametrize(("week", "correlation"), [(0, 0.0), (130, 0.3), (400, -0.3)])
def test_the_right_share_is_unemployed_at_every_date(world: Any, week: int, correlation: float) -> None:
    schedule = make_schedule(world.region, FIRST, 417, 7.0, frozen=False)
    found = jobless(world, week, correlation)
    adult = world.people.age_at_start >= 15.0
    assert not found[~adult].any()
    for d in range(len(world.region.districts)):
        mine = found[adult & (world.people.district == d)]
        expected = schedule.participation_rate[week, d] * schedule.unemployment_rate[week, d]
        assert mine.size > 500
        assert abs(mine.mean() - expected) < OFF * np.sqrt(expected * (1.0 - expected) / mine.size)


@pytest.mark.parametrize("correlation", [-0.3, 0.0, 0.3])
def test_job_ranks_are_normal_and_tied_to_wealth_as_assumed(lab: Any, correlation: float) -> None:
    world = at(lab.spun_up(spin_up_years=0.0), 500.0, wealth_job_correlation=correlation, job_spell_years=1.0)
    people = world.people
    scores = np.array([job_score(world, i) for i in range(20_000)])
    assert kstest(scores, "norm").pvalue > 1e-3
    assert abs(np.corrcoef(scores, people.wealth_score)[0, 1] - correlation) < OFF / np.sqrt(scores.size)


def test_job_ranks_last_for_spells_of_half_to_one_and_a_half_years(lab: Any) -> None:
    world = at(lab.spun_up(spin_up_years=0.0), 0.0, wealth_job_correlation=0.0, job_spell_years=1.0)
    days, someone = 3650, range(200)
    daily = np.empty((days, len(someone)))
    for day in range(days):
        world.clock = world.clock._replace(day=float(day))
        daily[day] = [job_score(world, i) for i in someone]
    lengths = []
    for who in someone:
        changes = np.flatnonzero(np.diff(daily[:, who]))
        lengths.append(np.diff(changes).mean() / 365.25)
        assert np.ptp(np.diff(changes)) <= 1  # a person's spells are all of one length
    assert min(lengths) > 0.49
    assert max(lengths) < 1.51
    assert abs(np.mean(lengths) - 1.0) < OFF * np.sqrt(1.0 / 12.0 / len(lengths))
