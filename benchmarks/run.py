"""``make bench``: every benchmark in a process of its own, a table on standard output, JSON beside it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARES = (0.005, 0.02, 0.1, 1.0)


def child(module: str, *arguments: str) -> str:
    """Standard output of a benchmark module run in a fresh process."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """Run all and print."""
    print(
        f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.2f}"
    )
    rows = [json.loads(child("benchmarks.full_population", "--share", str(share))) for share in SHARES]
    print(
        f"\n{'persons':>10} {'loop CPU s':>11} {'ms a step':>10} {'ns/person-step':>15} {'peak MB':>8} {'load':>5}"
    )
    for row in rows:
        print(
            f"{row['persons']:>10,} {row['cpu_seconds_loop']:>11.2f} {row['ms_per_step']:>10.3f}"
            f" {row['ns_per_person_step']:>15.1f} {row['peak_memory_mb']:>8.0f} {row['load_average']:>5.2f}"
        )
    full = rows[-1]
    print(
        f"\nFull population, {full['steps']} weeks, no spin-up: {full['cpu_seconds_loop']:.1f} CPU s in the loop"
        f" (target 30),"
        f" {full['peak_memory_mb']:.0f} MB at most (target 800)"
    )
    results: dict[str, object] = {"machine": platform.machine(), "cores": os.cpu_count(), "engine": rows}
    if (ROOT / "benchmarks" / "twin" / "__main__.py").is_file():
        print("\nPlain Mesa twin beside the engine:")
        results["twin"] = child("benchmarks.twin")
        print(results["twin"])
        print(
            "Same lives, person by person, 2,000 persons, the whole horizon, every scenario and government:"
        )
        results["lives"] = child("benchmarks.twin", "--lives")
        print(results["lives"])
    folder = ROOT / "outputs" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps(results, indent=1) + "\n")
    print(f"JSON: {folder.relative_to(ROOT)}/bench.json")


if __name__ == "__main__":
    main()
