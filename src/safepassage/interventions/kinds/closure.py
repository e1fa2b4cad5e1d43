"""Gates that close."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.interventions.fields import from_passport
from safepassage.interventions.gates import AtGates
from safepassage.interventions.paying import towards
from safepassage.world.world import World


@dataclass(frozen=True)
class Closure(AtGates):
    """Gates of some kinds let out only ``openness`` of those who ask. Citizens may always return."""

    openness: float | None = from_passport("closure_openness")
    name: str = "closure"

    def act(self, world: World) -> None:
        """Multiply openness outward."""
        openness = towards(self.strength("openness", world), self.active(world))
        world.doses.openness[:] *= np.where(self.mine(world), openness, 1.0)
