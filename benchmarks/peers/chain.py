"""The work that is compared, as numbers alone: standard library only, so that a peer's environment can read it.

Situations: resident, abroad, exploited, returned. Every week each person has the hazards below; moves
go by the situation at the start of the week. The share ``POOR_SHARE`` of persons leaves at
``POOR_RATIO`` times the rate, so that a hazard is a person's own. Rates are per year, made up.
"""

from __future__ import annotations

import math
import resource

STEPS = 417
YEARS_PER_STEP = 7.0 / 365.25
LEAVE, LEAVE_AGAIN = 0.03, 0.08
EXPLOITED, RETURN, RELEASED = 0.10, 0.40, 0.50
POOR_SHARE, POOR_RATIO = 0.25, 1.5
SITUATIONS = ("resident", "abroad", "exploited", "returned")


def within(rate_per_year: float) -> float:
    """Probability that something of this rate happens within a step."""
    return -math.expm1(-rate_per_year * YEARS_PER_STEP)


ANY_ABROAD = within(EXPLOITED + RETURN)
WHICH_EXPLOITED = EXPLOITED / (EXPLOITED + RETURN)
"""Of those who leave the situation *abroad*, the share who do so into exploitation."""


def expected_shares() -> list[float]:
    """Shares by situation after all steps: the answer that both have to give, within chance."""
    total = [0.0] * 4
    for weight, ratio in ((1.0 - POOR_SHARE, 1.0), (POOR_SHARE, POOR_RATIO)):
        leave, again, released = within(LEAVE * ratio), within(LEAVE_AGAIN * ratio), within(RELEASED)
        share = [1.0, 0.0, 0.0, 0.0]
        for _ in range(STEPS):
            resident, abroad, exploited, returned = share
            moved = abroad * ANY_ABROAD
            share = [
                resident * (1.0 - leave),
                abroad - moved + resident * leave + returned * again,
                exploited * (1.0 - released) + moved * WHICH_EXPLOITED,
                returned * (1.0 - again) + moved * (1.0 - WHICH_EXPLOITED) + exploited * released,
            ]
        total = [sum_ + weight * one for sum_, one in zip(total, share, strict=True)]
    return total


def peak_memory_mb() -> float:
    """Peak memory of this process."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
