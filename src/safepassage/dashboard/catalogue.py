"""What the page is told when it opens: names, ranges, texts and questions. The same for all visitors."""

from __future__ import annotations

import dataclasses
from typing import Any

from safepassage.dashboard.lessons import LESSONS, SAME_WITHIN
from safepassage.dashboard.levers import LEVERS, OWN, values_of
from safepassage.dashboard.settings import Choices, default_budget, shares
from safepassage.dashboard.visitor import MOST_STEPS
from safepassage.dashboard.worlds import BESIDE, GATES, MONEY
from safepassage.figures.labels import labels_of
from safepassage.interventions.scenario import load_government, load_scenario
from safepassage.observation.indicators import INDICATORS
from safepassage.observation.suppress import HIDDEN_TEXT, MINIMUM_SIMULATED
from safepassage.parameters import load_parameters
from safepassage.region.region import Region
from safepassage.report.geometry import in_both
from safepassage.report.payload import LOOKS
from safepassage.words import LANGUAGES
from safepassage.words import catalogue as words
from safepassage.world.codes import GateKind, Situation

START_PERSONS = 14_000
"""Simulated persons with which the page opens, where the region has so many."""


def catalogue(choices: Choices) -> dict[str, Any]:
    """Return everything that the page shows before there are worlds, as JSON can hold it."""
    return {
        "texts": dict(words("dashboard").texts),
        "looks": LOOKS,
        "labels": {
            kind: {name: in_both(kind, name) for name in labels_of(kind)}
            for kind in ("indicator", "government", "gate_kind")
        }
        | {"scenario": {name: _titles(name, choices) for name in choices.scenarios}},
        "regions": [_region(name, region) for name, region in choices.regions.items()],
        "scenarios": [_scenario(name, choices) for name in choices.scenarios],
        "governments": [_government(name, choices) for name in choices.governments],
        "own_government": OWN,
        "levers": [dataclasses.asdict(lever) for lever in LEVERS],
        "budget": default_budget(),
        "indicators": [
            {"name": one.name, "unit": one.unit, "kind": one.kind, "side": one.side} for one in INDICATORS
        ],
        "situations": [one.name.lower() for one in Situation],
        "gate_kinds": [one.name.lower() for one in GateKind],
        "table": {"beside": list(BESIDE), "gates": list(GATES), "money": list(MONEY)},
        "hidden": HIDDEN_TEXT,
        "fewest_simulated": MINIMUM_SIMULATED,
        "same_within": SAME_WITHIN,
        "most_steps": MOST_STEPS,
        "lessons": [dataclasses.asdict(lesson) for lesson in LESSONS],
    }


def _titles(name: str, choices: Choices) -> dict[str, str]:
    scenario = load_scenario(name, choices.own_configs)
    return {language: scenario.called(language) for language in LANGUAGES}


def _region(name: str, region: Region) -> dict[str, Any]:
    low, high = shares(region)
    start = min(high, START_PERSONS / region.population)
    return {
        "name": name,
        "title": region.title,
        "made_up": region.made_up,
        "population": region.population,
        "least": low,
        "most": high,
        # Two digits, so that the command line can be typed.
        "start": 1.0 if high >= 1.0 else float(f"{start:.1g}"),
    }


def _scenario(name: str, choices: Choices) -> dict[str, Any]:
    scenario = load_scenario(name, choices.own_configs)
    return {"name": name, "title": scenario.title, "values": values_of(scenario)}


def _government(name: str, choices: Choices) -> dict[str, Any]:
    """A setting and where its two sliders stand."""
    setting = load_government(load_name(name), choices.own_configs)
    parameters = load_parameters()
    level, uptake = (
        parameters.one(value) if isinstance(value, str) else value
        for value in (setting.start, setting.uptake)
    )
    return {"name": name, "values": {"responsiveness": level, "uptake": uptake}}


def load_name(name: str) -> str:
    """The setting whose values the page's own government starts from."""
    return "as_is" if name == OWN else name
