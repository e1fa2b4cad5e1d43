"""The patterns P1 to P11 as statements over trials: one number a draw, one row a statement.

Kinds are never mixed: *built in* (true by construction; verification), *observed* (a record; no
value was computed from it unless the row says so, some were chosen with it in sight, as their
passports say), *claim* (of the study, or a hypothesis). Each pattern function gets the trials and
gives its rows; what a draw says is a number whose sign or band is judged by ``claim``, ``held`` or
``predicted``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from safepassage.analysis.intervals import student_half_width

Kind = Literal["built in", "observed", "claim"]
Floats = NDArray[np.float64]

AGREE = 0.9
"""Share of draws that must agree before a statement is said to hold."""

ENOUGH = 19
"""Draws from which a 90 percent predictive interval can be made."""


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
    """Mean over draws with its 95 percent t-interval; one draw has none (NaN)."""
    mean = float(values.mean())
    if len(values) < 2:
        return mean, np.nan, np.nan
    if np.ptp(values) == 0.0:
        return float(values[0]), float(values[0]), float(values[0])
    half = float(student_half_width(values.std(ddof=1), len(values)))
    return mean, mean - half, mean + half


def claim(pattern: str, contrast: str, indicator: str, values: Floats, says: str) -> PatternRow:
    """Judge a claim that ``values``, one a draw, are above zero.

    Supported: the mean's interval lies above zero and nine draws in ten agree. Not supported: it
    lies below zero, or fewer than half agree while the interval includes zero. Else undecided.
    Draws without a value (NaN) neither agree nor count; where they are more than one in ten,
    nothing is supported: those that are left may be a selection.
    """
    known = values[np.isfinite(values)]
    if len(known) == 0:
        return undefined(pattern, contrast, indicator, says)
    mean, low, high = _mean_interval(known)
    share = float((known > 0.0).mean())
    verdict = "undecided"
    if low > 0.0 and share >= AGREE and len(known) >= AGREE * len(values):
        verdict = "supported"
    elif high < 0.0 or (low <= 0.0 and share < 0.5):
        verdict = "not supported"
    return PatternRow(
        pattern, "claim", contrast, indicator, mean, low, high, len(known), share, verdict, says
    )


def undefined(pattern: str, contrast: str, indicator: str, says: str) -> PatternRow:
    """Return the row of a claim of which no draw gives a number: undecided."""
    nan = float("nan")
    return PatternRow(pattern, "claim", contrast, indicator, nan, nan, nan, 0, nan, "undecided", says)


def both(first: PatternRow, second: PatternRow) -> list[PatternRow]:
    """Judge two rows of one claim together: a verdict stands only where both reach it."""
    verdict = first.verdict if first.verdict == second.verdict else "undecided"
    return [replace(first, verdict=verdict), replace(second, verdict=verdict)]


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

    A built-in one fails below nine of ten: it is true by construction or the construction is
    wrong. A draw without a value (NaN) does not agree; it speaks against a built-in statement, and
    an observed one does not fail by it. ``draws`` and ``share`` are of those with a value.
    """
    known = np.isfinite(values)
    number = int(known.sum())
    agreeing = int((agree & known).sum())
    share = agreeing / number if number else np.nan
    low, high = np.quantile(values[known], (0.05, 0.95)) if number else (np.nan, np.nan)
    verdict = "undecided"
    if number and agreeing >= AGREE * len(values):
        verdict = "pass"
    elif kind == "built in" or (2 * number >= len(values) and share < 1.0 - AGREE):
        verdict = "fail"
    middle = float(np.median(values[known])) if number else np.nan
    return PatternRow(
        pattern, kind, contrast, indicator, middle, float(low), float(high), number, share, verdict, says
    )


def predicted(
    pattern: str, contrast: str, indicator: str, values: Floats, record: float, says: str
) -> PatternRow:
    """Judge whether a record lies in the 90 percent predictive interval of the draws.

    ``share`` is the share of draws below the record. Of n draws, the smallest and the largest
    hold a new value with probability (n - 1) / (n + 1): fewer than `ENOUGH` cannot make a 90
    percent interval, and a record outside theirs is undecided. The quantiles are those at
    p (n + 1) among the ordered draws, which keep that promise for any n.
    """
    says = f"{says}; record {record:g}"
    known = values[np.isfinite(values)]
    if len(known) == 0:
        return replace(undefined(pattern, contrast, indicator, says), kind="observed")
    low, high = (float(end) for end in np.quantile(known, (0.05, 0.95), method="weibull"))
    verdict = "pass" if low <= record <= high else ("fail" if len(known) >= ENOUGH else "undecided")
    return PatternRow(
        pattern, "observed", contrast, indicator, float(np.median(known)), low, high, len(known),
        float((known < record).mean()), verdict, says,
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
