"""Each stage does its own work: switched off alone, what is its work does not happen; switched on, it does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safepassage.model import BorderModel
from safepassage.stages import without
from safepassage.world.codes import Situation

BUSY = {
    "onset_irregular_per_year": 0.3,
    "deportation_per_year": 0.3,
    "self_report_share": 0.5,
    "opening_per_year": 20.0,
}


def run(lab: Any, off: tuple[str, ...] = (), scenario: str = "integrated") -> BorderModel:
    """Two years of the lively classroom from an empty start, with some stages switched off."""
    model: BorderModel = lab.model(
        scenario, "responsive", years=2.0, spin_up_years=0.0, **{**lab.lively, **BUSY}
    )
    model.schedule = without(*off)
    return model.run()


@pytest.fixture(scope="module")
def whole(lab: Any) -> BorderModel:
    """The same two years with every stage."""
    return run(lab)


def total(model: BorderModel, *names: str) -> float:
    return float(sum(model.indicator(name).sum() for name in names))


def test_stage_context_reads_the_row_of_the_date_and_opens_a_new_page(lab: Any) -> None:
    model = lab.model("no_iom", years=1.0, spin_up_years=0.0, **lab.lively)
    model.step()
    assert model.world.schedule is not None
    for t in (1, 2):
        model.world.ledger.counts.fill(10**6)
        model.step()
        assert model.world.ledger.counts.max() < 10**6
        for mine, row in zip(model.world.context, model.world.schedule.rows[t], strict=True):
            assert np.array_equal(mine, row)


def test_stage_programmes_train_officials_and_move_governments(lab: Any, whole: BorderModel) -> None:
    without = run(lab, ("programmes",))
    for name in ("training", "responsiveness"):
        assert np.ptp(without.indicator(name), axis=0).max() == 0.0
        assert np.ptp(whole.indicator(name), axis=0).min() > 0.0
    assert without.world.governments.partnership.max() == 0.0
    assert whole.world.governments.partnership.max() > 0.0


def test_stage_awareness_is_where_people_learn_and_forget(lab: Any, whole: BorderModel) -> None:
    without = run(lab, ("awareness",))
    assert (
        without.world.people.awareness
        == lab.spun_up(spin_up_years=0.0, **{**lab.lively, **BUSY}).people.awareness
    ).all()
    assert np.diff(whole.indicator("awareness"), axis=0).max() > 0.0


def test_stage_aspiration_is_how_people_set_out_by_themselves(lab: Any, whole: BorderModel) -> None:
    """Without it only those leave whom a recruiter contacts, and nobody goes to the service office of their own."""
    people = run(lab, ("aspiration",)).world.people
    assert (people.recruiter[people.departures > 0] >= 0).all()
    assert (people.departures > 0).any()
    people = whole.world.people
    assert (people.recruiter[people.departures > 0] < 0).any()


def test_stage_recruitment_is_where_trafficking_begins_at_home(lab: Any, whole: BorderModel) -> None:
    without = run(lab, ("recruitment",))
    assert without.contacts == 0
    assert (without.world.people.recruiter < 0).all()
    assert total(without, "departures_irregular") > 0.0  # alone
    assert whole.contacts > 0
    assert (whole.world.people.recruiter >= 0).any()


def test_stage_documents_give_permits(lab: Any, whole: BorderModel) -> None:
    without = run(lab, ("documents",))
    assert total(without, "placements", "departures_regular") == 0.0
    assert without.situations()["waiting"] > whole.situations()["waiting"]
    assert total(whole, "placements") > 0.0


def test_stage_transit_is_how_travellers_choose_a_way(lab: Any, whole: BorderModel) -> None:
    without = run(lab, ("transit",))
    assert total(without, "attempts", "departures_irregular") == 0.0
    assert (without.world.people.route < 0).all()
    assert without.situations()["in_transit"] > 0
    assert total(whole, "attempts") > 0.0


def test_stage_gates_let_through_and_turn_back(lab: Any, whole: BorderModel) -> None:
    names = ("departures_regular", "departures_irregular", "refused", "abroad")
    without = run(lab, ("gates",))
    first = without.indicator("abroad")[0].sum()  # those who were abroad from the start
    assert total(without, *names[:3]) == 0.0
    assert without.indicator("abroad").sum(axis=1).max() == first
    assert all(total(whole, name) > 0.0 for name in names)


def test_stage_destination_is_where_people_are_exploited_and_from_where_they_return(
    lab: Any, whole: BorderModel
) -> None:
    names = ("entered_exploitation", "deaths_abroad", "returned", "expected_deaths")
    assert total(run(lab, ("destination",)), *names) == 0.0
    assert all(total(whole, name) > 0.0 for name in names)


def test_stage_homecoming_ends_the_journey_and_finds_who_needs_help(lab: Any, whole: BorderModel) -> None:
    without = run(lab, ("homecoming",))
    assert total(without, "returned") == 0.0
    homeward = (without.world.people.situation == Situation.IN_TRANSIT) & (without.world.people.leg < 0)
    assert homeward.sum() > 10
    assert total(whole, "returned") > 10.0
    assert total(whole, "identified_true") > total(without, "identified_true")


def test_stage_enforcement_opens_cases_and_arrests(lab: Any, whole: BorderModel) -> None:
    names = (
        "expected_cases",
        "recorded_cases",
        "recorded_victims",
        "recorded_suspects",
        "recruiters_arrested",
    )
    assert total(run(lab, ("enforcement",)), *names) == 0.0
    assert all(total(whole, name) > 0.0 for name in names[:4])
    assert whole.world.registers.waiting.max() > 0.0


def test_stage_adaptation_is_where_recruiters_learn_enter_and_leave(lab: Any, whole: BorderModel) -> None:
    without = run(lab, ("adaptation",))
    assert without.world.beliefs.tries.max() == without.world.beliefs.contacts.max() == 0.0
    start = lab.spun_up(spin_up_years=0.0, **{**lab.lively, **BUSY}).recruiters.active
    assert (without.world.recruiters.active == start).all()
    assert whole.world.beliefs.tries.max() > 0.0
    assert (whole.world.recruiters.active != start).any()


def test_stage_observation_writes_down_and_changes_nothing(
    lab: Any, compare: Any, whole: BorderModel
) -> None:
    model = lab.model("integrated", "responsive", years=2.0, spin_up_years=0.0, **{**lab.lively, **BUSY})
    model.world.observers = ()
    model.run()
    assert not model.series.any()
    assert whole.series.any()
    assert not compare.differing(model.world.people, whole.world.people).any()
