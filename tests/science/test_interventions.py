"""Each kind of intervention moves what it is for, from its date on and not before; paired with the world without it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr

from safepassage.interventions.kinds import KINDS
from safepassage.interventions.scenario import Scenario, make_intervention
from safepassage.model import BorderModel
from safepassage.world.codes import ExpectedRecord, GateKind

FROM = dt.date(2016, 7, 1)
BUSY = {"onset_irregular_per_year": 0.3, "self_report_share": 0.5, "opening_per_year": 5.0,
        "consular_cases_per_100000": 1e3}  # fmt: skip


def pair(lab: Any, kind: str, years: float = 2.0, **fields: object) -> tuple[BorderModel, BorderModel]:
    """The classroom with one intervention from July 2016 on, and the same world without."""
    item = make_intervention({"kind": kind, "start": FROM, **fields}, "a test")
    settings = {"government": "responsive", "years": years, **lab.lively, **BUSY}
    return (
        lab.model(Scenario("one", interventions=(item,)), **settings).run(),
        lab.model("no_iom", **settings).run(),
    )


def difference(pair: tuple[BorderModel, BorderModel], name: str) -> float:
    """All districts, all steps: with the intervention less without."""
    return float((pair[0].indicator(name) - pair[1].indicator(name)).sum())


@pytest.mark.parametrize("kind", KINDS)
def test_before_its_date_an_intervention_changes_nothing(lab: Any, kind: str) -> None:
    with_it, without = pair(lab, kind, years=1.0, **({"wage_factor": 2.0} if kind == "shock" else {}))
    before = np.array([day < FROM for day in with_it.dates])
    assert np.array_equal(with_it.series[before], without.series[before])
    assert (with_it.series[~before] != without.series[~before]).any()


def test_intervention_implementer_reaches_villages_and_helps(lab: Any) -> None:
    worlds = pair(lab, "implementer")
    assert difference(worlds, "awareness") > 0.0
    assert difference(worlds, "assisted") > 0.0
    assert difference(worlds, "training") == 0.0


def test_intervention_facilitator_trains_and_moves_governments(lab: Any) -> None:
    worlds = pair(lab, "facilitator")
    assert difference(worlds, "training") > 0.0
    assert difference(worlds, "responsiveness") > 0.0
    assert (
        worlds[0].world.governments.action_plan.min() > 0.0 == worlds[1].world.governments.action_plan.max()
    )
    assert worlds[0].world.consulates.training[0] > worlds[1].world.consulates.training[0]


def test_intervention_partner_joins_hands_across_the_border(lab: Any) -> None:
    worlds = pair(lab, "partner")
    assert (
        worlds[0].world.governments.partnership[:2].min()
        > 0.0
        == worlds[1].world.governments.partnership.max()
    )
    assert difference(worlds, "training") == 0.0


def test_intervention_task_force_opens_what_waits(lab: Any) -> None:
    worlds = pair(lab, "task_force", opening_factor=3.0)
    assert difference(worlds, "expected_cases") > 0.0
    assert difference(worlds, "spend_government_usd") == pytest.approx(50_000.0 * 1.5, rel=0.03)
    assert difference(worlds, "spend_usd") == 0.0


def test_intervention_service_offices_place_more_people(lab: Any) -> None:
    worlds = pair(lab, "service_offices", capacity_factor=2.0)
    districts = len(worlds[0].region.districts)
    ratio = (
        worlds[0].world.governments.service_capacity[:districts]
        / worlds[1].world.governments.service_capacity[:districts]
    )
    assert ratio == pytest.approx(2.0)
    assert difference(worlds, "placements") > 0.0


def test_intervention_screening_questions_more_at_the_gates_named(lab: Any) -> None:
    worlds = pair(lab, "screening", factor=5.0, kinds=["hub"])
    assert difference(worlds, "refused") > 0.0
    stops = [model.world.beliefs.stops.sum(axis=0) for model in worlds]
    hubs = worlds[0].region.gate_kind == GateKind.HUB
    assert stops[0][hubs].sum() > stops[1][hubs].sum()


def test_intervention_closure_closes_the_gates_named_and_moves_people_to_others(lab: Any) -> None:
    worlds = pair(lab, "closure", openness=0.0)
    with_it = worlds[0]
    closed = np.array([day >= FROM for day in with_it.dates])
    for name in ("crossed_formal", "crossed_traditional", "crossed_hub"):
        assert with_it.indicator(name)[closed].sum() == 0.0
        assert difference(worlds, name) < 0.0
    assert difference(worlds, "crossed_unofficial") > 0.0


def test_intervention_moratorium_stops_permits(lab: Any) -> None:
    worlds = pair(lab, "moratorium", permit_factor=0.0)
    stopped = np.array([day >= FROM for day in worlds[0].dates])
    assert worlds[0].indicator("placements")[stopped].sum() == 0.0
    assert worlds[1].indicator("placements")[stopped].sum() > 0.0


@pytest.mark.parametrize(
    ("field", "factor"), [("poverty_factor", 1.5), ("unemployment_factor", 5.0), ("wage_factor", 1.5)]
)
def test_intervention_shock_changes_the_world_outside(lab: Any, field: str, factor: float) -> None:
    worlds = pair(lab, "shock", **{field: factor})
    poor = [float(model.people.get("poor").mean()) for model in worlds]
    jobless = [ndtr(model.world.context.jobless_score) for model in worlds]
    wage = [model.world.context.wage_ratio for model in worlds]
    if field == "poverty_factor":
        assert poor[0] / poor[1] == pytest.approx(factor, rel=0.05)
    else:
        assert poor[0] == poor[1]
    assert jobless[0] == pytest.approx(jobless[1] * (factor if field == "unemployment_factor" else 1.0))
    assert wage[0] == pytest.approx(wage[1] * (factor if field == "wage_factor" else 1.0))
    if field != "poverty_factor":
        assert difference(worlds, "departures_irregular") > 0.0


def test_intervention_shock_of_unemployment_leaves_nobody_with_work_at_most(lab: Any) -> None:
    """A rate ends at one: then all who are in the labour force are without work."""
    world = pair(lab, "shock", years=1.0, unemployment_factor=1e6)[0].world
    participation = world.schedule.participation_rate[-1]
    assert ndtr(world.context.jobless_score) == pytest.approx(participation)


# --------------------------------------------------------------------------- the study's institutions


def test_intervention_protection_lets_more_report_and_fewer_cases_stop(lab: Any) -> None:
    worlds = pair(lab, "protection", cooperation_log_odds=1.5, stopped_factor=0.2)
    assert difference(worlds, "expected_cases") > 0.0
    arrests = [model.world.registers.expected[:, ExpectedRecord.ARRESTS].sum() for model in worlds]
    assert arrests[0] > arrests[1]
    assert difference(worlds, "spend_government_usd") == pytest.approx(50_000.0 * 1.5, rel=0.03)


def test_intervention_hotline_lets_more_come_forward_and_be_registered(lab: Any) -> None:
    worlds = pair(lab, "hotline", report_factor=4.0)
    assert difference(worlds, "identified_true") > 0.0
    assert difference(worlds, "registered_victims") > 0.0
    no_other_door = {"report_factor": 1.0, "asked_share": 0.0, "family_finds_per_year": 0.0}
    only_register = pair(lab, "hotline", register_factor=1.5, **no_other_door)
    assert (
        difference(only_register, "identified_true") == 0.0 < difference(only_register, "registered_victims")
    )


def test_intervention_action_plan_raises_what_governments_spend_of_their_own(lab: Any) -> None:
    worlds = pair(lab, "action_plan", usd_per_year=0.0)
    assert worlds[0].world.governments.action_plan[:2].min() > 0.4
    assert difference(worlds, "spend_government_usd") > 0.0
    assert difference(worlds, "awareness") > 0.0


def test_intervention_shelters_take_more_people_in(lab: Any) -> None:
    assert difference(pair(lab, "shelters", referral_log_odds=1.0), "assisted") > 0.0
    scarce = {
        "government": "responsive",
        "years": 2.0,
        **lab.lively,
        **BUSY,
        "assistance_places_per_100000": 5.0,
    }
    item = make_intervention(
        {"kind": "shelters", "referral_log_odds": 0.0, "places_per_100000": 500.0}, "a test"
    )
    worlds = (
        lab.model(Scenario("one", interventions=(item,)), **scarce).run(), lab.model("no_iom", **scarce).run(),
    )  # fmt: skip
    assert difference(worlds, "assisted") > 0.0


def test_intervention_cross_border_rescues_and_recognises_more(lab: Any) -> None:
    worlds = pair(lab, "cross_border", factor=10.0)
    assert difference(worlds, "identified_true") > 0.0
    assert difference(worlds, "expected_finds") > 0.0
    assert difference(worlds, "rescued") > 0.0 > difference(worlds, "exploited")
    assert worlds[0].world.context.access == pytest.approx(10.0)


def test_intervention_university_partners_carry_outreach_further(lab: Any) -> None:
    worlds = pair(lab, "university_partners", reach_factor=2.0)
    reached = [model.world.doses.outreach_persons for model in worlds]
    assert reached[0] == pytest.approx(2.0 * reached[1])
    assert difference(worlds, "awareness") > 0.0


def test_intervention_socialisation_reaches_villages_and_officials(lab: Any) -> None:
    worlds = pair(lab, "socialisation")
    assert difference(worlds, "awareness") > 0.0
    assert difference(worlds, "training") > 0.0
    villages = pair(lab, "socialisation", courses_per_official=0.0)
    assert difference(villages, "training") == 0.0 < difference(villages, "awareness")
