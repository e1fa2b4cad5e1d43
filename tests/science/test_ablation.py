"""Each intervention switched on and off with interactions off: what it is for moves, what it cannot reach stays.

The untouched indicators stay equal bit for bit: then whatever moves them in a whole world comes through an
interaction, and not through a stage that an intervention should not know.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.interventions.kinds import KINDS
from safepassage.interventions.scenario import Scenario, make_intervention
from safepassage.model import BorderModel
from safepassage.observation import INDICATOR_NAMES

BUSY = {"onset_irregular_per_year": 0.3, "self_report_share": 0.5, "opening_per_year": 5.0}

STATE = ("awareness", "training", "responsiveness")
TRUTH = (
    "trafficked", "entered_exploitation", "exploited", "exploitation_years", "abroad", "departures_regular",
    "departures_irregular", "attempts", "refused", "returned", "retrafficked", "deaths_abroad", "deported",
    "placements",
    "rescued", "expected_finds", "expected_rescues",
    "crossed_formal", "crossed_traditional", "crossed_unofficial", "crossed_hub", "population",
)  # fmt: skip
IDENTIFIED = ("identified_true", "identified_false", "assisted")
IOM = ("spend_usd", "unspent_usd")

LISTED: dict[str, tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]] = {
    "implementer": ({}, ("awareness", "spend_usd"), ("training", "responsiveness")),
    "facilitator": ({}, ("training", "responsiveness", "placements", "spend_usd"), ("awareness",)),
    "partner": ({}, ("expected_finds", "exploited", "assisted", "spend_usd"), STATE),
    "task_force": ({}, ("expected_cases", "spend_government_usd"), (*STATE, *IOM)),
    "service_offices": ({"capacity_factor": 2.0}, ("placements", "spend_government_usd"), (*STATE, *IOM)),
    "screening": ({"factor": 10.0, "kinds": ["unofficial"]}, ("refused",), (*STATE, *IOM, "spend_government_usd")),
    "closure": ({}, ("departures_irregular", "refused"), (*STATE, *IOM, "spend_government_usd")),
    "moratorium": ({}, ("placements",), (*STATE, *IOM, "spend_government_usd")),
    "shock": ({"wage_factor": 2.0}, ("attempts",), (*STATE, *IOM, "spend_government_usd")),
    "protection": ({}, ("expected_cases", "spend_government_usd"), (*STATE, *TRUTH, *IDENTIFIED, *IOM)),
    "hotline": (
        {"report_factor": 4.0, "asked_share": 0.0, "family_finds_per_year": 0.0},
        ("identified_true", "registered_victims", "expected_cases"),
        (*STATE, *TRUTH, "identified_false", *IOM),
    ),
    "action_plan": ({}, ("awareness", "spend_government_usd"), ("training", "responsiveness", *IOM)),
    "shelters": ({"referral_log_odds": 1.0}, ("assisted", "spend_government_usd"), (*STATE, *IOM)),
    "cross_border": ({"factor": 10.0}, ("expected_finds", "exploited", "identified_true"), (*STATE, *IOM)),
    "university_partners": ({"reach_factor": 3.0}, ("awareness",), ("training", "responsiveness", *IOM)),
    "socialisation": ({}, ("awareness", "training"), ("responsiveness", *IOM)),
}  # fmt: skip
"""Kind -> its fields here, the indicators that move, and those that must not in any bit.

Of the hotline's three doors the one at home alone is open here: the others change lives abroad and before departure."""

NOBODY_ASSISTED = {"assistance_log_odds": -1e3}
"""Who is assisted does not leave meanwhile: without assistance a record changes no life."""


NO_OWN_OUTREACH = {"government_budget_usd_per_100000": 0.0}
"""A session reaches who is at home: where governments hold some, awareness follows who is away."""


def run(lab: Any, *interventions: object, **more: float) -> BorderModel:
    scenario = Scenario("one", interventions=interventions)  # type: ignore[arg-type]
    settings = {**lab.lively, **BUSY, **lab.alone, **more}
    model: BorderModel = lab.model(scenario, "responsive", years=2.0, **settings)
    return model.run()


def test_every_kind_of_intervention_is_listed() -> None:
    assert set(LISTED) == set(KINDS)


@pytest.mark.parametrize("kind", LISTED)
def test_with_interactions_off_an_intervention_moves_what_it_is_for_and_nothing_else(
    lab: Any, kind: str
) -> None:
    fields, moved, untouched = LISTED[kind]
    more = {} if kind in ("action_plan", "university_partners") else NO_OWN_OUTREACH
    if kind in ("protection", "hotline"):
        more = {**more, **NOBODY_ASSISTED}
    with_it = run(lab, make_intervention({"kind": kind, **fields}, "a test"), **more)
    without = run(lab, **more)
    for name in moved:
        assert not np.array_equal(with_it.indicator(name), without.indicator(name)), name
    for name in untouched:
        assert np.array_equal(with_it.indicator(name), without.indicator(name)), name
    assert set(moved) | set(untouched) <= set(INDICATOR_NAMES)


def test_the_list_is_sharp_a_closure_moves_what_protection_must_not(lab: Any) -> None:
    """The control: the same comparison sees a difference where there is one."""
    closed = run(lab, make_intervention({"kind": "closure"}, "a test"))
    without = run(lab)
    moved = [n for n in TRUTH if not np.array_equal(closed.indicator(n), without.indicator(n))]
    assert {"trafficked", "entered_exploitation", "departures_irregular", "abroad"} <= set(moved)
