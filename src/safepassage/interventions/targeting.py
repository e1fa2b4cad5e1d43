"""Where IOM's money goes: rules by which districts share it. IOM knows registers, never the truth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from safepassage.region.kinds import GateKind
from safepassage.region.region import Floats
from safepassage.world.world import World


def by_population(world: World) -> Floats:
    """People of the register."""
    return world.ground.district_population


def by_records(world: World) -> Floats:
    """What registers showed within about the last year: victims, registered women and children, deaths.

    Registers overlap, so they are not added up: a district weighs the sum of its shares in each.
    """
    weight = np.zeros(len(world.region.districts))
    for shown in world.registers.remembered.T:
        if shown.sum() > 0.0:
            weight += shown / shown.sum()
    return weight


def by_posts(world: World) -> Floats:
    """Formal and traditional posts that the district's government runs."""
    kind = world.region.gate_kind
    posts = (kind == GateKind.FORMAL) | (kind == GateKind.TRADITIONAL)
    districts = len(world.region.districts)
    return np.bincount(world.region.gate_government[posts], minlength=districts)[:districts].astype(float)


RULES: dict[str, Callable[[World], Floats]] = {
    "by_population": by_population, "by_records": by_records, "by_posts": by_posts,
}  # fmt: skip
"""Name, as written in a scenario, and what a district weighs."""

DEFAULT = "by_population"


def district_weights(world: World) -> Floats:
    """What each district weighs under the scenario's rule, [D]; people where the rule knows of nothing."""
    weight = RULES[world.targeting](world)
    return weight if weight.sum() > 0.0 else by_population(world)
