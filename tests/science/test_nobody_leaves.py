"""Known answer 1: without recruiters no departure is trafficked; without wish and inducement nobody leaves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.world.codes import Situation

NO_RECRUITERS = {"recruiters_per_1000": 0.0}
NO_ONSET = {"onset_irregular_per_year": 0.0, "onset_regular_per_year": 0.0}
"""Debt that turns work into forced work abroad counts as trafficking too: it needs no recruiter."""


def departures(model: Any) -> float:
    return float(model.indicator("departures_regular").sum() + model.indicator("departures_irregular").sum())


@pytest.mark.parametrize("region", ["classroom", "indonesia"])
def test_known_answer_1_without_recruiters_nobody_is_trafficked(lab: Any, region: str) -> None:
    world = {"region": region, "share": 1.0 if region == "classroom" else 0.05, "years": 2.0}
    recruited = lab.model(**world, **lab.lively, **NO_ONSET).run()
    alone = lab.model(**world, **{**lab.lively, **NO_ONSET, **NO_RECRUITERS}).run()
    assert recruited.indicator("trafficked").sum() > 0.0
    assert alone.indicator("trafficked").sum() == 0.0
    assert alone.indicator("entered_exploitation").sum() == 0.0
    assert not alone.people.get("trafficked").any()
    assert departures(alone) > 0.0
    # the values by district are zero too, licensed or not
    assert alone.world.recruiters.active.size == 0


@pytest.mark.parametrize("licensed_share", [0.0, 1.0])
def test_known_answer_1_recruiters_of_either_kind_traffic(lab: Any, licensed_share: float) -> None:
    """The test above is not met by silencing one kind alone."""
    kinds = {**lab.lively, **NO_ONSET, "licensed_share": licensed_share, "agency_intent": 0.4}
    model = lab.model(years=2.0, **kinds).run()
    assert model.world.recruiters.active.any()
    assert (model.world.recruiters.licensed == bool(licensed_share)).all()
    assert model.indicator("trafficked").sum() > 0.0


def test_known_answer_1_trafficking_that_starts_abroad_is_told_apart(lab: Any) -> None:
    """Debt to a recruiter may turn work abroad into forced work: the recruited only, and only abroad."""
    debt_bondage = {**lab.lively, "broker_intent": 0.0, "agency_intent": 0.0, "onset_irregular_per_year": 0.3}
    recruited = lab.model(years=2.0, **debt_bondage)
    while recruited.running:
        recruited.step()
        people = recruited.world.people
        out = (people.situation == Situation.WAITING) | (people.situation == Situation.IN_TRANSIT) & (
            people.leg >= 0
        )
        assert not (people.trafficked & out).any()
    assert recruited.indicator("trafficked").sum() > 0.0
    alone = lab.model(years=2.0, **{**debt_bondage, **NO_RECRUITERS}).run()
    assert alone.indicator("entered_exploitation").sum() > 0.0
    assert alone.indicator("trafficked").sum() == 0.0


NO_WISH = {"base_aspiration_per_year": 0.0}
NO_INDUCEMENT = {"no contacts": {"contacts_per_week": 0.0}, "no acceptance": {"accept_log_odds": -1e3}}


@pytest.mark.parametrize("region", ["classroom", "indonesia"])
@pytest.mark.parametrize("inducement", NO_INDUCEMENT)
def test_known_answer_1_without_wish_and_inducement_nobody_leaves(
    lab: Any, region: str, inducement: str
) -> None:
    """No spin-up: nobody is under way at the start. Both parts are needed: each alone lets some leave."""
    world = {
        "region": region,
        "share": 1.0 if region == "classroom" else 0.05,
        "years": 2.0,
        "spin_up_years": 0.0,
    }
    neither = lab.model(**world, **{**lab.lively, **NO_WISH, **NO_INDUCEMENT[inducement]}).run()
    assert departures(neither) == 0.0
    assert neither.indicator("attempts").sum() == 0.0
    assert neither.indicator("placements").sum() == 0.0
    assert not np.isin(neither.people.get("departures"), [1, 2, 3]).any()
    assert neither.indicator("returned").sum() > 0.0  # those of the stock abroad still come home
    for one in (NO_WISH, NO_INDUCEMENT[inducement]):
        assert departures(lab.model(**world, **{**lab.lively, **one}).run()) > 0.0
