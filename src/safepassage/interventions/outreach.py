"""Whom outreach seeks out within a district."""

from __future__ import annotations

from safepassage.region.region import Floats
from safepassage.world.world import World

WHERE = ("everywhere", "many_abroad")
"""Sessions go to subdistricts in proportion to their people, or to people x the share of them who are abroad."""


def reach(world: World, persons_per_year: Floats, where: str) -> None:
    """Hold sessions for so many persons of each district a year."""
    doses = world.doses
    (doses.outreach_many_abroad if where == "many_abroad" else doses.outreach_persons)[:] += persons_per_year
