"""What a measure costs the governments, and how a factor acts only while a measure does."""

from __future__ import annotations

from safepassage.world.world import World


def towards(factor: float, active: float) -> float:
    """The factor while active (1), one otherwise (0)."""
    return 1.0 + active * (factor - 1.0)


def spend_own(world: World, usd_per_year: float) -> None:
    """The governments' own spending on a measure, shared by population."""
    people = world.ground.district_population
    world.doses.spend_own[:] += usd_per_year * people / people.sum()
