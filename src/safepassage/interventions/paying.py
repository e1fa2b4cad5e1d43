"""What a measure costs the governments, and how a factor acts only while a measure does."""

from __future__ import annotations

from safepassage.region.region import Bools
from safepassage.world.world import World


def towards(factor: float, active: float) -> float:
    """The factor while active (1), one otherwise (0)."""
    return 1.0 + active * (factor - 1.0)


def spend_own(world: World, usd_per_year: float, here: Bools | None = None) -> None:
    """The governments' own spending on a measure, by population; only who is ``here`` pays."""
    people = world.ground.district_population
    part = people if here is None else people * here
    world.doses.spend_own[:] += usd_per_year * part / people.sum()
