"""The patterns P1 to P10 as statements over trials: one number a draw, one row a statement.

Kinds are never mixed: *built in* (true by construction; verification), *observed* (a record that
the model was not fitted to; validation), *claim* (of the study, or a hypothesis). Each pattern
function gets the trials and gives its rows; what a draw says is a number whose sign or band is
judged by ``claim``, ``held`` or ``predicted``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Kind = Literal["built in", "observed", "claim"]
Floats = NDArray[np.float64]

AGREE = 0.9
"""Share of draws that must agree before a statement is said to hold."""


@dataclass(frozen=True)
class PatternRow:
    """One row of ``patterns.csv``; the fields are its columns."""

    pattern: str
    kind: Kind
    contrast: str
    indicator: str
    estimate: float
    low: float
    high: float
    draws: int
    share: float
    verdict: str
    says: str


def _mean_interval(values: Floats) -> tuple[float, float, float]:
    """Mean over draws with its 95 percent t-interval."""
    mean = float(values.mean())
    if len(values) < 2 or np.ptp(values) == 0.0:
        return mean, mean, mean
    half = float(stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values)))
    return mean, mean - half, mean + half


def claim(pattern: str, contrast: str, indicator: str, values: Floats, says: str) -> PatternRow:
    """Judge a claim that ``values``, one a draw, are above zero.

    Supported: the mean's interval lies above zero and nine draws in ten agree. Not supported: it
    lies below zero, or fewer than half agree while the interval includes zero. Else undecided.
    """
    known = values[np.isfinite(values)]
    if len(known) == 0:
        return PatternRow(
            pattern, "claim", contrast, indicator, np.nan, np.nan, np.nan, 0, np.nan, "undecided", says
        )
    mean, low, high = _mean_interval(known)
    share = float((known > 0.0).mean())
    verdict = "undecided"
    if low > 0.0 and share >= AGREE:
        verdict = "supported"
    elif high < 0.0 or (low <= 0.0 and share < 0.5):
        verdict = "not supported"
    return PatternRow(
        pattern, "claim", contrast, indicator, mean, low, high, len(known), share, verdict, says
    )


def held(
    pattern: str,
    kind: Kind,
    contrast: str,
    indicator: str,
    values: Floats,
    agree: NDArray[np.bool_],
    says: str,
) -> PatternRow:
    """Judge a statement that must hold in nine draws of ten: pass, fail (in fewer than one of ten), undecided.

    A built-in one fails below nine of ten: it is true by construction or the construction is wrong.
    """
    known = np.isfinite(values)
    share = float(agree[known].mean()) if known.any() else np.nan
    low, high = np.quantile(values[known], (0.05, 0.95)) if known.any() else (np.nan, np.nan)
    verdict = (
        "pass" if share >= AGREE else ("fail" if kind == "built in" or share < 1.0 - AGREE else "undecided")
    )
    middle = float(np.median(values[known])) if known.any() else np.nan
    ends = float(low), float(high)
    return PatternRow(
        pattern, kind, contrast, indicator, middle, *ends, int(known.sum()), share, verdict, says
    )


def predicted(
    pattern: str, contrast: str, indicator: str, values: Floats, record: float, says: str
) -> PatternRow:
    """Judge whether a record lies in the 90 percent predictive interval of the draws.

    ``share`` is the share of draws below the record.
    """
    known = values[np.isfinite(values)]
    low, high = np.quantile(known, (0.05, 0.95))
    verdict = "pass" if low <= record <= high else "fail"
    share = float((known < record).mean())
    return PatternRow(
        pattern, "observed", contrast, indicator, float(np.median(known)), float(low), float(high), len(known), share,
        verdict, f"{says}; record {record:g}",
    )  # fmt: skip


def ratio(top: Floats, bottom: Floats) -> Floats:
    """Quotient by draw, NaN where the bottom is not positive."""
    out = np.full(np.shape(top), np.nan)
    np.divide(top, bottom, out=out, where=np.asarray(bottom) > 0.0)
    return out


def log_ratio(top: Floats, bottom: Floats) -> Floats:
    """Log quotient by draw, NaN where either is not positive."""
    quotient = ratio(top, bottom)
    out = np.full(np.shape(quotient), np.nan)
    np.log(quotient, out=out, where=np.nan_to_num(quotient) > 0.0)
    return out
