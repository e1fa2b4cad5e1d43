"""The order in which persons, recruiters and officials are stored: shuffled for an audit, it changes nobody's life.

Ids stay, and every draw is keyed by them; sums over persons and actors are integers or fixed point (known answer 9).
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.world.columns import Columns
from safepassage.world.draws import make_keys, uniform
from safepassage.world.world import World


def shuffled(world: World, order: int) -> World:
    """An independent world with the same lives in other rows; ``order`` above zero names one of many orders."""
    keys = make_keys(order)

    def rows(size: int, what: int) -> NDArray[np.int64]:
        return np.argsort([uniform(keys[what], 0, row, 0) for row in range(size)], kind="stable")

    mixed = rows(world.people.id.size, 0)
    columns: list[Any] = [array[mixed].copy() for array in world.people]
    people = Columns(*columns)
    row_of_id = np.full_like(world.row_of_id, -1)
    row_of_id[people.id] = np.arange(people.id.size)
    actors: dict[str, Any] = {}
    for what, state in ((1, world.recruiters), (2, world.officials)):
        mixed = rows(len(state.id), what)
        arrays: list[Any] = [array[mixed].copy() for array in state]
        actors[type(state).__name__.lower()] = type(state)(*arrays)
    return dataclasses.replace(world.copy(), people=people, row_of_id=row_of_id, **actors)
