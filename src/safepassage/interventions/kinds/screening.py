"""Questioning at gates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.interventions.fields import from_passport, number
from safepassage.interventions.gates import AtGates
from safepassage.interventions.paying import spend_own, towards
from safepassage.world.world import World


@dataclass(frozen=True)
class Screening(AtGates):
    """More (or less) questioning at gates of some kinds, or at one gate by its id."""

    factor: float | None = from_passport("screening_factor")
    usd_per_year: float = number(0.0)
    name: str = "screening"

    def act(self, world: World) -> None:
        """Multiply screening capacity."""
        active = self.active(world)
        world.doses.screening[:] *= np.where(
            self.mine(world), towards(self.strength("factor", world), active), 1.0
        )
        spend_own(world, self.usd_per_year * active)
