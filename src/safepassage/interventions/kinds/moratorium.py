"""A moratorium on placements abroad."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Moratorium(Timed):
    """Regular placements are stopped or cut to ``permit_factor``."""

    permit_factor: float | None = from_passport("moratorium_permit_factor")
    name: str = "moratorium"

    def act(self, world: World) -> None:
        """Multiply regular placements."""
        world.doses.permit[:] *= towards(self.strength("permit_factor", world), self.active(world))
