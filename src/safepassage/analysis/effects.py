"""The effects table: what a scenario changes against the baseline, paired by seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from safepassage.analysis.intervals import mean_intervals
from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.observation.indicators import INDICATORS, Indicator

COLUMNS = (
    "scenario",
    "government",
    "baseline",
    "district",
    "indicator",
    "baseline_mean",
    "mean",
    "difference",
    "low",
    "high",
    "replicates",
    "variance_reduction",
    "replicates_needed",
)

OVER_TIME = {
    "flow": "total",
    "stock": "average over the horizon",
    "mean": "average over the horizon",
    "cumulated": "at the end",
}
"""How the steps of an indicator's kind make one number."""

RISKS = {
    "risk_regular": ("entered_regular", "departures_regular"),
    "risk_irregular": ("entered_irregular", "departures_irregular"),
}
"""What the table holds besides indicators: persons entering exploitation per `PER` departures of the same channel.

Of each run over its whole horizon; 0 where nobody departed.
"""

PER = 1000.0

HALF_WIDTH = 0.10
"""`replicates_needed` are for an interval of this half-width, as a share of the effect."""

NORMAL_95 = 1.959963984540054

Floats = NDArray[np.float64]


def effects_table(series: pd.DataFrame, baseline: str = "no_iom") -> pd.DataFrame:
    """Compare every scenario with the baseline under the same government.

    Parameters
    ----------
    series
        Rows by scenario, government, replicate, date and district, indicators as columns
        (``series.parquet``), every scenario with the same replicates.
    baseline
        Scenario to compare with.

    Returns
    -------
    DataFrame
        `COLUMNS`; a row per scenario, government, district (``all`` first) and indicator. An
        indicator counts over the whole horizon: flows as totals, stocks and means as averages
        over steps, cumulated ones as last values. ``all`` is the districts' sum, of means their
        average. Rows of `RISKS` follow those of the indicators. ``low`` and ``high`` are a 95
        percent interval of the paired difference.
        ``variance_reduction`` is (var a + var b) / var(a - b): what pairing by seed saves in
        replicates. ``replicates_needed`` is empty where the interval includes zero.

    Raises
    ------
    InputError
        The baseline is not among the scenarios, or replicates are missing.
    """
    scenarios = [str(name) for name in series["scenario"].unique()]
    if baseline not in scenarios:
        raise InputError(
            f"the baseline {baseline!r} is not among the scenarios{did_you_mean(baseline, scenarios)}"
        )
    governments = [str(name) for name in series["government"].unique()]
    districts = ["all", *(str(name) for name in series["district"].unique())]
    # values: scenario, government, replicate, district, indicator or risk
    values, columns = with_risks(horizon_totals(series), [item.name for item in indicators_in(series)])
    names = pd.MultiIndex.from_product([districts, columns])
    before = values[scenarios.index(baseline)]
    # By government first: what a reader compares stands together.
    blocks = [
        pd.DataFrame(
            {
                "scenario": scenario, "government": government, "baseline": baseline,
                "district": names.get_level_values(0), "indicator": names.get_level_values(1),
                **paired_effects(_rows(before[place]), _rows(values[at, place])),
            }
        )
        for place, government in enumerate(governments)
        for at, scenario in enumerate(scenarios)
        if scenario != baseline
    ]  # fmt: skip
    if not blocks:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(blocks, ignore_index=True)[list(COLUMNS)]


def paired_effects(before: Floats, after: Floats) -> dict[str, Floats | NDArray[np.int64]]:
    """Compare paired values, row by row.

    Parameters
    ----------
    before, after
        Shape [N, replicates], columns paired by seed.

    Returns
    -------
    dict of arrays of shape [N]
        ``baseline_mean`` to ``replicates_needed`` of `COLUMNS`.
    """
    replicates = before.shape[1]
    # Pairs in ascending order of their difference: sums, too, then know no order of replicates.
    order = np.lexsort((before, after - before), axis=1)
    before, after = np.take_along_axis(before, order, axis=1), np.take_along_axis(after, order, axis=1)
    differences = after - before
    low, high = mean_intervals(differences)
    difference = differences.mean(axis=1)
    # Equal differences: their mean must be that difference to the last bit.
    equal = (differences == differences[:, :1]).all(axis=1)
    difference[equal] = differences[equal, 0]
    ddof = 1 if replicates > 1 else 0
    spread = differences.var(axis=1, ddof=ddof)
    spread[equal] = 0.0
    apart = before.var(axis=1, ddof=ddof) + after.var(axis=1, ddof=ddof)
    with np.errstate(divide="ignore", invalid="ignore"):
        reduction = apart / spread
        needed = np.ceil(NORMAL_95**2 * spread / (HALF_WIDTH * difference) ** 2)
    excludes_zero = (low > 0.0) | (high < 0.0)
    return {
        "baseline_mean": before.mean(axis=1),
        "mean": after.mean(axis=1),
        "difference": difference,
        "low": low,
        "high": high,
        "replicates": np.full(before.shape[0], replicates, dtype=np.int64),
        "variance_reduction": np.where(apart > 0.0, reduction, np.nan)
        if replicates > 1
        else np.full_like(low, np.nan),
        "replicates_needed": np.where(excludes_zero, np.maximum(needed, 2.0), np.nan),
    }


def horizon_totals(series: pd.DataFrame) -> Floats:
    """Return each indicator over the whole horizon.

    Parameters
    ----------
    series
        As for `effects_table`.

    Returns
    -------
    ndarray, shape [scenarios, governments, replicates, 1 + districts, indicators]
        In the order of first appearance; of districts, all together first.

    Raises
    ------
    InputError
        Rows are missing or stand twice.
    """
    keys = ["scenario", "government", "replicate", "date", "district"]
    codes, sizes = [], []
    for key in keys:
        code, known = pd.factorize(series[key], sort=key in ("replicate", "date"))
        codes.append(np.asarray(code, dtype=np.int64))
        sizes.append(len(known))
    position = np.ravel_multi_index(tuple(codes), tuple(sizes))
    if len(series) != int(np.prod(sizes)) or np.unique(position).size != len(series):
        raise InputError(
            "the series does not hold every scenario, government, replicate, date and district exactly once; "
            "run the comparison again"
        )
    indicators = indicators_in(series)
    values = np.empty((len(series), len(indicators)))
    values[position] = series[[item.name for item in indicators]].to_numpy(dtype=np.float64)
    return over_horizon(values.reshape(*sizes, len(indicators)), indicators)


def with_risks(values: Floats, names: Sequence[str]) -> tuple[Floats, list[str]]:
    """Add those of `RISKS` whose two indicators are there.

    Parameters
    ----------
    values
        Totals over the horizon, shape [..., indicators].
    names
        Of the last axis.

    Returns
    -------
    values, names
        With the risks after the indicators.
    """
    added = {risk: pair for risk, pair in RISKS.items() if set(pair) <= set(names)}
    parts = [values]
    for entered, departed in added.values():
        persons, departures = (values[..., [names.index(name)]] for name in (entered, departed))
        parts.append(PER * np.divide(persons, departures, out=np.zeros_like(persons), where=departures > 0.0))
    return np.concatenate(parts, axis=-1), [*names, *added]


def over_horizon(values: Floats, indicators: Sequence[Indicator]) -> Floats:
    """Make one number of an indicator's steps, by its kind, for each district and for all together.

    Parameters
    ----------
    values
        Shape [..., steps, districts, indicators].
    indicators
        Of the last axis.

    Returns
    -------
    ndarray, shape [..., 1 + districts, indicators]
        All together first: the districts' sum, of means their average.
    """
    over_time = np.empty((*values.shape[:-3], *values.shape[-2:]))
    for kind, reduce in _REDUCE.items():
        at = [place for place, item in enumerate(indicators) if item.kind == kind]
        over_time[..., at] = reduce(values[..., at])
    everywhere = over_time.sum(axis=-2, keepdims=True)
    means = [place for place, item in enumerate(indicators) if item.kind == "mean"]
    everywhere[..., means] /= values.shape[-2]
    return np.concatenate([everywhere, over_time], axis=-2)


# The third axis from the end is time.
_REDUCE: dict[str, Callable[[Floats], Floats]] = {
    "flow": lambda values: values.sum(axis=-3),
    "stock": lambda values: values.mean(axis=-3),
    "mean": lambda values: values.mean(axis=-3),
    "cumulated": lambda values: values[..., -1, :, :],
}


def indicators_in(series: pd.DataFrame) -> list[Indicator]:
    """Return the indicators that a table holds, in the order of `horizon_totals`."""
    return [item for item in INDICATORS if item.name in series.columns]


def _rows(values: Floats) -> Floats:
    """[replicates, districts, indicators] as [districts * indicators, replicates]."""
    return np.ascontiguousarray(values.reshape(values.shape[0], -1).T)


def pick(
    effects: pd.DataFrame, indicator: str, scenario: str, government: str, district: str = "all"
) -> pd.Series:
    """Return the one row of an effects table that these names point to.

    Raises
    ------
    InputError
        No such row; names the key that does not match.
    """
    rows = effects
    wanted: Sequence[tuple[str, str]] = (
        ("scenario", scenario),
        ("government", government),
        ("district", district),
        ("indicator", indicator),
    )
    for key, value in wanted:
        known = rows[key].unique()
        rows = rows[rows[key] == value]
        if rows.empty:
            raise InputError(
                f"the effects table has no {key} {value!r}{did_you_mean(value, map(str, known))}"
            )
    return rows.iloc[0]
