"""What sweeps cost: throughput, store, peak memory by the number of runs; and the thousand runs of an experiment.

    python -m benchmarks.sweeps          outputs/bench/sweeps.json; python -m benchmarks.page makes a page of it

The runs of the first part are of the smallest region and as short as can be, so that what grows with their
number would be seen: the goal is a flat line. The second part is ``experiment=thousand`` on two cores.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 1_000, 10_000)


def stored_mb(folder: Path) -> float:
    """Size of a store on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure(runs: int) -> dict[str, Any]:
    """Make a sweep of so many short runs in this process."""
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
        stored = stored_mb(Path(folder) / "sweep")
    kilobytes = {
        name: resource.getrusage(who).ru_maxrss
        for name, who in (("driver", resource.RUSAGE_SELF), ("worker", resource.RUSAGE_CHILDREN))
    }
    return (
        {"runs": runs, "seconds": round(seconds, 1), "store_mb": round(stored, 1)}
        | {f"{name}_peak_mb": round(value / 1024) for name, value in kilobytes.items()}
        | {"load_average": round(os.getloadavg()[0], 2)}
    )


def thousand() -> dict[str, Any]:
    """The experiment of a thousand runs, by the command line."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["sweep", "experiment=thousand", "workers=2", f"hydra.run.dir={folder}/sweep"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "safepassage", *words], cwd=folder, check=True, stdout=subprocess.PIPE
        )
        seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {
            "seconds": round(seconds, 1),
            "cpu_seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
            "peak_mb": round(after.ru_maxrss / 1024),
            "store_mb": round(stored_mb(Path(folder)), 1),
            "load_average": round(os.getloadavg()[0], 2),
        }


def main() -> None:
    """Measure every size in a process of its own, then the experiment."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
        return
    found = []
    for runs in SIZES:
        command = [sys.executable, "-m", "benchmarks.sweeps", str(runs)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        print(done.stdout.strip(), flush=True)
        found.append(json.loads(done.stdout))
    experiment = thousand()
    print(json.dumps(experiment))
    folder = ROOT / "outputs" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"sizes": found, "thousand": experiment}, indent=1) + "\n"
    (folder / "sweeps.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
