"""Tables of a stored sweep: one row per run, and how variance splits into parameters and chance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from safepassage.analysis.effects import indicators_in, over_horizon
from safepassage.ensemble.folder import SweepFolder
from safepassage.evidence.errors import InputError, did_you_mean

SPLIT = (
    "scenario", "government", "indicator", "draws", "replicates", "mean", "variance", "parameters", "chance",
    "both", "share_parameters",
)  # fmt: skip


def run_totals(folder: Path | str) -> pd.DataFrame:
    """Return one row per run of a stored sweep; reads one batch at a time.

    Parameters
    ----------
    folder
        Output folder of ``safepassage sweep``.

    Returns
    -------
    DataFrame
        The design's columns (``draw``, ``batch``, ``run``, ``scenario``, ``government``, ``replicate``, ``seed``,
        parameters), then each indicator over the whole horizon and all districts: flows as totals, stocks
        and means as averages over steps, cumulated ones as last values; districts summed, of means their
        average. Runs that are not finished are left out.

    Raises
    ------
    InputError
        No sweep is stored there, or none of its runs is finished.
    """
    home = SweepFolder(folder)
    design = home.read_design()
    totals = [_totals(table) for table in home.tables()]
    if not totals:
        raise InputError(f"{home.runs}: no batch is finished yet; call the sweep again")
    found = design.merge(pd.concat(totals), on="run", how="inner", validate="many_to_one")
    return found.reset_index(drop=True)


def _totals(table: pd.DataFrame) -> pd.DataFrame:
    """Horizon totals by run, of one batch."""
    kinds = indicators_in(table)
    runs = table["run"].unique()
    districts = table["district"].nunique()
    names = [one.name for one in kinds]
    values = table[names].to_numpy(np.float64).reshape(len(runs), -1, districts, len(kinds))
    return pd.DataFrame(over_horizon(values, kinds)[:, 0], columns=names).assign(run=runs)


def variance_split(totals: pd.DataFrame, indicator: str, baseline: str | None = None) -> pd.DataFrame:
    """Split the variance of an indicator over a sweep into what parameters do and what chance does.

    Parameters
    ----------
    totals
        Of `run_totals`; every scenario and government with the same draws and replicates, at
        least two of each.
    indicator
        One of its indicators.
    baseline
        If given, the indicator's paired difference from this scenario (same draw, government and
        replicate) is split in its place.

    Returns
    -------
    DataFrame
        `SPLIT`; a row per scenario and government. ``parameters``, ``chance`` and ``both`` are components of
        variance in the square of the indicator's unit, never negative; ``both`` is what the two do together
        (with seeds of its own each draw has none that can be told apart: 0). ``share_parameters`` is that
        of parameters in the sum of the three, from 0 to 1.

    Raises
    ------
    InputError
        The indicator or the baseline is not there, or runs are missing.

    Notes
    -----
    Analysis of variance with random effects: one way where each draw has its own seeds, two ways
    where all draws share them (Searle, Casella and McCulloch 1992, chapters 3 and 4).
    """
    if indicator not in totals.columns:
        names = [one.name for one in indicators_in(totals)]
        raise InputError(f"the sweep has no indicator {indicator!r}{did_you_mean(indicator, names)}")
    scenarios = [str(name) for name in totals["scenario"].unique()]
    if baseline is not None and baseline not in scenarios:
        raise InputError(f"the baseline {baseline!r} is not in the sweep{did_you_mean(baseline, scenarios)}")
    crossed = totals.groupby("replicate")["seed"].nunique().max() == 1
    rows = []
    for (scenario, government), arm in totals.groupby(["scenario", "government"], sort=False):
        if scenario == baseline:
            continue
        values = _by_draw(arm, indicator)
        if baseline is not None:
            chosen = (totals["scenario"] == baseline) & (totals["government"] == government)
            values = values - _by_draw(totals[chosen], indicator)
        rows.append((scenario, government, indicator, *values.shape, *_split(values, crossed)))
    return pd.DataFrame(rows, columns=list(SPLIT))


def _by_draw(arm: pd.DataFrame, indicator: str) -> NDArray[np.float64]:
    """[draws, replicates]"""
    wide = arm.pivot(index="draw", columns="replicate", values=indicator)
    if wide.isna().to_numpy().any() or min(wide.shape) < 2:
        raise InputError(
            f"splitting variance needs two draws and two replicates or more, and all runs of them; "
            f"there are {wide.shape[0]} and {wide.shape[1]}, with {int(wide.isna().to_numpy().sum())} missing"
        )
    return wide.to_numpy(np.float64)


def _split(values: NDArray[np.float64], crossed: bool) -> tuple[float, ...]:
    """Mean, variance, its three components, and the share of the first in their sum."""
    parts = _two_ways(values) if crossed else _one_way(values)
    whole = sum(parts)
    share = parts[0] / whole if whole > 0.0 else np.nan
    return float(values.mean()), float(values.var(ddof=1)), *parts, share


def _one_way(values: NDArray[np.float64]) -> tuple[float, float, float]:
    replicates = values.shape[1]
    within = float(values.var(axis=1, ddof=1).mean())
    between = replicates * float(values.mean(axis=1).var(ddof=1))
    return max(0.0, (between - within) / replicates), within, 0.0


def _two_ways(values: NDArray[np.float64]) -> tuple[float, float, float]:
    draws, replicates = values.shape
    rows, columns = values.mean(axis=1), values.mean(axis=0)
    rest = values - rows[:, None] - columns[None, :] + values.mean()
    both = float((rest**2).sum()) / ((draws - 1) * (replicates - 1))
    parameters = float(rows.var(ddof=1)) - both / replicates
    chance = float(columns.var(ddof=1)) - both / draws
    return max(0.0, parameters), max(0.0, chance), both
