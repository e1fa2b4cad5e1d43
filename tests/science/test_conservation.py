"""Known answer 4: persons are conserved, and stocks follow flows, at every step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.world.codes import Situation

BUSY = {"scenario": "integrated", "government": "responsive", "years": 3.0, "onset_irregular_per_year": 0.3}


@pytest.mark.parametrize(("region", "share"), [("classroom", 1.0), ("indonesia", 0.05)])
def test_known_answer_4_stocks_follow_flows_at_every_step(lab: Any, region: str, share: float) -> None:
    model = lab.model(region=region, share=share, spin_up_years=2.0, **{**lab.lively, **BUSY})
    ledger, people = model.world.ledger, model.world.people
    before, everyone = ledger.stock.copy(), np.bincount(people.district)
    seen = np.zeros_like(ledger.flow)
    while model.running:
        model.step()
        moved = ledger.flow
        assert (ledger.stock == before + moved.sum(axis=1) - moved.sum(axis=2)).all()
        assert (ledger.stock.sum(axis=1) == everyone).all()
        assert ledger.stock.min() >= 0
        before = ledger.stock.copy()
        seen += moved
    # every situation was entered and, except death, left
    entered, left = seen.sum(axis=(0, 1)), seen.sum(axis=(0, 2))
    assert (entered > 0).all()
    assert (left[: Situation.DEAD] > 0).all()
    assert left[Situation.DEAD] == 0


def test_known_answer_4_stocks_are_what_the_columns_say(lab: Any) -> None:
    model = lab.model(spin_up_years=2.0, **{**lab.lively, **BUSY})
    world = model.world
    while model.running:
        model.step()
        people, ledger = world.people, world.ledger
        stock = np.zeros_like(ledger.stock)
        np.add.at(stock, (people.district, people.situation), 1)
        assert (ledger.stock == stock).all()
        away = np.isin(people.situation, [Situation.WORKING, Situation.EXPLOITED])
        assert (ledger.abroad == np.bincount(people.subdistrict[away], minlength=ledger.abroad.size)).all()
        awareness = np.bincount(people.cell, people.awareness, minlength=ledger.awareness.size)
        assert np.allclose(ledger.awareness / 2.0**40, awareness, rtol=1e-9, atol=1e-6)
        assert (world.sample.row_of_id[people.id] == np.arange(people.id.size)).all()
    assert away.any()


def test_known_answer_4_events_are_flows(lab: Any) -> None:
    """What is counted as an event is also a change of situation, at every step."""
    model = lab.model(spin_up_years=2.0, **{**lab.lively, **BUSY})
    while model.running:
        model.step()
        flow = model.world.ledger.flow
        at = int(model.world.scenario_step) - 1
        now = {
            name: model.indicator(name)[at] for name in ("entered_exploitation", "deaths_abroad", "assisted")
        }
        assert (now["entered_exploitation"] == flow[:, :, Situation.EXPLOITED].sum(axis=1)).all()
        channels = model.indicator("entered_regular")[at] + model.indicator("entered_irregular")[at]
        assert (now["entered_exploitation"] == channels).all()
        assert (now["deaths_abroad"] == flow[:, :, Situation.DEAD].sum(axis=1)).all()
        assert (now["assisted"] == flow[:, :, Situation.ASSISTED].sum(axis=1)).all()
        away = model.world.ledger.stock[:, [Situation.WORKING, Situation.EXPLOITED]].sum(axis=1)
        assert (model.indicator("abroad")[at] == away).all()
    kinds = [model.indicator(f"crossed_{kind}") for kind in ("formal", "traditional", "unofficial", "hub")]
    departures = model.indicator("departures_regular") + model.indicator("departures_irregular")
    assert departures.sum() > 0.0
    assert (sum(kinds) == departures).all()


def test_known_answer_4_years_of_exploitation_are_the_same_by_person_and_by_series(lab: Any) -> None:
    """Persons count the step in which they leave, the series that in which they enter: the two ends differ."""
    model = lab.model(spin_up_years=2.0, **{**lab.lively, **BUSY})
    first = model.world.ledger.stock[:, Situation.EXPLOITED].sum()
    model.run()
    last = model.world.ledger.stock[:, Situation.EXPLOITED].sum()
    by_person = model.world.people.exploited_years.astype(float).sum()
    by_series = model.indicator("exploitation_years")[-1].sum()
    assert by_series > 10.0
    assert by_series - by_person == pytest.approx((last - first) * 7.0 / 365.25, abs=1e-3)
    people = model.world.people
    assert people.episodes.sum() == model.indicator("entered_exploitation").sum()
    assert ((people.episodes > 0) == (people.first_step >= 0)).all()
    assert people.first_step.max() < model.world.clock.step
