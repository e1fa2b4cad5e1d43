"""Known answer 3: with nothing fed back, lives abroad follow a Markov chain that is known exactly.

The reduction. Aspiration and contacts are off, so nobody leaves and home is the end. Everyone starts
abroad, at work or exploited, irregular and without debt. The way home takes no time (``days_home`` = 0), so nobody
is under way after a step. Nobody is recognised except by rescue, which is sure; consulates take up every
case, and places in assistance have no limit. What is left are five situations; a person changes at most once in a step:

    working -> exploited (onset), home (end of stay, deportation), dead
    exploited -> working (worked off, or escape on the spot), home (deportation, escape, rescue without
                 assistance), assisted (rescue), dead
    assisted -> home

All exponential; where a person lives plays no part, so all cells are one. In a step of dt years one
leaves i with probability 1 - exp(-q_i dt) and goes to j with the share q_ij / q_i of it: P(dt).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import expm

from safepassage.world.codes import Papers, Sector, Situation
from safepassage.world.ledger import recount
from safepassage.world.world import World

SITUATIONS = (Situation.WORKING, Situation.EXPLOITED, Situation.ASSISTED, Situation.RESIDENT, Situation.DEAD)
WORKING, EXPLOITED, ASSISTED, HOME, DEAD = range(5)

CHAIN = {
    "onset_irregular_per_year": 0.8,
    "end_irregular_per_year": 0.5,
    "deportation_per_year": 0.3,
    "death_irregular_per_year": 0.2,
    "death_exploited_factor": 2.0,
    "escape_per_year": 0.9,
    "escape_home_share": 0.6,
    "worked_off_per_year": 0.5,
    "deportation_exploited_per_year": 0.3,
    "find_inspection_per_year": 0.6,
    "assistance_log_odds": 0.5,
    "assistance_weeks": 26.0,
}
REDUCTION = {
    "base_aspiration_per_year": 0.0, "contacts_per_week": 0.0, "death_female_factor": 1.0, "days_home": 0.0,
    "death_plantation_factor": 1.0, "find_domestic_factor": 1.0, "consular_cases_per_100000": 1e11,
    "destination_recognition_log_odds": -1e3, "destination_false_log_odds": -1e3,
    "return_recognition_log_odds": -1e3, "return_false_log_odds": -1e3, "self_report_share": 0.0,
    "assistance_places_per_100000": 1e11,
}  # fmt: skip


def generator() -> NDArray[np.float64]:
    """Q, rates per year; rows sum to zero."""
    q = CHAIN
    helped = 1.0 / (1.0 + math.exp(-q["assistance_log_odds"]))
    rates = np.zeros((5, 5))
    rates[WORKING, EXPLOITED] = q["onset_irregular_per_year"]
    rates[WORKING, HOME] = q["end_irregular_per_year"] + q["deportation_per_year"]
    rates[WORKING, DEAD] = q["death_irregular_per_year"]
    rates[EXPLOITED, WORKING] = q["worked_off_per_year"] + q["escape_per_year"] * (
        1.0 - q["escape_home_share"]
    )
    rates[EXPLOITED, HOME] = (
        q["deportation_exploited_per_year"]
        + q["escape_per_year"] * q["escape_home_share"]
        + q["find_inspection_per_year"] * (1.0 - helped)
    )
    rates[EXPLOITED, ASSISTED] = q["find_inspection_per_year"] * helped
    rates[EXPLOITED, DEAD] = q["death_irregular_per_year"] * q["death_exploited_factor"]
    rates[ASSISTED, HOME] = 365.25 / 7.0 / q["assistance_weeks"]
    return rates - np.diag(rates.sum(axis=1))


def one_step(q: NDArray[np.float64], years: float) -> NDArray[np.float64]:
    """P(dt): competing exponential clocks, the earliest within the step happens, and nothing after it."""
    leaving = -np.diag(q)
    share = np.divide(q, leaving[:, None], out=np.zeros_like(q), where=leaving[:, None] > 0.0)
    gone = -np.expm1(-leaving * years)
    p = gone[:, None] * share
    np.fill_diagonal(p, 1.0 - gone)
    return p


def all_abroad(lab: Any, begin: Situation, seed: int, step_days: float) -> World:
    world: World = lab.spun_up(seed=seed, spin_up_years=0.0, step_days=step_days, **CHAIN, **REDUCTION)
    people = world.people
    people.situation[:] = begin
    people.papers[:] = Papers.NONE
    people.sector[:] = Sector.PLANTATION
    people.debt_usd[:] = 0.0
    people.harmed[:] = begin == Situation.EXPLOITED
    recount(people, world.ledger)
    return world


def shares(
    lab: Any, begin: Situation, step_days: float, times: list[int], seeds: range = range(1, 5)
) -> tuple[NDArray[np.float64], int]:
    """Share of persons in each situation after some numbers of steps, and over how many persons."""
    total = np.zeros((len(times), 5))
    for seed in seeds:
        world = all_abroad(lab, begin, seed, step_days)
        model = lab.model(seed=seed, years=3.0, step_days=step_days, world=world, **CHAIN, **REDUCTION)
        for n in range(1, max(times) + 1):
            model.step()
            if n in times:
                total[times.index(n)] += model.world.ledger.stock.sum(axis=0)[list(SITUATIONS)]
    persons = int(total[0].sum())
    return total / persons, persons


@pytest.mark.parametrize("begin", [Situation.WORKING, Situation.EXPLOITED])
@pytest.mark.parametrize(
    ("step_days", "times"), [(7.0, [1, 13, 52, 150]), (28.0, [1, 4, 13, 36]), (1.75, [1, 100])]
)
def test_known_answer_3_situations_follow_the_chain(
    lab: Any, begin: Situation, step_days: float, times: list[int]
) -> None:
    found, persons = shares(lab, begin, step_days, times)
    p = one_step(generator(), step_days / 365.25)
    for n, observed in zip(times, found, strict=True):
        expected = np.linalg.matrix_power(p, n)[SITUATIONS.index(begin)]
        error = np.sqrt(expected * (1.0 - expected) / persons)
        assert (np.abs(observed - expected) <= 3.0 * error + 1e-12).all(), (n, (observed - expected) / error)
        assert observed[HOME] > 0.0


def test_known_answer_3_long_steps_follow_their_own_chain_and_not_continuous_time(lab: Any) -> None:
    """At 28 days the two differ by more than three standard errors: the test above can tell them apart."""
    found, persons = shares(lab, Situation.WORKING, 28.0, [13])
    continuous = expm(generator() * 13 * 28.0 / 365.25)[WORKING]
    error = np.sqrt(continuous * (1.0 - continuous) / persons)
    assert (np.abs(found[0] - continuous) / error).max() > 3.0


def test_known_answer_3_the_chain_tends_to_continuous_time(years: float = 2.0) -> None:
    """Halving the step halves the difference from expm(Q t): first order, as one change a step allows."""
    q = generator()
    assert np.allclose(q.sum(axis=1), 0.0)
    target = expm(q * years)
    off = [
        np.abs(np.linalg.matrix_power(one_step(q, years / n), n) - target).max()
        for n in (26, 52, 104, 208, 416, 832)
    ]
    ratios = np.divide(off[1:], off[:-1])
    assert (ratios > 0.45).all()
    assert (ratios < 0.55).all()
    assert off[-1] < 0.001
