"""The scaling contract's expectations: sums of persons' probabilities equal, in mean, what happens to persons.

What happened less what was expected, given the past, is a martingale: its variance is at most the sum of
the probabilities. So the two must agree within three times the root of that sum, in every kind of world.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.interventions import Scenario
from safepassage.interventions.kinds.closure import Closure
from safepassage.world.codes import Count, Expected, Situation

ALL_GATES = ("formal", "traditional", "unofficial", "hub")
SCENARIOS = {
    "as it was": Scenario("as it was"),
    "all gates half open": Scenario("half open", interventions=(Closure(openness=0.5, kinds=ALL_GATES),)),
}
PLENTY = {"assistance_places_per_100000": 1e9, "onset_irregular_per_year": 0.3}
"""Without a limit on places, everyone referred is assisted."""

DOORS = {
    "exit": {"exit_recognition_log_odds": 1.0, "exit_false_log_odds": -1.0},
    "return": {"return_recognition_log_odds": 1.0, "return_false_log_odds": -1.0},
    "home": {"self_report_share": 0.9},
}
SHUT = {
    "exit_recognition_log_odds": -1e3, "exit_false_log_odds": -1e3, "destination_recognition_log_odds": -1e3,
    "destination_false_log_odds": -1e3, "return_recognition_log_odds": -1e3, "return_false_log_odds": -1e3,
    "self_report_share": 0.0, "find_inspection_per_year": 0.0,
}  # fmt: skip
"""Nobody is identified; one door is opened at a time."""


def run(lab: Any, scenario: str, **overrides: float) -> tuple[Any, Any]:
    """Sums of expectations and of counts over two years and six seeds."""
    expected, counts = np.zeros(len(Expected)), np.zeros(len(Count))
    for seed in range(1, 7):
        model = lab.model(SCENARIOS[scenario], seed=seed, years=2.0, **{**lab.lively, **PLENTY, **overrides})
        while model.running:
            model.step()
            expected += model.world.ledger.expected.sum(axis=0) / 2.0**40
            counts += model.world.ledger.counts.sum(axis=0)
    return expected, counts


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("door", DOORS)
def test_assistance_expected_at_a_door_is_assistance_given(lab: Any, scenario: str, door: str) -> None:
    expected, counts = run(lab, scenario, **{**SHUT, **DOORS[door]})
    demand, assisted = expected[Expected.ASSISTANCE_DEMAND], counts[Count.ASSISTED]
    assert assisted > 20
    assert abs(assisted - demand) < 3.0 * np.sqrt(demand)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_deaths_expected_are_deaths(lab: Any, scenario: str) -> None:
    """The other clocks may ring first within the step: that is less than a hundredth, inside the error."""
    expected, counts = run(lab, scenario, death_irregular_per_year=0.02, death_regular_per_year=0.01)
    deaths = expected[Expected.DEATHS]
    assert counts[Count.DEATHS_ABROAD] > 100
    assert abs(counts[Count.DEATHS_ABROAD] - deaths) < 3.0 * np.sqrt(deaths)


def test_offers_expected_to_be_accepted_are_acceptances(lab: Any) -> None:
    """Contacts alone: nobody looks for a recruiter, so all who take an offer were contacted."""
    nobody_looks = {"base_aspiration_per_year": 0.0, "accept_log_odds": -2.0}
    accepted = expected = 0.0
    for seed in range(1, 5):
        model = lab.model(seed=seed, years=2.0, spin_up_years=0.0, **{**lab.lively, **PLENTY, **nobody_looks})
        while model.running:
            model.step()
            ledger = model.world.ledger
            expected += ledger.expected[:, Expected.ACCEPTANCES].sum() / 2.0**40
            accepted += ledger.flow[:, Situation.RESIDENT, [Situation.WAITING, Situation.IN_TRANSIT]].sum()
    assert accepted > 200
    # a person who takes one of two offers of a week counts twice in the expectation: rarer than the error
    assert abs(accepted - expected) < 3.0 * np.sqrt(expected)


@pytest.mark.parametrize(
    "kind",
    [
        {},
        {"base_aspiration_per_year": 0.0},  # contacts alone
        {"contacts_per_week": 0.3, "base_aspiration_per_year": 0.1},  # mostly those who look for a recruiter
        {"licensed_share": 1.0, "agency_intent": 0.4},
        {"broker_intent": 0.0, "agency_intent": 0.0, "onset_irregular_per_year": 1.0},  # debt abroad alone
    ],
    ids=["all", "contacts", "seekers", "agencies", "debt"],
)
def test_trafficking_expected_is_trafficking(lab: Any, kind: dict[str, float]) -> None:
    expected, counts = run(lab, "as it was", **kind)
    hoped, found = expected[Expected.TRAFFICKED], counts[Count.TRAFFICKED]
    assert found > 30
    # a person who takes one of two offers of a week counts twice in the expectation: rarer than the error
    assert abs(found - hoped) < 3.0 * np.sqrt(hoped)


@pytest.mark.parametrize("cases", [1e9, 300.0], ids=["all taken up", "half taken up"])
def test_rescues_expected_are_rescues(lab: Any, cases: float) -> None:
    """Finds, and of these as many as the consulates can take up."""
    often = {"find_inspection_per_year": 0.5, "consular_cases_per_100000": cases}
    expected, counts = run(lab, "as it was", **often)
    finds, hoped, found = expected[Expected.FINDS], expected[Expected.RESCUES], counts[Count.RESCUED]
    assert found > 100
    assert abs(found - hoped) < 3.0 * np.sqrt(hoped)
    assert hoped == finds if cases == 1e9 else hoped < 0.9 * finds
