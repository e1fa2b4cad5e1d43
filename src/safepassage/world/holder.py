"""What the views of persons and actors ask of the model that holds them. ``BorderModel`` is such a model."""

from __future__ import annotations

from typing import Any, Protocol
from weakref import WeakValueDictionary

from safepassage.world.world import World


class Holder(Protocol):
    """A model with a world, as a view knows it."""

    world: World
    person_views: WeakValueDictionary[int, Any]
    """Views of persons that somebody holds, by row."""

    rng: Any
    """Mesa's generator: for the order of a view, never for a life."""

    def grid(self, corridor: str) -> Any:
        """One corridor's Mesa grid."""
        ...
