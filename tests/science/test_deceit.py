"""Offer, deceit and harm hang together: each path switched off is inert, switched on moves what it names first.

One week from one moment: the same people meet the same recruiters, and only what a parameter names differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from safepassage.interventions import Scenario
from safepassage.interventions.timed import Timed
from safepassage.model import BorderModel
from safepassage.stages import without
from safepassage.world.codes import Expected, Situation
from safepassage.world.ledger import recount

BUSY = {
    "recruiters_per_1000": 10.0, "contacts_per_week": 20.0, "base_aspiration_per_year": 0.0, "broker_intent": 0.4,
}  # fmt: skip
"""Many offers in a week; nobody looks for one."""

STILL = {
    "awareness_decay_per_year": 0.0, "word_of_mouth_per_year": 0.0, "testimony_gain": 0.0, "outreach_gain": 0.0,
}  # fmt: skip
"""Awareness stays as it is."""

UNLINKED = {
    "deceit_of_intent_log_odds": 0.0, "traits_correlation": 0.0, "accept_terms_elasticity": 0.0,
    "awareness_reputation": 0.0,
}  # fmt: skip
HONEST = {"broker_deceptiveness": 0.0, "agency_deceptiveness": 0.0}
LYING = {"broker_deceptiveness": 1.0, "agency_deceptiveness": 1.0}


def week(
    lab: Any,
    *,
    aware: float | None = None,
    scenario: Scenario | str = "no_iom",
    steps: int = 1,
    **overrides: float,
) -> BorderModel:
    """The first weeks of a scenario with these parameters, from the shared spin-up without them.

    One week alone ends where offers are taken up, so that all who took one can be seen.
    """
    world = lab.spun_up(**BUSY)
    if aware is not None:
        world.people.awareness.fill(aware)
        recount(world.people, world.ledger)
    model: BorderModel = lab.model(scenario, world=world, **{**BUSY, **STILL, **overrides})
    if steps == 1:
        model.schedule = without("documents", "transit", "gates", "destination", "homecoming")
    for _ in range(steps):
        model.step()
    return model


def expected(model: BorderModel, what: Expected) -> float:
    return float(model.world.ledger.expected[:, what].sum() / 2.0**40)


def risk(model: BorderModel) -> float:
    """Chance of being trafficked of who accepts an offer."""
    return expected(model, Expected.TRAFFICKED) / expected(model, Expected.ACCEPTANCES)


def takers(model: BorderModel) -> Any:
    """Rows of those who took up a recruiter's offer in this step."""
    people = model.world.people
    gone = np.isin(people.situation, (Situation.WAITING, Situation.IN_TRANSIT)) & (people.recruiter >= 0)
    return np.flatnonzero(gone & (people.since == model.world.clock.step - 1))


# ------------------------------------------------------------------------------ acceptance


def test_unlinked_from_purpose_and_terms_deceit_moves_nobody_s_acceptance(lab: Any) -> None:
    honest, lying = week(lab, **UNLINKED, **HONEST), week(lab, **UNLINKED, **LYING)
    assert np.array_equal(takers(honest), takers(lying))
    assert takers(honest).size > 100
    assert expected(honest, Expected.ACCEPTANCES) == pytest.approx(expected(lying, Expected.ACCEPTANCES))
    assert not honest.world.people.deceived[takers(honest)].any()
    assert lying.world.people.deceived[takers(lying)].all()


def test_without_deceit_fewer_accept_what_is_made_for_exploitation_and_fewer_are_trafficked(lab: Any) -> None:
    as_it_is, honest = week(lab), week(lab, **HONEST)
    assert expected(honest, Expected.CONTACTS) == expected(as_it_is, Expected.CONTACTS)
    assert expected(honest, Expected.ACCEPTANCES) < expected(as_it_is, Expected.ACCEPTANCES)
    assert expected(honest, Expected.TRAFFICKED) < 0.7 * expected(as_it_is, Expected.TRAFFICKED)
    intended = [int(model.world.people.intended[takers(model)].sum()) for model in (honest, as_it_is)]
    assert 0 < intended[0] < intended[1]  # taken by need, but by fewer


def test_without_deceit_only_what_has_no_bad_terms_is_accepted_alike(lab: Any) -> None:
    """Of those who met an honest offer in both, everybody does the same."""
    as_it_is, honest = week(lab), week(lab, **HONEST)
    both = np.intersect1d(takers(as_it_is), takers(honest))
    fair = ~as_it_is.world.people.intended[both] & ~as_it_is.world.people.deceived[both]
    assert fair.sum() > 50
    for name in ("recruiter", "papers", "sector", "debt_usd", "trafficked"):
        values = [getattr(model.world.people, name)[both[fair]] for model in (as_it_is, honest)]
        assert np.array_equal(*values), name


def test_where_true_terms_are_as_promised_deceit_is_inert(lab: Any) -> None:
    fair = {"true_wage_share_exploitative": 1.0, "true_wage_share_fraud": 1.0, "traits_correlation": 0.0}
    assert np.array_equal(takers(week(lab, **fair, **HONEST)), takers(week(lab, **fair, **LYING)))


@pytest.mark.parametrize("name", ["deceit_of_intent_log_odds", "accept_terms_elasticity"])
def test_the_more_deceit_and_terms_count_the_more_deceit_can_be_averted(lab: Any, name: str) -> None:
    """What doing away with deceit averts of expected trafficking, as a share, grows with each link."""
    averted = []
    for value in (0.0, 1.0, 3.0):
        before, after = week(lab, **{name: value}), week(lab, **{name: value}, **HONEST)
        averted.append(1.0 - expected(after, Expected.TRAFFICKED) / expected(before, Expected.TRAFFICKED))
    assert averted[0] < averted[1] < averted[2]


# ------------------------------------------------------------------------------ awareness


def test_who_is_aware_runs_less_risk_and_does_not_only_stay(lab: Any) -> None:
    unaware, aware = week(lab, aware=0.0), week(lab, aware=1.0)
    assert expected(aware, Expected.ACCEPTANCES) < expected(unaware, Expected.ACCEPTANCES)
    assert risk(aware) < 0.8 * risk(unaware)


def test_without_discernment_awareness_only_deters(lab: Any) -> None:
    blind = {"awareness_discernment": 0.0}
    unaware, aware = week(lab, aware=0.0, **blind), week(lab, aware=1.0, **blind)
    assert np.array_equal(takers(unaware), takers(aware))
    assert expected(unaware, Expected.TRAFFICKED) == expected(aware, Expected.TRAFFICKED)
    deterred = week(lab, aware=1.0, **blind, awareness_deterrence=0.5)
    assert expected(deterred, Expected.ACCEPTANCES) < expected(aware, Expected.ACCEPTANCES)
    assert risk(deterred) == pytest.approx(risk(aware), rel=0.05)


@dataclass(frozen=True)
class Advice(Timed):
    """Who has an offer can ask somebody who knows."""

    name: str = "advice"

    def act(self, world: Any) -> None:
        """Advise as a full awareness would."""
        world.doses.advice[:] += 1.0


def test_advice_on_an_offer_helps_as_awareness_does(lab: Any) -> None:
    advised = week(lab, aware=0.0, scenario=Scenario("advised", interventions=(Advice(),)))
    aware = week(lab, aware=1.0)
    assert np.array_equal(takers(advised), takers(aware))
    assert expected(advised, Expected.TRAFFICKED) == expected(aware, Expected.TRAFFICKED)


# ------------------------------------------------------------------------------ whom one asks

SEEKERS = {"base_aspiration_per_year": 0.5, "alone_log_weight": -9.0, "regular_log_weight": -9.0}
TAKES_ANY = {"accept_log_odds": -60.0, "accept_seeker_log_odds": 120.0, "credit_share": 1.0}
"""Who looks for a recruiter takes what the first one offers, on credit if need be; who is contacted takes nothing."""


def mean_deceptiveness(model: BorderModel) -> float:
    world = model.world
    return float(world.recruiters.deceptiveness[world.people.recruiter[takers(model)]].mean())


def test_who_is_aware_asks_those_who_deceive_less(lab: Any) -> None:
    off, on = (
        week(lab, aware=1.0, **SEEKERS, **TAKES_ANY, awareness_reputation=strength) for strength in (0.0, 3.0)
    )
    assert np.array_equal(takers(off), takers(on))
    assert takers(off).size > 100
    assert mean_deceptiveness(on) < mean_deceptiveness(off) - 0.02


def test_who_is_not_aware_knows_no_reputation(lab: Any) -> None:
    off, on = (
        week(lab, aware=0.0, **SEEKERS, **TAKES_ANY, awareness_reputation=strength) for strength in (0.0, 3.0)
    )
    assert np.array_equal(off.world.people.recruiter, on.world.people.recruiter)


def test_who_declines_may_ask_another(lab: Any) -> None:
    once, twice = (
        week(lab, **SEEKERS, accept_log_odds=-60.0, accept_seeker_log_odds=60.5, ask_again_share=share)
        for share in (0.0, 1.0)
    )
    first, all_of_them = takers(once), takers(twice)
    assert set(first) < set(all_of_them)
    assert np.array_equal(once.world.people.recruiter[first], twice.world.people.recruiter[first])


# ------------------------------------------------------------------------------ true terms


def test_a_deceptive_offer_costs_more_than_was_told(lab: Any) -> None:
    """Where all journeys cost the same and nobody has cash, who was deceived owes one more fee than was told."""
    on_credit = {"cash_at_line_usd": 1e-6, "credit_share": 1.0, "fee_usd": 600.0, "regular_fee_usd": 600.0}
    told, dearer = (week(lab, deceptive_fee_factor=factor, **on_credit) for factor in (1.0, 2.0))
    rows = takers(told)
    assert np.array_equal(rows, takers(dearer))
    deceived = told.world.people.deceived[rows]
    before, after = (model.world.people.debt_usd[rows] for model in (told, dearer))
    assert np.array_equal(before[~deceived], after[~deceived])
    assert (before >= 600.0).all()  # what was owed for an earlier journey is added to
    assert after[deceived] - before[deceived] == pytest.approx(600.0, abs=1e-3)
    assert deceived.sum() > 10


def test_true_wages_pay_off_debts_before_anything_else_differs(lab: Any) -> None:
    """Acceptance left alone, the same people leave; in work they owe more for longer."""
    alike = {"accept_terms_elasticity": 0.0, "onset_irregular_per_year": 0.0, "exploited_on_arrival": 0.0}
    fair, poor = (week(lab, **alike, true_wage_share_exploitative=share, steps=12) for share in (1.0, 0.1))
    rows = np.flatnonzero(fair.world.people.intended & (fair.world.people.situation == Situation.WORKING))
    assert rows.size > 20
    assert np.array_equal(fair.world.people.situation, poor.world.people.situation)
    owed = [model.world.people.debt_usd[rows] for model in (fair, poor)]
    assert (owed[1] >= owed[0]).all()
    assert (owed[1] > owed[0]).sum() > 10


# ------------------------------------------------------------------------------ traits


def test_a_scenario_s_traits_hold_for_who_is_in_the_trade(lab: Any) -> None:
    before = lab.spun_up(**BUSY).recruiters
    same, more = (
        lab.model(world=lab.spun_up(**BUSY), **{**BUSY, "broker_intent": mean}).world.recruiters
        for mean in (0.4, 0.8)
    )
    for name in ("deceptiveness", "intent", "deceit_score", "intent_score"):
        assert np.array_equal(getattr(same, name), getattr(before, name)), name
    broker = ~before.licensed
    assert (more.intent[broker] > before.intent[broker]).all()
    assert np.array_equal(more.intent[~broker], before.intent[~broker])
    assert np.array_equal(more.deceptiveness, before.deceptiveness)


@pytest.mark.parametrize("correlation", [0.0, 0.6])
def test_scores_are_correlated_as_the_passport_says(lab: Any, correlation: float) -> None:
    many = {**BUSY, "recruiters_per_1000": 40.0, "traits_correlation": correlation}
    recruiters = lab.spun_up(spin_up_years=0.0, **many).recruiters
    found = float(np.corrcoef(recruiters.deceit_score, recruiters.intent_score)[0, 1])
    assert found == pytest.approx(correlation, abs=4.0 / np.sqrt(recruiters.id.size))
    assert recruiters.id.size > 500
