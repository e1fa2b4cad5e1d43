"""IOM acts itself."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import one_of
from safepassage.interventions.money import Programme
from safepassage.interventions.outreach import WHERE, reach
from safepassage.world.codes import Activity
from safepassage.world.world import World


@dataclass(frozen=True)
class Implementer(Programme):
    """Outreach sessions in villages, of all kinds or of those with many abroad; assistance and reintegration."""

    where: str = one_of(WHERE, "everywhere", "where")
    name: str = "implementer"

    def act(self, world: World) -> None:
        """Buy sessions and places."""
        q, doses, usd = world.parameters.programme, world.doses, self.effort(world)
        outreach = usd * q.implementer_outreach_share
        reach(world, outreach / q.outreach_cost_usd * q.outreach_persons, self.where)
        doses.iom_places[:] += (usd - outreach) / q.assistance_cost_usd
        doses.spend_iom[:, Activity.OUTREACH] += outreach
        doses.spend_iom[:, Activity.ASSISTANCE] += usd - outreach
