"""How a budget becomes effort: overhead first, then shares by district."""

from __future__ import annotations

import numpy as np

from safepassage.interventions.targeting import district_weights
from safepassage.region.region import Floats
from safepassage.world.codes import Activity
from safepassage.world.world import World


def effort_by_district(world: World, share: float) -> Floats:
    """USD a year that a programme with ``share`` of IOM's budget can spend in each district, after overhead.

    Districts share by the scenario's targeting rule; the overhead is written into the spending ledger, the rest is the
    caller's to write, by activity.
    """
    weight = district_weights(world)
    gross = world.budget_usd_per_year * share * weight / weight.sum()
    usd = np.asarray(gross * (1.0 - world.parameters.programme.overhead_share))
    world.doses.spend_iom[:, Activity.OVERHEAD] += gross - usd
    return usd
