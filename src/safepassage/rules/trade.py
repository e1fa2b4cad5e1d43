"""Recruiters' business: earnings, activity under believed risk, entry and leaving, arrests. ``trade.yaml``."""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled
from safepassage.rules.probability import logistic

DISPLACES = 1
"""Value of ``enforcement_rule`` where enforcement displaces recruiters; at 0 it deters them."""


@compiled
def activity(deterrence: float, arrest_risk: float, announced: float, training: float) -> float:
    """Share of a recruiter's capacity that is used: exp(-believed arrests - announced risk)."""
    return math.exp(-deterrence * arrest_risk - announced * training)


@compiled
def restlessness(deterrence: float, arrest_risk: float, announced: float, training: float) -> float:
    """How much sooner a recruiter looks for another place under risk: exp(believed arrests + announced risk)."""
    return math.exp(deterrence * arrest_risk + announced * training)


@compiled
def share_of(part: float, whole: float, unknown: float) -> float:
    """A part of a whole; ``unknown`` while nothing of the whole has been seen."""
    return part / whole if whole > 0.0 else unknown


@compiled
def clients(contacts: float, accepting: float, seekers: float, taking_up: float) -> float:
    """Clients a year: of so many contacts those who accept, of so many who ask those who take it up."""
    return contacts * accepting + seekers * taking_up


@compiled
def earnings(clients_a_year: float, passing: float, income_usd: float, cost_usd: float) -> float:
    """USD a year: income for clients who get abroad, cost of all; nobody works at a loss."""
    return clients_a_year * max(0.0, passing * income_usd - cost_usd)


@compiled
def against_other_work(earnings_usd: float, wanted_usd: float) -> float:
    """Earnings over what the trade has to pay for people to stay in it; from 0.1 to 10, so that rates are finite."""
    return min(10.0, max(0.1, earnings_usd / max(1e-9, wanted_usd)))


@compiled
def entry_rate(base_per_year: float, ratio: float, elasticity: float) -> float:
    """Rate per year at which a vacant place in the trade is taken."""
    return base_per_year * math.pow(ratio, elasticity)


@compiled
def leaving_rate(base_per_year: float, ratio: float, elasticity: float) -> float:
    """Rate per year at which a recruiter leaves the trade."""
    return base_per_year * math.pow(ratio, -elasticity)


@compiled
def conviction_probability(
    base: float, training_gain: float, effective_training: float, protected_log_odds: float
) -> float:
    """Chance that an arrest ends in a conviction: skill adds to it, protected witnesses to its log odds."""
    unprotected = min(1.0 - 1e-12, max(1e-12, base + training_gain * effective_training))
    return logistic(math.log(unprotected / (1.0 - unprotected)) + protected_log_odds)


@compiled
def stopped_share(as_is: float, factor: float, honest: float, honest_as_is: float) -> float:
    """Share of cases that are stopped on the way: in proportion to the investigators who take bribes.

    ``as_is`` where their share of honest ones is ``honest_as_is``; none where all are honest.
    """
    return min(1.0, as_is * factor * (1.0 - honest) / max(1e-9, 1.0 - honest_as_is))


@compiled
def share_of_arrests(named: float, weight: float, all_weights: float, harm: float, all_harm: float) -> float:
    """Share of a district's arrests that falls on one recruiter.

    ``named`` of them go by the reports that name a recruiter (``weight`` out of ``all_weights``), the rest by how much
    harm is done (contacts x intent); all of them by the one where the other is nil.
    """
    by_harm = harm / all_harm if all_harm > 0.0 else 0.0
    if all_weights <= 0.0:
        return by_harm
    if all_harm <= 0.0:
        return weight / all_weights
    return named * weight / all_weights + (1.0 - named) * by_harm


@compiled
def further(per_case: float, cases: float) -> float:
    """Persons expected in so many cases beyond the one whom every case has."""
    return max(0.0, per_case - 1.0) * cases


@compiled
def net_gain(here_usd: float, there_usd: float, unfamiliarity: float) -> float:
    """Log ratio of believed earnings there to those here, less what working among strangers costs more there."""
    return math.log(max(1.0, there_usd) / max(1.0, here_usd)) - unfamiliarity


@compiled
def strangeness(mean: float, first: float, second: float) -> float:
    """What working among strangers costs one recruiter: a gamma of shape 2 around the mean.

    From two draws of the unit exponential; hardly anybody is at home everywhere.
    """
    return 0.5 * mean * (first + second)


@compiled
def expected_arrests(
    cases: float, internal_share: float, stopped: float, tipped_off: float, suspects_per_case: float
) -> float:
    """Arrests of recruiters in so many opened cases: the suspects of those that are neither internal nor stopped.

    ``tipped_off`` is the share of them who hear of it in time.
    """
    return cases * (1.0 - internal_share) * (1.0 - stopped) * (1.0 - tipped_off) * suspects_per_case
