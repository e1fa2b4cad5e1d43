"""IOM works with others."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.money import Programme
from safepassage.world.codes import Activity
from safepassage.world.world import World


@dataclass(frozen=True)
class Partner(Programme):
    """Referral networks, universities and NGOs, cross-border liaison."""

    name: str = "partner"

    def act(self, world: World) -> None:
        """Put effort into partnership."""
        usd = self.effort(world)
        world.doses.partnership_effort[:] += usd
        world.doses.spend_iom[:, Activity.PARTNERSHIP] += usd
