"""The order in which persons, recruiters and officials are stored: shuffled for an audit, it changes nobody's life.

Ids stay, and every draw is keyed by them; sums over persons and actors are integers or fixed point (known answer 9).
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.world.build import sample_of
from safepassage.world.declare import reordered
from safepassage.world.draws import make_keys, uniform
from safepassage.world.world import World

SHUFFLED = {"people": "person", "recruiters": "recruiter", "officials": "official"}
"""Group -> the axis along which it is shuffled."""


def shuffled(world: World, order: int) -> World:
    """An independent world with the same lives in other rows; ``order`` above zero names one of many orders."""
    keys = make_keys(order)

    def rows(size: int, what: int) -> NDArray[np.int64]:
        return np.argsort([uniform(keys[what], 0, row, 0) for row in range(size)], kind="stable")

    mixed: dict[str, Any] = {}
    for what, (group, axis) in enumerate(SHUFFLED.items()):
        state = getattr(world, group)
        mixed[group] = reordered(state, axis, rows(len(state.id), what))
    sample = sample_of(mixed["people"], world.sample.row_of_id.size, world.sample.of_cell.size)
    return dataclasses.replace(world.copy(), sample=sample, **mixed)
