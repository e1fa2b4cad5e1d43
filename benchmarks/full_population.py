"""One agent per registered person: CPU seconds of the loop, of the whole process, and peak memory.

    python -m benchmarks.full_population [--share 1.0] [--scenario integrated]

Prints one JSON line. Seconds are CPU seconds of this process alone, after a warm start that loads
(or makes) the compiled code; ``load_average`` says what ran beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time

from safepassage.model import BorderModel


def measure(share: float, scenario: str, region: str = "indonesia") -> dict[str, float]:
    """Run one scenario over the whole horizon without spin-up and measure it."""
    BorderModel("classroom", scenario, population_share=0.05, spin_up_years=0).step()  # load compiled code
    began = time.process_time()
    model = BorderModel(region, scenario, population_share=share, spin_up_years=0)
    made = time.process_time()
    model.run()
    ended = time.process_time()
    persons, steps = model.world.people.id.size, model.steps_total
    return {
        "persons": persons,
        "steps": steps,
        "cpu_seconds_setup": round(made - began, 3),
        "cpu_seconds_loop": round(ended - made, 3),
        "cpu_seconds_process": round(time.process_time(), 3),
        "ns_per_person_step": round((ended - made) / persons / steps * 1e9, 2),
        "ms_per_step": round((ended - made) / steps * 1e3, 3),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "load_average": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--scenario", default="integrated")
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.share, arguments.scenario)))
