"""Brokers who change district: from where they are arrested to where they are not, and not for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from safepassage.evidence.errors import InputError
from safepassage.interventions import Scenario
from safepassage.interventions.scenario import make_intervention
from safepassage.interventions.timed import Timed
from safepassage.stages.adaptation import change_district
from safepassage.world.world import World

RESTLESS = {
    "district_move_per_year": 2.0, "deterrence": 1.5, "opening_per_year": 1.0, "conviction_base": 0.5,
    "custody_years": 0.3, "onset_irregular_per_year": 0.3, "deportation_per_year": 0.3, "self_report_share": 0.5,
}  # fmt: skip
HERE = 0
SEEDS = range(1, 13)


@dataclass(frozen=True)
class Crackdown(Timed):
    """Police of one district open cases at a multiple of the rate."""

    name: str = "crackdown"
    factor: float = 2.0

    def act(self, world: World) -> None:
        world.doses.opening[HERE] *= self.factor


def moved_away(lab: Any, seed: int, factor: float, **more: float) -> float:
    """Net number of recruiters who left the district, over three years."""
    scenario = Scenario("crackdown", interventions=(Crackdown(factor=factor),))
    overrides = {**lab.lively, **RESTLESS, **more}
    model = lab.model(scenario, seed=seed, years=3.0, **overrides).run()
    out, back = (model.indicator(f"recruiters_moved_{way}") for way in ("out", "in"))
    assert out.sum() == back.sum()
    return float(out[:, HERE].sum() - back[:, HERE].sum())


def by_arrests(lab: Any, seed: int, **more: float) -> float:
    """How many more left the district because its police opened waiting reports at twenty times the rate."""
    return moved_away(lab, seed, 20.0, **more) - moved_away(lab, seed, 1.0, **more)


def test_more_arrests_in_one_district_move_brokers_to_others(lab: Any, compare: Any) -> None:
    mean, error = compare.mean_and_error([by_arrests(lab, seed) for seed in SEEDS])
    assert mean > 3.0 * error > 0.0


def test_arrests_move_brokers_by_fear(lab: Any, compare: Any) -> None:
    fear = [by_arrests(lab, seed) - by_arrests(lab, seed, deterrence=0.0) for seed in SEEDS]
    mean, error = compare.mean_and_error(fear)
    assert mean > 2.0 * error > 0.0


def gone_after_asking(lab: Any, earnings: tuple[float, float], **more: float) -> tuple[int, int]:
    """How many left each district in a week in which all asked, with these beliefs of what recruiters earn there."""
    overrides = {**lab.lively, **RESTLESS, "district_move_per_year": 1e6, **more}
    world = lab.spun_up(**{**overrides, "district_move_per_year": 0.0})
    world.beliefs.earnings_usd[:] = earnings
    model = lab.model(world=world, **overrides)
    change_district(model.world)
    moved = model.world.ledger.moved
    return int(moved[0].sum()), int(moved[1].sum())


def test_where_earnings_do_not_differ_nobody_goes(lab: Any) -> None:
    assert gone_after_asking(lab, (3000.0, 3000.0)) == (0, 0)


def test_brokers_go_where_more_is_earned_the_more_the_larger_the_gap(lab: Any) -> None:
    here, back = gone_after_asking(lab, (3000.0, 4000.0))
    assert here > 0 == back
    assert gone_after_asking(lab, (3000.0, 9000.0))[0] > here
    assert gone_after_asking(lab, (4000.0, 3000.0))[1] > 0


def test_who_would_lose_more_by_being_a_stranger_than_is_to_be_gained_stays(lab: Any) -> None:
    assert gone_after_asking(lab, (3000.0, 9000.0), district_unfamiliarity=100.0) == (0, 0)


def test_asking_again_does_not_make_it_less_strange(lab: Any) -> None:
    """What it costs one is drawn once: in the second week of the same beliefs nobody follows."""
    overrides = {**lab.lively, **RESTLESS, "district_move_per_year": 1e6}
    model = lab.model(world=lab.spun_up(**{**overrides, "district_move_per_year": 0.0}), **overrides)
    world = model.world
    world.beliefs.earnings_usd[:] = (3000.0, 4500.0)
    change_district(world)
    first = world.ledger.moved.sum()
    world.clock = world.clock.later()
    change_district(world)
    assert world.ledger.moved.sum() == first > 0


def test_a_measure_for_a_district_that_is_not_there_is_refused(lab: Any) -> None:
    item = make_intervention({"kind": "task_force", "districts": ["riversde"]}, "a test")
    with pytest.raises(InputError, match=r"district 'riversde' is not in region classroom.*riverside"):
        lab.model(Scenario("one", interventions=(item,)), years=0.1).run()


def restless(lab: Any, **more: float) -> Any:
    scenario = Scenario("crackdown", interventions=(Crackdown(factor=10.0),))
    overrides = {**lab.lively, **RESTLESS, "district_move_per_year": 12.0, "licensed_share": 0.5, **more}
    return lab.model(scenario, region="indonesia", share=0.02, years=3.0, **overrides)


def test_who_moves_lives_there_and_agencies_stay(lab: Any) -> None:
    model = restless(lab).run()
    world = model.world
    recruiters, away = world.recruiters, world.recruiters.district != world.recruiters.native_district
    assert away.sum() > 5
    assert not recruiters.licensed[away].any()
    assert np.array_equal(world.ground.cell_district[recruiters.home_cell], recruiters.district)
    assert np.array_equal(world.ground.cell_district[recruiters.native_cell], recruiters.native_district)


def test_a_place_taken_anew_is_where_it_was_at_first(lab: Any) -> None:
    model = restless(lab, leaving_per_year=3.0, entry_per_year=0.0)
    while model.running:
        model.step()
    recruiters = model.world.recruiters
    abandoned = ~recruiters.active & (recruiters.district != recruiters.native_district)
    assert abandoned.any()
    model = restless(lab, leaving_per_year=3.0, entry_per_year=1e6)
    before = model.world.recruiters.active.copy()
    model.step()
    fresh = ~before & model.world.recruiters.active
    assert fresh.any()
    assert np.array_equal(
        model.world.recruiters.district[fresh], model.world.recruiters.native_district[fresh]
    )


def test_the_other_corridor_costs_more(lab: Any) -> None:
    """With corridors as strange as districts more cross over; with the cost beyond every gain nobody does."""

    def crossing(cost: float) -> int:
        world = restless(lab, corridor_unfamiliarity=cost).run().world
        corridor = world.ground.district_corridor
        return int((corridor[world.recruiters.district] != corridor[world.recruiters.native_district]).sum())

    assert crossing(1e3) == 0 < crossing(0.1)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_rate_of_zero_is_a_world_in_which_nobody_asks(lab: Any, compare: Any, seed: int) -> None:
    """The costs are not even looked at: their values change no bit."""
    near, far = (
        lab.model(seed=seed, years=2.0, **{**lab.lively, **RESTLESS, "district_move_per_year": 0.0, **costs})
        for costs in ({}, {"district_unfamiliarity": 0.0, "corridor_unfamiliarity": 0.0})
    )
    near.run()
    assert compare.digest(near) == compare.digest(far.run())
    assert near.indicator("recruiters_moved_in").sum() == 0.0
