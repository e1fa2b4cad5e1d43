"""Every arm of every seed, gathered into one table of series and the counts of persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from safepassage.ensemble.executor import map_spec
from safepassage.ensemble.pair import row_labels
from safepassage.ensemble.run import ArmResult, run_seed, seed_tasks
from safepassage.ensemble.spec import BASELINE, RunSpec
from safepassage.observation.indicators import INDICATOR_NAMES
from safepassage.region.load import load_region
from safepassage.region.region import Region
from safepassage.world.codes import Activity

KEYS = ("scenario", "government", "replicate", "date", "district")
"""The columns that name a row of the series; one column per indicator follows."""


@dataclass(frozen=True)
class Contrast:
    """Persons of one scenario against the baseline under the same government, real persons.

    ``counts`` and ``churn`` have shape [replicates, rows of `row_labels`, len(MEASURES)];
    ``churn`` is None where no placebo was run.
    """

    scenario: str
    government: str
    counts: NDArray[np.float64]
    churn: NDArray[np.float64] | None


@dataclass(frozen=True)
class Effort:
    """What the runs were and took; goes into the manifest."""

    seeds: tuple[int, ...]
    persons: int
    runs: int
    steps: int
    cpu_seconds_loop: float
    cpu_seconds_spin_up: float


@dataclass(frozen=True)
class Runs:
    """What the runs of a specification left behind.

    ``series`` has one row per scenario, government, replicate, date and district, in this order,
    and ``labels`` names the rows of the contrasts' arrays.
    """

    spec: RunSpec
    region: Region
    series: pd.DataFrame
    labels: tuple[tuple[str, str, str], ...]
    contrasts: tuple[Contrast, ...]
    subdistricts: pd.DataFrame
    spending: pd.DataFrame
    effort: Effort


def run_all(
    spec: RunSpec,
    progress: Callable[[int], object] | None = None,
    more: Callable[[pd.DataFrame], int] | None = None,
) -> Runs:
    """Run a specification.

    Parameters
    ----------
    spec
        What to run; with the baseline among its scenarios, persons are paired with it.
    progress
        Called with 1 after each seed.
    more
        Called with the series so far; returns how many replicates there should be, until it asks
        for no more than there are. Those that are there stay: a replicate does not know the others.
    """
    region = load_region(spec.region)
    districts = region.districts
    scenarios, governments = list(spec.scenario), list(spec.government)
    arms: list[ArmResult] = []
    have, wanted = 0, spec.replicates
    while wanted > have:
        spec = replace(spec, replicates=wanted)
        for found in map_spec(run_seed, seed_tasks(spec)[have:], spec, progress):
            arms += found
        # A stable sort: replicates stay in their order within a scenario and government.
        arms.sort(key=lambda arm: (scenarios.index(arm.scenario), governments.index(arm.government)))
        have = wanted
        if more is not None:
            wanted = more(series_table(arms, districts))
    return Runs(
        spec=spec,
        region=region,
        series=series_table(arms, districts),
        labels=tuple(row_labels(districts)),
        contrasts=tuple(_contrasts(spec, arms)),
        subdistricts=subdistrict_table(arms, region.subdistricts, spec.population_share),
        spending=spending_table(arms, districts),
        effort=_effort(spec, arms),
    )


def series_table(arms: Iterable[ArmResult], districts: tuple[str, ...]) -> pd.DataFrame:
    """Return the series of runs as one tidy table, one row per run, date and district."""
    arms = list(arms)
    sizes = [arm.series.shape[0] * len(districts) for arm in arms]
    columns: dict[str, object] = {
        "scenario": np.repeat([arm.scenario for arm in arms], sizes),
        "government": np.repeat([arm.government for arm in arms], sizes),
        "replicate": np.repeat(np.array([arm.replicate for arm in arms], dtype=np.int32), sizes),
        "date": np.concatenate(
            [np.repeat(np.array(arm.dates, dtype="datetime64[s]"), len(districts)) for arm in arms]
        ),
        "district": np.concatenate([np.tile(districts, arm.series.shape[0]) for arm in arms]),
    }
    values = np.concatenate([arm.series.reshape(-1, len(INDICATOR_NAMES)) for arm in arms])
    columns.update({name: values[:, at] for at, name in enumerate(INDICATOR_NAMES)})
    return pd.DataFrame(columns)


def subdistrict_table(
    arms: Iterable[ArmResult], subdistricts: tuple[str, ...], population_share: float
) -> pd.DataFrame:
    """Return who enters exploitation by home subdistrict, over all replicates of an arm.

    Columns ``scenario``, ``government``, ``subdistrict``, ``value`` (episodes begun per 1,000 persons
    who were 15 and over at the start), ``n_simulated`` (episodes over all replicates) and ``n_real``
    (mean of replicates, real persons).
    """
    frames = []
    groups: dict[tuple[str, str], list[NDArray[np.int64]]] = {}
    for arm in arms:
        groups.setdefault((arm.scenario, arm.government), []).append(arm.subdistricts)
    for (scenario, government), found in groups.items():
        total = np.sum(found, axis=0)
        frame = pd.DataFrame({"scenario": scenario, "government": government, "subdistrict": subdistricts})
        frame["value"] = 1000.0 * total[:, 0] / np.maximum(total[:, 1], 1)
        frame["n_simulated"] = total[:, 0]
        frame["n_real"] = total[:, 0] / len(found) / population_share
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def spending_table(arms: Iterable[ArmResult], districts: tuple[str, ...]) -> pd.DataFrame:
    """Return what was spent on what and where over the horizon, mean of replicates.

    Columns ``scenario``, ``government``, ``district``, ``payer`` (``iom`` or ``government``),
    ``activity`` (a line of `Activity`; ``unspent`` is IOM's money that could not be absorbed), ``usd``.
    """
    lines = [activity.name.lower() for activity in Activity]
    payer = ["government" if line.startswith("own_") else "iom" for line in lines]
    groups: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
    for arm in arms:
        groups.setdefault((arm.scenario, arm.government), []).append(arm.spending)
    frames = [
        pd.DataFrame(
            {
                "scenario": scenario, "government": government, "district": np.repeat(districts, len(lines)),
                "payer": np.tile(payer, len(districts)), "activity": np.tile(lines, len(districts)),
                "usd": np.mean(found, axis=0).ravel(),
            }
        )
        for (scenario, government), found in groups.items()
    ]  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def _contrasts(spec: RunSpec, arms: list[ArmResult]) -> Iterable[Contrast]:
    """Stack the replicates of each scenario and government, scaled to real persons."""
    if BASELINE not in spec.scenario:
        return
    for government in spec.government:
        for scenario in spec.scenario:
            if scenario == BASELINE:
                continue
            mine = [arm for arm in arms if (arm.scenario, arm.government) == (scenario, government)]
            counts = [arm.counts for arm in mine if arm.counts is not None]
            churn = [arm.churn for arm in mine if arm.churn is not None]
            yield Contrast(
                scenario,
                government,
                np.stack(counts) / spec.population_share,
                np.stack(churn) / spec.population_share if churn else None,
            )


def _effort(spec: RunSpec, arms: list[ArmResult]) -> Effort:
    return Effort(
        seeds=tuple(task.seed for task in seed_tasks(spec)),
        persons=arms[0].persons,
        runs=len(arms),
        steps=sum(arm.series.shape[0] for arm in arms),
        cpu_seconds_loop=round(sum(arm.cpu_seconds for arm in arms), 3),
        cpu_seconds_spin_up=round(sum(arm.spin_up_seconds for arm in arms), 3),
    )
