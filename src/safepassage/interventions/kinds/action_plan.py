"""A regional action plan and local rule (RAD, Perda), decreed."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class ActionPlan(Timed):
    """The district spends more of its own, from the next budget on."""

    adopted: float | None = from_passport("plan_adopted")
    usd_per_year: float | None = from_passport("plan_cost_usd_per_year")
    name: str = "action_plan"

    def act(self, world: World) -> None:
        """Decree the plan; it is adopted at the pace at which a government changes."""
        active = self.active(world)
        world.doses.action_plan[:] += self.strength("adopted", world) * active
        spend_own(world, self.strength("usd_per_year", world) * active)
