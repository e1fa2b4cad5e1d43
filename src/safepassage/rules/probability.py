"""Rates, probabilities and log odds: the only place where a rate becomes a probability."""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled


@compiled
def within(rate_per_year: float, years: float) -> float:
    """Probability that an event of constant rate happens within ``years``: 1 - exp(-rate dt)."""
    return -math.expm1(-rate_per_year * years)


@compiled
def logistic(log_odds: float) -> float:
    """Probability of the given log odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


@compiled
def rationed(places: float, demand: float) -> float:
    """Chance of each of those who ask when ``places`` are shared by ``demand``: min(1, places/demand)."""
    if demand <= places:
        return 1.0
    return places / demand


@compiled
def diminishing(effort: float, half: float) -> float:
    """Share of the greatest effect reached by ``effort``, one half at ``half``: x / (x + half).

    The steepest return is at zero, so the first dollar does most.
    """
    if effort <= 0.0:
        return 0.0
    return effort / (effort + half)


@compiled
def linear(effort: float, half: float) -> float:
    """The same with every dollar worth as much as the first, until the greatest effect is reached: x / (2 half)."""
    return min(1.0, max(0.0, effort) / (2.0 * half))


@compiled
def returned(effort: float, half: float, as_linear: float) -> float:
    """Share of the greatest effect that ``effort`` reaches: with diminishing returns (0) or linear ones (1)."""
    if as_linear > 0.5:
        return linear(effort, half)
    return diminishing(effort, half)


@compiled
def first_of(rate_per_year: float, others_per_year: float, years: float) -> float:
    """Probability that an event happens within ``years`` and before the others; all have constant rates."""
    total = rate_per_year + others_per_year
    if total <= 0.0:
        return 0.0
    return rate_per_year / total * within(total, years)
