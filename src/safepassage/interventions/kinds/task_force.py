"""The anti-trafficking task force (GT-PP TPPO)."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class TaskForce(Timed):
    """Opens waiting cases jointly, refers more, and lets posts and hubs know whom to question."""

    opening_factor: float | None = from_passport("task_force_opening_factor")
    focus: float | None = from_passport("task_force_focus")
    usd_per_year: float | None = from_passport("task_force_cost_usd_per_year")
    name: str = "task_force"

    def act(self, world: World) -> None:
        """Raise case opening and referral in every district, and the focus of questioning at every post and hub."""
        active = self.active(world)
        world.doses.opening[:] *= towards(self.strength("opening_factor", world), active)
        world.doses.task_force[:] *= towards(2.0, active)
        world.doses.focus[:] += self.strength("focus", world) * active
        spend_own(world, self.strength("usd_per_year", world) * active)
