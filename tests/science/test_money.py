"""Known answer 4, money: what is spent is at most the budget, at every step, in every year, in every scenario."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.interventions import Scenario, load_scenario, scenario_names
from safepassage.interventions.kinds.facilitator import Facilitator
from safepassage.interventions.kinds.implementer import Implementer
from safepassage.interventions.kinds.partner import Partner
from safepassage.world.codes import Activity

BUDGET = 300_000.0
A_STEP = 7.0 / 365.25


def spent(
    lab: Any, scenario: Scenario | str, budget: float = BUDGET
) -> tuple[NDArray[np.float64], list[dt.date]]:
    """USD spent by IOM in each step, all districts, over seven years; and the steps' dates."""
    model = lab.model(
        scenario, region="indonesia", share=0.01, years=7.0, spin_up_years=0.0, budget_usd_per_year=budget
    ).run()
    return model.indicator("spend_usd").sum(axis=1), model.dates


@pytest.mark.parametrize("budget", [1.0, BUDGET])
@pytest.mark.parametrize("scenario", scenario_names())
def test_known_answer_4_money_spent_is_at_most_the_budget(lab: Any, scenario: str, budget: float) -> None:
    usd, dates = spent(lab, scenario, budget)
    allowed = budget * A_STEP * (1.0 + 1e-12)
    assert (usd <= allowed).all()
    assert (np.cumsum(usd) <= allowed * np.arange(1, usd.size + 1)).all()
    years = np.array([date.year for date in dates])
    for year in np.unique(years):
        # 52 or 53 steps begin in a calendar year
        assert usd[years == year].sum() <= allowed * (years == year).sum()
    roles = [item for item in load_scenario(scenario).interventions if hasattr(item, "share")]
    assert (usd.sum() > 0.0) == bool(roles)


@pytest.mark.parametrize(
    "scenario", ["implementer", "facilitator", "partner", "integrated", "awareness_only"]
)
def test_known_answer_4_the_equal_budget_is_spent_to_the_dollar(lab: Any, scenario: str) -> None:
    model = lab.model(
        scenario, region="indonesia", share=0.01, years=7.0, spin_up_years=0.0, budget_usd_per_year=BUDGET
    ).run()
    usd, unspent = (model.indicator(name).sum() for name in ("spend_usd", "unspent_usd"))
    assert usd + unspent == pytest.approx(BUDGET * A_STEP * model.steps_total, rel=1e-9)
    lines = model.world.governments.spent_usd
    assert lines[:, : Activity.UNSPENT].sum() == pytest.approx(usd, rel=1e-9)
    assert lines[:, Activity.UNSPENT].sum() == pytest.approx(unspent, rel=1e-9)
    assert lines[:, Activity.OWN_OUTREACH :].sum() == pytest.approx(
        model.indicator("spend_government_usd").sum(), rel=1e-9
    )
    assert (lines >= -1e-6).all()


def test_known_answer_4_what_cannot_be_absorbed_is_unspent(lab: Any) -> None:
    """Nobody to assist, few to train: the money stays, and more of it stays where more is given."""
    nobody = {"recruiters_per_1000": 0.0, "base_aspiration_per_year": 0.0}
    places = lab.model("implementer", government="responsive", **nobody, implementer_outreach_share=0.0).run()
    given = BUDGET * A_STEP * places.steps_total
    # a few of those who were abroad at the start come home and are assisted
    assert places.indicator("spend_usd").sum() < 0.01 * given
    assert places.indicator("unspent_usd").sum() > 0.99 * given
    unspent = [
        lab.model("enforcement_only", budget_usd_per_year=budget).run().indicator("unspent_usd").sum()
        for budget in (1e3, 1e6, 1e7)
    ]
    assert unspent[0] == 0.0 < unspent[1] < unspent[2]


def test_places_are_bought_as_far_as_they_are_wanted(lab: Any) -> None:
    """IOM assists those whom nobody else can take in: its money for places is spent on them alone."""
    crowded = {**lab.lively, "escape_per_year": 2.0, "self_report_share": 0.9, "assistance_log_odds": 3.0}
    few, many = (
        lab.model("implementer", years=2.0, **crowded, assistance_places_per_100000=places).run()
        for places in (1.0, 1e5)
    )
    spent = [model.world.governments.spent_usd[:, Activity.ASSISTANCE].sum() for model in (few, many)]
    assert spent[0] > 1000.0 > spent[1] == pytest.approx(0.0, abs=1e-6)


def test_known_answer_4_nothing_is_spent_while_nothing_is_done(lab: Any) -> None:
    """The shares of ``historical`` have dates: before the first and between them no money goes out."""
    usd, dates = spent(lab, "historical")
    items = load_scenario("historical").interventions
    busy = np.array([any(i.start <= d and (i.end is None or d < i.end) for i in items) for d in dates])
    assert 0 < busy.sum() < busy.size
    assert (usd[busy] > 0.0).all()
    assert (usd[~busy] == 0.0).all()


@pytest.mark.parametrize("pair", list(itertools.combinations((Implementer(), Facilitator(), Partner()), 2)))
def test_known_answer_4_shares_above_one_do_not_overspend(lab: Any, pair: tuple[Any, ...]) -> None:
    """Two programmes that each ask for the whole budget are refused, or share it."""
    with contextlib.suppress(InputError):
        usd, _ = spent(lab, Scenario("two wholes", interventions=pair))
        assert usd.sum() <= BUDGET * A_STEP * usd.size * (1.0 + 1e-12)


def test_courses_are_paid_as_far_as_officials_attend_them(lab: Any) -> None:
    """So cheap that districts and outside governments all have too many: what is paid is staff x courses x price."""
    cheap = {"training_cost_usd": 10.0, "consular_training_share": 0.0}
    model = lab.model("enforcement_only", region="indonesia", share=0.01, spin_up_years=0.0, **cheap).run()
    q = model.parameters
    staff = np.bincount(model.world.officials.government)
    places = staff * q.programme.courses_per_official_per_year
    paid = model.world.governments.spent_usd[:, Activity.TRAINING]
    years = A_STEP * model.steps_total
    assert paid.sum() == pytest.approx(places.sum() * 10.0 * years, rel=1e-9)
    assert (paid[: len(model.region.districts)] > 0.0).all()
