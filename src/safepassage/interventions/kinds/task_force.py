"""The anti-trafficking task force (GT-PP TPPO)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import InDistricts
from safepassage.region.region import Bools
from safepassage.world.world import World


@dataclass(frozen=True)
class TaskForce(InDistricts):
    """Opens waiting cases jointly, refers more, and lets posts and hubs know whom to question."""

    opening_factor: float | None = from_passport("task_force_opening_factor")
    focus: float | None = from_passport("task_force_focus")
    usd_per_year: float | None = from_passport("task_force_cost_usd_per_year")
    name: str = "task_force"

    def act(self, world: World) -> None:
        """Raise case opening and referral in every district, or in those that are named; and focus at gates."""
        active, here = self.active(world), self.here(world)
        world.doses.opening[here] *= towards(self.strength("opening_factor", world), active)
        world.doses.task_force[here] *= towards(2.0, active)
        world.doses.focus[:] += np.where(self._told(world, here), self.strength("focus", world) * active, 0.0)
        spend_own(world, self.strength("usd_per_year", world) * active, here)

    def _told(self, world: World, here: Bools) -> Bools:
        """Gates of these districts, and those that belong to no district (hubs), [A]."""
        own = np.concatenate([here, np.ones(len(world.region.governments) - here.size, np.bool_)])
        told: Bools = own[world.ground.gate_government]
        return told
