"""Recruiters learn in which villages they are arrested, and work elsewhere; at full scale, whatever the sample."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.world.codes import ExpectedRecord
from safepassage.world.world import World

BUSY = {
    "deterrence": 1.5, "move_rate_per_year": 12.0, "opening_per_year": 20.0, "conviction_base": 0.5,
    "onset_irregular_per_year": 0.3, "deportation_per_year": 0.3, "self_report_share": 0.5,
    "district_move_per_year": 0.0,
}  # fmt: skip
SEEDS = range(1, 9)


def at_work_in(world: World, subdistrict: int) -> int:
    recruiters = world.recruiters
    there = world.ground.cell_subdistrict[recruiters.cell] == subdistrict
    return int((there & recruiters.active).sum())


def after_a_year(lab: Any, seed: int, arrests: float, **more: float) -> int:
    """Recruiters at work in a village in which so many were arrested before the year began."""
    model = lab.model(seed=seed, **{**lab.lively, **BUSY, **more})
    model.world.beliefs.village_arrests[0] = arrests
    return at_work_in(model.run().world, 0)


def test_a_village_of_many_arrests_is_left(lab: Any, compare: Any) -> None:
    fewer = [after_a_year(lab, seed, 0.0) - after_a_year(lab, seed, 100.0) for seed in SEEDS]
    mean, error = compare.mean_and_error(fewer)
    assert mean > 3.0 * error > 0.0


@pytest.mark.parametrize("seed", [1, 2])
def test_without_deterrence_nobody_minds(lab: Any, seed: int) -> None:
    assert after_a_year(lab, seed, 0.0, deterrence=0.0) == after_a_year(lab, seed, 100.0, deterrence=0.0)


def test_what_villages_remember_adds_up_to_what_districts_lived_through(lab: Any) -> None:
    """One week: expected arrests by village are those of the district, work there the recruiters at work."""
    model = lab.model(**{**lab.lively, **BUSY})
    world = model.world
    beliefs, registers, recruiters = world.beliefs, world.registers, world.recruiters
    beliefs.village_arrests[:], beliefs.village_years[:] = 0.0, 0.0
    at_work = recruiters.active & (recruiters.custody_until <= world.clock.day)
    model.step()
    arrests = registers.expected[:, ExpectedRecord.ARRESTS].sum()
    assert arrests > 0.0
    # each recruiter's chance is 1 - exp(-hazard), a little less than the hazard
    assert 0.9 * arrests < beliefs.village_arrests.sum() <= arrests
    assert beliefs.village_years.sum() == pytest.approx(at_work.sum() * world.clock.years)


def test_every_cell_with_people_belongs_to_the_subdistrict_of_most(lab: Any) -> None:
    world = lab.model(region="indonesia", share=0.01).world
    people = np.zeros((world.region.cell_row.size, len(world.region.subdistricts)))
    np.add.at(
        people, (world.region.place_cell, world.region.place_subdistrict), world.region.place_population
    )
    lived_in = people.sum(axis=1) > 0
    main = world.ground.cell_subdistrict
    assert (people[lived_in, main[lived_in]] == people[lived_in].max(axis=1)).all()
    assert (main[~lived_in] == -1).all()
