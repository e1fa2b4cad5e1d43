"""Who lives near the service office goes by the regular channel more often; the district's mean stays."""

from __future__ import annotations

from typing import Any

import numpy as np

from safepassage.world.codes import Count

SEEDS = range(1, 7)


def by_nearness(lab: Any, seed: int, effect: float) -> tuple[float, int]:
    """Share with a permit among those who left: of who lives near less of who lives far; and permits in all."""
    model = lab.model(
        seed=seed,
        years=2.0,
        regular_distance_per_km=effect,
        **{**lab.lively, "base_aspiration_per_year": 0.1},
    )
    permits = 0
    while model.running:
        model.step()
        permits += int(model.world.ledger.counts[:, Count.PLACEMENTS].sum())
    people, further = model.world.people, model.world.ground.office_further_km
    left = (people.departures > 0) & (people.trips > 0)
    near = further[people.cell] < 0.0
    regular = people.papers == 3
    return float(regular[left & near].mean() - regular[left & ~near].mean()), permits


def test_nearness_draws_people_to_the_regular_channel(lab: Any, compare: Any) -> None:
    """At ten times the central slope, since the classroom is small; people of the same cells, the same draws."""
    with_, without = ([by_nearness(lab, seed, effect) for seed in SEEDS] for effect in (0.1, 0.0))
    gap = [one[0] - other[0] for one, other in zip(with_, without, strict=True)]
    mean, error = compare.mean_and_error(gap)
    assert mean > 3.0 * error > 0.0
    # people of the district's mean are as before: permits in all differ by less than a tenth
    ratio = np.sum([one[1] for one in with_]) / np.sum([one[1] for one in without])
    assert 0.9 < ratio < 1.1
