"""Witness and victim protection (LPSK)."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import from_passport
from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Protection(Timed):
    """Identified persons report more often, fewer cases are stopped, more end in a conviction."""

    cooperation_log_odds: float | None = from_passport("protection_cooperation_log_odds")
    stopped_factor: float | None = from_passport("protection_stopped_factor")
    conviction_log_odds: float | None = from_passport("protection_conviction_log_odds")
    usd_per_year: float | None = from_passport("protection_cost_usd_per_year")
    name: str = "protection"

    def act(self, world: World) -> None:
        """Raise co-operation and convictions, lower the share of cases that are stopped."""
        active = self.active(world)
        world.doses.cooperation[:] += self.strength("cooperation_log_odds", world) * active
        world.doses.stopped[:] *= towards(self.strength("stopped_factor", world), active)
        world.doses.conviction[:] += self.strength("conviction_log_odds", world) * active
        spend_own(world, self.strength("usd_per_year", world) * active)
