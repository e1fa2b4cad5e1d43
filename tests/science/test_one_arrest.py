"""One recruiter's arrest reaches only the lives that he would have touched.

Interactions are off (see ``ALONE``), and whoever looks for a recruiter accepts what the nearest in the
race offers, on credit where need be: so everyone whom the arrest can move has, in the baseline, taken an offer of his
in the step in which the two worlds part. The same holds for the placebo, whose re-keyed recruiters meet others.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

SURE = {"accept_seeker_log_odds": 1e3, "credit_share": 1.0}


def model(lab: Any, seed: int, placebo: bool = False, **changed: float) -> Any:
    """Two years without spin-up, so that all the lives begin alike."""
    overrides = {**lab.lively, **lab.alone, **SURE, **changed}
    return lab.model(seed=seed, years=2.0, spin_up_years=0.0, placebo=placebo, **overrides)


def parting(
    compare: Any, baseline: Any, other: Any
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Persons whose lives part; their recruiter in each world in the step in which they do."""
    people, others = baseline.world.people, other.world.people
    known = np.zeros(people.id.size, bool)
    rows, here, there = [], [], []
    while baseline.running:
        baseline.step()
        other.step()
        now = compare.differing(people, others) & ~known
        known |= now
        rows.append(np.flatnonzero(now))
        here.append(people.recruiter[now])
        there.append(others.recruiter[now])
    return np.concatenate(rows), np.concatenate(here), np.concatenate(there)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_arrest_moves_only_lives_that_he_would_have_touched(lab: Any, compare: Any, seed: int) -> None:
    baseline, arrested = model(lab, seed), model(lab, seed)
    recruiters = arrested.world.recruiters
    he = int(np.argmax(recruiters.contacts_per_week * recruiters.active))
    recruiters.custody_until[he] = 1e9
    rows, here, there = parting(compare, baseline, arrested)
    assert rows.size > 5
    assert (here == he).all()
    assert not (there == he).any()
    assert recruiters.contacts_made[he] == 0
    assert baseline.world.recruiters.contacts_made[he] > 0
    # and each of the other recruiters met the same number of people
    rest = np.arange(recruiters.active.size) != he
    assert (recruiters.contacts_made[rest] == baseline.world.recruiters.contacts_made[rest]).all()


def test_an_arrest_in_a_world_of_interactions_reaches_further(lab: Any, compare: Any) -> None:
    """The property above is not a matter of course: talk in the village alone carries it on."""
    baseline, arrested = (model(lab, 1, word_of_mouth_per_year=0.3, testimony_reach=10.0) for _ in range(2))
    he = int(np.argmax(arrested.world.recruiters.contacts_per_week * arrested.world.recruiters.active))
    arrested.world.recruiters.custody_until[he] = 1e9
    _, here, there = parting(compare, baseline, arrested)
    assert ((here != he) & (there != he)).any()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_placebo_moves_only_lives_of_recruiters_who_are_re_keyed(
    lab: Any, compare: Any, seed: int
) -> None:
    baseline, placebo = model(lab, seed), model(lab, seed, placebo=True)
    rekeyed = placebo.world.recruiters.rekeyed
    assert not baseline.world.recruiters.rekeyed.any()
    assert 0 < rekeyed.sum() < 0.3 * rekeyed.size
    rows, here, there = parting(compare, baseline, placebo)
    assert rows.size > 0
    touched = np.concatenate([rekeyed, [False]])  # recruiter -1: none
    assert (touched[here] | touched[there]).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_placebo_makes_as_many_contacts(lab: Any, compare: Any, seed: int) -> None:
    baseline, placebo = model(lab, seed).run(), model(lab, seed, placebo=True).run()
    mine, theirs = placebo.world.recruiters, baseline.world.recruiters
    assert (mine.contacts_made == theirs.contacts_made).all()
    assert placebo.contacts == baseline.contacts > 0
    assert placebo.contacts_changed(baseline) == mine.contacts_made[mine.rekeyed].sum() > 0
    assert baseline.contacts_changed(baseline) == 0


def test_a_twentieth_of_the_recruiters_is_re_keyed(lab: Any) -> None:
    chosen = [
        lab.model(seed=s, spin_up_years=0.0, placebo=True, recruiters_per_1000=20.0).world.recruiters.rekeyed
        for s in range(1, 9)
    ]
    everyone = np.concatenate(chosen)
    assert abs(everyone.mean() - 0.05) < 3.5 * np.sqrt(0.05 * 0.95 / everyone.size)
