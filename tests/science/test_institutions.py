"""Institutions reach the chain each by its own path: switched off it moves nothing, switched on what it names first.

Pairs of models share every draw, so a path that is off leaves every byte of a life as it was.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.interventions.scenario import Scenario, make_intervention

BUSY = {
    "base_aspiration_per_year": 0.02, "recruiters_per_1000": 2.0, "broker_intent": 0.4, "licensed_share": 0.3,
    "onset_irregular_per_year": 0.3, "find_inspection_per_year": 0.2, "consular_cases_per_100000": 100.0,
}  # fmt: skip
"""The classroom with enough exploited persons to be found, and enough cases taken up."""


def only(kind: str, **fields: Any) -> Scenario:
    return Scenario(kind, interventions=(make_intervention({"kind": kind, **fields}, "a test"),))


def pair(
    lab: Any, scenario: Scenario, government: str = "responsive", years: float = 2.0, **more: float
) -> Any:
    """The same world with the scenario and without it."""
    settings = {"years": years, **BUSY, **more}
    return lab.model(scenario, government, **settings).run(), lab.model(
        "no_iom", government, **settings
    ).run()


def total(model: Any, name: str) -> float:
    return float(np.nansum(model.indicator(name)))


def lived_alike(models: Any) -> bool:
    """Whether every byte of every person is the same in both."""
    people, others = (model.world.people for model in models)
    return all(np.array_equal(getattr(people, name), getattr(others, name)) for name in people._fields)


# --------------------------------------------------------------------------- partnership abroad

UNLINKED = {"find_partnership_gain": 0.0, "consular_partnership_gain": 0.0}
NOT_REFERRED = {"assistance_partnership": 0.0}
"""Partnership also refers: without that, its path abroad is all that is left of it."""


def test_partnership_without_its_path_abroad_changes_no_rescue(lab: Any) -> None:
    models = pair(lab, only("partner"), **UNLINKED, **NOT_REFERRED)
    assert models[0].world.governments.partnership[:2].min() > 0.5
    assert lived_alike(models)
    for name in ("expected_finds", "expected_rescues", "rescued"):
        assert np.array_equal(models[0].indicator(name), models[1].indicator(name))


@pytest.mark.parametrize(
    ("gain", "first", "last"),
    [
        ({"find_partnership_gain": 2.0}, "expected_finds", "expected_rescues"),
        ({"consular_partnership_gain": 2.0}, "expected_rescues", "rescued"),
    ],
)
def test_partnership_raises_finds_and_then_rescues(
    lab: Any, gain: dict[str, float], first: str, last: str
) -> None:
    models = pair(lab, only("partner"), **{**UNLINKED, **NOT_REFERRED, **gain})
    for name in (first, last):
        assert total(models[0], name) > total(models[1], name)
    assert total(models[0], "exploited") < total(models[1], "exploited")


def test_consulates_take_up_no_more_cases_than_they_can_carry(lab: Any) -> None:
    """However much is found: what is taken up a year stays near the capacity, and finds go by."""
    few = {"consular_cases_per_100000": 50.0, "find_inspection_per_year": 1.0}
    model = lab.model(years=2.0, **{**BUSY, **few}).run()
    capacity = 0.5 * 20_000 / 100_000 * 100.0 * 2.0  # persons in two years
    assert total(model, "expected_finds") > 3.0 * capacity
    assert total(model, "expected_rescues") == pytest.approx(capacity, rel=0.15)


def test_cross_border_access_finds_more(lab: Any) -> None:
    models = pair(lab, only("cross_border", factor=3.0))
    assert total(models[0], "expected_finds") > total(models[1], "expected_finds")
    assert total(models[0], "identified_true") > total(models[1], "identified_true")
