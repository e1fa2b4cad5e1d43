"""A hotline for women and children (SAPA)."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Hotline(Timed):
    """Three doors: people ask before they leave, families report from home, who is back comes forward."""

    report_factor: float | None = from_passport("hotline_report_factor")
    register_factor: float | None = from_passport("hotline_register_factor")
    asked_share: float | None = from_passport("hotline_asked_share")
    family_finds_per_year: float | None = from_passport("hotline_family_finds_per_year")
    usd_per_year: float | None = from_passport("hotline_cost_usd_per_year")
    name: str = "hotline"

    def act(self, world: World) -> None:
        """Advise people with offers, find who is missing abroad, raise the home door and the register."""
        active = self.active(world)
        world.doses.self_report[:] *= towards(self.strength("report_factor", world), active)
        world.doses.register[:] *= towards(self.strength("register_factor", world), active)
        world.doses.advice[:] += self.strength("asked_share", world) * active
        world.doses.family_finds[:] += self.strength("family_finds_per_year", world) * active
        spend_own(world, self.strength("usd_per_year", world) * active)
