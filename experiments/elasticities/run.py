"""How much trafficking moves with poverty and unemployment: ``python experiments/elasticities/run.py``.

Over draws of all uncertain parameters, one seed each: the world without IOM, and the same with the poverty or the
unemployment rate a quarter higher from the start of 2016. The elasticity is the log ratio of a total over eight years,
over ln 1.25. Writes elasticities.csv (a row a draw) and prints the table.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from safepassage.analysis.intervals import student_half_width
from safepassage.ensemble.draws import draw_parameters
from safepassage.ensemble.executor import map_tasks
from safepassage.ensemble.seeds import replicate_seed
from safepassage.interventions.kinds.shock import Shock
from safepassage.interventions.scenario import Scenario
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region

HIGHER = 1.25
SHOCKS = {"poverty": Shock(poverty_factor=HIGHER), "unemployment": Shock(unemployment_factor=HIGHER)}
READ = ("expected_trafficked", "entered_exploitation", "departures_irregular", "departures_regular")


@dataclass(frozen=True)
class Task:
    """One draw."""

    number: int
    parameters: dict[str, float]
    seed: int
    share: float


def run_draw(task: Task) -> dict[str, float]:
    """Totals of the three worlds of one draw, by indicator and shock."""
    parameters = load_parameters(task.parameters)
    world = spin_up(load_region("indonesia"), task.share, task.seed, parameters)
    row: dict[str, float] = {"draw": task.number}
    for name, given in {"base": (), **{name: (shock,) for name, shock in SHOCKS.items()}}.items():
        model = BorderModel(
            world.region, Scenario(name, interventions=given), "as_is", task.share, task.seed, spun_up=world,
            parameters=parameters,
        ).run()  # fmt: skip
        row |= {f"{name}.{what}": float(model.indicator(what).sum()) for what in READ}
    return row


def elasticity(table: pd.DataFrame, shock: str, what: str) -> pd.Series:
    """Elasticity by draw; NaN where a total is zero."""
    top, bottom = table[f"{shock}.{what}"], table[f"base.{what}"]
    return np.log((top / bottom).where((top > 0) & (bottom > 0))) / np.log(HIGHER)


def main() -> None:
    """Run the draws, write them, print mean and range."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=128)
    options.add_argument("--share", type=float, default=0.05)
    options.add_argument("--into", type=Path, default=Path(__file__).parent)
    chosen = options.parse_args()
    tasks = [
        Task(number, values, replicate_seed(1, number), chosen.share)
        for number, values in enumerate(draw_parameters(chosen.draws, 1))
    ]
    table = pd.DataFrame(map_tasks(run_draw, tasks, 2))
    table.to_csv(chosen.into / "elasticities.csv", index=False, float_format="%.6g")
    print("| elasticity of | to | mean over draws | 5 to 95 percent of draws | above zero |")
    print("| --- | --- | --- | --- | --- |")
    for what in READ:
        for shock in SHOCKS:
            found = elasticity(table, shock, what).dropna()
            half = student_half_width(found.std(ddof=1), len(found))
            low, high = found.quantile([0.05, 0.95])
            print(
                f"| {what} | {shock} rate | {found.mean():.3f} ± {half:.3f} | {low:.2f} to {high:.2f} |"
                f" {(found > 0).mean():.2f} of {len(found)} |"
            )


if __name__ == "__main__":
    main()
