"""How many replicates it takes: the half-width of an interval against the number of pairs, paired and not."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from safepassage.analysis.effects import horizon_totals, indicators_in
from safepassage.evidence.errors import InputError, did_you_mean

COLUMNS = ("scenario", "government", "indicator", "replicates", "mean", "half_width", "half_width_unpaired")

Floats = NDArray[np.float64]


def convergence_table(series: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Return the half-width of the 95 percent interval of each effect after 2, 3, ... pairs of runs.

    Parameters
    ----------
    series
        As for `effects_table`; the first scenario is the baseline.
    indicators
        Which, of all districts together.

    Returns
    -------
    DataFrame
        `COLUMNS`. ``half_width`` is Student's, of the paired differences of the first so many
        replicates; ``half_width_unpaired`` what independent runs of the same number would have.

    Raises
    ------
    InputError
        Fewer than two scenarios or two replicates, or an indicator that the series lacks.
    """
    scenarios = [str(name) for name in series["scenario"].unique()]
    governments = [str(name) for name in series["government"].unique()]
    names = [one.name for one in indicators_in(series)]
    for indicator in indicators:
        if indicator not in names:
            raise InputError(f"convergence: no indicator {indicator!r}{did_you_mean(indicator, names)}")
    values = horizon_totals(series)[:, :, :, 0, :]  # scenario, government, replicate, indicator
    if len(scenarios) < 2 or values.shape[2] < 2:
        raise InputError(
            f"convergence: {len(scenarios)} scenario(s) and {values.shape[2]} replicate(s); two of each are needed"
        )
    rows = []
    for at, scenario in enumerate(scenarios[1:], 1):
        for place, government in enumerate(governments):
            for indicator in indicators:
                column = names.index(indicator)
                before, after = values[0, place, :, column], values[at, place, :, column]
                for number in range(2, values.shape[2] + 1):
                    first, second = before[:number], after[:number]
                    rows.append(
                        (
                            scenario,
                            government,
                            indicator,
                            number,
                            float((second - first).mean()),
                            _half_width((second - first).var(ddof=1), number, number - 1),
                            _half_width(first.var(ddof=1) + second.var(ddof=1), number, 2 * number - 2),
                        )
                    )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _half_width(variance: float, number: int, freedom: int) -> float:
    return float(student.ppf(0.975, freedom) * np.sqrt(variance / number))
