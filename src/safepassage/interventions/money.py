"""How a share of IOM's budget becomes effort: overhead first, then shares by district."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.interventions.fields import number
from safepassage.interventions.targeting import district_weights
from safepassage.interventions.timed import Timed
from safepassage.region.region import Floats
from safepassage.world.codes import Activity
from safepassage.world.world import World


@dataclass(frozen=True)
class Programme(Timed):
    """What IOM does with a ``share`` of its budget, 0 to 1; at most the whole is shared out on any day."""

    share: float = number(1.0, high=1.0)

    def effort(self, world: World) -> Floats:
        """USD a year that can be spent in each district, after overhead; zero while the programme does not act.

        Districts share by the scenario's targeting rule; the overhead is written into the spending ledger, the rest
        is the programme's to write, by activity.
        """
        weight = district_weights(world)
        gross = world.budget_usd_per_year * (self.share * self.active(world)) * weight / weight.sum()
        usd = np.asarray(gross * (1.0 - world.parameters.programme.overhead_share))
        world.doses.spend_iom[:, Activity.OVERHEAD] += gross - usd
        return usd
