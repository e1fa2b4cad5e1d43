"""Recruiters learn what happens to their clients and how many share the market; earnings bring and send them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.interventions.scenario import Scenario, make_intervention
from safepassage.stages import step, without
from safepassage.world.beliefs import passing
from safepassage.world.codes import Expected
from safepassage.world.ledger import real
from safepassage.world.world import World

KINDS = ["formal", "traditional", "hub", "unofficial"]
OFF = {"profit_elasticity": 0.0, "deterrence": 0.0, "suspects_per_case": 0.0, "district_move_per_year": 0.0}
"""Nothing that recruiters learn or meet lets them come or go."""
STILL = {
    "entry_per_year": 0.0,
    "leaving_per_year": 0.0,
    "district_move_per_year": 0.0,
    "suspects_per_case": 0.0,
}
"""Nobody comes or goes for any reason."""


def closed() -> Scenario:
    gates = make_intervention({"kind": "closure", "openness": 0.0, "kinds": KINDS}, "a test")
    return Scenario("closed", interventions=(gates,))


def at_work(world: World) -> int:
    recruiters = world.recruiters
    return int((recruiters.active & (recruiters.custody_until <= world.clock.day)).sum())


def live_through(
    lab: Any, scenario: Any, seed: int = 1, **more: float
) -> tuple[list[int], list[float], list[float]]:
    """Recruiters at work, clients who may be expected to get abroad, and the share believed to, over three years."""
    model = lab.model(scenario, seed=seed, years=3.0, **{**lab.lively, **more})
    number, delivered, believed = [], [], []
    while model.running:
        model.step()
        number.append(at_work(model.world))
        delivered.append(real(int(model.world.ledger.expected[:, Expected.DELIVERED].sum())))
        believed.append(passing(model.world, 0))
    return number, delivered, believed


def first_unequal(one: list[Any], other: list[Any]) -> int:
    return int(np.flatnonzero(np.array(one) != np.array(other))[0])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_closed_gates_let_no_client_through_and_then_recruiters_leave(lab: Any, seed: int) -> None:
    number, delivered, believed = live_through(lab, "no_iom", seed)
    fewer, none, doubted = live_through(lab, closed(), seed)
    assert sum(none) == 0.0 < sum(delivered)
    assert doubted[-1] < 0.3 < 0.8 < believed[-1]
    assert first_unequal(delivered, none) <= first_unequal(believed, doubted) < first_unequal(number, fewer)
    assert fewer[-1] < 0.7 * number[-1]


def test_recruiters_who_do_not_mind_earnings_stay_at_closed_gates(lab: Any) -> None:
    number, _, believed = live_through(lab, "no_iom", **OFF)
    same, _, doubted = live_through(lab, closed(), **OFF)
    assert number == same
    assert doubted[-1] < believed[-1]


def test_without_adaptation_nobody_comes_or_goes_at_closed_gates(lab: Any) -> None:
    model = lab.model(closed(), years=1.0, **{**lab.lively, "suspects_per_case": 0.0})
    world, schedule = model.world, without("adaptation", "observation")
    before = world.recruiters.active.copy()
    for _ in range(52):
        step(world, schedule)
    assert (world.recruiters.active == before).all()
    assert world.ledger.expected[:, Expected.DELIVERED].sum() == 0


def a_year_of(lab: Any, more_recruiters: bool) -> World:
    """A year in which nobody comes or goes, with all places of the first district taken or as they are."""
    world = lab.spun_up(**{**lab.lively, **STILL})
    if more_recruiters:
        world.recruiters.active[world.recruiters.district == 0] = True
    mean = world.recruiters.contacts_per_week[world.recruiters.active].mean()
    world.recruiters.contacts_per_week[:] = mean  # or who is added would change the mean capacity
    found: World = lab.model(world=world, **{**lab.lively, **STILL}).run().world
    return found


def test_more_recruiters_earn_less_each(lab: Any) -> None:
    few, many = a_year_of(lab, False), a_year_of(lab, True)
    assert at_work(many) > at_work(few)
    assert many.beliefs.earnings_usd[0] < few.beliefs.earnings_usd[0]
    # those who look for somebody are as many as before, and are shared
    share = many.beliefs.work_years[0] / few.beliefs.work_years[0]
    of_few, of_many = (w.beliefs.seekers[0] / w.beliefs.work_years[0] for w in (few, many))
    assert of_many == pytest.approx(of_few / share, rel=0.05)


def test_what_a_sample_expects_of_seekers_is_what_all_come_to(lab: Any) -> None:
    """The sum of chances stands near the number who do look for somebody, and is calmer."""
    model = lab.model(years=2.0, **{**lab.lively, "base_aspiration_per_year": 0.1})
    expected, came = [], []
    while model.running:
        model.step()
        expected.append(real(int(model.world.ledger.expected[:, Expected.SEEKERS].sum())))
        came.append(int(model.world.visits.seeking[0]))
    assert sum(came) > 500
    assert sum(expected) == pytest.approx(sum(came), abs=4.0 * np.sqrt(sum(came)))


def test_contacts_with_who_is_away_are_contacts_in_vain(lab: Any) -> None:
    """The more of a village are abroad, the fewer of the contacts are accepted."""
    found = []
    for share_away in (0.0, 0.5):
        world = lab.spun_up(**{**lab.lively, **STILL, "contacts_per_week": 20.0})
        away = world.people.id % 2 == 0 if share_away else np.zeros(world.people.id.size, bool)
        world.people.situation[away & (world.people.situation == 0)] = 3
        model = lab.model(world=world, **{**lab.lively, **STILL, "contacts_per_week": 20.0})
        model.step()
        brought = model.world.ledger.expected[:, [Expected.CONTACTS, Expected.ACCEPTANCES]].sum(axis=0)
        found.append((brought[0], brought[1] / brought[0]))
    (contacts, accepted), (as_many, fewer) = found
    assert contacts == as_many
    assert fewer < 0.7 * accepted


def test_a_higher_wage_at_home_keeps_places_vacant(lab: Any) -> None:
    """What the trade has to pay is measured in the district's minimum wages."""

    def after(factor: float) -> int:
        model = lab.model(years=3.0, **{**lab.lively, "reservation_wages": 5.0 * factor})
        return at_work(model.run().world)

    assert after(4.0) < after(1.0)
