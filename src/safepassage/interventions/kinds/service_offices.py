"""One-stop services for migrant workers (LTSA-P2TKI, BP3TKI)."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class ServiceOffices(Timed):
    """The regular channel is nearer to people: more go there. How long papers take is not the office's."""

    capacity_factor: float | None = from_passport("service_offices_factor")
    usd_per_year: float | None = from_passport("service_offices_cost_usd_per_year")
    name: str = "service_offices"

    def act(self, world: World) -> None:
        """Raise the service offices' capacity."""
        active = self.active(world)
        world.doses.office[:] *= towards(self.strength("capacity_factor", world), active)
        spend_own(world, self.strength("usd_per_year", world) * active)
