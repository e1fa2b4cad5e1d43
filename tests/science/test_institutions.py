"""Institutions reach the chain each by its own path: switched off it moves nothing, switched on what it names first.

Pairs of models share every draw, so a path that is off leaves every byte of a life as it was.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from safepassage.interventions.scenario import Scenario, make_intervention
from safepassage.world.codes import Papers, Role

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


# --------------------------------------------------------------------------- hotline

SILENT = {"report_factor": 1.0, "register_factor": 1.0, "asked_share": 0.0, "family_finds_per_year": 0.0}


def test_a_hotline_with_all_doors_shut_changes_no_life(lab: Any) -> None:
    assert lived_alike(pair(lab, only("hotline", **SILENT)))


def test_families_who_report_have_more_found_and_then_rescued(lab: Any) -> None:
    models = pair(lab, only("hotline", **{**SILENT, "family_finds_per_year": 0.1}))
    for name in ("expected_finds", "expected_rescues", "rescued"):
        assert total(models[0], name) > total(models[1], name)


def test_where_the_caseload_is_full_families_reports_rescue_nobody_more(lab: Any) -> None:
    full = {"consular_cases_per_100000": 5.0}
    models = pair(lab, only("hotline", **{**SILENT, "family_finds_per_year": 0.1}), **full)
    assert total(models[0], "expected_finds") > 1.3 * total(models[1], "expected_finds")
    assert total(models[0], "expected_rescues") == pytest.approx(
        total(models[1], "expected_rescues"), rel=0.1
    )


def test_who_has_an_offer_is_advised_where_there_is_a_hotline(lab: Any) -> None:
    with_it, without = pair(lab, only("hotline", **{**SILENT, "asked_share": 0.2}), years=0.1)
    assert (with_it.world.doses.advice == 0.2).all()
    assert (without.world.doses.advice == 0.0).all()


# --------------------------------------------------------------------------- protection, task force, cases

REPORTED = {"self_report_share": 0.5, "opening_per_year": 5.0, "find_inspection_per_year": 0.0}


def test_protection_that_changes_nothing_is_inert_and_one_that_protects_convicts_more(lab: Any) -> None:
    nothing = only("protection", cooperation_log_odds=0.0, stopped_factor=1.0, conviction_log_odds=0.0)
    assert lived_alike(pair(lab, nothing))
    with_it, without = pair(lab, only("protection", conviction_log_odds=0.6), years=0.1)
    assert (with_it.world.doses.conviction == 0.6).all()
    assert (without.world.doses.conviction == 0.0).all()


def test_investigators_open_no_more_cases_than_they_have_time_for(lab: Any) -> None:
    """Two districts of the classroom with an investigator each: the number opened nears what they can open."""
    cases = []
    for each in (1.0, 2.0, 4.0, 1e9):
        busy = {**REPORTED, "opening_per_year": 50.0, "cases_per_investigator_per_year": each}
        model = lab.model(years=2.0, **{**BUSY, **busy}).run()
        hands = np.maximum(1.0, model.world.governments.officers[:2, Role.INVESTIGATOR]).sum()
        cases.append(total(model, "expected_cases"))
        assert cases[-1] <= each * hands * model.steps_total * model.world.clock.years
    assert all(few < more for few, more in itertools.pairwise(cases))
    assert cases[1] < 2.0 * cases[0]


def test_a_task_force_without_strength_only_refers(lab: Any) -> None:
    idle = only("task_force", opening_factor=1.0, focus=0.0)
    models = pair(lab, idle, assistance_task_force=0.0)
    assert lived_alike(models)
    assert total(models[0], "expected_cases") == total(models[1], "expected_cases")


def test_a_task_force_opens_cases_beyond_what_one_office_has_time_for(lab: Any) -> None:
    full = {**REPORTED, "cases_per_investigator_per_year": 1.0}
    models = pair(lab, only("task_force", opening_factor=5.0), **full)
    hands = np.maximum(1.0, models[1].world.governments.officers[:2, Role.INVESTIGATOR]).sum()
    assert total(models[1], "expected_cases") < 2.0 * hands
    assert total(models[0], "expected_cases") > 2.0 * total(models[1], "expected_cases")


def test_what_a_task_force_knows_has_more_trafficked_persons_questioned(lab: Any) -> None:
    """The first thing that moves is the chance itself; of others it stays."""
    seen = {"exit_recognition_log_odds": 2.0, "screening_focus": 0.0, "assistance_task_force": 0.0}
    found = {
        focus: pair(lab, only("task_force", opening_factor=1.0, focus=focus), **seen) for focus in (0.0, 1.0)
    }
    assert lived_alike(found[0.0])
    assert total(found[1.0][0], "identified_true") > total(found[1.0][1], "identified_true")


# --------------------------------------------------------------------------- training of officials


def trained(lab: Any, level: float, government: str = "as_is", **more: float) -> Any:
    """A model whose officials are all trained to a level, and stay so."""
    kept = {"rotation_per_year": 0.0, "training_loss_per_year": 0.0, "initial_training": 0.2}
    world = lab.spun_up(**{**BUSY, **kept, **more})
    world.officials.training[:] = level
    return lab.model("no_iom", government, world=world, years=2.0, **{**BUSY, **kept, **more}).run()


FOCUS = {"exit_recognition_training": 0.0, "refusal_training": 0.0, "exit_false_training": 0.0,
         "return_recognition_training": 0.0, "agency_inspection": 0.0, "false_papers_training": 0.0,
         "conviction_training": 0.0, "announced_deterrence": 0.0, "screening_focus": 0.0}  # fmt: skip
"""All that training of officials does, switched off; a test opens one path again."""


def test_training_without_its_paths_changes_no_life(lab: Any) -> None:
    assert lived_alike([trained(lab, level, **FOCUS) for level in (0.2, 0.9)])


def test_trained_officers_choose_better_whom_they_question(lab: Any) -> None:
    focus = {**FOCUS, "screening_focus": 1.5, "exit_recognition_log_odds": 2.0}
    low, high = (trained(lab, level, **focus) for level in (0.2, 0.9))
    assert total(high, "identified_true") > total(low, "identified_true")


def test_trained_labour_officers_keep_agencies_from_sending_without_a_permit(lab: Any) -> None:
    """First fewer of the agencies' clients go irregularly."""
    agencies = {**FOCUS, "licensed_share": 1.0, "agency_irregular_odds": 1.0}
    without, shut = ({**agencies, "agency_inspection": strength} for strength in (3.0, 0.0))
    assert lived_alike([trained(lab, level, **shut) for level in (0.2, 0.9)])
    low, high = (trained(lab, level, **without) for level in (0.2, 0.9))
    assert total(high, "departures_irregular") < total(low, "departures_irregular")
    assert total(high, "placements") > total(low, "placements")


def test_trained_labour_officers_let_village_offices_write_fewer_false_papers(lab: Any) -> None:
    found = []
    for level in (0.2, 0.9):
        people = trained(lab, level, **{**FOCUS, "false_papers_training": 3.0}).world.people
        left = people.departures > 0
        found.append((people.papers[left] == Papers.FALSE).mean())
    assert found[1] < found[0]


# --------------------------------------------------------------------------- shelters, plans


def test_a_place_is_held_for_as_long_as_assistance_lasts(lab: Any) -> None:
    """The same number of places takes in half as many where each is held for twice as long."""
    scarce = {**REPORTED, "assistance_log_odds": 5.0, "assistance_places_per_100000": 20.0}
    short, long = (
        lab.model(years=2.0, **{**BUSY, **scarce, "assistance_weeks": weeks}).run() for weeks in (10.0, 40.0)
    )
    assert total(long, "assisted") < 0.6 * total(short, "assisted")
    plenty = {**scarce, "assistance_places_per_100000": 1e9}
    more = lab.model(years=2.0, **{**BUSY, **plenty, "assistance_weeks": 10.0}).run()
    assert total(more, "assisted") > total(short, "assisted")


def test_a_plan_acts_through_next_year_s_budget(lab: Any) -> None:
    models = pair(lab, only("action_plan", usd_per_year=0.0))
    spent = [model.indicator("spend_government_usd").sum(axis=1) for model in models]
    second = np.array([day.year == 2017 for day in models[0].dates])
    assert np.array_equal(spent[0][~second], spent[1][~second])
    assert (spent[0][second] > 1.2 * spent[1][second]).all()
    assert total(models[0], "awareness") > total(models[1], "awareness")


def test_a_plan_that_adds_no_money_changes_no_life(lab: Any) -> None:
    assert lived_alike(pair(lab, only("action_plan", usd_per_year=0.0), action_plan_factor=1.0))
