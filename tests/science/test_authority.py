"""Rule (a), skill meets authority: without IOM the world is not worse where responsiveness is higher."""

from __future__ import annotations

from typing import Any

import pytest

LIVELY = {"base_aspiration_per_year": 0.02, "recruiters_per_1000": 2.0, "broker_intent": 0.4,
          "find_inspection_per_year": 0.05, "consular_cases_per_100000": 1e3}  # fmt: skip
"""A full caseload would hide what a door lets through: in this world the consulates take up every case."""
WORLDS: dict[str, dict[str, Any]] = {
    "classroom": {"region": "classroom", "share": 1.0, "years": 3.0, **LIVELY},
    "indonesia": {"region": "indonesia", "share": 0.05, "years": 2.0},
}
SEEDS = range(1, 17)
DOORS = ("screening", "referral", "cases", "plans", "service", "return", "destination")


def difference(
    lab: Any,
    compare: Any,
    indicator: str,
    better: str,
    worse: str,
    world: dict[str, Any],
    seeds: range = SEEDS,
) -> tuple[float, float]:
    """Under ``better`` less under ``worse``, at the end of a cumulated indicator: mean over seeds and its error."""
    ends = [
        [
            lab.model("no_iom", government, seed=seed, **world).run().indicator(indicator)[-1].sum()
            for government in (better, worse)
        ]
        for seed in seeds
    ]
    mean, error = compare.mean_and_error([one - other for one, other in ends])
    return mean, error


@pytest.mark.parametrize("world", WORLDS)
def test_without_iom_less_exploitation_where_responsiveness_is_higher(
    lab: Any, compare: Any, world: str
) -> None:
    """Paired by seed, below zero by more than three standard errors."""
    mean, error = difference(lab, compare, "exploitation_years", "responsive", "unresponsive", WORLDS[world])
    assert mean < -3.0 * error < 0.0


@pytest.mark.parametrize(("better", "worse"), [("responsive", "as_is"), ("as_is", "unresponsive")])
def test_without_iom_every_step_up_in_responsiveness_helps(
    lab: Any, compare: Any, better: str, worse: str
) -> None:
    mean, error = difference(lab, compare, "exploitation_years", better, worse, WORLDS["classroom"])
    assert mean < -3.0 * error < 0.0


@pytest.mark.parametrize("door", DOORS)
def test_without_iom_no_single_door_makes_the_responsive_world_worse(
    lab: Any, compare: Any, door: str
) -> None:
    """The gate of authority at one door at a time: none may raise exploitation by more than chance."""
    gates = {f"door_{name}": float(name == door) for name in DOORS}
    mean, error = difference(
        lab,
        compare,
        "exploitation_years",
        "responsive",
        "unresponsive",
        {**WORLDS["classroom"], **gates},
    )
    assert mean < 3.0 * error
    if door in ("service", "destination"):
        assert mean < -3.0 * error < 0.0


def test_the_control_the_same_government_twice_differs_in_nothing(lab: Any, compare: Any) -> None:
    same = difference(lab, compare, "exploitation_years", "as_is", "as_is", WORLDS["classroom"], range(1, 3))
    assert same == (0.0, 0.0)
