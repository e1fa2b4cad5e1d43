"""What offices do with money, time and skill. Passports: ``enforcement.yaml``, ``government.yaml``."""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled


@compiled
def handled(wanted: float, most: float) -> float:
    """Cases a year that an office opens of those it would: most x (1 - exp(-wanted/most)), which nears ``most``."""
    if most <= 0.0:
        return 0.0
    return -most * math.expm1(-wanted / most)


@compiled
def budgeted(factor: float, plan: float) -> float:
    """What a plan (0 to 1) makes of a district's own spending: one without it, ``factor`` where it is adopted."""
    return 1.0 + (factor - 1.0) * plan


@compiled
def left_by_inspection(strength: float, done: float, as_is: float) -> float:
    """What inspections leave of agencies' deceit and of sending without a permit: exp(-strength x (done - as is))."""
    return math.exp(-strength * (done - as_is))


@compiled
def taken_in(places: float, weeks: float, weeks_of_a_year: float) -> float:
    """Persons a year whom ``places`` can take in, when each holds one for so many weeks."""
    return places * (weeks_of_a_year / max(weeks, 1e-9))
