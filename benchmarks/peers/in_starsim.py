"""The chain in Starsim, as its documentation writes a module: boolean states and `ss.bernoulli` filters.

    PYTHON benchmarks/peers/in_starsim.py PERSONS [--no-crn]

Runs on its own in an environment that has Starsim and nothing of this project. Prints one JSON
line. With common random numbers (Starsim's default, the like of our keyed draws), or without.
Numba-compiled parts are warmed by a small run first; draws are only made for those who can move.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("STARSIM_INSTALL_FONTS", "0")

import numpy as np
import starsim as ss

sys.path.insert(0, str(Path(__file__).resolve().parent))
import chain


class Chain(ss.Module):
    """Resident, abroad, exploited, returned."""

    def __init__(self) -> None:
        super().__init__()
        self.define_pars(
            leaves=ss.bernoulli(p=lambda self, sim, uids: self.p_leave[uids]),
            leaves_again=ss.bernoulli(p=lambda self, sim, uids: self.p_again[uids]),
            moves=ss.bernoulli(p=chain.ANY_ABROAD),
            into_exploitation=ss.bernoulli(p=chain.WHICH_EXPLOITED),
            released=ss.bernoulli(p=chain.within(chain.RELEASED)),
            is_poor=ss.bernoulli(p=chain.POOR_SHARE),
        )
        self.define_states(
            ss.BoolState("resident", default=True),
            ss.BoolState("abroad"),
            ss.BoolState("exploited"),
            ss.BoolState("returned"),
            ss.FloatArr("p_leave", default=chain.within(chain.LEAVE)),
            ss.FloatArr("p_again", default=chain.within(chain.LEAVE_AGAIN)),
        )

    def init_post(self) -> None:
        super().init_post()
        poor = self.pars.is_poor.filter()
        self.p_leave[poor] = chain.within(chain.LEAVE * chain.POOR_RATIO)
        self.p_again[poor] = chain.within(chain.LEAVE_AGAIN * chain.POOR_RATIO)

    def step(self) -> None:
        pars = self.pars
        leaving = pars.leaves.filter(self.resident.uids)
        again = pars.leaves_again.filter(self.returned.uids)
        moving = pars.moves.filter(self.abroad.uids)
        free = pars.released.filter(self.exploited.uids)
        trapped, home = pars.into_exploitation.split(moving)
        self.resident[leaving] = False
        self.returned[again] = False
        self.abroad[moving] = False
        self.exploited[free] = False
        self.abroad[leaving] = True
        self.abroad[again] = True
        self.exploited[trapped] = True
        self.returned[home] = True
        self.returned[free] = True


def run(persons: int, steps: int) -> tuple[ss.Sim, float, float]:
    """Run one simulation; CPU seconds of making it and of its loop."""
    began = time.process_time()
    sim = ss.Sim(
        n_agents=persons, modules=Chain(), start="2016-01-01", dur=ss.weeks(steps - 1), dt=ss.weeks(1), rand_seed=1,
        verbose=0, use_aging=False,
    )  # fmt: skip
    sim.init()
    made = time.process_time()
    sim.run()
    return sim, made - began, time.process_time() - made


def main() -> None:
    """Warm, run, print."""
    persons, crn = int(sys.argv[1]), "--no-crn" not in sys.argv
    ss.options(crn=crn)
    run(5_000, 3)
    sim, setup, loop = run(persons, chain.STEPS)
    module = (
        next(one for one in sim.modules if isinstance(one, Chain)) if hasattr(sim, "modules") else sim.module
    )
    steps = len(module.timevec)
    counts = [int(np.count_nonzero(getattr(module, name).values)) for name in chain.SITUATIONS]
    print(
        json.dumps(
            {
                "what": f"Starsim {ss.__version__}" + ("" if crn else ", no common random numbers"),
                "persons": persons,
                "steps": steps,
                "cpu_seconds_setup": round(setup, 3),
                "cpu_seconds_loop": round(loop, 3),
                "peak_memory_mb": chain.peak_memory_mb(),
                "counts": counts,
            }
        )
    )


if __name__ == "__main__":
    main()
