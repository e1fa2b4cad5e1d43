"""Peers beside this project: the same chain of situations in each, CPU seconds, ratio, peak memory.

    python -m benchmarks.peers [--persons N ...] [--peer-python PATH]

Each row is a process of its own. The peer runs in the interpreter that ``--peer-python`` names, else
in ``benchmarks/peers/.venv`` (README.md says how to make it), else in this one; without Starsim
there it is left out with a line. JSON goes to ``outputs/bench/peers.json``.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.peers import chain

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PERSONS = (100_000, 1_370_000)
OURS = [sys.executable, "-m", "benchmarks.peers.in_engine"]


def child(command: list[str]) -> dict[str, Any]:
    """The JSON line that a command prints, with the load while it ran."""
    before = os.getloadavg()[0]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    row: dict[str, Any] = json.loads(done.splitlines()[-1])
    return {**row, "load_average": round(max(before, os.getloadavg()[0]), 2)}


def peer_python(named: str | None) -> str | None:
    """An interpreter that has Starsim, or None."""
    candidates = [named] if named else [str(HERE / ".venv" / "bin" / "python"), sys.executable]
    for candidate in candidates:
        try:
            found = subprocess.run(
                [
                    candidate,
                    "-c",
                    "import importlib.util, sys; sys.exit(importlib.util.find_spec('starsim') is None)",
                ],
                check=False,
            )
        except OSError:
            continue
        if found.returncode == 0:
            return candidate
    return None


def agrees(counts: list[int] | None) -> str:
    """Whether the last week's situations are the answer of the chain, within four standard errors."""
    if counts is None:
        return "other work"
    number = sum(counts)
    far = [
        abs(count - number * share) / math.sqrt(number * share * (1.0 - share))
        for count, share in zip(counts, chain.expected_shares(), strict=True)
    ]
    return "yes" if max(far) < 4.0 else f"NO ({max(far):.1f} standard errors)"


def measure(persons: int, peer: str | None) -> list[dict[str, Any]]:
    """All rows of one size; the ratio is over the chain in this project's manner."""
    rows = [child([*OURS, str(persons)])]
    if peer:
        script = str(HERE / "in_starsim.py")
        rows += [child([peer, script, str(persons)]), child([peer, script, str(persons), "--no-crn"])]
    rows.append(child([*OURS, str(persons), "--model"]))
    for row in rows:
        row["ratio"] = round(row["cpu_seconds_loop"] / rows[0]["cpu_seconds_loop"], 2)
        row["ns_per_person_step"] = round(row["cpu_seconds_loop"] / row["persons"] / row["steps"] * 1e9, 1)
        row["agrees"] = agrees(row["counts"])
    return rows


def main() -> int:
    """Run, print, write; non-zero where a chain gives another answer."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )  # fmt: skip
    parser.add_argument("--persons", type=int, nargs="+", default=list(PERSONS))
    parser.add_argument("--peer-python", help="an interpreter that has Starsim")
    arguments = parser.parse_args()
    peer = peer_python(arguments.peer_python)
    if peer is None:
        print(
            "peers: Starsim is not installed here, its rows are skipped; benchmarks/peers/README.md says how to get it"
        )
    print(
        f"{'':<40} {'persons':>10} {'loop CPU s':>10} {'ratio':>6} {'ns/person-step':>14} {'peak MB':>8} {'load':>5}"
        "  same answer"
    )
    rows: list[dict[str, Any]] = []
    for persons in arguments.persons:
        for row in measure(persons, peer):
            rows.append(row)
            print(
                f"{row['what']:<40} {row['persons']:>10,} {row['cpu_seconds_loop']:>10.2f} {row['ratio']:>6.2f}"
                f" {row['ns_per_person_step']:>14.1f} {row['peak_memory_mb']:>8.0f} {row['load_average']:>5.2f}"
                f"  {row['agrees']}",
                flush=True,
            )
    folder = ROOT / "outputs" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "peers.json").write_text(json.dumps({"steps": chain.STEPS, "rows": rows}, indent=1) + "\n")
    print("JSON: outputs/bench/peers.json")
    return 1 if any(row["agrees"].startswith("NO") for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
