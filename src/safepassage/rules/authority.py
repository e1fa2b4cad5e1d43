"""Skill meets authority: what training does where a government must let it work. ``government.yaml``.

Rule (a), the complement: T (f + (1 - f) r). The floor f is the share of skill that works without
any responsiveness. The rivals of model.md section 7 come with the mechanisms issue.
"""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled


@compiled
def gated(responsiveness: float, as_is: float, door: float) -> float:
    """The responsiveness that a door feels: the government's own at ``door`` = 1, the as-is one at 0."""
    return door * responsiveness + (1.0 - door) * as_is


@compiled
def complement(skill: float, responsiveness: float, floor: float) -> float:
    """Effective skill under rule (a): T (f + (1 - f) r)."""
    return skill * (floor + (1.0 - floor) * responsiveness)


@compiled
def drift(responsiveness: float, returns_to: float, rate_per_year: float, years: float) -> float:
    """Responsiveness after drifting back towards its own level for ``years``."""
    return returns_to + (responsiveness - returns_to) * math.exp(-rate_per_year * years)


@compiled
def lifted(responsiveness: float, push: float, uptake: float) -> float:
    """Responsiveness after a push in [0, 1]: it closes ``push`` x ``uptake`` of the gap to one."""
    return responsiveness + push * uptake * (1.0 - responsiveness)
