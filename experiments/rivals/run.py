"""P2 under four rival rules of skill and authority, and with the gate off at one door at a time.

    python experiments/rivals/run.py                      32 draws, two processes; writes beside this file
    python experiments/rivals/run.py --draws 4 --into /tmp/rivals

Every draw of the uncertain parameters has one spin-up, from which all worlds of the draw start: they differ
in rule, in one door, in the governments' responsiveness and in the programme, and in nothing else.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from safepassage.analysis.intervals import mean_intervals
from safepassage.ensemble.draws import draw_parameters
from safepassage.ensemble.executor import map_tasks
from safepassage.ensemble.seeds import replicate_seed
from safepassage.figures import Sheet
from safepassage.figures.patterns_rules import rules_figure
from safepassage.interventions import GovernmentSetting, load_government
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.world import World

RULES = ("complement", "independent", "threshold", "substitute")
DOORS = ("screening", "referral", "cases", "plans", "service", "return", "destination")
LEVELS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
ROLES = ("facilitator", "partner", "integrated")
ALL = "all gated"
BESIDE = ("departures_regular", "departures_irregular", "refused", "identified_false")

Totals = dict[str, float]


@dataclass(frozen=True)
class Task:
    """One draw."""

    number: int
    parameters: dict[str, float]
    seed: int
    share: float


def totals(
    task: Task, world: World, scenario: str, government: GovernmentSetting, more: dict[str, float]
) -> Totals:
    """Exploitation years, and what has to stand beside them, of one world over 2016-2023, all districts."""
    model = BorderModel(
        world.region, scenario, government, task.share, task.seed, spun_up=world,
        parameters=load_parameters({**task.parameters, **more}),
    ).run()  # fmt: skip
    found = {name: float(model.indicator(name).sum()) for name in BESIDE}
    return {"years": float(model.indicator("exploitation_years")[-1].sum()), **found}


def run_draw(task: Task) -> list[dict[str, object]]:
    """Every world of one draw: rows of rule, door, responsiveness, scenario and exploitation years without and with."""
    world = spin_up(load_region("indonesia"), task.share, task.seed, load_parameters(task.parameters))
    rows: list[dict[str, object]] = []

    def add(rule: int, door: str, setting: GovernmentSetting, scenarios: tuple[str, ...]) -> None:
        more = {"authority_rule": float(rule), **{f"door_{name}": 1.0 for name in DOORS}}
        if door != ALL:
            more[f"door_{door}"] = 0.0
        without = totals(task, world, "no_iom", setting, more)
        for scenario in scenarios:
            with_it = totals(task, world, scenario, setting, more)
            change = {name: with_it[name] - without[name] for name in BESIDE}
            known = with_it["years"] > 0.0 and without["years"] > 0.0
            rows.append(
                {
                    "draw": task.number, "rule": RULES[rule], "door": door, "responsiveness": setting.name,
                    "scenario": scenario, "difference": without["years"] - with_it["years"],
                    "log_ratio": float(np.log(without["years"] / with_it["years"])) if known else np.nan, **change,
                }
            )  # fmt: skip

    for rule in range(len(RULES)):
        for level in LEVELS:
            add(rule, ALL, GovernmentSetting(f"{level:g}", level, level, "as_is_uptake"), ("integrated",))
        for door in (ALL, *DOORS):
            for name in ("responsive", "unresponsive"):
                add(rule, door, load_government(name), ROLES)
    return rows


def interaction(table: pd.DataFrame) -> pd.DataFrame:
    """P2 by rule, door and role: averted under the responsive less the unresponsive setting, with its interval."""
    rows = []
    keys = ["rule", "door", "scenario"]
    for key, group in table.groupby(keys, sort=False):
        for measure in ("difference", "log_ratio"):
            wide = group.pivot_table(index="draw", columns="responsiveness", values=measure)
            if "responsive" not in wide:
                continue
            values = (wide["responsive"] - wide["unresponsive"]).dropna().to_numpy()
            low, high = (float(end[0]) for end in mean_intervals(values[None, :]))
            share = float((values > 0.0).mean())
            rows.append((*key, measure, float(values.mean()), low, high, len(values), share))
    return pd.DataFrame(rows, columns=[*keys, "measure", "mean", "low", "high", "draws", "share_positive"])


def draw_figure(table: pd.DataFrame, share: float, into: Path) -> None:
    """Draw the effect of the integrated programme against responsiveness, a panel for each rule, into ``p2.png``."""
    levels = table[(table["door"] == ALL) & table["responsiveness"].isin([f"{level:g}" for level in LEVELS])]
    ready = levels.assign(
        rule=levels["rule"].map(dict(zip(RULES, "abcd", strict=True))), door="all",
        responsiveness=levels["responsiveness"].astype(float), difference=-levels["difference"],
        log_ratio=-levels["log_ratio"],
    )  # fmt: skip
    rules_figure(ready, Sheet(share)).savefig(into / "p2.png", dpi=150)


def main() -> None:
    """Run, and write the rows of all draws and the table of P2."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draws", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--share", type=float, default=0.02)
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    asked = parser.parse_args()
    draws = draw_parameters(asked.draws, 1)
    tasks = [
        Task(number, values, replicate_seed(1, number), asked.share) for number, values in enumerate(draws)
    ]
    found = map_tasks(run_draw, tasks, asked.workers, lambda done: print(".", end="", flush=True))
    table = pd.DataFrame([row for rows in found for row in rows])
    asked.into.mkdir(parents=True, exist_ok=True)
    table.to_csv(asked.into / "draws.csv", index=False, float_format="%.6g")
    result = interaction(table)
    result.to_csv(asked.into / "p2.csv", index=False, float_format="%.4g")
    draw_figure(table, asked.share, asked.into)
    print()
    print(result.to_string(index=False, float_format=lambda x: f"{x:.3g}"))


if __name__ == "__main__":
    main()
