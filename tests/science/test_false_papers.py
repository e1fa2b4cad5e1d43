"""False papers come from local offices: from officials who take bribes, under a government that lets them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.world.codes import Papers, Role

SEEDS = range(1, 19)
FOUND = {"base_aspiration_per_year": 0.15, "rotation_per_year": 0.0}


def share_false(
    lab: Any, seed: int, government: str = "as_is", honest: float | None = None, **more: float
) -> float:
    """Share with false papers of those of the classroom who left without a permit within two years."""
    world = lab.spun_up(seed=seed, **{**lab.lively, **FOUND, **more})
    if honest is not None:
        of_the_office = world.officials.role == Role.LABOUR_SERVICE
        world.officials.integrity[of_the_office] = honest
    model = lab.model(
        "no_iom", government, world=world, seed=seed, years=2.0, **{**lab.lively, **FOUND, **more}
    ).run()
    people = model.world.people
    papers = people.papers[people.departures > 0]
    return float((papers == Papers.FALSE).sum() / (papers != Papers.PERMIT).sum())


def test_nobody_has_false_papers_where_no_officer_of_the_office_takes_bribes(lab: Any) -> None:
    """But for those who have them from the spin-up."""
    honest, corrupt = (share_false(lab, 1, honest=share) for share in (1.0, 0.0))
    assert honest < 0.05 < corrupt


def test_a_responsive_government_lets_fewer_through(lab: Any, compare: Any) -> None:
    steep = {"false_papers_responsiveness": 3.0}
    fewer = [
        share_false(lab, seed, "unresponsive", **steep) - share_false(lab, seed, "responsive", **steep)
        for seed in SEEDS
    ]
    mean, error = compare.mean_and_error(fewer)
    assert mean > 3.0 * error > 0.0


@pytest.mark.parametrize("seed", [1, 2])
def test_honesty_is_that_of_the_officers_of_the_labour_service(lab: Any, seed: int) -> None:
    world = lab.model(seed=seed, region="indonesia", share=0.01, years=0.5).run().world
    officials = world.officials
    for g in range(len(world.region.districts)):
        own = (officials.government == g) & (officials.role == Role.LABOUR_SERVICE)
        assert own.any()
        assert world.governments.honesty[g, Role.LABOUR_SERVICE] == officials.integrity[own].mean()
    assert np.ptp(world.governments.honesty[: len(world.region.districts), Role.LABOUR_SERVICE]) > 0.0


def test_more_false_papers_reach_those_alone_who_would_have_none(lab: Any) -> None:
    """In the first week the same people set out; a visitor's papers are nobody's affair but their own."""
    found = []
    for honest in (1.0, 0.5, 0.0):
        world = lab.spun_up(seed=1, spin_up_years=0.0, **{**lab.lively, **FOUND})
        world.officials.integrity[world.officials.role == Role.LABOUR_SERVICE] = honest
        model = lab.model(world=world, years=1.0, **{**lab.lively, **FOUND})
        model.step()
        found.append(model.world.people.papers.copy())
    none, half, all_of_them = found
    assert (none == Papers.VISITOR).sum() > 20
    assert ((none == Papers.VISITOR) == (all_of_them == Papers.VISITOR)).all()
    assert (
        0 == (none == Papers.FALSE).sum() < (half == Papers.FALSE).sum() < (all_of_them == Papers.FALSE).sum()
    )
    assert (all_of_them[half == Papers.FALSE] == Papers.FALSE).all()
    assert (none[all_of_them == Papers.FALSE] == Papers.NONE).all()
