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
def brought_close(tie: float, share_abroad: float, half_share: float, most: float) -> float:
    """Social tie once a village sub-recruiter has brought both together.

    Where many of a village are abroad somebody there knows the way: up to ``most`` of the missing
    tie is made up, half of that where ``half_share`` of the village is abroad.
    """
    return tie + (1.0 - tie) * most * share_abroad / (share_abroad + half_share)


@compiled
def believed_acceptance(
    acceptances: float, contacts: float, elsewhere: float, prior_contacts: float
) -> float:
    """Believed chance that an offer is accepted in a village: mean of a Beta belief from remembered contacts."""
    return (acceptances + prior_contacts * elsewhere) / (contacts + prior_contacts)


@compiled
def believed_arrests(arrests: float, years: float, elsewhere: float, prior_years: float) -> float:
    """Believed arrests per recruiter and year of work in a village: a gamma belief, begun with the district's."""
    return (arrests + prior_years * elsewhere) / (years + prior_years)


@compiled
def believed_payoff(acceptance: float, deterrence: float, arrests: float) -> float:
    """What a village is believed to be worth: acceptance, less as one fears arrest: x exp(-deterrence x arrests)."""
    return acceptance * math.exp(-deterrence * arrests)


@compiled
def acceptance(
    constant: float, of_need: float, of_tie: float, awareness: float, deceptive: float, discernment: float,
    deterrence: float,
) -> float:  # fmt: skip
    """Probability that an offer is accepted.

    logistic(a0 + need + tie - w_d awareness x deceptive - w_h awareness): what need (little income at home) and
    a tie add to the log odds of this person; discernment (w_d) helps to tell deceptive offers
    (``deceptive`` 1) from honest ones; deterrence (w_h) lowers all.
    """
    return logistic(
        constant + of_need + of_tie - discernment * awareness * deceptive - deterrence * awareness
    )


@compiled
def is_trafficked(intended: bool, deceived: bool, other_means: bool, age_years: float) -> bool:
    """The Palermo Protocol's act, means and purpose; under 18 act and purpose suffice."""
    if not intended:
        return False
    return deceived or other_means or age_years < 18.0


@compiled
def trafficked_chance(
    intent: float, deceived: bool, owes: float, means_given_intent: float, age_years: float
) -> float:
    """Chance that who accepts is trafficked: the intent, and a means by deceit, debt or coercion.

    Under 18 the intent is enough. ``owes`` is the chance of owing a fee, ``means_given_intent`` that of coercion.
    """
    if deceived or age_years < 18.0:
        return intent
    return intent * (1.0 - (1.0 - owes) * (1.0 - means_given_intent))
