"""Choosing rows of result tables, with errors that name the table, the column and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.observation.indicators import BY_NAME
from safepassage.observation.suppress import hidden

EFFECTS = (
    "scenario", "government", "baseline", "district", "indicator",
    "baseline_mean", "mean", "difference", "low", "high", "replicates",
)  # fmt: skip
"""The columns of ``effects.csv`` that figures read."""

RESTS_ON = {
    "exploitation_years": "entered_exploitation",
    "risk_regular": "entered_regular",
    "risk_irregular": "entered_irregular",
}
"""Whose persons something is hidden with that counts no persons itself."""

CHANNELS = ("entered_regular", "entered_irregular")
"""They add up to all who enter exploitation: where one is hidden, so is the other."""

AVERTED = ("exploitation_years", "entered_exploitation")
"""What a programme averts: drawn with the sign turned, scenario minus baseline made baseline minus scenario."""

COUNTS_SHOWN_BESIDE = ("departures_regular", "departures_irregular", "refused", "identified_false")
"""What stands beside every figure of averted exploitation: deterring migration is not success."""


def simulated_per_real(indicator: str, population_share: float) -> float:
    """Return how many simulated persons (or entries of a register) stand for one real one."""
    return 1.0 if indicator in BY_NAME and BY_NAME[indicator].rests_on_itself else population_share


def require(frame: pd.DataFrame, columns: Iterable[str], table: str) -> None:
    """Refuse a table that lacks a column.

    Raises
    ------
    InputError
        Naming the table, the missing column and the nearest one present.
    """
    for column in columns:
        if column not in frame.columns:
            near = did_you_mean(column, [str(name) for name in frame.columns])
            raise InputError(f"{table}: no column {column!r}{near}")


def choose(frame: pd.DataFrame, column: str, value: str, table: str) -> pd.DataFrame:
    """Return the rows in which a column has one value.

    Raises
    ------
    InputError
        If no row has it.
    """
    rows = frame[frame[column] == value]
    if rows.empty:
        near = did_you_mean(value, [str(known) for known in frame[column].unique()])
        raise InputError(f"{table}: no {column} {value!r}{near}")
    return rows


def in_order(frame: pd.DataFrame, column: str) -> list[str]:
    """Distinct values of a column, in the order in which the table brings them."""
    return [str(value) for value in frame[column].unique()]


def replicates_text(numbers: pd.Series) -> str:
    """Write how many replicates a table rests on: ``50``, or ``16-50`` where rows differ."""
    low, high = int(numbers.min()), int(numbers.max())
    return str(low) if low == high else f"{low}–{high}"


def prepare_effects(
    effects: pd.DataFrame, indicators: Sequence[str], population_share: float
) -> pd.DataFrame:
    """Return the rows of some indicators with a column ``hidden``, without the baseline itself.

    Raises
    ------
    InputError
        If a column or an indicator is missing.
    """
    require(effects, EFFECTS, "effects")
    for indicator in indicators:
        choose(effects, "indicator", indicator, "effects")
    table = effects[effects["indicator"].isin([*indicators, "entered_exploitation"])]
    table = table[table["scenario"] != table["baseline"]]
    table = table.assign(hidden=effects_hidden(table, population_share))
    return table[table["indicator"].isin(indicators)]


def smaller_sides(
    effects: pd.DataFrame, population_share: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the smaller side of each comparison in real persons, and in simulated ones over all replicates."""
    smaller = effects[["baseline_mean", "mean"]].min(axis=1).to_numpy(dtype=np.float64)
    per_real = np.array([simulated_per_real(str(name), population_share) for name in effects["indicator"]])
    return smaller, smaller * per_real * effects["replicates"].to_numpy(dtype=np.float64)


def effects_hidden(effects: pd.DataFrame, population_share: float) -> NDArray[np.bool_]:
    """Say which rows of an effects table rest on too few persons to be drawn.

    Parameters
    ----------
    effects
        Columns scenario, government, district, indicator, baseline_mean, mean, replicates.
    population_share
        Simulated persons per real one, in (0, 1].

    Returns
    -------
    NDArray[np.bool_]
        True where the smaller side of the comparison is below the rule, or where a district has
        to be hidden so that another cannot be worked out from ``all``; shape [rows]. Years of
        exploitation and risks follow the persons entering exploitation of the same comparison.
    """
    smaller, simulated = smaller_sides(effects, population_share)
    keys = list(
        zip(
            effects["scenario"], effects["government"], effects["district"], effects["indicator"], strict=True
        )
    )
    # "all" is a total, not one of its own cells: as a group of one it is judged by itself
    totals = [
        (scenario, government, indicator, district == "all")
        for scenario, government, district, indicator in keys
    ]
    channels = [(*key[:3], "channels" if key[3] in CHANNELS else key[3]) for key in keys]
    mask = hidden(smaller, simulated, [totals, channels])
    by_key = {key: bool(mask[row]) for row, key in enumerate(keys)}
    for row, key in enumerate(keys):
        if key[3] in RESTS_ON:
            mask[row] = by_key.get((*key[:3], RESTS_ON[key[3]]), False)
    return mask


def persons_hidden(persons: pd.DataFrame, column: str, population_share: float) -> NDArray[np.bool_]:
    """Say which counts of persons are too small to be drawn, among districts and levels of a group.

    Parameters
    ----------
    persons
        Columns scenario, government, district, group, level, replicates and ``column``.
    column
        A count of persons, mean of replicates.
    population_share
        Simulated persons per real one, in (0, 1].

    Returns
    -------
    NDArray[np.bool_]
        True where the count is hidden, shape [rows].
    """
    counts = persons[column].to_numpy(dtype=np.float64)
    simulated = counts * population_share * persons["replicates"].to_numpy(dtype=np.float64)
    rows = list(
        zip(
            *(persons[name] for name in ("scenario", "government", "district", "group", "level")),
            strict=True,
        )
    )
    over_districts = [
        (scenario, government, group, level, district == "all")
        for scenario, government, district, group, level in rows
    ]
    over_levels = [row[:4] for row in rows]
    return hidden(counts, simulated, [over_districts, over_levels])
