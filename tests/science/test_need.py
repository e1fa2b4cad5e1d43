"""Poverty and unemployment where they act: need raises leaving and acceptance, want of cash sends to a lender.

Each path is switched off (nothing moves, in any bit) and on (what it names moves first). One step of the first
stages tells who sets out, with whom, and what they owe.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from safepassage.interventions import Scenario
from safepassage.interventions.scenario import make_intervention
from safepassage.stages import without
from safepassage.stages.context import read_context
from safepassage.world.codes import Situation
from safepassage.world.persons import in_shock

EAGER = {"base_aspiration_per_year": 5.0, "recruiters_per_1000": 2.0}
"""A tenth of the classroom sets out in a week: enough for one step."""

NO_NEED = {"income_log_spread": 0.0, "jobless_income_share": 1.0, "wage_curve_elasticity": 0.0}
NO_SHOCKS = {"household_shock_per_year": 0.0}
PLENTY_OF_CASH = {"cash_at_line_usd": 1e11}


def shock(**factors: float) -> Scenario:
    return Scenario("shock", interventions=(make_intervention({"kind": "shock", **factors}, "a test"),))


def step(lab: Any, scenario: Any = "no_iom", world: Any = None, **overrides: float) -> Any:
    """People after one step in which those who set out do no more than that."""
    settings = {**EAGER, **overrides}
    model = lab.model(scenario, spin_up_years=0.0, world=world, **settings)
    model.schedule = without(
        "documents", "transit", "gates", "destination", "homecoming", "enforcement", "adaptation"
    )
    model.step()
    return model.world.people


def set_out(people: Any) -> NDArray[np.bool_]:
    """Who set out in the step."""
    mask: NDArray[np.bool_] = (people.situation == Situation.WAITING) | (
        people.situation == Situation.IN_TRANSIT
    )
    return mask


@pytest.mark.parametrize(
    "factors", [{"poverty_factor": 2.0}, {"poverty_factor": 0.0}, {"unemployment_factor": 3.0}]
)
def test_with_need_off_poverty_and_unemployment_move_nobody(
    lab: Any, compare: Any, factors: dict[str, float]
) -> None:
    off = {**NO_NEED, **NO_SHOCKS}
    with_it, as_it_was = step(lab, shock(**factors), **off), step(lab, **off)
    assert not compare.differing(with_it, as_it_was).any()


def test_where_twice_as_many_are_poor_more_set_out_and_more_of_them_in_debt(lab: Any) -> None:
    poorer, as_it_was = step(lab, shock(poverty_factor=2.0)), step(lab)
    assert set_out(poorer).sum() > set_out(as_it_was).sum() > 500
    shares = [(people.debt_usd[set_out(people)] > 0.0).mean() for people in (poorer, as_it_was)]
    assert shares[0] > shares[1]
    assert (poorer.recruiter >= 0).sum() > (as_it_was.recruiter >= 0).sum()


def test_where_nobody_is_poor_fewer_set_out_and_fewer_of_them_in_debt(lab: Any) -> None:
    richer, as_it_was = step(lab, shock(poverty_factor=0.0)), step(lab)
    assert 0 < set_out(richer).sum() < set_out(as_it_was).sum()
    shares = [(people.debt_usd[set_out(people)] > 0.0).mean() for people in (richer, as_it_was)]
    assert shares[0] < shares[1]


def test_want_of_work_sends_those_who_lost_it_and_a_slack_market_the_others(lab: Any) -> None:
    """Same draws: with pay untouched only those without work set out in greater number, else the others too."""
    three = shock(unemployment_factor=3.0)
    alone = {**NO_SHOCKS, **PLENTY_OF_CASH, "wage_curve_elasticity": 0.0}
    assert set_out(step(lab, three, **alone)).sum() > set_out(step(lab, **alone)).sum()
    pay_alone = {**NO_SHOCKS, **PLENTY_OF_CASH, "jobless_income_share": 1.0}
    assert set_out(step(lab, three, **pay_alone)).sum() > set_out(step(lab, **pay_alone)).sum()


def test_need_alone_makes_people_accept(lab: Any) -> None:
    """Nobody sets out unasked: what poverty then moves is acceptance, and with no weight of need nothing."""
    asked = {"base_aspiration_per_year": 0.0, "contacts_per_week": 50.0, **NO_SHOCKS, **PLENTY_OF_CASH}
    poor = shock(poverty_factor=2.0)
    assert set_out(step(lab, poor, **asked)).sum() > set_out(step(lab, **asked)).sum() > 50
    indifferent = {**asked, "accept_need": 0.0}
    same = set_out(step(lab, poor, **indifferent)) == set_out(step(lab, **indifferent))
    assert same.all()


def test_with_means_off_credit_is_nothing_and_nobody_owes(lab: Any, compare: Any) -> None:
    off = {**PLENTY_OF_CASH, **NO_SHOCKS}
    all_lend, none_lend = (step(lab, credit_share=share, **off) for share in (1.0, 0.0))
    assert not compare.differing(all_lend, none_lend).any()
    assert (all_lend.debt_usd == 0.0).all()


def test_without_credit_who_lacks_the_fee_stays(lab: Any) -> None:
    all_lend, none_lend = (step(lab, credit_share=share) for share in (1.0, 0.0))
    assert (none_lend.debt_usd == 0.0).all()
    assert (all_lend.debt_usd > 0.0).sum() > 100
    stayed = set_out(all_lend) & ~set_out(none_lend)
    assert (all_lend.debt_usd[stayed] > 0.0).mean() > 0.9  # the others took up another offer
    assert set_out(none_lend).sum() < set_out(all_lend).sum()


def test_who_lacks_the_cost_of_going_alone_goes_with_a_lender(lab: Any) -> None:
    """With a dear way of one's own fewer go alone and more owe; office-goers are not touched."""
    cheap, dear = (step(lab, alone_cost_usd=usd) for usd in (1.0, 600.0))
    alone = [
        (set_out(p) & (p.recruiter < 0) & (p.situation == Situation.IN_TRANSIT)).sum() for p in (cheap, dear)
    ]
    office = [((p.recruiter < 0) & (p.situation == Situation.WAITING)).sum() for p in (cheap, dear)]
    assert alone[1] < alone[0]
    assert office[0] == office[1] > 0
    assert (dear.debt_usd > 0.0).sum() > (cheap.debt_usd > 0.0).sum()


def by_fifth(lab: Any, **overrides: float) -> NDArray[np.float64]:
    """Share of each fifth by wealth, the poorest first, who set out; twelve seeds, nobody is asked by a recruiter.

    Fewer are eager than elsewhere: else nearly all who were away before would set out in a week, whatever their need.
    """
    fifths = np.zeros(5)
    for seed in range(1, 13):
        settings = {**EAGER, "base_aspiration_per_year": 0.3, "contacts_per_week": 0.01, **overrides}
        world = lab.spun_up(seed=seed, spin_up_years=0.0, **settings)
        people = step(lab, world=world, **settings)
        rank = np.searchsorted(np.quantile(people.wealth_score, [0.2, 0.4, 0.6, 0.8]), people.wealth_score)
        fifths += np.bincount(rank, set_out(people), 5) / np.bincount(rank, minlength=5) / 12.0
    return fifths


def test_without_credit_the_poorest_go_less_than_the_middle_and_so_do_the_richest(lab: Any) -> None:
    """Need and means together make the hump that Bazzi (2017) reports."""
    fifths = by_fifth(lab, credit_share=0.0)
    assert fifths[0] < fifths[2]
    assert fifths[4] < fifths.max()


def test_where_money_does_not_bind_the_poorest_go_most(lab: Any) -> None:
    fifths = by_fifth(lab, credit_share=1.0, **PLENTY_OF_CASH, **NO_SHOCKS)
    assert (np.diff(fifths) < 0.0).all()


def test_a_struck_household_needs_more_and_has_no_cash(lab: Any) -> None:
    settings = {**EAGER, "household_shock_per_year": 0.5, "shock_income_share": 0.4}
    world = lab.model(spin_up_years=0.0, **settings).world
    read_context(world)
    struck = np.array([in_shock(world, i) for i in range(world.people.id.size)])
    poor = world.people.wealth_score < world.context.poverty_score[world.people.district]
    assert 0.1 < struck.mean() < 0.6
    assert struck[poor].mean() > struck[~poor].mean()
    people, calm = step(lab, **settings), step(lab, **NO_SHOCKS)
    assert set_out(people)[struck].sum() > set_out(calm)[struck].sum()
    assert np.array_equal(set_out(people)[~struck], set_out(calm)[~struck])
    assert (people.debt_usd[struck & set_out(people)] > 0.0).all()
    assert (people.debt_usd[~struck & set_out(people)] == 0.0).any()
