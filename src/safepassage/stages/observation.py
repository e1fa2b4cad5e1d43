"""Stage 13, observation: what the model was given to observe reads the world, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safepassage.world.world import World


def observe(world: World) -> None:
    """Truth and records are written down."""
    for observer in world.observers:
        observer.read(world)
