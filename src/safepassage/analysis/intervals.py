"""Intervals of means: BCa over replicates, many at once; Student's where one formula is wanted."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

CONFIDENCE = 0.95
RESAMPLES = 999
SEED = 20_240_101
"""Intervals are the same each time: the bootstrap draws from a generator made of this."""

ROWS_AT_ONCE = 256
"""Rows per batch; bounds the memory to ROWS_AT_ONCE * RESAMPLES * replicates numbers."""


def mean_intervals(
    values: NDArray[np.float64], resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return 95 percent intervals of means over replicates.

    Parameters
    ----------
    values
        Shape [N, replicates]; of a paired comparison, the differences of its pairs.
    resamples
        Bootstrap samples.
    seed
        Of the bootstrap's generator.

    Returns
    -------
    low, high
        Shape [N]. Where all values of a row are equal, both are that value. With one replicate
        (and a value other than zero) there is no interval: NaN.

    Notes
    -----
    BCa (Efron 1987, bias-corrected and accelerated) by `scipy.stats.bootstrap`. Where it is not
    defined, because all but a few values of a row are equal, the percentile interval of the same
    seed takes its place. Values of a row are sorted first, so that the interval does not depend
    on the order in which replicates come.
    """
    values = np.ascontiguousarray(values, dtype=np.float64)
    rows, replicates = values.shape
    first = values[:, 0] if replicates else np.full(rows, np.nan)
    low, high = np.full(rows, np.nan), np.full(rows, np.nan)
    equal = (values == first[:, None]).all(axis=1) if replicates else np.zeros(rows, dtype=np.bool_)
    certain = equal if replicates > 1 else equal & (first == 0.0)
    low[certain] = high[certain] = first[certain]
    open_rows = np.flatnonzero(~equal)
    if replicates < 2:
        return low, high
    # Each row sorted: a mean knows no order, and neither may its interval.
    ordered = np.sort(values, axis=1)
    for start in range(0, open_rows.size, ROWS_AT_ONCE):
        at = open_rows[start : start + ROWS_AT_ONCE]
        low[at], high[at] = _bootstrap(ordered[at], "BCa", resamples, seed)
    missing = open_rows[~(np.isfinite(low[open_rows]) & np.isfinite(high[open_rows]))]
    if missing.size:
        low[missing], high[missing] = _bootstrap(ordered[missing], "percentile", resamples, seed)
    return low, high


def student_half_width(
    deviation: NDArray[np.float64] | float, number: int, freedom: int | None = None
) -> NDArray[np.float64]:
    """Return half of Student's 95 percent interval of a mean.

    Parameters
    ----------
    deviation
        Standard deviation of the values, of any shape.
    number
        Of values; with fewer than two there is no interval: NaN.
    freedom
        Degrees of freedom, by default one fewer than values.
    """
    from scipy.stats import t

    if number < 2:
        return np.full(np.shape(deviation), np.nan)
    quantile = t.ppf(0.5 + CONFIDENCE / 2, number - 1 if freedom is None else freedom)
    return np.asarray(quantile * deviation / np.sqrt(number), dtype=np.float64)


def _bootstrap(
    values: NDArray[np.float64], method: str, resamples: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    from scipy.stats import DegenerateDataWarning, bootstrap

    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", DegenerateDataWarning)
        found = bootstrap(
            (values,),
            np.mean,
            axis=-1,
            n_resamples=resamples,
            confidence_level=CONFIDENCE,
            method=method,
            vectorized=True,
            rng=np.random.default_rng(seed),
        ).confidence_interval
    return np.asarray(found.low, dtype=np.float64), np.asarray(found.high, dtype=np.float64)


def counts_ratio(top: int, bottom: int) -> tuple[float, float, float]:
    """Quotient of two counts and its exact 95 percent interval, each count as if a Poisson draw of its own rate.

    Given their sum the first is binomial, with odds equal to the ratio of rates: Clopper and Pearson (1934).

    >>> [round(number, 2) for number in counts_ratio(34, 14)]
    [2.43, 1.27, 4.9]
    """
    tail = (1.0 - CONFIDENCE) / 2.0
    low = float(beta.ppf(tail, top, bottom + 1)) if top else 0.0
    high = float(beta.ppf(1.0 - tail, top + 1, bottom)) if bottom else 1.0
    return (
        top / bottom if bottom else np.inf,
        low / (1.0 - low),
        high / (1.0 - high) if high < 1.0 else np.inf,
    )
