"""Contacts, offers and their acceptance. Passports: ``recruitment.yaml``.

Social proximity after the embeddedness of PROTON-OC; whom one asks after the agency report cards of
Bazzi, Cameron, Schaner and Witoelar; the pull of the wage after Shrestha (WPS7945).
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
def joined_score(one: float, own: float, correlation: float) -> float:
    """A second normal score that is correlated with ``one``; ``own`` is an independent normal draw."""
    return correlation * one + math.sqrt(1.0 - correlation * correlation) * own


@compiled
def deceit_chance(deceptiveness: float, share: float, log_odds_ratio: float) -> float:
    """Chance that an offer deceives, of a kind that makes up ``share`` of all offers of a recruiter.

    ``deceptiveness`` is the chance over all of them, and exp(``log_odds_ratio``) times higher are the odds
    in this kind than in the other: the one solution with both shares as given (Plackett 1965). For the
    other kind call it with 1 - share and the sign turned. Nobody deceives where deceptiveness is 0.
    """
    ratio = math.exp(log_odds_ratio)
    half = 0.5 * (1.0 + (deceptiveness + share) * (ratio - 1.0))
    inside = half * half - ratio * (ratio - 1.0) * deceptiveness * share
    return min(1.0, ratio * deceptiveness / (half + math.sqrt(max(0.0, inside))))


@compiled
def seen_through(awareness: float, advice: float, discernment: float) -> float:
    """How far a person sees the true terms behind promised ones: 1 - exp(-discernment x (awareness + advice))."""
    return -math.expm1(-discernment * (awareness + advice))


@compiled
def believed_wage_share(true_share: float, deceptive: bool, seen: float) -> float:
    """The wage that a person believes in, over that of an honest offer: promised terms as far as not seen through."""
    if not deceptive:
        return true_share
    return 1.0 - seen * (1.0 - true_share)


@compiled
def acceptance(constant: float, of_need: float, of_tie: float, of_terms: float, of_fear: float) -> float:
    """Probability that an offer is accepted: logistic(a0 + need + tie + terms + fear).

    What need (little income at home) and a tie add to the log odds of this person; what the terms add that the
    person believes in; and what being aware takes off every offer alike.
    """
    return logistic(constant + of_need + of_tie + of_terms + of_fear)


@compiled
def log_odds_of_terms(wage_share: float, elasticity: float) -> float:
    """Log odds of acceptance by the wage that is believed in, over that of an honest offer."""
    return elasticity * math.log(max(wage_share, 1e-9))


@compiled
def reputation(deceptiveness: float, awareness: float, strength: float) -> float:
    """Factor on how easily a recruiter is asked: who is aware asks those who deceive less."""
    return math.exp(-strength * awareness * deceptiveness)


@compiled
def is_trafficked(intended: bool, deceived: bool, other_means: bool, age_years: float) -> bool:
    """The Palermo Protocol's act, means and purpose; under 18 act and purpose suffice."""
    if not intended:
        return False
    return deceived or other_means or age_years < 18.0


@compiled
def trafficked_chance(deceived: bool, owes: float, means_given_intent: float, age_years: float) -> float:
    """Chance that who accepts an offer made for exploitation is trafficked: a means by deceit, debt or coercion.

    Under 18 the intent is enough. ``owes`` is the chance of owing a fee, ``means_given_intent`` that of coercion.
    """
    if deceived or age_years < 18.0:
        return 1.0
    return 1.0 - (1.0 - owes) * (1.0 - means_given_intent)
