"""Closed ways draw fewer; an office that lets nobody out sends most home; an office acts once, on who goes there."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import pytest

from safepassage.interventions.scenario import Scenario, make_intervention
from safepassage.model import START, BorderModel
from safepassage.region.load import load_region
from safepassage.region.region import PolicyEvent
from safepassage.world.codes import Situation

RESIDENT, WAITING, IN_TRANSIT = Situation.RESIDENT, Situation.WAITING, Situation.IN_TRANSIT
MANY = {"base_aspiration_per_year": 0.3, "contacts_per_week": 0.0}
"""Many set out; nobody is asked by a recruiter who was not looked for."""

CAN_PAY = {"cash_at_line_usd": 1e11, "household_shock_per_year": 0.0}
"""Nobody goes to a recruiter for want of the cost of the way that was chosen."""

ALONE = {"alone_log_weight": 50.0, "alone_experience": 0.0}
TO_THE_OFFICE = {"regular_log_weight": 50.0}


def one_step(lab: Any, kind: str | None, overrides: dict[str, float], **fields: Any) -> Any:
    """Changes of situation of all districts in the first step, with one intervention or none."""
    items = (make_intervention({"kind": kind, **fields}, "a test"),) if kind else ()
    model = lab.model(Scenario("one", interventions=items), **{**MANY, **overrides})
    model.step()
    return model.world.ledger.flow.sum(axis=0)


def test_closed_ways_draw_fewer_and_without_elasticity_as_many(lab: Any) -> None:
    """Whoever leaves goes alone, so the office turns nobody away."""

    def gone(elasticity: float, **closure: Any) -> int:
        flow = one_step(
            lab, "closure" if closure else None, {**ALONE, "openness_pull": elasticity}, **closure
        )
        # of those who set out some find no way worth going within the step
        return int(flow[RESIDENT, IN_TRANSIT])

    assert gone(0.0, openness=0.05) == gone(0.0) > 0
    assert gone(1.0, openness=0.05) < gone(0.3, openness=0.05) < gone(0.3) == gone(0.0)


def test_who_is_turned_away_stays_or_goes_another_way(lab: Any) -> None:
    """A moratorium that lets nobody out: nobody waits for papers, and none, some or all go without."""

    def leaving(stays: float, permit: float | None) -> tuple[int, int]:
        moratorium = {} if permit is None else {"permit_factor": permit}
        kind = "moratorium" if moratorium else None
        flow = one_step(
            lab, kind, {**TO_THE_OFFICE, **ALONE, **CAN_PAY, "shut_out_stays": stays}, **moratorium
        )
        return int(flow[RESIDENT, WAITING]), int(flow[RESIDENT, IN_TRANSIT])

    office, alone = leaving(0.7, None)
    assert office > 0
    assert leaving(1.0, 0.0) == (0, alone)
    assert leaving(0.0, 0.0) == (0, office + alone)
    some = leaving(0.5, 0.0)[1]
    assert alone < some < office + alone
    # a moratorium that cuts nothing turns nobody away
    assert leaving(0.0, 1.0) == leaving(1.0, 1.0) == (office, alone)


def test_the_office_acts_on_who_goes_there_and_not_on_the_time_of_papers(lab: Any) -> None:
    def flows(factor: float | None, **overrides: float) -> tuple[int, int]:
        fields = {} if factor is None else {"capacity_factor": factor, "usd_per_year": 0.0}
        flow = one_step(
            lab, "service_offices" if fields else None, {"document_weeks": 4.0, **overrides}, **fields
        )
        return int(flow[RESIDENT, WAITING]), int(flow[WAITING, IN_TRANSIT])

    asked, placed = flows(None)
    more_asked, still_placed = flows(3.0)
    assert placed > 0
    assert more_asked > asked
    # who asks in this step may get papers within it: of those who waited already just as many
    assert still_placed - placed <= more_asked - asked
    assert flows(3.0, regular_office=0.0) == flows(None, regular_office=0.0)


@pytest.mark.parametrize("kind", ["moratorium", "closure"])
def test_papers_wait_where_nobody_is_let_out(lab: Any, kind: str) -> None:
    fields = {"permit_factor": 0.0} if kind == "moratorium" else {"openness": 0.0}
    assert one_step(lab, None, {})[WAITING, IN_TRANSIT] > 0
    assert one_step(lab, kind, {}, **fields)[WAITING, IN_TRANSIT] == 0


def test_regular_departures_fall_most_in_a_closure(lab: Any) -> None:
    """P5 in small: regular departures fall, irregular ones less."""
    worlds = [
        lab.model(Scenario("one", interventions=items), share=1.0, years=2.0, **MANY).run()
        for items in ((make_intervention({"kind": "closure", "openness": 0.05}, "a test"),), ())
    ]
    regular, irregular = (
        np.divide(*(float(model.indicator(name)[26:].sum()) for model in worlds))
        for name in ("departures_regular", "departures_irregular")
    )
    assert regular < 0.5
    assert regular < irregular < 1.0


def test_a_dated_policy_of_information_raises_awareness_in_its_districts_alone(lab: Any) -> None:
    region = load_region("classroom")
    told = PolicyEvent("information", (0,), START, dt.date(2100, 1, 1), 2000.0, "")
    model, without = (
        BorderModel(dataclasses.replace(region, events=events), population_share=1.0, spin_up_years=0.0)
        for events in ((told,), ())
    )
    for one in (model, without):
        for _ in range(4):
            one.step()
    with_it, as_is = (one.world.people.awareness for one in (model, without))
    mine = model.world.people.district == 0
    assert with_it[mine].mean() > as_is[mine].mean()
    assert (with_it[~mine] == as_is[~mine]).all()
