"""Choosing a way, and what happens at a gate. Passports: ``transit.yaml``, ``gates.yaml``.

Multinomial logit of routes; beliefs with fading memory after NarcoLogic (Magliocca et al. 2019);
identification with false positives and negatives.
"""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled
from safepassage.rules.probability import logistic


@compiled
def believed_chance(stops: float, tries: float, prior_chance: float, prior_weight: float) -> float:
    """Believed chance of being stopped at a gate: mean of a Beta belief from remembered tries."""
    return (stops + prior_chance * prior_weight) / (tries + prior_weight)


@compiled
def full_cost(fares_usd: float, days: float, day_cost_usd: float) -> float:
    """What a way costs, USD: fares, and the days that it takes."""
    return fares_usd + day_cost_usd * days


@compiled
def route_utility(
    cost_usd: float, cost_weight: float, believed_stop: float, risk_weight: float, wage_ratio: float,
    wage_weight: float, other_log_weight: float,
) -> float:  # fmt: skip
    """Utility of a route: full cost, believed risk, the wage where it leads, and custom."""
    return (
        -cost_weight * cost_usd - risk_weight * believed_stop
        + wage_weight * math.log(max(wage_ratio, 0.01)) + other_log_weight
    )  # fmt: skip


@compiled
def recognition(log_odds: float, training_effect: float, effective_training: float) -> float:
    """Probability that a questioned person is taken for trafficked (sensitivity, or false alarm)."""
    return logistic(log_odds + training_effect * effective_training)


@compiled
def stop_probability(questioned: float, recognised: float, refused: float) -> float:
    """Chance of being stopped at a gate: questioned, and then recognised, or else turned back for the papers."""
    return questioned * (recognised + (1.0 - recognised) * refused)


@compiled
def turned_back(openness: float, questioned: float, recognised: float, refused: float) -> float:
    """Chance of being turned back: by a gate that lets out only some, or for the papers if not recognised."""
    return 1.0 - openness + openness * questioned * (1.0 - recognised) * refused


@compiled
def focused(chance: float, log_ratio: float) -> float:
    """Chance of being questioned of somebody whom officers look for: chance x exp(``log_ratio``), at most one."""
    return min(1.0, chance * math.exp(log_ratio))


@compiled
def patrol_probability(chance_as_is: float, patrols_ratio: float) -> float:
    """Chance of meeting a patrol on an unofficial path when patrols are ``patrols_ratio`` of those as it is.

    Independent patrols: 1 - (1 - chance) ** ratio.
    """
    return -math.expm1(patrols_ratio * math.log1p(-min(chance_as_is, 0.999999)))
