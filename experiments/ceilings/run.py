"""How far each lever could go: as its scenario has it, ten times as strong, and carried out perfectly.

    python experiments/ceilings/run.py                    12 seeds, two processes; writes beside this file
    python experiments/ceilings/run.py --levers hotline shelters --seeds 4 --into /tmp/ceilings

All worlds of a seed start from one spin-up and share every draw. What a lever moves first and what it moves last stand
beside each other, so that a small effect is known as a small lever, a small dose, or a shut door in between.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from safepassage.analysis.intervals import student_half_width
from safepassage.ensemble.executor import map_tasks
from safepassage.ensemble.seeds import replicate_seed
from safepassage.interventions import Scenario
from safepassage.interventions.scenario import make_intervention
from safepassage.interventions.timed import Timed
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.world import World

BUDGET = 300_000.0
LAST = ("entered_exploitation", "exploitation_years", "risk_per_departure")
DOSES = ("as it is", "ten times", "perfect")
SURE = 30.0
"""Log odds of what happens for sure."""

Totals = dict[str, float]
Setting = Callable[[World], None]


@dataclass(frozen=True)
class Set(Timed):
    """Sets state by hand before doses become state, in every step: what perfect execution would have brought about."""

    how: Setting = field(default=lambda world: None)
    name: str = "set"

    def act(self, world: World) -> None:
        """Set it."""
        self.how(world)


def everybody_aware(world: World) -> None:
    """Everybody knows all there is to know."""
    world.people.awareness[:] = 1.0


def everybody_trained(world: World) -> None:
    """All officials, and consular staff, have full training."""
    world.officials.training[:] = 1.0
    world.consulates.training[:] = 1.0


def nobody_takes_bribes(world: World) -> None:
    """All officials are honest."""
    world.officials.integrity[:] = 1.0


def less_deceit(world: World, left: float) -> None:
    """Recruiters deceive less: ``left`` of what they did in the spin-up."""
    of_trade = world.parameters.recruitment
    usual = np.where(world.recruiters.licensed, of_trade.agency_deceptiveness, of_trade.broker_deceptiveness)
    world.recruiters.deceptiveness[:] = np.minimum(world.recruiters.deceptiveness, left * usual)


def honest(world: World, left: float) -> None:
    """Of the officials who would take bribes only so many do, told apart by their number."""
    world.officials.integrity[world.officials.id * 7 % 20 >= 20 * left] = 1.0


@dataclass(frozen=True)
class Arm:
    """One lever in one dose."""

    items: tuple[object, ...] = ()
    parameters: tuple[tuple[str, float], ...] = ()
    budget: float = BUDGET


def kind(name: str, **fields: object) -> Arm:
    """A measure of the project."""
    return Arm((make_intervention({"kind": name, **fields}, "ceilings"),))


def by_hand(how: Setting) -> Arm:
    """State that is set in every step."""
    return Arm((Set(how=how),))


def with_parameters(arm: Arm, **parameters: float) -> Arm:
    """The arm with parameters of its own, from the start of the scenario on."""
    return Arm(arm.items, (*arm.parameters, *parameters.items()), arm.budget)


def role(name: str, times: float = 1.0, **parameters: float) -> Arm:
    """All of IOM's money, so many times, on one role."""
    return with_parameters(Arm(kind(name, share=1.0).items, budget=BUDGET * times), **parameters)


NO_LIMIT = {"assistance_places_per_100000": 1e9}
ALL_REFERRED = {"assistance_log_odds": SURE, **NO_LIMIT}
ALL_ON_TRAINING = {"facilitator_training_share": 1.0, "facilitator_government_share": 0.0}
ALL_RECOGNISED = {
    "return_screened_share": 1.0, "return_recognition_log_odds": SURE, "destination_recognition_log_odds": SURE,
}  # fmt: skip

LEVERS: dict[str, tuple[str, Arm, Arm, Arm]] = {
    "hotline": (
        "expected_finds", kind("hotline"),
        kind("hotline", report_factor=11.0, asked_share=1.0, family_finds_per_year=0.2),
        kind("hotline", report_factor=1e3, asked_share=1.0, family_finds_per_year=12.0),
    ),
    "protection": (
        "expected_cases", kind("protection"),
        kind("protection", cooperation_log_odds=8.0, stopped_factor=0.0, conviction_log_odds=6.0),
        kind("protection", cooperation_log_odds=SURE, stopped_factor=0.0, conviction_log_odds=SURE),
    ),
    "shelters": (
        "assisted", kind("shelters"), kind("shelters", places_per_100000=50.0, referral_log_odds=4.0),
        with_parameters(kind("shelters", usd_per_place=0.0), **ALL_REFERRED),
    ),
    "action plans": (
        "spend_government_usd", kind("action_plan"), with_parameters(kind("action_plan"), action_plan_factor=11.0),
        with_parameters(kind("action_plan"), action_plan_factor=1e3),
    ),
    "task force": (
        "expected_cases", kind("task_force"), kind("task_force", opening_factor=21.0, focus=3.0),
        kind("task_force", opening_factor=1e4, focus=SURE),
    ),
    "cross-border": (
        "expected_finds", kind("cross_border"), kind("cross_border", factor=6.0), kind("cross_border", factor=1e4),
    ),
    "training of officials": (
        "training", role("facilitator", **ALL_ON_TRAINING), role("facilitator", 10.0, **ALL_ON_TRAINING),
        by_hand(everybody_trained),
    ),
    "integrity": (
        "refused", by_hand(partial(honest, left=0.9)), by_hand(partial(honest, left=0.35)),
        by_hand(nobody_takes_bribes),
    ),
    "outreach": (
        "awareness", role("implementer", implementer_outreach_share=1.0),
        role("implementer", 10.0, implementer_outreach_share=1.0), by_hand(everybody_aware),
    ),
    "assistance": (
        "assisted", role("implementer", implementer_outreach_share=0.0),
        role("implementer", 10.0, implementer_outreach_share=0.0),
        with_parameters(Arm(), **ALL_REFERRED, **ALL_RECOGNISED),
    ),
    "service offices": (
        "placements", kind("service_offices"), kind("service_offices", capacity_factor=6.0),
        with_parameters(kind("service_offices", capacity_factor=1e3), document_dropout_share=0.0),
    ),
    "partnership abroad": (
        "expected_finds", role("partner"), role("partner", 10.0),
        with_parameters(Arm(), find_inspection_per_year=12.0, consular_cases_per_100000=1e9, **NO_LIMIT),
    ),
    "poverty": (
        "attempts", kind("shock", poverty_factor=0.9), kind("shock", poverty_factor=0.35),
        kind("shock", poverty_factor=0.0),
    ),
    "unemployment": (
        "attempts", kind("shock", unemployment_factor=0.9), kind("shock", unemployment_factor=0.35),
        kind("shock", unemployment_factor=0.0),
    ),
    "deceit": (
        "expected_trafficked", by_hand(partial(less_deceit, left=0.9)), by_hand(partial(less_deceit, left=0.35)),
        by_hand(partial(less_deceit, left=0.0)),
    ),
}  # fmt: skip
"""Lever -> what it moves first, and its three doses.

Where no measure of the project is the lever: a tenth less of what is bad, ten times that (0.9 ** 10), none of it.
"""


@dataclass(frozen=True)
class Task:
    """One seed."""

    seed: int
    share: float
    levers: tuple[str, ...]


def totals(world: World, task: Task, arm: Arm) -> Totals:
    """What is looked at of one world over 2016-2023, all districts together."""
    scenario = Scenario("an arm", interventions=arm.items, parameters=dict(arm.parameters))  # type: ignore[arg-type]
    model = BorderModel(
        world.region, scenario, "as_is", task.share, task.seed, spun_up=world, budget_usd_per_year=arm.budget
    ).run()
    levels = ("awareness", "training")
    firsts = {first for first, *_ in LEVERS.values()}
    found = {
        name: float(model.indicator(name).mean() if name in levels else model.indicator(name).sum())
        for name in sorted(firsts | {"entered_exploitation", "departures_regular", "departures_irregular"})
    }
    found["exploitation_years"] = float(model.indicator("exploitation_years")[-1].sum())
    departures = found["departures_regular"] + found["departures_irregular"]
    found["risk_per_departure"] = found["entered_exploitation"] / max(1.0, departures)
    return found


def run_seed(task: Task) -> list[dict[str, object]]:
    """Every arm of one seed: changes in percent of the world without it."""
    world = spin_up(load_region("indonesia"), task.share, task.seed, load_parameters())
    without = totals(world, task, Arm())
    rows: list[dict[str, object]] = []
    for lever in task.levers:
        first, *arms = LEVERS[lever]
        for dose, arm in zip(DOSES, arms, strict=True):
            with_it = totals(world, task, arm)
            change = {
                name: 100.0 * (with_it[name] / without[name] - 1.0) if without[name] else np.nan
                for name in (first, *LAST)
            }
            rows.append(
                {
                    "lever": lever,
                    "dose": dose,
                    "seed": task.seed,
                    "first": first,
                    "moved_first": change.pop(first),
                }
                | change
            )
    return rows


def summary(rows: pd.DataFrame) -> pd.DataFrame:
    """Means over seeds with half of their 95 percent interval, in percent; and what a small effect comes from."""
    measures = ("moved_first", *LAST)
    out = []
    for (lever, dose, first), group in rows.groupby(["lever", "dose", "first"], sort=False):
        row: dict[str, object] = {"lever": lever, "dose": dose, "first": first}
        for measure in measures:
            values = group[measure].to_numpy(float)
            row[measure] = values.mean()
            row[f"{measure}_half"] = float(student_half_width(values.std(ddof=1), values.size))
        out.append(row)
    table = pd.DataFrame(out)
    told = {str(lever): what_it_is(group) for lever, group in table.groupby("lever")}
    return table.assign(reading=table["lever"].map(told))


def what_it_is(arms: pd.DataFrame) -> str:
    """Of one lever's three doses: does the end of the chain move, and if not, where does it stop?

    Moved means by one percent and more than the interval's half, at the end of the chain that moves most for certain.
    """
    at = arms.set_index("dose")

    def moved(dose: str, measures: tuple[str, ...], least: float) -> bool:
        return any(abs(at.loc[dose, name]) > max(least, at.loc[dose, f"{name}_half"]) for name in measures)

    ends = LAST[:2]
    if moved("as it is", ends, 1.0):
        return "moves as it is"
    if moved("ten times", ends, 1.0) or moved("perfect", ends, 1.0):
        return "small dose"
    if any(moved(dose, ("moved_first",), 10.0) for dose in ("ten times", "perfect")):
        return "shut door"
    return "small lever"


def main() -> None:
    """Run, and write the rows of all seeds and the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--share", type=float, default=0.02)
    parser.add_argument("--levers", nargs="+", choices=list(LEVERS), default=list(LEVERS))
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    asked = parser.parse_args()
    tasks = [Task(replicate_seed(1, n), asked.share, tuple(asked.levers)) for n in range(asked.seeds)]
    found = map_tasks(run_seed, tasks, asked.workers, lambda done: print(".", end="", flush=True))
    rows = pd.DataFrame([row for some in found for row in some])
    asked.into.mkdir(parents=True, exist_ok=True)
    table = summary(rows)
    table.to_csv(asked.into / "ceilings.csv", index=False, float_format="%.4g")
    print()
    print(table.to_string(index=False, float_format=lambda x: f"{x:.3g}"))


if __name__ == "__main__":
    main()
