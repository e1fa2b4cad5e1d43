"""Faults made for real on a sweep: ``python -m benchmarks.faults`` (add ``--quick`` for a few moments only).

A sweep of 500 runs is killed again and again, now a worker, now the driver, both by SIGKILL, on processes and on
dask. In the end every run must be there once, every file the same bytes as those of a sweep that nobody disturbed,
and no process left. Then the disk runs full, the folder is read-only, a file is cut short, two drivers meet.

Only processes that this program started are killed, by their number.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

import safepassage as sp

ROOT = Path(__file__).resolve().parent.parent
SMALL = [
    "experiment=single", "region=classroom", "scenario=[no_iom,implementer,facilitator,partner,integrated]",
    "government=[responsive,unresponsive]", "population_share=1", "spin_up_years=1", "end=2016-12-31",
    "design.kind=latin_hypercube", "design.vary=[contacts_per_week,wage_elasticity]", "workers=2",
]  # fmt: skip
"""Ten arms; runs of 52 steps."""

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
"""Drivers run this checkout, whatever is installed."""

GONE_WITHIN_SECONDS = 60.0


def command(folder: Path, *words: str) -> list[str]:
    """The words of a sweep into a folder."""
    return [sys.executable, "-m", "safepassage", "sweep", *SMALL, f"hydra.run.dir={folder}", *words]


def start(folder: Path, *words: str, limit: int | None = None) -> subprocess.Popen[str]:
    """Start a driver in a session of its own, so that whatever it leaves behind can be found."""
    return subprocess.Popen(
        command(folder, *words),
        cwd=folder.parent,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: _ready(limit),
    )


def _ready(limit: int | None) -> None:
    """Hear Ctrl-C, which a shell's background jobs ignore, and be limited in the size of files."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def finish(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a driver to its end."""
    return subprocess.run(
        command(folder, *words), cwd=folder.parent, env=ENVIRONMENT, capture_output=True, text=True
    )


def in_session(session: int) -> list[tuple[int, int, str]]:
    """Living processes of a session: number, parent's number, command line."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            state, parent, _, own = (place / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(own) == session and state != "Z":
                words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                found.append((int(place.name), int(parent), words))
    return found


def workers_of(driver: int) -> list[int]:
    """Numbers of a driver's worker processes."""
    return [
        number
        for number, parent, words in in_session(driver)
        if parent == driver and ("spawn_main" in words or "popen_loky" in words)
    ]


def gone(session: int, within: float = GONE_WITHIN_SECONDS) -> float:
    """Wait until a session has no process left; return the seconds that it took.

    Raises
    ------
    AssertionError
        Some are left.
    """
    began = time.monotonic()
    while left := in_session(session):
        assert time.monotonic() - began < within, f"left behind after {within} s: {left}"
        time.sleep(0.2)
    return time.monotonic() - began


def files(folder: Path) -> dict[str, bytes]:
    """Names and bytes of what is stored."""
    return {
        path.name: path.read_bytes()
        for path in sorted((folder / "runs").iterdir())
        if not path.name.startswith(".")
    }


def same(folder: Path, whole: Path) -> None:
    """Hold a folder against that of an undisturbed sweep: every run once, every byte the same.

    Raises
    ------
    AssertionError
        It is not.
    """
    here, there = sp.read_sweep(folder), sp.read_sweep(whole)
    pd.testing.assert_frame_equal(here, there, check_exact=True)
    assert not here.duplicated(["run", "date", "district"]).any()
    assert set(here["run"]) == set(pd.read_parquet(folder / "design.parquet")["run"])
    assert files(folder) == files(whole), "other files or bytes"


def kills(
    folder: Path, whole: Path, moments: int, chance: random.Random, *words: str, pause: float = 3.0
) -> dict[str, float]:
    """Kill a worker or the driver at random moments, start again what fell, and hold the end against a whole sweep.

    A sweep that is done before all moments have come is begun anew in another folder.
    """
    counted = {"driver": 0, "worker": 0, "sweeps": 0, "longest_left_behind_s": 0.0}
    while counted["driver"] + counted["worker"] < moments:
        shutil.rmtree(folder, ignore_errors=True)
        counted["sweeps"] += 1
        while True:
            driver = start(folder, *words)
            fallen = _disturb(driver, moments, chance, counted, pause)
            text = driver.communicate()[0]
            counted["longest_left_behind_s"] = max(
                counted["longest_left_behind_s"], round(gone(driver.pid), 1)
            )
            if not fallen:
                assert driver.returncode == 0, text
                break
        same(folder, whole)
    return counted


def _disturb(
    driver: subprocess.Popen[str],
    moments: int,
    chance: random.Random,
    counted: dict[str, float],
    pause: float,
) -> bool:
    """Kill workers until the driver ends or is the one to be killed; say whether it was."""
    while driver.poll() is None:
        until = time.monotonic() + chance.uniform(0.2, 2.0 * pause)
        while driver.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        if driver.poll() is not None or counted["driver"] + counted["worker"] >= moments:
            driver.wait()
            return False
        # Worker and driver in turn; the moment is what chance decides.
        if counted["worker"] > counted["driver"]:
            counted["driver"] += 1
            os.kill(driver.pid, signal.SIGKILL)
            return True
        if workers := workers_of(driver.pid):
            counted["worker"] += 1
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
    return False


@contextlib.contextmanager
def small_disk(kilobytes: int, read_only: bool = False) -> Iterator[Path | None]:
    """A file system of a few kilobytes; None where this user may not mount one."""
    with tempfile.TemporaryDirectory() as place:
        options = f"size={kilobytes}k" + (",ro" if read_only else "")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True)
        if done.returncode:
            yield None
            return
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", place], check=True)


def full_disk(whole: Path, *words: str) -> str:
    """A file system that is full before the end: told in one line, nothing torn, and more room finishes it."""
    with small_disk(400) as disk:
        if disk is None:
            return "not tried: this user may not mount a small file system"
        folder = disk / "sweep"
        first = finish(folder, *words)
        assert first.returncode == 1, first
        assert "No space left" in first.stderr, first.stderr
        assert "Traceback" not in first.stderr, first.stderr
        stored = {name: content for name, content in files(folder).items() if name.endswith(".parquet")}
        assert stored.items() <= files(whole).items()
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert finish(folder, *words).returncode == 0
        same(folder, whole)
        return f"stopped after {len(stored)} batches, went on with more room"


def short_files(folder: Path, whole: Path, *words: str) -> str:
    """A limit on the size of files (RLIMIT_FSIZE) below that of a batch: likewise."""
    smallest = min(len(content) for content in files(whole).values())
    driver = start(folder, *words, limit=smallest // 2)
    text = driver.communicate()[0]
    assert driver.returncode == 1, text
    assert "Traceback" not in text, text
    assert not files(folder)
    assert finish(folder, *words).returncode == 0
    same(folder, whole)
    return "stopped, nothing torn, went on without the limit"


def read_only(*words: str) -> str:
    """A folder that cannot be written: one line, exit 2."""
    with small_disk(64, read_only=True) as disk:
        if disk is None:
            return "not tried: this user may not mount a small file system"
        done = finish(disk / "sweep", *words)
    assert done.returncode == 2, done
    assert "Read-only" in done.stderr, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


def cut_short(folder: Path, whole: Path, *words: str) -> str:
    """A batch that was cut short by something else: set aside, made again."""
    shutil.copytree(whole, folder)
    victim = sorted((folder / "runs").glob("*.parquet"))[1]
    victim.write_bytes(victim.read_bytes()[:1000])
    done = finish(folder, *words)
    assert done.returncode == 0, done
    assert "damaged" in done.stderr, done.stderr
    for path in (folder / "runs").glob("*.damaged"):
        path.unlink()
    same(folder, whole)
    return done.stderr.splitlines()[0]


def two_drivers(folder: Path, whole: Path, *words: str) -> str:
    """Two drivers on one folder at once: one is told so, and nothing is lost."""
    drivers = [start(folder, *words) for _ in range(2)]
    texts = [driver.communicate()[0] for driver in drivers]
    codes = sorted(driver.returncode for driver in drivers)
    assert codes == [0, 2], (codes, texts)
    same(folder, whole)
    return next(text for text in texts if "in use" in text).strip()


def interrupted(folder: Path, whole: Path, *words: str) -> str:
    """Ctrl-C: exit 130, how to go on, nobody left."""
    driver = start(folder, *words)
    while not (folder / "runs").is_dir() or not files(folder):
        assert driver.poll() is None
        time.sleep(0.02)
    os.killpg(driver.pid, signal.SIGINT)  # a terminal sends it to all
    text = driver.communicate()[0]
    assert driver.returncode == 130, text
    assert "Traceback" not in text, text
    assert "goes on" in text, text
    gone(driver.pid)
    assert finish(folder, *words).returncode == 0
    same(folder, whole)
    return text.strip()


def main() -> None:
    """Make every fault and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100 runs, 4 moments")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    asked = parser.parse_args()
    draws, moments = (10, 4) if asked.quick else (50, 20)
    words = [f"design.draws={draws}"]
    with tempfile.TemporaryDirectory(prefix="safepassage-faults-") as place:
        home = Path(place)
        whole = home / "whole"
        began = time.monotonic()
        done = finish(whole, *words)
        assert done.returncode == 0, done
        print(f"undisturbed: {draws * 10} runs in {time.monotonic() - began:.1f} s")
        for name, more in (("4 workers", ["workers=4"]), ("1 worker", ["workers=1"]), ("serial", ["executor=serial"]),
                           ("dask", ["executor=dask"])):  # fmt: skip
            assert finish(home / name.replace(" ", ""), *words, *more).returncode == 0
            same(home / name.replace(" ", ""), whole)
            print(f"{name}: the same bytes", flush=True)
        for executor in ("processes", "dask"):
            chance = random.Random(asked.seed)
            found = kills(home / f"killed_{executor}", whole, moments, chance, *words, f"executor={executor}")
            print(f"killed, {executor}: {json.dumps(found)}; every run once, the same bytes", flush=True)
        faults: dict[str, Callable[[], str]] = {
            "disk full": lambda: full_disk(whole, *words),
            "files limited in size": lambda: short_files(home / "limited", whole, *words),
            "read-only folder": lambda: read_only(*words),
            "batch cut short": lambda: cut_short(home / "cut", whole, *words),
            "two drivers": lambda: two_drivers(home / "two", whole, *words),
            "Ctrl-C, processes": lambda: interrupted(home / "stopped", whole, *words),
            "Ctrl-C, dask": lambda: interrupted(home / "stopped_dask", whole, *words, "executor=dask"),
        }
        for name, make in faults.items():
            print(f"{name}: {make()}", flush=True)


if __name__ == "__main__":
    main()
