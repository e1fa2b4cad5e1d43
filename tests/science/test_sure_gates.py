"""Known answer 2: where every gate recognises everyone, nobody already trafficked passes one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.world.codes import Situation

SURE = {
    "exit_recognition_log_odds": 1e3,  # sensitivity one, at hubs and on paths too
    "exit_false_log_odds": -1e3,
    "screening_capacity_post": 1e11,
    "screening_capacity_traditional": 1e11,
    "screening_capacity_hub": 1e11,
    "patrol_chance": 1.0,
    "integrity": 1.0,
    "retry_share": 0.0,
}
WEAKER = {
    "exit_recognition_log_odds": 0.0,
    "screening_capacity_hub": 500.0,
    "screening_capacity_post": 20.0,
    "screening_capacity_traditional": 5.0,
    "patrol_chance": 0.5,
}
"""Each of these alone opens a hole."""


def run(lab: Any, **changed: float) -> Any:
    """No spin-up: nobody has passed a gate before the gates are sure."""
    model = lab.model(years=3.0, spin_up_years=0.0, **{**lab.lively, **SURE, **changed})
    model.passed = 0
    while model.running:
        model.step()
        model.passed += passing(model)
    return model


def passing(model: Any) -> int:
    """Persons trafficked by an offer made for exploitation who are past a gate on their way out."""
    people = model.world.people
    past = (people.situation == Situation.IN_TRANSIT) & (people.leg > 0)
    past |= np.isin(people.situation, [Situation.WORKING, Situation.EXPLOITED]) & (people.gate >= 0)
    return int((past & people.trafficked & people.intended).sum())


def test_known_answer_2_nobody_already_trafficked_passes_sure_gates(lab: Any) -> None:
    model = run(lab)
    assert model.indicator("trafficked").sum() > 0.0
    assert model.indicator("identified_true").sum() > 0.0
    assert model.passed == 0
    # work abroad still turns into exploitation, of people who were not trafficked when they left
    assert model.indicator("entered_exploitation").sum() > 0.0


def test_known_answer_2_without_onset_abroad_nobody_is_exploited(lab: Any) -> None:
    model = run(lab, onset_irregular_per_year=0.0, onset_regular_per_year=0.0)
    assert model.indicator("entered_exploitation").sum() == 0.0
    assert model.indicator("exploited").sum() == 0.0
    people = model.world.people
    away = np.isin(people.situation, [Situation.WORKING, Situation.EXPLOITED])
    assert not (away & people.trafficked).any()
    assert away.any()


@pytest.mark.parametrize("hole", WEAKER)
def test_known_answer_2_every_gate_is_needed(lab: Any, hole: str) -> None:
    assert run(lab, **{hole: WEAKER[hole]}).passed > 0


@pytest.mark.parametrize("integrity", [0.0, 1.0])
def test_known_answer_2_a_bribe_does_not_buy_off_recognition(lab: Any, integrity: float) -> None:
    """Integrity decides on papers; whoever is recognised as trafficked is not let through for money."""
    assert run(lab, integrity=integrity).passed == 0


def test_known_answer_2_refusal_of_papers_yields_to_bribes(lab: Any) -> None:
    """The same world with recognition off: where no officer takes a bribe more are turned back, paired by seed."""
    blind = {"exit_recognition_log_odds": -1e3, "refusal_log_odds": 1.0}
    honest = [run(lab, seed=s, integrity=1.0, **blind).indicator("refused").sum() for s in range(1, 7)]
    corrupt = [run(lab, seed=s, integrity=0.0, **blind).indicator("refused").sum() for s in range(1, 7)]
    more = np.subtract(honest, corrupt)
    assert more.mean() > 3.0 * more.std(ddof=1) / np.sqrt(more.size)
