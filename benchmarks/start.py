"""How long until something happens: wall seconds to the command line's first line and to a world's first step.

    python -m benchmarks.start

``safepassage run`` under a pseudo-terminal until the first byte of its progress bar, against a bare
``import mesa, numba, hydra`` of the same interpreter; the least of some repeats. Then from the start of Python to the
first step of a real world, with an empty compile cache, warm, and after an edit of one stage. One JSON line.
"""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import safepassage

REPEATS = 4
FIRST_STEP = """
from safepassage.model import BorderModel
BorderModel("indonesia", "integrated", "as_is", 0.01, 1, spin_up_years=0.02).step()
"""


def first_byte(command: list[str]) -> float:
    """Wall seconds from start to the first byte on standard error, a terminal to the command."""
    leader, follower = pty.openpty()
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    os.read(leader, 1)
    seconds = time.perf_counter() - began
    process.terminate()
    process.wait()
    os.close(leader)
    return seconds


def imports() -> float:
    """Wall seconds of the imports alone."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import mesa, numba, hydra"], check=True)
    return time.perf_counter() - began


def first_steps() -> dict[str, float]:
    """Wall seconds to the first step of a copy of the package: cold, warm, after an edit of a stage."""
    package = Path(safepassage.__file__).resolve().parent
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src" / package.name
        shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
        configs = package.parent.parent / "configs"
        if configs.is_dir():
            shutil.copytree(configs, Path(folder) / "configs")
        environment = {**os.environ, "PYTHONPATH": str(copy.parent), "SAFEPASSAGE_CACHE": folder}

        def seconds() -> float:
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", FIRST_STEP], check=True, env=environment)
            return round(time.perf_counter() - began, 1)

        cold, warm = seconds(), seconds()
        with (copy / "stages" / "gates.py").open("a", encoding="utf-8") as stage:
            stage.write("# an edit\n")
        return {
            "first_step_cold_seconds": cold,
            "first_step_warm_seconds": warm,
            "first_step_edited_seconds": seconds(),
        }


def main() -> None:
    """Measure all; the first two alternating."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "safepassage", "run", "region=classroom", f"hydra.run.dir={folder}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pairs = [(first_byte(command), imports()) for _ in range(REPEATS)]
    ours, bare = (min(values) for values in zip(*pairs, strict=True))
    row = {
        "first_progress_seconds": round(ours, 3),
        "imports_seconds": round(bare, 3),
        "ratio": round(ours / bare, 2),
        **first_steps(),
        "load_average": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(row))


if __name__ == "__main__":
    main()
