"""A surface of responsiveness and budget, a simplex of the three roles, and convergence, from small real runs.

    python experiments/designs/run.py [FOLDER]

writes three figures as PNG and SVG, and their tables. One or two minutes.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from safepassage.analysis.convergence import convergence_table
from safepassage.analysis.effects import over_horizon, paired_effects
from safepassage.comparison import compare
from safepassage.ensemble.seeds import replicate_seed
from safepassage.figures import Sheet, to_files
from safepassage.figures.convergence import INDICATORS, convergence_figure
from safepassage.figures.designs import ROLES, simplex_figure, surface_figure
from safepassage.figures.tables import AVERTED, COUNTS_SHOWN_BESIDE
from safepassage.interventions import GovernmentSetting, Scenario, load_scenario
from safepassage.interventions.kinds.facilitator import Facilitator
from safepassage.interventions.kinds.implementer import Implementer
from safepassage.interventions.kinds.partner import Partner
from safepassage.model import BorderModel, spin_up
from safepassage.observation import INDICATOR_NAMES
from safepassage.observation import INDICATORS as ALL
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region

REGION, SHARE, SEEDS = "indonesia", 0.02, 6
BUDGETS = (100_000.0, 300_000.0, 900_000.0, 2_700_000.0)
LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)
PANELS = (*AVERTED, *COUNTS_SHOWN_BESIDE)
KINDS = {"implementer": Implementer, "facilitator": Facilitator, "partner": Partner}


def totals(model: BorderModel) -> dict[str, float]:
    """Totals over the horizon of the indicators of the panels."""
    everywhere = over_horizon(model.run().series, ALL)[0]
    return {name: float(everywhere[INDICATOR_NAMES.index(name)]) for name in PANELS}


def table(
    points: list[dict[str, float]], before: list[list[dict[str, float]]], after: list[list[dict[str, float]]]
) -> pd.DataFrame:
    """A row per point and indicator, paired by seed."""
    rows = []
    for point, first, second in zip(points, before, after, strict=True):
        for indicator in PANELS:
            pair = [np.array([[one[indicator] for one in side]]) for side in (first, second)]
            effect = {name: value[0] for name, value in paired_effects(*pair).items()}
            rows.append({**point, "indicator": indicator, **effect})
    return pd.DataFrame(rows)


def mixes(parts: int = 3) -> Iterable[dict[str, float]]:
    """Every mix of the three roles in steps of a third, a corner for each role."""
    for first, second in itertools.product(range(parts + 1), repeat=2):
        if first + second <= parts:
            shares = (first / parts, second / parts, (parts - first - second) / parts)
            yield dict(zip(ROLES, shares, strict=True))


def main(folder: Path) -> None:
    """Run and draw."""
    region, parameters = load_region(REGION), load_parameters()
    integrated, nothing = load_scenario("integrated"), load_scenario("no_iom")
    grid = [
        {"budget_usd_per_year": budget, "responsiveness": level} for budget in BUDGETS for level in LEVELS
    ]
    blends = list(mixes())
    before = {level: [] for level in LEVELS}
    after = {(point["budget_usd_per_year"], point["responsiveness"]): [] for point in grid}
    blended: list[list[dict[str, float]]] = [[] for _ in blends]
    for replicate in range(SEEDS):
        seed = replicate_seed(1, replicate)
        world = spin_up(region, SHARE, seed, parameters)

        def run(
            scenario: Scenario, level: float, budget: float = 300_000.0, seed: int = seed, world=world
        ) -> dict[str, float]:
            ruler = GovernmentSetting(f"level {level}", level, level, level)
            return totals(
                BorderModel(
                    region,
                    scenario,
                    ruler,
                    SHARE,
                    seed,
                    budget_usd_per_year=budget,
                    parameters=parameters,
                    spun_up=world,
                )
            )

        for level in LEVELS:
            before[level].append(run(nothing, level))
        for budget, level in after:
            after[budget, level].append(run(integrated, level, budget))
        for at, mix in enumerate(blends):
            roles = tuple(KINDS[name](share=share) for name, share in mix.items() if share > 0.0)
            blended[at].append(run(Scenario("mix", interventions=roles), 0.5))
        print(f"seed {replicate + 1} of {SEEDS}", file=sys.stderr)
    surface = table(grid, [before[point["responsiveness"]] for point in grid], list(after.values()))
    simplex = table(blends, [before[0.5]] * len(blends), blended)
    names = ["no_iom", "implementer", "facilitator", "partner"]
    result = compare(names, region="sambas", replicates=16, population_share=SHARE, churn=False)
    convergence = convergence_table(result.series, INDICATORS)
    folder.mkdir(parents=True, exist_ok=True)
    figures = {}
    for name, data, draw in (
        ("surface", surface, surface_figure),
        ("simplex", simplex, simplex_figure),
        ("convergence", convergence, convergence_figure),
    ):
        data.to_csv(folder / f"{name}.csv", index=False)
        figures[name] = draw(data, Sheet(SHARE))
    for name, content in to_files(figures.items()).items():
        (folder / name).write_bytes(content)
    print(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("outputs/designs"))
