"""The plain Mesa twin lives the same lives as the engine, bit for bit; and the judge sees one bit.

The full-horizon comparison over every scenario is a command: ``python -m benchmarks.twin --lives``.
"""

from __future__ import annotations

import datetime as dt
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safepassage.interventions.scenario import Scenario, make_intervention

SCENARIOS = (
    "no_iom",
    "integrated",
    "task_force",
    "border_closure",
    "moratorium",
    "poverty_shock",
    "unemployment_shock",
    "institutions",
)
STEPS = 30
START = dt.date(2018, 11, 23)
"""The dated measures begin with 2019: five steps without them, then with them."""


@pytest.fixture(scope="module")
def twin() -> Iterator[Any]:
    """The package ``benchmarks.twin``, which is not installed: found from the checkout's root."""
    root = str(Path(__file__).resolve().parents[2])
    sys.path.insert(0, root)
    yield importlib.import_module("benchmarks.twin.runs")
    sys.path.remove(root)


def off_by_one_bit(rule: Callable[..., float], kind: type[np.floating[Any]]) -> Callable[..., float]:
    """The rule with its result moved to the next number of a type."""
    return lambda *arguments: float(np.nextafter(kind(rule(*arguments)), kind(np.inf)))


@pytest.mark.parametrize("government", ["responsive", "unresponsive"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_engine_and_twin_live_the_same_lives(twin: Any, scenario: str, government: str) -> None:
    model, plain = twin.pair(scenario, government, start=START, overrides=twin.BUSY)
    outcome = twin.run_together(model, plain, STEPS)
    assert outcome.difference is None
    assert outcome.steps == STEPS
    assert (
        outcome.moves > len(plain.land.persons) / 5
    )  # the persons have lived through something, closed in or not


def test_the_same_through_hubs_and_with_two_corridors(twin: Any) -> None:
    model, plain = twin.pair("border_closure", "as_is", region="indonesia", start=START, overrides=twin.BUSY)
    outcome = twin.run_together(model, plain, STEPS)
    assert outcome.difference is None
    assert outcome.moves > len(plain.land.persons) / 5
    assert model.world.ledger.gate_arrivals.size > 20


def test_the_same_at_central_parameters(twin: Any) -> None:
    assert twin.run_together(*twin.pair("integrated", "as_is"), 52).difference is None


@pytest.mark.parametrize("scenario", ["integrated_by_records", "integrated_by_posts"])
def test_the_same_under_every_rule_of_targeting(twin: Any, scenario: str) -> None:
    model, plain = twin.pair(scenario, "as_is", region="indonesia", start=START, overrides=twin.BUSY)
    assert twin.run_together(model, plain, 10).difference is None


def test_the_same_where_outreach_seeks_villages_with_many_abroad_and_traits_are_overridden(twin: Any) -> None:
    sessions = [
        {"kind": "implementer", "where": "many_abroad"},
        {"kind": "socialisation", "where": "many_abroad"},
    ]
    scenario = Scenario(
        "sought out",
        interventions=tuple(make_intervention(one, "a test") for one in sessions),
        parameters={"broker_deceptiveness": 0.9, "traits_spread": 1.0, "awareness_reputation": 3.0},
    )
    model, plain = twin.pair(scenario, "as_is", region="indonesia", start=START, overrides=twin.BUSY)
    assert twin.run_together(model, plain, 10).difference is None
    assert model.world.doses.outreach_many_abroad.min() > 0.0


def test_the_same_where_measures_are_for_one_district(twin: Any) -> None:
    scenario = Scenario(
        "malaka",
        interventions=tuple(
            make_intervention({**one, "districts": ["malaka"]}, "a test")
            for one in (
                {"kind": "task_force"},
                {"kind": "screening", "factor": 5.0, "kinds": ["formal", "unofficial"]},
            )
        ),
    )
    model, plain = twin.pair(scenario, "as_is", region="indonesia", start=START, overrides=twin.BUSY)
    assert twin.run_together(model, plain, 5).difference is None
    assert (model.world.doses.task_force > 1.0).tolist() == [False, False, False, True]
    assert model.world.doses.spend_own[:3].sum() == 0.0 < model.world.doses.spend_own[3]
    assert 0 < (model.world.doses.screening > 1.0).sum() < 4


def test_the_same_under_the_rival_rules_of_networks_debts_and_enforcement(twin: Any) -> None:
    rival = {**twin.BUSY, "network_rule": 1.0, "debt_rule": 1.0, "enforcement_rule": 1.0}
    model, plain = twin.pair("task_force", "responsive", start=START, overrides=rival)
    assert twin.run_together(model, plain, STEPS).difference is None


@pytest.mark.parametrize("rule", [1.0, 2.0, 3.0])
def test_the_same_under_every_rival_rule_of_authority(twin: Any, rule: float) -> None:
    rival = {**twin.BUSY, "authority_rule": rule, "linear_returns": rule % 2.0}
    model, plain = twin.pair("integrated", "unresponsive", start=START, overrides=rival)
    assert twin.run_together(model, plain, STEPS).difference is None


def test_the_same_where_officials_cannot_attend_all_courses(twin: Any) -> None:
    cheap = {**twin.BUSY, "training_cost_usd": 5.0}
    model, plain = twin.pair("integrated", "responsive", region="indonesia", start=START, overrides=cheap)
    assert twin.run_together(model, plain, 5).difference is None
    assert model.world.governments.unspent_usd.min() >= 0.0 < model.world.governments.unspent_usd.max()


def test_the_same_in_half_weeks_with_a_placebo_and_every_rate_worked_out(twin: Any) -> None:
    model, plain = twin.pair(
        "integrated", "responsive", step_days=3.5, placebo=True, overrides=twin.BUSY, bounded=False, seed=2
    )
    model.world.recruiters.rekeyed[::2] = True
    plain = type(plain)(model.world, bounded=False)
    assert twin.run_together(model, plain, STEPS).difference is None


def test_a_twin_that_joins_later_lives_on_alike(twin: Any) -> None:
    model, plain = twin.pair("task_force", "responsive", start=START, overrides=twin.BUSY)
    for _ in range(10):
        model.step()
    joined = type(plain)(model.world)
    assert twin.run_together(model, joined, 10).difference is None


# ------------------------------------------------------------------------------ the judge sees one bit


def test_one_bit_in_a_person_of_the_engine_is_named(twin: Any) -> None:
    model, plain = twin.pair("no_iom", overrides=twin.BUSY)
    assert twin.run_together(model, plain, 3).difference is None
    debt, row = model.world.people.debt_usd, 137
    debt[row:] = np.nextafter(debt[row:], np.float32(1e9))
    found = twin.first_difference(model.world, plain)
    assert found is not None
    assert found.startswith(f"step 2: person {model.world.people.id[row]}: debt_usd: engine ")


def test_a_rule_one_bit_off_in_the_twin_names_person_step_and_column(
    twin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    awareness = importlib.import_module("benchmarks.twin.awareness")
    model, plain = twin.pair("no_iom", overrides=twin.BUSY)
    assert twin.run_together(model, plain, 4).difference is None
    monkeypatch.setattr(awareness, "faded", off_by_one_bit(awareness.faded, np.float32))
    outcome = twin.run_together(model, plain, STEPS)
    assert outcome.difference is not None
    assert outcome.difference.startswith(f"step 4: person {model.world.people.id[0]}: awareness: engine ")


@pytest.mark.parametrize(
    ("module", "rule"),
    [
        ("institutions", "drift"), ("government", "effective"), ("institutions", "returned"),
        ("government", "gated"), ("institutions", "lifted"), ("enforcement", "expected_arrests"),
        ("enforcement", "within"),
    ],
)  # fmt: skip
def test_a_rule_one_bit_off_in_double_precision_is_seen_where_its_result_is_kept(
    twin: Any, monkeypatch: pytest.MonkeyPatch, module: str, rule: str
) -> None:
    where = importlib.import_module(f"benchmarks.twin.{module}")
    model, plain = twin.pair("integrated", overrides=twin.BUSY)
    monkeypatch.setattr(where, rule, off_by_one_bit(getattr(where, rule), np.float64))
    difference = twin.run_together(model, plain, STEPS).difference
    assert difference is not None
    if rule == "drift":
        assert difference.startswith("step 0: governments' responsiveness[0]: engine ")


def test_a_changed_decision_names_the_first_person_who_lives_otherwise(
    twin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gates = importlib.import_module("benchmarks.twin.gates")
    model, plain = twin.pair("no_iom", overrides=twin.BUSY)
    monkeypatch.setattr(gates, "recognition", lambda *_: 1.0)
    difference = twin.run_together(model, plain, STEPS).difference
    assert difference is not None
    step, who, column, _ = difference.split(": ", 3)
    assert step == f"step {model.world.scenario_step - 1}"
    assert column in model.world.people._fields
    # nobody of a lower number differs in anything
    number = int(who.removeprefix("person "))
    row = int(np.searchsorted(model.world.people.id, number))
    before = [twin.number(one, column) for one in list(plain.land.persons)[:row]]
    assert np.array_equal(getattr(model.world.people, column)[:row], np.array(before))
    assert twin.number(plain.land.person_of[number], column) != getattr(model.world.people, column)[row]
