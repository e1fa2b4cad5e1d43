"""Co-operation across the border (RMIM, RCM, the memorandum with Malaysia)."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class CrossBorder(Timed):
    """Access to those who are exploited, and both doors behind it."""

    factor: float | None = from_passport("cross_border_factor")
    usd_per_year: float | None = from_passport("cross_border_cost_usd_per_year")
    name: str = "cross_border"

    def act(self, world: World) -> None:
        """Open access: inspections find more, and staff abroad and on return recognise more."""
        active = self.active(world)
        world.doses.access[:] *= towards(self.strength("factor", world), active)
        spend_own(world, self.strength("usd_per_year", world) * active)
