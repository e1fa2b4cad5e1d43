"""A hotline for women and children (SAPA)."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Hotline(Timed):
    """More come forward at home, and more reach the women-and-children register."""

    report_factor: float | None = from_passport("hotline_report_factor")
    register_factor: float | None = from_passport("hotline_register_factor")
    usd_per_year: float | None = from_passport("hotline_cost_usd_per_year")
    name: str = "hotline"

    def act(self, world: World) -> None:
        """Raise the home door and the women-and-children register."""
        active = self.active(world)
        world.doses.self_report[:] *= towards(self.strength("report_factor", world), active)
        world.doses.register[:] *= towards(self.strength("register_factor", world), active)
        spend_own(world, self.strength("usd_per_year", world) * active)
