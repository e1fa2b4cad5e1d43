"""Going again: debts add up, there is no work at home, the same recruiter is found, assistance takes need away.

Worlds are set by hand: everybody is at home and has been abroad; one step tells who sets out again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.science.test_need import EAGER, NO_SHOCKS, set_out, step

from safepassage.stages import CONTENTS, without
from safepassage.world.codes import Situation
from safepassage.world.persons import finds_no_work, owed_by

ALL = tuple(line[0] for line in CONTENTS)
AGAIN = {
    **EAGER, **NO_SHOCKS, "base_aspiration_per_year": 0.3, "cash_at_line_usd": 1e-6, "credit_share": 1.0,
    "deceptive_fee_factor": 1.0,
}  # fmt: skip
"""Nobody has cash, everybody is lent, and a journey costs what was told."""


def home_again(lab: Any, **overrides: float) -> Any:
    """A world in which everybody came home half a year ago."""
    world = lab.spun_up(spin_up_years=0.5, **{**AGAIN, **overrides})
    people = world.people
    world.clock = world.clock._replace(step=world.clock.step + 26)
    people.situation[:] = Situation.RESIDENT
    people.since[:] = world.clock.step - 26
    people.trips[:] = 1
    people.harmed[:] = people.aided[:] = False
    people.debt_usd[:] = 0.0
    people.recruiter[:] = -1
    people.way_home[:] = 0
    world.ledger.stock[:] = 0
    np.add.at(world.ledger.stock, (people.district, people.situation), 1)
    world.ledger.abroad[:] = 0
    return world


def again(lab: Any, world: Any, **overrides: float) -> Any:
    """People after a step."""
    return step(lab, world=world, **{**AGAIN, **overrides})


def test_who_owes_and_sets_out_again_owes_the_sum(lab: Any) -> None:
    paid = {"debt_paid_home_usd_per_year": 0.0, "fee_usd": 600.0, "regular_fee_usd": 300.0}
    world = home_again(lab, **paid)
    world.people.debt_usd[:] = 100.0
    people = again(lab, world, **paid)
    irregular = set_out(people) & (people.situation == Situation.IN_TRANSIT)
    regular = set_out(people) & (people.situation == Situation.WAITING)
    assert irregular.sum() > 100
    assert (people.debt_usd[irregular] == 700.0).all()
    assert (people.debt_usd[regular] == 400.0).all()
    assert (people.debt_usd[~set_out(people)] == 100.0).all()


def test_a_debt_is_paid_off_at_home_and_what_is_left_goes_along(lab: Any) -> None:
    world = home_again(lab, debt_paid_home_usd_per_year=60.0)
    world.people.debt_usd[:] = 100.0
    assert owed_by(world, 0) == pytest.approx(100.0 - 60.0 * 26 * 7.0 / 365.25)
    people = again(lab, world, debt_paid_home_usd_per_year=60.0)
    travelling = set_out(people) & (people.situation == Situation.IN_TRANSIT)
    assert np.allclose(people.debt_usd[travelling], 600.0 + 100.0 - 60.0 * 26 * 7.0 / 365.25)


def test_who_gives_up_still_owes(lab: Any) -> None:
    world = home_again(lab)
    world.people.situation[:] = Situation.WAITING
    world.people.debt_usd[:] = 300.0
    model = lab.model(
        world=world, spin_up_years=0.0, **AGAIN, document_dropout_share=0.999, document_weeks=0.1
    )
    model.schedule = without(*(name for name in ALL if name not in ("context", "documents")))
    model.step()
    people = model.world.people
    gave_up = people.situation == Situation.RESIDENT
    assert gave_up.sum() > 1000
    assert (people.debt_usd[gave_up] == 300.0).all()


def test_with_no_returnee_out_of_work_for_it_nothing_moves_and_with_many_more_go_again(lab: Any) -> None:
    """Off, help with work is nothing; on, those without work set out in greater number, and nobody else."""
    off = [
        again(lab, home_again(lab), returnee_jobless_share=0.0, reintegration_work_share=share)
        for share in (0.2, 0.9)
    ]
    assert np.array_equal(set_out(off[0]), set_out(off[1]))
    on = again(lab, home_again(lab), returnee_jobless_share=0.6)
    world = home_again(lab)
    world.p = lab.model(world=world, **AGAIN, returnee_jobless_share=0.6).world.p
    idle = np.array([finds_no_work(world, i) for i in range(world.people.id.size)])
    assert 0.1 < idle.mean() < 0.6
    assert set_out(on)[idle].sum() > set_out(off[0])[idle].sum()
    assert not (set_out(on) & ~set_out(off[0]))[~idle & (on.recruiter < 0)].any()


def test_who_has_never_been_away_is_not_out_of_work_for_having_come_home(lab: Any) -> None:
    world = home_again(lab)
    world.people.trips[:] = 0
    assert not any(finds_no_work(world, i) for i in range(2000))


def helped(lab: Any, aided: bool, **overrides: float) -> Any:
    """People after a step in which everybody, or nobody, has been assisted; debts are alike."""
    world = home_again(lab, **overrides)
    world.people.aided[:] = aided
    world.people.debt_usd[:] = 300.0
    return again(lab, world, **overrides)


def test_assisted_persons_go_again_less_through_work_and_with_that_off_alike(lab: Any) -> None:
    work = {"returnee_jobless_share": 0.6, "reintegration_work_share": 0.9}
    assert set_out(helped(lab, True, **work)).sum() < set_out(helped(lab, False, **work)).sum()
    none = {"returnee_jobless_share": 0.6, "reintegration_work_share": 0.0}
    assert np.array_equal(set_out(helped(lab, True, **none)), set_out(helped(lab, False, **none)))


def test_a_debt_that_was_settled_sends_fewer_again_and_with_its_push_off_as_many(lab: Any) -> None:
    def left(debt: float, push: float) -> Any:
        world = home_again(lab)
        world.people.debt_usd[:] = debt
        return set_out(again(lab, world, debt_log_ratio=push))

    assert left(100.0, 0.8).sum() < left(600.0, 0.8).sum()
    assert np.array_equal(left(100.0, 0.0), left(600.0, 0.0))


def test_assistance_carries_a_household_through_a_bad_half_year(lab: Any) -> None:
    struck = {"household_shock_per_year": 0.9, "returnee_jobless_share": 0.0}
    assert set_out(helped(lab, True, **struck)).sum() < set_out(helped(lab, False, **struck)).sum()


def test_the_recruiter_of_the_last_journey_is_found_again(lab: Any) -> None:
    """Looking for a recruiter: one of many where the last one has no weight, likelier with weight."""
    lookers = {"alone_log_weight": -50.0, "regular_log_weight": -50.0, "contacts_per_week": 0.05}

    def with_the_same(weight: float) -> float:
        world = home_again(lab, **lookers)
        last = int(np.flatnonzero(world.recruiters.active & (world.recruiters.district == 0))[0])
        world.people.recruiter[:] = world.recruiters.id[last]
        people = again(lab, world, same_recruiter_log_weight=weight, **lookers)
        mine = set_out(people) & (people.district == 0)
        assert mine.sum() > 30
        return float((people.recruiter[mine] == world.recruiters.id[last]).mean())

    off, on = with_the_same(0.0), with_the_same(2.5)
    assert 0.0 < off < 0.5
    assert on > 2.0 * off


def test_being_exploited_again_is_counted(lab: Any) -> None:
    """With nobody harmed before, nobody is harmed again in the first weeks; with everybody, all are."""

    def run(before: int) -> Any:
        world = lab.spun_up(spin_up_years=1.0, **lab.lively)
        world.people.times_exploited[:] = before
        model = lab.model(world=world, years=1.0, **lab.lively)
        return model.run()

    fresh, all_before = run(0), run(1)
    entered = all_before.indicator("entered_exploitation").sum()
    assert entered > 10
    assert all_before.indicator("entered_again").sum() == entered
    assert fresh.indicator("entered_again").sum() < 0.2 * entered
    people = fresh.world.people
    assert np.array_equal(people.times_exploited, people.episodes)
