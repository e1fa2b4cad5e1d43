"""Stage 13, observation: what the model was given to observe reads the world, and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from safepassage.world.world import Observer, World


def act(world: World, observers: Sequence[Observer]) -> None:
    """Truth and records are written down."""
    for observer in observers:
        observer.read(world)
