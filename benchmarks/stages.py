"""What each stage costs, by leaving it out: CPU ms a step at the full population.

    python -m benchmarks.stages [--share 1.0]

A world is run for two years; then copies of it are run a few steps, all stages on and each off in
turn. The difference is the stage's cost, what it sets in motion for later
stages within these steps included. Context and the doses of stage 2 are Python and timed as
what is left; observation is the run with and without the recorder. Writing the ledger and the
registers is part of the stages that write it and cannot be left out. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from statistics import median

from safepassage.model import BorderModel
from safepassage.stages import STAGES, step, without
from safepassage.world.world import Observer, World

WARM, STEPS, REPEATS = 104, 13, 6


def ms_per_step(world: World, off: str = "", observers: Sequence[Observer] = ()) -> float:
    """CPU ms a step on a copy."""
    copy = world.copy()
    copy.observers = observers
    schedule = without(off)
    step(copy, schedule)  # the first step after a copy pays for its fresh memory
    began = time.process_time()
    for _ in range(STEPS):
        step(copy, schedule)
    return (time.process_time() - began) / STEPS * 1e3


def measure(share: float) -> dict[str, object]:
    """All stages: each beside a run with all on, the median of such pairs, so that what runs beside falls on both."""
    model = BorderModel("indonesia", "integrated", population_share=share, spin_up_years=0)
    for _ in range(WARM):
        model.step()
    world = model.world
    whole: list[float] = []
    pairs: dict[str, list[float]] = {}
    for _ in range(REPEATS):
        for name in tuple(STAGES)[1:-1]:
            whole.append(ms_per_step(world))
            pairs.setdefault(name, []).append(whole[-1] - ms_per_step(world, name))
        whole.append(ms_per_step(world))
        pairs.setdefault("observation", []).append(ms_per_step(world, observers=world.observers) - whole[-1])
        # a pair of equals: how far from zero chance alone goes
        pairs.setdefault("chance", []).append(abs(ms_per_step(world) - ms_per_step(world)))
    everything = median(whole)
    cost = {name: median(values) for name, values in pairs.items()}
    chance = cost.pop("chance")
    # the compiled part of stage 2 is in its own row; what is left is Python: context, doses, calls
    cost["context, doses and calls"] = everything - sum(
        value for name, value in cost.items() if name != "observation"
    )
    return {
        "persons": int(world.people.id.size),
        "ms_per_step": round(everything + cost["observation"], 3),
        "stages": {name: round(value, 3) for name, value in cost.items()},
        "chance": round(chance, 3),
        "load_average": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0)
    print(json.dumps(measure(parser.parse_args().share)))
