"""Stage 1, context: what the world outside is like in this step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safepassage.world.declare import clear

if TYPE_CHECKING:
    from safepassage.world.world import World


def read_context(world: World) -> None:
    """Open a new page of the ledger and read the step's row of the schedule."""
    assert world.schedule is not None
    for state in (world.ledger, world.doses, world.visits):
        clear(state)
    for array, row in zip(world.context, world.schedule.rows[world.scenario_step], strict=True):
        array[:] = row
