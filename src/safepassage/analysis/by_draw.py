"""What the figures of the patterns are drawn from: the trials' series by draw, as tidy tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from safepassage.analysis.observed import HISTORICAL, predictions
from safepassage.ensemble.trial import Trial
from safepassage.observation import INDICATOR_NAMES

FIGURE_ARMS: tuple[tuple[str, str], ...] = (
    ("no_iom", "as_is"),
    HISTORICAL,
    ("facilitator", "as_is"),
    ("task_force", "as_is"),
)
"""Worlds of a trial that the figures show over time."""

FIGURE_INDICATORS = (
    "entered_exploitation",
    "expected_cases",
    "placements",
    "departures_regular",
    "departures_irregular",
    "refused",
    "identified_false",
)


def quarters_by_draw(trials: Sequence[Trial], districts: Sequence[str]) -> pd.DataFrame:
    """Lay out flows by quarter.

    Parameters
    ----------
    trials
        In the order of their draws.
    districts
        Names, in the order of the trials' tables.

    Returns
    -------
    pd.DataFrame
        Columns scenario, government, draw, year, quarter (1 to 4), district and
        `FIGURE_INDICATORS`; a row for each of `FIGURE_ARMS`.
    """
    at = [INDICATOR_NAMES.index(name) for name in FIGURE_INDICATORS]
    blocks = []
    for arm in FIGURE_ARMS:
        values = np.stack(
            [trial.quarters[arm][:, :, at] for trial in trials]
        )  # draw, quarter, district, indicator
        draws, quarters, places, _ = values.shape
        keys = pd.MultiIndex.from_product([range(draws), range(quarters), list(districts)[:places]])
        when = keys.get_level_values(1).to_numpy()
        block = pd.DataFrame(values.reshape(-1, len(at)), columns=list(FIGURE_INDICATORS))
        block.insert(0, "scenario", arm[0])
        block.insert(1, "government", arm[1])
        block.insert(2, "draw", keys.get_level_values(0))
        block.insert(3, "year", trials[0].first_year + when // 4)
        block.insert(4, "quarter", 1 + when % 4)
        block.insert(5, "district", keys.get_level_values(2))
        blocks.append(block)
    return pd.concat(blocks, ignore_index=True)


def weeks_by_draw(trials: Sequence[Trial], districts: Sequence[str]) -> pd.DataFrame:
    """Lay out the historical world's expected police cases by step.

    Returns
    -------
    pd.DataFrame
        Columns draw, date (first day of the step), district, expected_cases.
    """
    values = np.stack([trial.weekly_cases for trial in trials])
    dates = pd.to_datetime(pd.Series(trials[0].dates))
    keys = pd.MultiIndex.from_product(
        [range(len(trials)), dates, list(districts)[: values.shape[2]]], names=["draw", "date", "district"]
    )
    return pd.DataFrame({"expected_cases": values.reshape(-1)}, index=keys).reset_index()


def predictions_by_draw(trials: Sequence[Trial], timor: list[int], seed: int) -> pd.DataFrame:
    """Lay out what each draw predicts of the records of P8, the record beside it.

    Returns
    -------
    pd.DataFrame
        Columns draw, region, year, indicator, predicted, record, informs (whether the record also
        shaped the region's inputs).
    """
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "draw": np.arange(len(trials)),
                    "region": record.region,
                    "year": record.year,
                    "indicator": record.indicator,
                    "predicted": province,
                    "record": record.value,
                    "informs": record.informs,
                }
            )
            for record, province in predictions(trials, timor, seed)
        ],
        ignore_index=True,
    )
