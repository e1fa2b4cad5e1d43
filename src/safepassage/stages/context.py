"""Stage 1, context: what the world outside is like in this step."""

from __future__ import annotations

from safepassage.world.doses import clear_doses
from safepassage.world.ledger import clear
from safepassage.world.world import World


def act(world: World) -> None:
    """Open a new page of the ledger and read the step's row of the schedule."""
    assert world.schedule is not None
    clear(world.ledger)
    clear_doses(world.doses)
    for array, row in zip(world.context, world.schedule.rows[world.scenario_step], strict=True):
        array[:] = row
