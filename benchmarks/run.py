"""``make bench``: every benchmark in a process of its own, a table on standard output, JSON beside it.

python benchmarks/run.py [--no-lives]      outputs/bench/bench.json; python -m benchmarks.page makes a page of it
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARES = (0.0073, 0.02, 0.073, 0.3, 1.0)
"""From ten thousand persons to the whole register."""

FACTOR = 8
"""Of the enlarged region: ten million persons, over fewer weeks."""


def child(module: str, *arguments: str) -> str:
    """Standard output of a benchmark module run in a fresh process."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def row(module: str, *arguments: str) -> dict[str, Any]:
    """The JSON line of a benchmark module."""
    found: dict[str, Any] = json.loads(child(module, *arguments).splitlines()[-1])
    return found


def floor(persons: int, steps: int) -> dict[str, Any] | None:
    """The C floor, compiled here; None without a compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        program = str(Path(folder) / "floor")
        source = str(ROOT / "benchmarks" / "floor.c")
        subprocess.run([compiler, "-O3", "-march=native", source, "-o", program], check=True)
        done = subprocess.run(
            [program, str(persons), str(steps)], check=True, stdout=subprocess.PIPE, text=True
        )
    found: dict[str, Any] = json.loads(done.stdout)
    found["ns_per_person_step"] = round(found["cpu_seconds_loop"] / persons / steps * 1e9, 3)
    return found


def growth(rows: list[dict[str, Any]]) -> float:
    """Exponent of cost per step in persons: the slope of a straight line through the logarithms."""
    x = [math.log(one["persons"]) for one in rows]
    y = [math.log(one["ms_per_step"]) for one in rows]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    over = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return over / sum((a - middle_x) ** 2 for a in x)


def twin_ratio(text: str) -> float | None:
    """The ratio at the largest size that the twin prints."""
    found = re.findall(r"^ *([\d,]+) +\d+ +[\d.]+ +[\d.]+ +(\d+) ", text, re.M)
    return float(max(found, key=lambda one: int(one[0].replace(",", "")))[1]) if found else None


def processor() -> str:
    """The processor's model, never the machine's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def main() -> None:
    """Run all and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--no-lives", action="store_true", help="leave out the comparison of lives with the twin"
    )
    arguments = parser.parse_args()
    machine = {
        "processor": processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
        "load_before": round(os.getloadavg()[0], 2),
    }
    print(", ".join(f"{name} {value}" for name, value in machine.items()))
    engine = [row("benchmarks.full_population", "--share", str(share)) for share in SHARES]
    engine.append(row("benchmarks.enlarged", "--factor", str(FACTOR)))
    print(
        f"\n{'persons':>10} {'steps':>6} {'loop CPU s':>11} {'ms a step':>10} {'ns/person-step':>15}"
        f" {'peak MB':>8} {'load':>5}"
    )
    for one in engine:
        print(
            f"{one['persons']:>10,} {one['steps']:>6} {one['cpu_seconds_loop']:>11.2f} {one['ms_per_step']:>10.3f}"
            f" {one['ns_per_person_step']:>15.1f} {one['peak_memory_mb']:>8.0f} {one['load_average']:>5.2f}"
        )
    full = engine[len(SHARES) - 1]
    print(
        f"\nFull population, {full['steps']} weeks, no spin-up: {full['cpu_seconds_loop']:.1f} CPU s in the loop"
        f" (target 30), {full['peak_memory_mb']:.0f} MB at most (target 800)"
    )
    results: dict[str, Any] = {
        "machine": machine,
        "engine": engine,
        "full": full,
        "growth_exponent": round(growth(engine), 3),
        "stages": row("benchmarks.stages"),
        "start": row("benchmarks.start"),
        "floor": floor(full["persons"], full["steps"]),
    }
    print(f"Growth of a step's cost: persons to the power {results['growth_exponent']:.2f}")
    print(
        "CPU ms a step by stage: " + ", ".join(f"{k} {v:.1f}" for k, v in results["stages"]["stages"].items())
    )
    print(f"Command line to its first progress: {results['start']}")
    print(f"C floor, one pass: {results['floor'] or 'no compiler here'}")
    if (ROOT / "benchmarks" / "twin" / "__main__.py").is_file():
        print("\nPlain Mesa twin beside the engine:")
        results["twin"] = child("benchmarks.twin")
        results["twin_ratio"] = twin_ratio(results["twin"])
        print(results["twin"])
        if not arguments.no_lives:
            print(
                "Same lives, person by person, 2,000 persons, the whole horizon, every scenario and government:"
            )
            results["lives"] = child("benchmarks.twin", "--lives")
            print(results["lives"])
    machine["load_after"] = round(os.getloadavg()[0], 2)
    folder = ROOT / "outputs" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps(results, indent=1) + "\n")
    print(f"JSON: {folder.relative_to(ROOT)}/bench.json")


if __name__ == "__main__":
    main()
