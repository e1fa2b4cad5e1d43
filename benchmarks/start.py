"""How long until the command line shows that it works: wall seconds to its first line, warm.

    python -m benchmarks.start

``safepassage run`` under a pseudo-terminal until the first byte of its progress bar, against a bare
``import mesa, numba, hydra`` of the same interpreter; the least of some repeats. One JSON line.
"""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tempfile
import time

REPEATS = 4


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


def main() -> None:
    """Measure both, alternating."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "safepassage", "run", "region=classroom", f"hydra.run.dir={folder}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pairs = [(first_byte(command), imports()) for _ in range(REPEATS)]
    ours, bare = (min(values) for values in zip(*pairs, strict=True))
    row = {
        "first_progress_seconds": round(ours, 3),
        "imports_seconds": round(bare, 3),
        "ratio": round(ours / bare, 2),
        "load_average": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(row))


if __name__ == "__main__":
    main()
