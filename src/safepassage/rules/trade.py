"""Recruiters' business: activity under believed risk, entry and leaving by profit. ``trade.yaml``."""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled


@compiled
def activity(deterrence: float, arrest_risk: float, announced: float, training: float) -> float:
    """Share of a recruiter's capacity that is used: exp(-believed arrests - announced risk)."""
    return math.exp(-deterrence * arrest_risk - announced * training)


@compiled
def expected_profit(acceptance: float, passing: float, income_usd: float, cost_usd: float) -> float:
    """USD that a contact is expected to bring: acceptance x (income of those who pass - cost of all), or zero."""
    return acceptance * max(0.0, passing * income_usd - cost_usd)


@compiled
def profit_ratio(profit: float, reference: float) -> float:
    """Expected profit of a contact over that at the end of the spin-up.

    One where nothing is known yet; between 0.1 and 10, so that entry stays finite.
    """
    if reference <= 0.0:
        return 1.0
    return min(10.0, max(0.1, profit / reference))


@compiled
def entry_rate(base_per_year: float, ratio: float, elasticity: float) -> float:
    """Rate per year at which a vacant place in the trade is taken."""
    return base_per_year * math.pow(ratio, elasticity)


@compiled
def leaving_rate(base_per_year: float, ratio: float, elasticity: float) -> float:
    """Rate per year at which a recruiter leaves the trade."""
    return base_per_year * math.pow(ratio, -elasticity)


@compiled
def arrest_probability(base: float, training_gain: float, effective_training: float) -> float:
    """Chance of an arrest in a case that is not stopped."""
    return min(1.0, base + training_gain * effective_training)


@compiled
def further(per_case: float, cases: float) -> float:
    """Persons expected in so many cases beyond the one whom every case has."""
    return max(0.0, per_case - 1.0) * cases


@compiled
def net_gain(here: float, there: float, unfamiliarity: float) -> float:
    """Log ratio of believed earnings there to those here, less what working among strangers costs.

    ``here`` and ``there`` are each district's believed earnings over those at the end of the
    spin-up; who lives where by then does so for reasons that the model does not hold.
    """
    return math.log(there / here) - unfamiliarity


@compiled
def strangeness(mean: float, first: float, second: float) -> float:
    """What working among strangers costs one recruiter: a gamma of shape 2 around the mean.

    From two draws of the unit exponential; hardly anybody is at home everywhere.
    """
    return 0.5 * mean * (first + second)


@compiled
def expected_arrests(
    cases: float, internal_share: float, stopped_share: float, caught: float, suspects_per_case: float
) -> float:
    """Arrests of recruiters in so many opened cases: those that are not internal, nor stopped, nor fail."""
    return cases * (1.0 - internal_share) * (1.0 - min(1.0, stopped_share)) * caught * suspects_per_case
