"""Each of IOM's three roles moves the state that it should, and not that of the others. Paired by seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from safepassage.world.codes import Situation, WayHome

SEEDS = range(1, 7)
ROLES = ("implementer", "facilitator", "partner")
WORLD = {"government": "responsive", "years": 3.0, "base_aspiration_per_year": 0.02, "recruiters_per_1000": 2.0,
         "onset_irregular_per_year": 0.3, "find_inspection_per_year": 0.1,
         "consular_cases_per_100000": 200.0}  # fmt: skip


def run(lab: Any, scenario: str, seed: int) -> Any:
    model = lab.model(scenario, seed=seed, **WORLD)
    model.rescued = 0
    people = model.world.people
    while model.running:
        before = people.situation == Situation.EXPLOITED
        model.step()
        out = before & (people.situation != Situation.EXPLOITED)
        model.rescued += int((out & (people.way_home == WayHome.RESCUE)).sum())
    return model


@pytest.fixture(scope="module")
def runs(lab: Any) -> dict[str, list[Any]]:
    return {scenario: [run(lab, scenario, seed) for seed in SEEDS] for scenario in (*ROLES, "no_iom")}


def end(name: str) -> Callable[[Any], float]:
    return lambda model: float(model.indicator(name)[-1].mean())


def total(name: str) -> Callable[[Any], float]:
    return lambda model: float(model.indicator(name).sum())


MEASURES: dict[str, Callable[[Any], float]] = {
    "awareness": end("awareness"),
    "assisted": total("assisted"),
    "training": end("training"),
    "responsiveness": end("responsiveness"),
    "action plans": lambda model: float(model.world.governments.action_plan.mean()),
    "service offices": lambda model: float(model.world.governments.service_capacity[:2].mean()),
    "regular departures": total("departures_regular"),
    "consular training": lambda model: float(model.world.consulates.training[0]),
    "partnership": lambda model: float(model.world.governments.partnership[:2].mean()),
    "rescued": lambda model: float(model.rescued),
    "years of exploitation": end("exploitation_years"),
}
RAISES = {
    "implementer": ("awareness", "assisted"),
    "facilitator": (
        "training", "responsiveness", "action plans", "service offices", "regular departures", "consular training",
    ),
    "partner": ("partnership", "rescued"),
}  # fmt: skip
LEAVES = {
    "implementer": ("training", "responsiveness", "action plans", "consular training", "partnership"),
    "facilitator": ("partnership",),
    "partner": ("training", "responsiveness", "action plans", "service offices", "consular training"),
}


def effects(runs: dict[str, list[Any]], role: str, measure: str) -> np.ndarray[Any, Any]:
    """With the role less without IOM, seed by seed."""
    of = MEASURES[measure]
    return np.array([of(one) - of(other) for one, other in zip(runs[role], runs["no_iom"], strict=True)])


@pytest.mark.parametrize(
    ("role", "measure"), [(role, m) for role, measures in RAISES.items() for m in measures]
)
def test_a_role_raises_what_it_should(
    runs: dict[str, list[Any]], compare: Any, role: str, measure: str
) -> None:
    mean, error = compare.mean_and_error(effects(runs, role, measure))
    assert mean > 3.0 * error
    assert mean > 0.0


@pytest.mark.parametrize(
    ("role", "measure"), [(role, m) for role, measures in LEAVES.items() for m in measures]
)
def test_a_role_leaves_alone_what_belongs_to_the_others(
    runs: dict[str, list[Any]], role: str, measure: str
) -> None:
    assert (effects(runs, role, measure) == 0.0).all()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_lowers_exploitation(runs: dict[str, list[Any]], compare: Any, role: str) -> None:
    """In this world, made so that all three have something to do; it says nothing of the real one."""
    mean, error = compare.mean_and_error(effects(runs, role, "years of exploitation"))
    assert mean < -3.0 * error < 0.0


@pytest.mark.parametrize("role", ROLES)
def test_a_larger_budget_moves_more(lab: Any, role: str) -> None:
    """Doubled money raises the role's own state further, by less than twice as much."""
    state = MEASURES[RAISES[role][0]]
    none, half, full = (
        state(lab.model(role, years=2.0, budget_usd_per_year=usd).run()) for usd in (0.0, 15e3, 30e3)
    )
    assert none < half < full
    assert full - none < 2.0 * (half - none)


def test_effects_fade_when_a_programme_stops(lab: Any) -> None:
    """``historical`` facilitates in 2019 and 2020: training is higher then, and most of it is gone by 2023."""
    with_iom, without = (lab.model(s, years=8.0, spin_up_years=0.0).run() for s in ("historical", "no_iom"))
    gained = (with_iom.indicator("training") - without.indicator("training")).mean(axis=1)
    years = np.array([date.year for date in with_iom.dates])
    assert gained[years < 2019].max() == 0.0
    assert gained[years == 2020].mean() > 0.1
    assert gained[years == 2023].mean() < 0.5 * gained[years == 2020].mean()
