"""Kinds of intervention: a file each, fields that refuse what means nothing, strengths that default to a passport."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import load_passports
from safepassage.interventions.kinds import KINDS
from safepassage.interventions.kinds.closure import Closure
from safepassage.interventions.scenario import make_intervention, scenario_from
from safepassage.parameters import load_parameters


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_the_name_of_its_file_and_passports_that_are_there(kind: str) -> None:
    made = KINDS[kind]
    assert made().name == kind == made.__module__.rsplit(".", 1)[1]
    named = [one.metadata["passport"] for one in dataclasses.fields(made) if "passport" in one.metadata]
    assert set(named) <= set(load_passports())


def test_a_strength_is_the_scenarios_or_the_runs() -> None:
    world: Any = SimpleNamespace(parameters=load_parameters({"closure_openness": 0.125}))
    assert Closure().strength("openness", world) == 0.125
    assert Closure(openness=0.5).strength("openness", world) == 0.5


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"kind": "closure", "openness": 1.5}, "closure.openness = 1.5 is outside 0 to 1"),
        (
            {"kind": "facilitator", "outside_share": -0.1},
            "facilitator.outside_share = -0.1 is outside 0 to 1",
        ),
        ({"kind": "action_plan", "adopted": 2}, "action_plan.adopted = 2 is outside 0 to 1"),
        ({"kind": "task_force", "opening_factor": -1}, "task_force.opening_factor = -1 is outside 0 to inf"),
        ({"kind": "shock", "wage_factor": True}, "shock.wage_factor = True is not a number"),
        ({"kind": "closure", "kinds": "formel"}, "did you mean 'formal'"),
        ({"kind": "partner", "start": "soon"}, "partner.start = 'soon' is not a date"),
        ({"kind": "partner", "shares": 1.0}, "partner has no field 'shares'; did you mean 'share'"),
        ({"kind": "task_farce"}, "kind 'task_farce' is not known; did you mean 'task_force'"),
    ],
)
def test_a_field_refuses_what_means_nothing(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refusal:
        make_intervention(raw, "mine.yaml")
    assert str(refusal.value).startswith("mine.yaml: ")
    assert said in str(refusal.value)


def test_a_title_is_one_text_or_one_in_each_language() -> None:
    both = scenario_from({"title": {"en": "Radio", "id": "Radio desa"}}, "radio", "radio.yaml")
    assert [both.called("en"), both.called("id")] == ["Radio", "Radio desa"]
    one = scenario_from({"title": "Radio"}, "radio", "radio.yaml")
    assert [one.called("en"), one.called("id")] == ["Radio", "Radio"]
    assert scenario_from({}, "radio", "radio.yaml").called("id") == "radio"
    for title in ({"en": "Radio"}, {"en": "Radio", "id": ""}, {"en": "Radio", "id": 3}):
        with pytest.raises(InputError, match=r"radio.yaml: title is a text, or a text in each of en, id"):
            scenario_from({"title": title}, "radio", "radio.yaml")
