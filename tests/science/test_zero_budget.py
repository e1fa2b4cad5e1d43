"""Known answer 8: IOM without money is no IOM, bit for bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.interventions import load_scenario, scenario_names
from safepassage.interventions.kinds.facilitator import Facilitator
from safepassage.interventions.kinds.implementer import Implementer
from safepassage.interventions.kinds.partner import Partner

ROLES = (Implementer, Facilitator, Partner)
IOM = [
    name
    for name in scenario_names()
    if (items := load_scenario(name).interventions) and all(isinstance(item, ROLES) for item in items)
]
"""Scenarios in which IOM acts and nobody else does anything new."""


ABROAD = {"find_inspection_per_year": 0.2, "consular_cases_per_100000": 20.0}
"""As few are found abroad, and as few cases taken up, as they are, partners move nobody among 20,000."""


def run(lab: Any, scenario: str, budget: float, government: str = "as_is") -> Any:
    """To the end of 2022: by then every dated share of ``historical`` has begun."""
    return lab.model(
        scenario, government, years=7.0, budget_usd_per_year=budget, **lab.lively, **ABROAD
    ).run()


def test_known_answer_8_all_iom_scenarios_are_here() -> None:
    assert set(IOM) >= {
        "historical",
        "implementer",
        "facilitator",
        "partner",
        "integrated",
        "awareness_only",
        "enforcement_only",
    }


@pytest.mark.parametrize("government", ["as_is", "responsive"])
@pytest.mark.parametrize("scenario", IOM)
def test_known_answer_8_zero_budget_equals_no_iom(
    lab: Any, compare: Any, scenario: str, government: str
) -> None:
    without = run(lab, "no_iom", 300_000.0, government)
    penniless = run(lab, scenario, 0.0, government)
    assert penniless.series.tobytes() == without.series.tobytes()
    for name in without.world.people._fields:
        assert (
            getattr(penniless.world.people, name).tobytes() == getattr(without.world.people, name).tobytes()
        ), name
    assert compare.digest(penniless) == compare.digest(without)


@pytest.mark.parametrize("scenario", IOM)
def test_known_answer_8_money_does_something(lab: Any, compare: Any, scenario: str) -> None:
    """With its budget every one of these scenarios changes people's lives, so equality above is not idle."""
    without, funded = run(lab, "no_iom", 300_000.0), run(lab, scenario, 300_000.0)
    assert compare.differing(funded.world.people, without.world.people).any()
    assert not np.array_equal(funded.indicator("exploitation_years"), without.indicator("exploitation_years"))
