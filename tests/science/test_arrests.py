"""Suspects are arrested unless somebody tips off; what skill and protection decide is how long they stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from safepassage.interventions import Scenario
from safepassage.interventions.timed import Timed
from safepassage.world.codes import ExpectedRecord, Role
from safepassage.world.world import World

REPORTED = {
    "onset_irregular_per_year": 0.3, "deportation_per_year": 0.3, "self_report_share": 0.5, "opening_per_year": 20.0,
    "entry_per_year": 0.0, "leaving_per_year": 0.0, "district_move_per_year": 0.0, "rotation_per_year": 0.0,
}  # fmt: skip


@dataclass(frozen=True)
class Witnesses(Timed):
    """Protected witnesses in every district."""

    name: str = "witnesses"
    log_odds: float = 3.0

    def act(self, world: World) -> None:
        world.doses.conviction[:] += self.log_odds


def by_integrity(lab: Any, integrity: float, **more: float) -> Any:
    """One year, all investigators of this integrity."""
    world = lab.spun_up(**{**lab.lively, **REPORTED, **more})
    world.officials.integrity[world.officials.role == Role.INVESTIGATOR] = integrity
    return lab.model(world=world, **{**lab.lively, **REPORTED, **more})


def expected_of(model: Any) -> tuple[float, float]:
    """Arrests and cases that may be expected over the run, suspects of internal cases left out."""
    arrests = cases = 0.0
    while model.running:
        model.step()
        arrests += model.world.registers.expected[:, ExpectedRecord.ARRESTS].sum()
        cases += model.world.registers.expected[:, ExpectedRecord.CASES].sum()
    q = model.world.parameters.enforcement
    return arrests, cases * (1.0 - q.internal_case_share) * q.suspects_per_case


def test_where_no_investigator_takes_bribes_every_suspect_is_arrested(lab: Any) -> None:
    arrests, suspects = expected_of(by_integrity(lab, 1.0))
    assert suspects > 1.0
    assert np.isclose(arrests, suspects)


def test_honest_investigators_arrest_more_than_those_who_tip_off(lab: Any) -> None:
    honest, half, none = (expected_of(by_integrity(lab, share))[0] for share in (1.0, 0.5, 0.0))
    assert honest > half > none


def test_with_no_tip_off_and_no_case_stopped_integrity_is_nothing_to_arrests(lab: Any) -> None:
    off = {"tip_off_share": 0.0, "case_stopped_share": 0.0}
    arrests, suspects = expected_of(by_integrity(lab, 0.0, **off))
    assert np.isclose(arrests, suspects)


def in_custody(lab: Any, log_odds: float, seed: int) -> tuple[list[int], list[float]]:
    """Arrests by step and how long each of those taken in stays, in the first weeks of a busy police."""
    overrides = {
        **lab.lively,
        **REPORTED,
        "deterrence": 0.0,
        "opening_per_year": 200.0,
        "profit_elasticity": 0.0,
    }
    scenario = Scenario("witnesses", interventions=(Witnesses(log_odds=log_odds),))
    model = lab.model(scenario, seed=seed, years=1.0, **overrides)
    recruiters, arrests, until = model.world.recruiters, [], []
    while model.running and sum(arrests) < 1:
        before = recruiters.custody_until.copy()
        model.step()
        arrests.append(int(model.world.registers.arrests.sum()))
        until += recruiters.custody_until[recruiters.custody_until != before].tolist()
    return arrests, until


def test_protected_witnesses_make_custody_longer_and_arrest_nobody_more(lab: Any) -> None:
    longer = 0
    for seed in range(1, 7):
        (arrests, until), (with_them, longer_until) = (in_custody(lab, x, seed) for x in (0.0, 30.0))
        assert arrests == with_them
        assert all(b >= a for a, b in zip(until, longer_until, strict=True))
        longer += sum(b > a for a, b in zip(until, longer_until, strict=True))
    assert longer > 0


def test_reports_that_name_a_recruiter_single_him_out(lab: Any) -> None:
    """All arrests by name: who is named faces them all, with the share of names at zero nothing is changed by names."""
    chances = {}
    for named in (0.0, 1.0):
        for reports in (0.0, 1e6):
            world = lab.spun_up(**{**lab.lively, **REPORTED, "named_share": named})
            recruiters = world.recruiters
            he = int(np.argmax(recruiters.active & (recruiters.custody_until <= world.clock.day)))
            recruiters.reports[he] = reports
            world.beliefs.village_arrests[:] = 0.0
            model = lab.model(world=world, **{**lab.lively, **REPORTED, "named_share": named})
            model.step()
            village = model.world.ground.cell_subdistrict[model.world.recruiters.cell[he]]
            chances[named, reports] = model.world.beliefs.village_arrests[village]
    assert chances[0.0, 0.0] == chances[0.0, 1e6]
    assert chances[1.0, 1e6] > chances[1.0, 0.0]
