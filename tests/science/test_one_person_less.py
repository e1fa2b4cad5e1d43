"""Known answer 9, in part: one person less changes nobody's draws, and with interactions off nobody's life."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from safepassage.world.state import Columns

ENDOWMENTS = (
    "place",
    "cell",
    "subdistrict",
    "district",
    "female",
    "age_at_start",
    "schooling",
    "wealth_score",
)


def rows_of(people: Columns, ids: NDArray[np.int32]) -> NDArray[np.int64]:
    """Rows of persons by their register numbers (ids stand in order)."""
    found = np.searchsorted(people.id, ids)
    assert (people.id[found] == ids).all()
    return found


@pytest.mark.parametrize(("region", "shares"), [("classroom", (0.3, 1.0)), ("indonesia", (0.02, 0.3))])
def test_known_answer_9_endowments_do_not_depend_on_who_else_is_there(
    lab: Any, region: str, shares: tuple[float, float]
) -> None:
    small, large = (lab.spun_up(region=region, share=s, spin_up_years=0.0).people for s in shares)
    both = np.intersect1d(small.id, large.id)
    assert both.size > 100
    for name in (*ENDOWMENTS, "awareness"):
        assert (
            getattr(small, name)[rows_of(small, both)] == getattr(large, name)[rows_of(large, both)]
        ).all(), name


def lives(lab: Any, world: Any, **overrides: float) -> Any:
    return lab.model("integrated", "responsive", world=world, years=1.0, **overrides).run()


def who_lived_through_most(people: Columns) -> int:
    """The row of somebody who was trafficked, exploited, found and helped, as far as anybody was."""
    score = (
        4 * people.aided
        + 3 * people.identified
        + 2 * people.trafficked
        + people.harmed
        + (people.departures > 0)
    )
    return int(np.argmax(score))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_known_answer_9_with_interactions_off_nobody_elses_life_changes(
    lab: Any, compare: Any, keep: Any, seed: int
) -> None:
    overrides = {**lab.lively, **lab.alone, "onset_irregular_per_year": 0.3, "self_report_share": 0.5}
    world = lab.spun_up(seed=seed, **overrides)
    everyone = lives(lab, world, seed=seed, **overrides)
    gone = who_lived_through_most(everyone.world.people)
    others = np.arange(world.people.id.size) != gone
    without = lives(lab, keep(world, others), seed=seed, **overrides)
    assert everyone.world.people.identified[gone]
    assert everyone.world.people.departures[others].sum() > 100
    rest = Columns(*(array[others] for array in everyone.world.people))
    assert not compare.differing(without.world.people, rest).any()
    # recruiters and officials met the same days, too; reports that name somebody are records
    for name in ("recruiters", "officials"):
        mine, theirs = getattr(without.world, name), getattr(everyone.world, name)
        for field in set(mine._fields) - {"reports"}:
            assert (getattr(mine, field) == getattr(theirs, field)).all(), field


INTERACTIONS = {
    "talk": {"word_of_mouth_per_year": 0.3},
    "networks": {"network_log_ratio": 1.5},
    "places in assistance": {"assistance_places_per_100000": 4.0},
    "officers' time": {
        "screening_capacity_hub": 0.5,
        "everyday_travellers_hub": 0.0,
        "exit_recognition_log_odds": 0.0,
    },
    "beliefs about gates": {"risk_weight": 6.0, "base_aspiration_per_year": 0.06},
    "arrests": {"suspects_per_case": 1.2, "opening_per_year": 50.0},
    "profit": {"profit_elasticity": 8.0, "entry_per_year": 2.0, "leaving_per_year": 1.0},
}
"""Each is one way in which lives are joined: switched on alone, half of the people less is felt by the rest."""


@pytest.mark.parametrize("interaction", INTERACTIONS)
def test_known_answer_9_each_interaction_carries_lives_over(
    lab: Any, compare: Any, keep: Any, interaction: str
) -> None:
    overrides = {
        **lab.lively, **lab.alone, "onset_irregular_per_year": 0.3, "self_report_share": 0.5,
        **INTERACTIONS[interaction],
    }  # fmt: skip
    world = lab.spun_up(seed=1, **overrides)
    half = world.people.id % 2 == 0
    everyone = lab.model(world=world, years=3.0, **overrides).run()
    without = lab.model(world=keep(world, half), years=3.0, **overrides).run()
    rest = Columns(*(array[half] for array in everyone.world.people))
    assert compare.differing(without.world.people, rest).any()
