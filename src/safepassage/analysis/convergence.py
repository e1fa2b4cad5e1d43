"""How many runs: the half-width of an interval against the number of pairs, and when there are enough."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from safepassage.analysis.effects import Floats, horizon_totals, indicators_in
from safepassage.analysis.intervals import mean_intervals, student_half_width
from safepassage.ensemble.spec import Precision
from safepassage.evidence.errors import InputError, did_you_mean

COLUMNS = ("scenario", "government", "indicator", "replicates", "mean", "half_width", "half_width_unpaired")

PRECISION = (
    "scenario", "government", "baseline", "indicator", "replicates", "baseline_mean", "difference", "low", "high",
    "half_width", "half_width_share",
)  # fmt: skip

MARGIN = 1.1
"""A spread estimated from few replicates may be too small: so many times the number that it asks for."""

GROWTH = 1.25
"""Replicates grow at least by this factor at a time, so that looks are few."""


def convergence_table(
    series: pd.DataFrame, indicators: Sequence[str], baseline: str = "no_iom"
) -> pd.DataFrame:
    """Return the half-width of the 95 percent interval of each effect after 2, 3, ... pairs of runs.

    Parameters
    ----------
    series
        As for `effects_table`.
    indicators
        Which, of all districts together.
    baseline
        Scenario to compare with.

    Returns
    -------
    DataFrame
        `COLUMNS`. ``half_width`` is Student's, of the paired differences of the first so many
        replicates; ``half_width_unpaired`` what independent runs of the same number would have.

    Raises
    ------
    InputError
        Fewer than two scenarios or two replicates, or a baseline or an indicator that the series lacks.
    """
    rows = []
    for scenario, government, indicator, before, after in _pairs(series, indicators, baseline):
        for number in range(2, len(before) + 1):
            first, second = before[:number], after[:number]
            apart = np.sqrt(first.var(ddof=1) + second.var(ddof=1))
            rows.append(
                (
                    scenario,
                    government,
                    indicator,
                    number,
                    float((second - first).mean()),
                    float(student_half_width((second - first).std(ddof=1), number)),
                    float(student_half_width(apart, number, 2 * number - 2)),
                )
            )
    if not rows:
        raise InputError(
            f"convergence: {series['scenario'].nunique()} scenario(s) and {series['replicate'].nunique()} "
            "replicate(s); two of each are needed"
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def precision_table(
    series: pd.DataFrame,
    indicator: str = "exploitation_years",
    baseline: str = "no_iom",
    sizes: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Return the paired difference and its interval for the first 2, 4, 8, ... replicates.

    Parameters
    ----------
    series
        Rows by scenario, government, replicate, date and district, as ``series.parquet`` has them.
    indicator
        One of its indicators, over the whole horizon and all districts together.
    baseline
        Scenario to compare with.
    sizes
        Numbers of replicates; without it powers of two, and all.

    Returns
    -------
    DataFrame
        `PRECISION`; a row per scenario, government and number of replicates. ``half_width`` is half of the
        95 percent interval, in the indicator's unit; ``half_width_share`` the same by the baseline's mean.

    Raises
    ------
    InputError
        The baseline or the indicator is not in the series.
    """
    rows = []
    for scenario, government, _, before, after in _pairs(series, [indicator], baseline):
        replicates = len(before)
        wanted = sizes or [
            *(2**power for power in range(1, replicates.bit_length()) if 2**power < replicates),
            replicates,
        ]
        for size in wanted:
            if not 1 <= size <= replicates:
                raise InputError(f"sizes: {size} replicates are not there; the series has {replicates}")
            low, high = mean_intervals((after[:size] - before[:size])[None, :])
            half, mean = (high[0] - low[0]) / 2.0, float(before[:size].mean())
            rows.append(
                (scenario, government, baseline, indicator, size, mean, float((after - before)[:size].mean()),
                 low[0], high[0], half, half / mean if mean else math.nan)
            )  # fmt: skip
    return pd.DataFrame(rows, columns=list(PRECISION))


def next_replicates(series: pd.DataFrame, precision: Precision, baseline: str = "no_iom") -> int:
    """Return how many replicates a comparison should go on with; those that it has if they are enough.

    Parameters
    ----------
    series
        As for `precision_table`.
    precision
        What is precise enough.
    baseline
        Scenario to compare with.

    Notes
    -----
    Looks at the half-width of every scenario and government, and asks for what the widest needs
    (it falls with the root of the number). Stopping when an interval happens to be narrow makes
    intervals slightly too narrow on average; ``precision.least`` and few looks keep that small.
    """
    table = precision_table(series, precision.indicator, baseline, sizes=[series["replicate"].nunique()])
    have = int(table["replicates"].iloc[0])
    shares = np.where(table["half_width"] == 0.0, 0.0, table["half_width_share"].to_numpy(np.float64))
    # Without a baseline to speak of, no share is small enough.
    widest = float(np.max(np.nan_to_num(np.abs(shares), nan=np.inf)))
    if widest <= precision.half_width or have >= precision.most:
        return have
    asked = have * (widest / precision.half_width) ** 2 * MARGIN
    return int(min(precision.most, max(asked, have * GROWTH, have + 1)))


def _pairs(
    series: pd.DataFrame, indicators: Sequence[str], baseline: str
) -> Iterator[tuple[str, str, str, Floats, Floats]]:
    """Scenario, government, indicator, and the baseline's values and theirs by replicate, real persons or USD."""
    scenarios = [str(name) for name in series["scenario"].unique()]
    names = [item.name for item in indicators_in(series)]
    if baseline not in scenarios:
        raise InputError(
            f"the baseline {baseline!r} is not among the scenarios{did_you_mean(baseline, scenarios)}"
        )
    for indicator in indicators:
        if indicator not in names:
            raise InputError(f"the series has no indicator {indicator!r}{did_you_mean(indicator, names)}")
    values = horizon_totals(series)[:, :, :, 0, :]
    before = values[scenarios.index(baseline)]
    for at, scenario in enumerate(scenarios):
        if scenario == baseline:
            continue
        for place, government in enumerate(series["government"].unique()):
            for indicator in indicators:
                column = names.index(indicator)
                yield (
                    scenario,
                    str(government),
                    indicator,
                    before[place, :, column],
                    values[at, place, :, column],
                )
