"""Rule (a), skill meets authority: without IOM the world is not worse where responsiveness is higher."""

from __future__ import annotations

from typing import Any

import pytest

SEEDS = range(1, 9)
WORLDS = {
    "classroom": {"region": "classroom", "share": 1.0, "years": 3.0},
    "lively classroom": {"region": "classroom", "share": 1.0, "years": 2.0, "base_aspiration_per_year": 0.02, "recruiters_per_1000": 2.0},
    "indonesia": {"region": "indonesia", "share": 0.05, "years": 2.0},
}  # fmt: skip


def exploitation_years(
    lab: Any, government: str, seed: int, world: dict[str, Any], **changed: float
) -> float:
    model = lab.model("no_iom", government, seed=seed, **{**world, **changed}).run()
    return float(model.indicator("exploitation_years")[-1].sum())


@pytest.mark.parametrize("world", WORLDS)
def test_without_iom_higher_responsiveness_means_less_exploitation(
    lab: Any, compare: Any, world: str
) -> None:
    """Paired by seed: the mean difference is below zero by more than three standard errors."""
    for better, worse in (("responsive", "as_is"), ("as_is", "unresponsive")):
        less = [
            exploitation_years(lab, better, seed, WORLDS[world])
            - exploitation_years(lab, worse, seed, WORLDS[world])
            for seed in SEEDS
        ]
        mean, error = compare.mean_and_error(less)
        assert mean < 0.0, (better, worse)
        if (better, worse) == ("as_is", "unresponsive") or world != "indonesia":
            assert mean < -2.0 * error, (better, worse)
    extreme = [
        exploitation_years(lab, "responsive", seed, WORLDS[world])
        - exploitation_years(lab, "unresponsive", seed, WORLDS[world])
        for seed in SEEDS
    ]
    mean, error = compare.mean_and_error(extreme)
    assert mean < -3.0 * error
