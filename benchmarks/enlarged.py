"""A region with its population multiplied, for the growth of cost beyond the register: 1.37 million becomes 10.9.

    python -m benchmarks.enlarged --factor 8 [--steps 104]

Made on the fly in a temporary folder from the region's own tables: persons per cell, subdistrict and
district are multiplied, nothing else. Actors stay as many as they are. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from safepassage.evidence.reader import regions_folder
from safepassage.model import BorderModel
from safepassage.region.load import load_region

TABLES = (
    "cells.csv",
    "cells_fine.csv",
    "cells_subdistricts.csv",
    "cells_fine_subdistricts.csv",
    "subdistricts.csv",
)


def enlarge(folder: Path, factor: int) -> Path:
    """Copy the region into a folder with ``factor`` times the people."""
    target = folder / "enlarged"
    shutil.copytree(regions_folder() / "indonesia", target)
    for name in TABLES:
        _multiply(target / name, "population", factor, lambda row: True)
    _multiply(
        target / "population_area_hdi.csv",
        "value",
        factor,
        lambda row: row["indicator"].startswith("population"),
    )
    return target


def _multiply(path: Path, column: str, factor: int, chosen: Callable[[dict[str, str]], bool]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), reader.fieldnames or []
    for row in rows:
        if row[column] and chosen(row) and row.get("unit", "persons") == "persons":
            value = float(row[column]) * factor
            row[column] = str(int(value)) if value == int(value) else str(value)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def measure(factor: int, steps: int) -> dict[str, float]:
    """Run so many steps of the integrated programme without spin-up."""
    BorderModel("classroom", "integrated", population_share=0.05, spin_up_years=0).step()
    with tempfile.TemporaryDirectory() as folder:
        region = load_region(str(enlarge(Path(folder), factor)))
        model = BorderModel(region, "integrated", population_share=1.0, spin_up_years=0)
    began = time.process_time()
    for _ in range(steps):
        model.step()
    seconds = time.process_time() - began
    persons = model.world.people.id.size
    return {
        "persons": persons,
        "steps": steps,
        "cpu_seconds_loop": round(seconds, 3),
        "ns_per_person_step": round(seconds / persons / steps * 1e9, 2),
        "ms_per_step": round(seconds / steps * 1e3, 3),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "load_average": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--factor", type=int, default=8)
    parser.add_argument("--steps", type=int, default=104)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.factor, arguments.steps)))
