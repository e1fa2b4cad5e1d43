"""IOM acts itself."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.money import Programme
from safepassage.world.codes import Activity
from safepassage.world.world import World


@dataclass(frozen=True)
class Implementer(Programme):
    """Outreach sessions in villages, direct assistance and reintegration."""

    name: str = "implementer"

    def act(self, world: World) -> None:
        """Buy sessions and places."""
        q, doses, usd = world.parameters.programme, world.doses, self.effort(world)
        outreach = usd * q.implementer_outreach_share
        doses.outreach_persons[:] += outreach / q.outreach_cost_usd * q.outreach_persons
        doses.iom_places[:] += (usd - outreach) / q.assistance_cost_usd
        doses.spend_iom[:, Activity.OUTREACH] += outreach
        doses.spend_iom[:, Activity.ASSISTANCE] += usd - outreach
