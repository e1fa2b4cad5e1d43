"""Made-up trials: two districts, thirty-two quarters, numbers that a test sets and knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from safepassage.ensemble.trial import ARMS, HALVED, HALVED_NO_ENTRY, NO_ENTRY, Trial
from safepassage.observation import INDICATOR_NAMES

DISTRICTS = 2
QUARTERS = 32
DATES = tuple(dt.date(2016, 1, 1) + dt.timedelta(days=7 * step) for step in range(417))
EVERY_ARM = (*ARMS, HALVED, NO_ENTRY, HALVED_NO_ENTRY)

Values = Mapping[tuple[str, str], Mapping[str, ArrayLike]]


def make(
    draws: int,
    quarters: Values | None = None,
    *,
    weekly: ArrayLike | None = None,
    by_gate: Mapping[tuple[str, str], ArrayLike] | None = None,
    poor_at_risk: ArrayLike | None = None,
) -> list[Trial]:
    """Make trials that are zero everywhere but where told.

    ``quarters``: by arm and indicator, something that broadcasts to [draws, quarters, districts].
    ``weekly``: to [draws, steps, districts]. ``by_gate``: [draws, gates]. ``poor_at_risk``: to
    [draws, districts, 2, 3].
    """
    tables = {arm: np.zeros((draws, QUARTERS, DISTRICTS, len(INDICATOR_NAMES))) for arm in EVERY_ARM}
    for arm, indicators in (quarters or {}).items():
        for name, values in indicators.items():
            tables[arm][..., INDICATOR_NAMES.index(name)] = values
    cases = np.broadcast_to(
        np.zeros((1, 1, 1)) if weekly is None else np.asarray(weekly), (draws, len(DATES), DISTRICTS)
    )
    gates = {arm: np.zeros((draws, 3), np.int64) for arm in ARMS} | {
        arm: np.asarray(values, np.int64) for arm, values in (by_gate or {}).items()
    }
    risk = np.broadcast_to(np.zeros((1, 1, 1, 1)) if poor_at_risk is None else np.asarray(poor_at_risk),
                           (draws, DISTRICTS, 2, 3))  # fmt: skip
    return [
        Trial(
            parameters={},
            first_year=2016,
            quarters={arm: table[draw] for arm, table in tables.items()},
            dates=DATES,
            weekly_cases=cases[draw],
            by_gate={arm: values[draw] for arm, values in gates.items()},
            poor_at_risk=risk[draw].astype(np.int64),
        )
        for draw in range(draws)
    ]


def column(values: ArrayLike) -> NDArray[np.float64]:
    """One number a draw, in every quarter, of the first district alone, [draws, quarters, districts]."""
    out = np.zeros((np.size(values), QUARTERS, DISTRICTS))
    out[:, :, 0] = np.asarray(values, float)[:, None]
    return out


def years(values: Mapping[int, ArrayLike], draws: int, otherwise: float = 0.0) -> NDArray[np.float64]:
    """A total by year, a quarter of it in each quarter, of the first district, [draws, quarters, districts]."""
    out = np.zeros((draws, QUARTERS, DISTRICTS))
    out[:, :, 0] = otherwise / 4.0
    for year, value in values.items():
        at = 4 * (year - 2016)
        out[:, at : at + 4, 0] = np.broadcast_to(np.asarray(value, float), (draws,))[:, None] / 4.0
    return out
