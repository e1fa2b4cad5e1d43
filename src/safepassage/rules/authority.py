"""Skill meets authority: what training does where a government must let it work. ``government.yaml``.

Four rival rules, equal at the as-is responsiveness r0 and equal in what a government's own
responsiveness does where nobody was trained; they differ in what happens when both change:

(a) complement    T (f + (1 - f) r)                    skill needs authority
(b) independent   T c0 + m T0 (1 - f) (r - r0)         each on its own
(c) threshold     T (f + (1 - f) S(r))                 skill works once authority is there
(d) substitute    T (c0 - h (r - r0)) + ...            skill makes up for lacking authority

T is skill (training, partnership, effort: whatever IOM's product raises), T0 the same without
IOM, f the share of skill that works without any responsiveness, c0 = f + (1 - f) r0.
Model.md section 7; docs/decisions/0017 says how (d) was made to keep the world without IOM from
getting worse as responsiveness rises.
"""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled

COMPLEMENT, INDEPENDENT, THRESHOLD, SUBSTITUTE = 0, 1, 2, 3


@compiled
def gated(responsiveness: float, other: float, door: float) -> float:
    """The responsiveness that a door feels: the government's own at ``door`` = 1, the other one at 0."""
    return door * responsiveness + (1.0 - door) * other


@compiled
def complement(skill: float, responsiveness: float, floor: float) -> float:
    """Effective skill under rule (a): T (f + (1 - f) r)."""
    return skill * (floor + (1.0 - floor) * responsiveness)


@compiled
def independent(
    skill: float, without: float, responsiveness: float, as_is: float, floor: float, own: float
) -> float:
    """Effective skill under rule (b): T (f + (1 - f) r0) + m T0 (1 - f) (r - r0)."""
    return skill * (floor + (1.0 - floor) * as_is) + own * without * (1.0 - floor) * (responsiveness - as_is)


@compiled
def threshold(skill: float, responsiveness: float, as_is: float, floor: float, steepness: float) -> float:
    """Effective skill under rule (c): T (f + (1 - f) / (1 + exp(-k (r - r*)))).

    r* = r0 + ln((1 - r0) / r0) / k, so that the curve passes through r0 at r0. The as-is value must
    lie strictly between 0 and 1.
    """
    middle = as_is + math.log((1.0 - as_is) / as_is) / steepness
    return skill * (floor + (1.0 - floor) / (1.0 + math.exp(-steepness * (responsiveness - middle))))


@compiled
def substitute(
    skill: float, without: float, responsiveness: float, as_is: float, floor: float, own: float
) -> float:
    """Effective skill under rule (d): T (c0 - h (r - r0)) + T0 (m (1 - f) + h) (r - r0).

    h = (1 - f)(1 - r0) / r0, so that skill works in full where responsiveness is zero; smaller where
    that would make skill harmful at full responsiveness.
    """
    level = floor + (1.0 - floor) * as_is
    loss = min((1.0 - floor) * (1.0 - as_is) / as_is, level / (1.0 - as_is))
    above = responsiveness - as_is
    return skill * (level - loss * above) + without * (own * (1.0 - floor) + loss) * above


@compiled
def effective(
    rule: int, skill: float, without: float, responsiveness: float, as_is: float, floor: float, own: float,
    steepness: float,
) -> float:  # fmt: skip
    """Skill as it works under one of the four rules, in units of skill; never below zero.

    Parameters
    ----------
    rule
        0 complement (a), 1 independent (b), 2 threshold (c), 3 substitute (d).
    skill, without
        Skill as it is, and as it would be without IOM's products.
    responsiveness, as_is
        0-1, as the door feels it, and where all rules agree.
    floor
        Share of skill that works without any responsiveness.
    own
        m of (b) and (d): how strongly responsiveness works by itself, 1 as strongly as in (a).
    steepness
        k of (c).
    """
    if rule == INDEPENDENT:
        return max(0.0, independent(skill, without, responsiveness, as_is, floor, own))
    if rule == THRESHOLD:
        return threshold(skill, responsiveness, as_is, floor, steepness)
    if rule == SUBSTITUTE:
        return max(0.0, substitute(skill, without, responsiveness, as_is, floor, own))
    return complement(skill, responsiveness, floor)


@compiled
def drift(responsiveness: float, returns_to: float, rate_per_year: float, years: float) -> float:
    """Responsiveness after drifting back towards its own level for ``years``."""
    return returns_to + (responsiveness - returns_to) * math.exp(-rate_per_year * years)


@compiled
def lifted(responsiveness: float, push: float, uptake: float) -> float:
    """Responsiveness after a push in [0, 1]: it closes ``push`` x ``uptake`` of the gap to one."""
    return responsiveness + push * uptake * (1.0 - responsiveness)
