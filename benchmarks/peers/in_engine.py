"""The same chain as this project writes its stages: one compiled loop over columns, keyed draws, the draw made first.

    python -m benchmarks.peers.in_engine PERSONS            the chain
    python -m benchmarks.peers.in_engine PERSONS --model    the whole model, all thirteen stages

Prints one JSON line. Nothing is left out that the peer does: a draw for each person who can move,
their own hazard, a second draw for the way, a count of every situation each week.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from numba import njit
from numpy.typing import NDArray

from benchmarks.peers import chain
from safepassage.world.draws import make_keys, uniform

RESIDENT, ABROAD, EXPLOITED, RETURNED = range(4)
POOR_SHARE = chain.POOR_SHARE


@njit(cache=False)
def week(
    situation: NDArray[np.int8], poor: NDArray[np.bool_], counts: NDArray[np.int64], keys: NDArray[np.uint64],
    leave: NDArray[np.float64], again: NDArray[np.float64], any_abroad: float, exploited: float, released: float,
    step: int,
) -> None:  # fmt: skip
    """One step of the chain, in place; ``counts`` is filled with persons by situation."""
    counts[:] = 0
    for row in range(situation.size):
        now = situation[row]
        if now in (RESIDENT, RETURNED):
            if uniform(keys[0], step, row, 0) < (leave if now == RESIDENT else again)[int(poor[row])]:
                situation[row] = ABROAD
        elif now == ABROAD:
            if uniform(keys[1], step, row, 0) < any_abroad:
                situation[row] = EXPLOITED if uniform(keys[2], step, row, 0) < exploited else RETURNED
        elif uniform(keys[3], step, row, 0) < released:
            situation[row] = RETURNED
        counts[situation[row]] += 1


@njit(cache=False)
def draw_poor(key: np.uint64, persons: int) -> NDArray[np.bool_]:
    """Who is poor, by a draw of their own."""
    poor = np.empty(persons, np.bool_)
    for row in range(persons):
        poor[row] = uniform(key, 0, row, 0) < POOR_SHARE
    return poor


def run_chain(persons: int, steps: int) -> tuple[NDArray[np.int64], float, float]:
    """Run the chain; counts by step, CPU seconds of making the columns and of the loop."""
    began = time.process_time()
    keys = np.array(make_keys(1), dtype=np.uint64)
    poor = draw_poor(keys[4], persons)
    situation = np.full(persons, RESIDENT, np.int8)
    rates = [
        np.array([chain.within(rate * ratio) for ratio in (1.0, chain.POOR_RATIO)])
        for rate in (chain.LEAVE, chain.LEAVE_AGAIN)
    ]
    counts = np.zeros((steps, 4), np.int64)
    made = time.process_time()
    for step in range(steps):
        week(
            situation, poor, counts[step], keys, rates[0], rates[1], chain.ANY_ABROAD, chain.WHICH_EXPLOITED,
            chain.within(chain.RELEASED), step,
        )  # fmt: skip
    return counts, made - began, time.process_time() - made


def run_model(persons: int) -> dict[str, object]:
    """The whole model at about so many persons, over the same weeks, without spin-up."""
    from safepassage.model import BorderModel
    from safepassage.region.load import load_region

    BorderModel("classroom", "integrated", population_share=0.05, spin_up_years=0).step()
    region = load_region("indonesia")
    share = min(persons / float(region.district_population().sum()), 1.0)
    began = time.process_time()
    model = BorderModel(region, "integrated", population_share=share, spin_up_years=0)
    made = time.process_time()
    model.run()
    return {
        "what": "the whole model, thirteen stages",
        "persons": int(model.world.people.id.size),
        "steps": model.steps_total,
        "cpu_seconds_setup": round(made - began, 3),
        "cpu_seconds_loop": round(time.process_time() - made, 3),
        "peak_memory_mb": chain.peak_memory_mb(),
        "counts": None,
    }


def main() -> None:
    """Warm, run, print."""
    persons = int(sys.argv[1])
    if "--model" in sys.argv:
        print(json.dumps(run_model(persons)))
        return
    run_chain(100, 2)
    counts, setup, loop = run_chain(persons, chain.STEPS)
    print(
        json.dumps(
            {
                "what": "the chain in this project's manner",
                "persons": persons,
                "steps": chain.STEPS,
                "cpu_seconds_setup": round(setup, 3),
                "cpu_seconds_loop": round(loop, 3),
                "peak_memory_mb": chain.peak_memory_mb(),
                "counts": counts[-1].tolist(),
            }
        )
    )


if __name__ == "__main__":
    main()
