"""The stock abroad is what the deaths of 2017-18 imply, before and after the spin-up, by everyone's own draw."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from safepassage.world.actors_genesis import stock_abroad
from safepassage.world.codes import Situation
from safepassage.world.draws import Decision, uniform
from safepassage.world.ledger import recount

CASES = {
    "none": {"spin_up_years": 0.0},
    "short": {"spin_up_years": 2.0},
    "long": {"spin_up_years": 6.0},
    "overfull": {"spin_up_years": 2.0, "base_aspiration_per_year": 0.2, "end_irregular_per_year": 0.01},
}
"""Spin-ups: overfull sends so many that people are brought home at its end; the others send more."""


def abroad(world: Any) -> NDArray[np.float64]:
    """Persons abroad by district, at full scale."""
    stock = world.ledger.stock
    return np.asarray((stock[:, Situation.WORKING] + stock[:, Situation.EXPLOITED]) / world.share)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("region", "share"), [("classroom", 1.0), ("indonesia", 0.1)])
def test_the_stock_abroad_equals_its_target(lab: Any, region: str, share: float, case: str) -> None:
    """Everyone is sent or kept by an own draw: the sum's variance is at most the number drawn for."""
    world = lab.spun_up(region=region, share=share, **CASES[case])
    target = stock_abroad(world.region, world.parameters)
    known = np.isfinite(target)
    assert known.any()
    error = np.sqrt(target[known] / share)
    assert (np.abs(abroad(world) - target)[known] < 3.5 * error).all()
    assert (target[known] > 10.0 * error).all()


def test_the_target_is_deaths_over_mortality_and_the_share_that_comes_home(lab: Any) -> None:
    world = lab.spun_up(region="indonesia", share=0.02, spin_up_years=0.0)
    q, region = world.parameters, world.region
    middle = (
        q.enforcement.repatriated_share_2016 * 5.5 / 7.0 + q.enforcement.repatriated_share_2023 * 1.5 / 7.0
    )
    expected = region.deaths_per_year_2017_18 / q.genesis.stock_death_rate_per_year / middle
    assert np.allclose(stock_abroad(region, q), expected, equal_nan=True)


def test_who_is_sent_is_of_age_and_irregular(lab: Any) -> None:
    people = lab.spun_up(spin_up_years=0.0).people
    away = people.situation == Situation.WORKING
    assert away.sum() > 500
    assert people.age_at_start[away].min() >= 18.0
    assert people.age_at_start[away].max() <= 55.0
    assert np.isin(people.papers[away], [0, 1]).all()
    assert (people.trips[away] == 1).all()
    assert (people.destination[away] >= 0).all()


def test_who_is_sent_is_decided_by_the_own_draw(lab: Any) -> None:
    """Of the adults at home of a district, those with the smallest draws go: nobody's place depends on the order."""
    world = lab.spun_up(spin_up_years=0.0)
    people = world.people
    grown = (people.age_at_start >= 18.0) & (people.age_at_start <= 55.0)
    draws = np.array([uniform(world.keys[Decision.STOCK_ABROAD], 0, who, 0) for who in people.id])
    for d in range(len(world.region.districts)):
        mine = grown & (people.district == d)
        sent = people.situation[mine] == Situation.WORKING
        assert draws[mine][sent].max() < draws[mine][~sent].min()


@pytest.mark.parametrize("case", CASES)
def test_the_ledger_agrees_with_the_columns(lab: Any, case: str) -> None:
    world = lab.spun_up(**CASES[case])
    stock, away = world.ledger.stock.copy(), world.ledger.abroad.copy()
    recount(world.people, world.ledger)
    assert (world.ledger.stock == stock).all()
    assert (world.ledger.abroad == away).all()


def test_who_is_newly_sent_carries_nothing_of_an_earlier_journey(lab: Any) -> None:
    """A returned person sent again at the end of the spin-up is not still deceived, trafficked or on old routes."""
    world = lab.spun_up(**CASES["long"])
    people = world.people
    sent = (people.situation == Situation.WORKING) & (people.since == world.clock.step)
    assert sent.any()
    for flag in ("deceived", "intended", "trafficked", "harmed", "identified", "aided"):
        assert not getattr(people, flag)[sent].any(), flag
    assert (people.recruiter[sent] == -1).all()
    assert (people.way_home[sent] == 0).all()
