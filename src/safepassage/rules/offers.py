"""Contacts, offers and their acceptance. Passports: ``recruitment.yaml``.

Social proximity after the embeddedness of PROTON-OC; discernment and deterrence after the
agency report cards of Bazzi, Cameron, Schaner and Witoelar.
"""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled
from safepassage.rules.probability import logistic


@compiled
def social_tie(distance_km: float, reach_km: float) -> float:
    """Social proximity of a recruiter and a village: exp(-distance / reach), 0 to 1."""
    return math.exp(-distance_km / reach_km)


@compiled
def acceptance(
    constant: float, poor: float, poor_effect: float, unemployed: float, unemployed_effect: float, tie: float,
    tie_effect: float, awareness: float, deceptive: float, discernment: float, deterrence: float,
) -> float:  # fmt: skip
    """Probability that an offer is accepted.

    logistic(a0 + poor + unemployed + tie - w_d awareness x deceptive - w_h awareness):
    discernment (w_d) helps to tell deceptive offers from honest ones; deterrence (w_h) lowers all.
    """
    return logistic(
        constant + poor_effect * poor + unemployed_effect * unemployed + tie_effect * tie
        - discernment * awareness * deceptive - deterrence * awareness
    )  # fmt: skip


@compiled
def sector_weight(
    sector: int, female: bool, domestic_female: float, domestic_male: float, other: float
) -> float:
    """Odds of a sector in an offer, against plantation and construction (one)."""
    if sector == 0:
        return 1.0
    if sector == 1:
        return domestic_female if female else domestic_male
    return other


@compiled
def is_trafficked(intended: bool, deceived: bool, other_means: bool, age_years: float) -> bool:
    """The Palermo Protocol's act, means and purpose; under 18 act and purpose suffice."""
    if not intended:
        return False
    return deceived or other_means or age_years < 18.0
