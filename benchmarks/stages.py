"""What each stage costs, by leaving it out: CPU ms a step at the full population.

    python -m benchmarks.stages [--share 1.0]

A world is run for two years; then copies of it are run a few steps, all stages on and each off in
turn (``World.switched_on``). The difference is the stage's cost, what it sets in motion for later
stages within these steps included. Context and the doses of stage 2 are Python and timed as
what is left; observation is the run with and without the recorder. Writing the ledger and the
registers is part of the stages that write it and cannot be left out. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import time

from safepassage.model import BorderModel
from safepassage.stages import step
from safepassage.stages.step import STAGES
from safepassage.world.world import Observer, World

WARM, STEPS, REPEATS = 104, 13, 3


def ms_per_step(world: World, off: int | None = None, observers: tuple[Observer, ...] = ()) -> float:
    """Least of some repeats, each on a copy."""
    times = []
    for _ in range(REPEATS):
        copy = world.copy()
        if off is not None:
            copy.switched_on[off] = False
        began = time.process_time()
        for _ in range(STEPS):
            step(copy, observers)
        times.append((time.process_time() - began) / STEPS * 1e3)
    return min(times)


def measure(share: float) -> dict[str, object]:
    """All stages."""
    model = BorderModel("indonesia", "integrated", population_share=share, spin_up_years=0)
    for _ in range(WARM):
        model.step()
    world = model.world
    everything = ms_per_step(world)
    cost = {
        name: everything - ms_per_step(world, at)
        for at, name in enumerate(STAGES)
        if 0 < at < len(STAGES) - 1
    }
    cost["observation"] = ms_per_step(world, observers=model.observers) - everything
    # the compiled part of stage 2 is in its own row; what is left is Python: context, doses, calls
    cost["context, doses and calls"] = everything - sum(
        value for name, value in cost.items() if name != "observation"
    )
    return {
        "persons": int(world.people.id.size),
        "ms_per_step": round(everything + cost["observation"], 3),
        "stages": {name: round(value, 3) for name, value in cost.items()},
        "load_average": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0)
    print(json.dumps(measure(parser.parse_args().share)))
