"""Outreach held where many are abroad: as many persons are reached, and more of those whom recruiters find."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.evidence.errors import InputError
from safepassage.interventions.scenario import Scenario, make_intervention
from safepassage.model import BorderModel
from safepassage.rules.awareness import sessions
from safepassage.world.ledger import share_abroad

STILL = {"awareness_decay_per_year": 0.0, "word_of_mouth_per_year": 0.0, "testimony_gain": 0.0}


def taught(lab: Any, where: str, **more: Any) -> BorderModel:
    """One week of sessions held everywhere or where many are abroad."""
    item = make_intervention({"kind": "implementer", "where": where}, "a test")
    model: BorderModel = lab.model(
        Scenario("one", interventions=(item,)), region="indonesia", share=0.1, budget_usd_per_year=1e7, **STILL, **more
    )  # fmt: skip
    model.step()
    return model


def spun_up(lab: Any) -> Any:
    """The world before this week."""
    return lab.spun_up(region="indonesia", share=0.1, **STILL)


def reached(lab: Any, model: BorderModel) -> Any:
    """Who was in a session in this week."""
    before = spun_up(lab).people.awareness
    return model.world.people.awareness > before


def test_as_many_are_reached_and_their_villages_have_more_abroad(lab: Any) -> None:
    here, there = (taught(lab, where) for where in ("everywhere", "many_abroad"))
    share = share_abroad(spun_up(lab))  # as it was when the sessions were held
    abroad = share[here.world.people.subdistrict]
    evenly, sought = reached(lab, here), reached(lab, there)
    assert sought.sum() == pytest.approx(evenly.sum(), abs=4.0 * np.sqrt(evenly.sum()))
    assert abroad[sought].mean() > abroad[evenly].mean()
    district, people = here.world.people.district, here.world.ground.subdistrict_population
    of = here.world.ground.subdistrict_district
    mean = np.bincount(of, share * people) / np.bincount(of, people)
    assert (abroad > mean[district])[sought & ~evenly].all()
    assert (abroad < mean[district])[evenly & ~sought].all()


def test_no_more_money_is_spent(lab: Any) -> None:
    for name in ("spend_usd", "unspent_usd"):
        values = [taught(lab, where).indicator(name) for where in ("everywhere", "many_abroad")]
        assert np.array_equal(*values), name


def test_where_nobody_is_abroad_all_are_sought_alike() -> None:
    assert sessions(10.0, 5.0, 0.0, 0.0) == 15.0
    assert sessions(10.0, 0.0, 0.3, 0.1) == 10.0
    assert sessions(10.0, 5.0, 0.3, 0.1) == pytest.approx(25.0)


def test_a_place_that_is_not_known_is_answered() -> None:
    with pytest.raises(InputError, match=r"where 'many abroad' is not known.*many_abroad"):
        make_intervention({"kind": "implementer", "where": "many abroad"}, "a test")
