"""University and NGO partners (Untan and others)."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class UniversityPartners(Timed):
    """The same outreach money reaches more people."""

    reach_factor: float | None = from_passport("university_reach_factor")
    usd_per_year: float | None = from_passport("university_cost_usd_per_year")
    name: str = "university_partners"

    def act(self, world: World) -> None:
        """Raise the reach of all outreach, IOM's and the governments'."""
        active = self.active(world)
        world.doses.reach[:] *= towards(self.strength("reach_factor", world), active)
        spend_own(world, self.strength("usd_per_year", world) * active)
