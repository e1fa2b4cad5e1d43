"""Peak memory of a sweep's driver and of its workers, by the number of runs: ``python -m benchmarks.sweep_memory``.

Runs are as short as can be, so that what grows with their number would be seen. The goal is a flat line.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 1_000, 10_000)


def measure(runs: int) -> None:
    """Make a sweep of so many runs in this process and print what it took as JSON."""
    from safepassage.ensemble.spec import RunSpec
    from safepassage.ensemble.sweep import run_sweep

    spec = RunSpec.from_mapping(
        {
            "region": "classroom", "scenario": ["no_iom", "partner"], "government": ["as_is", "responsive"],
            "population_share": 0.05, "spin_up_years": 0.0, "end": "2016-03-31", "workers": 2,
            "design": {"kind": "latin_hypercube", "vary": ["uncertainties"], "draws": runs // 4, "batch": 10},
        }
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        outcome = run_sweep(spec, Path(folder) / "sweep")
        assert outcome.complete
        seconds = time.monotonic() - began
    kilobytes = {
        name: resource.getrusage(who).ru_maxrss
        for name, who in (("driver", resource.RUSAGE_SELF), ("worker", resource.RUSAGE_CHILDREN))
    }
    print(
        json.dumps(
            {"runs": runs, "seconds": round(seconds, 1)}
            | {f"{name}_peak_mb": round(value / 1024) for name, value in kilobytes.items()}
        )
    )


def main() -> None:
    """Measure every size in a process of its own."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for runs in SIZES:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.sweep_memory", str(runs)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        print(done.stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
