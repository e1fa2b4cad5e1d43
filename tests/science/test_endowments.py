"""Who the people are at the start: places, sex, age, schooling, awareness; wealth at every date."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from scipy.stats import kstest, norm

from safepassage.world.context import make_schedule

WORLDS = [("classroom", 1.0), ("classroom", 0.37), ("indonesia", 0.05)]
FIRST = dt.date(2016, 1, 1)
OFF = 3.5
"""Standard errors allowed: a few hundred comparisons, each with a fixed seed."""


def close(found: float, expected: float, n: int) -> bool:
    """A share of n persons lies within ``OFF`` standard errors of what it should be."""
    return n > 0 and abs(found - expected) < OFF * np.sqrt(expected * (1.0 - expected) / n)


@pytest.fixture(scope="module", params=WORLDS, ids=lambda world: f"{world[0]}-{world[1]}")
def world(request: pytest.FixtureRequest, lab: Any) -> Any:
    region, share = request.param
    return lab.spun_up(region=region, share=share, spin_up_years=0.0)


@pytest.mark.parametrize("unit", ["place", "cell", "subdistrict", "district"])
def test_every_place_has_its_share_of_people(world: Any, unit: str) -> None:
    """Within one person by place, cell and district; a subdistrict has several places, one person for each."""
    region, people = world.region, world.people
    of_place = {
        "place": np.arange(region.place_population.size), "cell": region.place_cell,
        "subdistrict": region.place_subdistrict, "district": region.place_district,
    }[unit]  # fmt: skip
    size = int(of_place.max()) + 1
    register = np.bincount(of_place, region.place_population, minlength=size)
    found = np.bincount(getattr(people, unit), minlength=size)
    allowed = np.bincount(of_place, minlength=size) if unit in ("subdistrict", "district") else 1.0
    assert (np.abs(found - world.share * register) <= allowed + 1e-6).all()
    assert abs(found.sum() - world.share * region.population) <= 1.0 + 1e-6


def test_persons_stand_where_their_register_number_says(world: Any) -> None:
    people, region = world.people, world.region
    ends = np.cumsum(region.place_population)
    assert (np.diff(people.id) > 0).all()
    assert (people.place == np.searchsorted(ends, people.id, side="right")).all()
    assert (people.cell == region.place_cell[people.place]).all()
    assert (people.district == region.place_district[people.place]).all()
    assert (world.sample.row_of_id[people.id] == np.arange(people.id.size)).all()
    assert (world.sample.row_of_id >= 0).sum() == people.id.size


def test_women_s_share_is_the_districts(world: Any) -> None:
    for d, share in enumerate(world.region.female_share):
        mine = world.people.female[world.people.district == d]
        assert close(mine.mean(), share, mine.size)


def test_ages_follow_the_assumed_pyramid(world: Any) -> None:
    q = world.parameters.genesis
    age = world.people.age_at_start
    assert close((age < 15.0).mean(), q.age_pyramid_child_share, age.size)
    grown = (age[age >= 15.0].astype(float) - 15.0) / q.age_scale_years
    tail = np.exp(-60.0 / q.age_scale_years)
    assert kstest((1.0 - np.exp(-grown)) / (1.0 - tail), "uniform").pvalue > 1e-3
    assert age.max() <= 75.0
    assert abs(1.0 - q.age_pyramid_child_share - world.region.adult_share) < 0.02


def test_schooling_is_spread_around_the_districts_mean(world: Any) -> None:
    """A normal clipped to 0 to 18 years: its mean by the formula of the clipped normal."""
    spread = world.parameters.genesis.schooling_spread_years
    for d, mean in enumerate(world.region.schooling_years):
        mine = world.people.schooling[world.people.district == d].astype(float)
        a, b = (0.0 - mean) / spread, (18.0 - mean) / spread
        expected = mean * (ndtr(b) - ndtr(a)) + spread * (norm.pdf(a) - norm.pdf(b)) + 18.0 * ndtr(-b)
        assert abs(mine.mean() - expected) < OFF * mine.std() / np.sqrt(mine.size)


def test_awareness_begins_around_its_mean(world: Any) -> None:
    mine = world.people.awareness.astype(float)
    assert abs(mine.mean() - world.parameters.awareness.initial_awareness) < OFF * mine.std() / np.sqrt(
        mine.size
    )


@pytest.mark.parametrize("week", [0, 100, 250, 400])
def test_the_right_share_is_poor_at_every_date(world: Any, week: int) -> None:
    schedule = make_schedule(world.region, FIRST, 417, 7.0, frozen=False)
    people, line = world.people, schedule.rows[week].poverty_score
    for d, rate in enumerate(schedule.poverty_rate[week]):
        mine = people.wealth_score[people.district == d] < line[d]
        assert 0.0 < rate < 1.0
        assert close(mine.mean(), rate, mine.size)


def test_scores_and_shares_are_inverse(lab: Any) -> None:
    """The poverty line's score is where the share of a standard normal below it is the rate."""
    schedule = make_schedule(lab.spun_up(spin_up_years=0.0).region, FIRST, 10, 7.0, frozen=False)
    assert np.allclose(schedule.rows[3].poverty_score, ndtri(schedule.poverty_rate[3]))
