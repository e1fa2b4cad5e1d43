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
from safepassage.interventions.roles import Facilitator, Implementer, Partner

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
    usd, _ = spent(lab, scenario)
    assert usd.sum() == pytest.approx(BUDGET * A_STEP * usd.size, rel=1e-9)


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
