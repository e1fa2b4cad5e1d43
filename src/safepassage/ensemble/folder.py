"""A sweep's folder: its lock, its design, its batches, what failed, its manifest.

    design.parquet     every run of the plan, written before the first run
    runs/              batch-00000.parquet ...; runs of it that failed at first go into batch-00000-1.parquet
    failures/          RUN.json of each run that failed and has not been made good
    manifest.json      hashes, configuration, versions, effort of each call
    .lock              held by the process that works on the folder

A batch is written under a name that ends in ``.part``, flushed to the disk, and renamed. Which
runs are there is read from the footers of the files: there is no other ledger to fall out of step.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from safepassage.ensemble import store
from safepassage.ensemble.batch import RUNS_KEY, Failure
from safepassage.evidence.errors import InputError

DAMAGED = ".damaged"
"""Ending given to a batch that cannot be read; its runs are made again."""


NAMED = re.compile(r"batch-(\d+)(-\d+)?\.parquet")
"""Names of batch files; whatever else lies there is nobody's."""


class SweepFolder:
    """The files of one sweep; every writing method needs `locked`."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.runs = self.path / "runs"
        self.failures = self.path / "failures"
        self.design = self.path / "design.parquet"
        self.manifest = self.path / "manifest.json"

    @property
    def begun(self) -> bool:
        """Whether a sweep was begun here."""
        return self.manifest.is_file() and self.design.is_file()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for this process; the system lets go when the process ends, however it ends.

        Raises
        ------
        InputError
            Another process works on it, or it cannot be written.
        """
        try:
            self.runs.mkdir(parents=True, exist_ok=True)
            held = os.open(self.path / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as problem:
            raise InputError(
                f"cannot write {self.path} ({problem.strerror}); name another folder with hydra.run.dir=FOLDER"
            ) from None
        try:
            _take(held, self.path)
            os.ftruncate(held, 0)
            os.write(held, f"{os.getpid()}\n".encode())
            for place in (self.path, self.runs, self.failures):
                for left in place.glob(".*.part"):
                    left.unlink(missing_ok=True)
            yield
        finally:
            os.close(held)

    def stored(self) -> dict[str, list[str]]:
        """Return the files of batches that can be read, in order, and the runs in each.

        Files whose footer cannot be read are left out; `damaged` names them.
        """
        found = {}
        for path in self._files():
            names = _runs_in(path)
            if names is not None:
                found[path.name] = names
        return found

    def finished(self) -> set[str]:
        """Return the runs that are stored."""
        return {run for runs in self.stored().values() for run in runs}

    def sound(self) -> dict[str, list[str]]:
        """Return what `stored` does, where every file can be read and no run is there twice.

        Raises
        ------
        InputError
            One is damaged, or holds a run of another.
        """
        if broken := self.damaged():
            raise InputError(f"{broken[0]} is damaged; call the sweep again, which makes its runs anew")
        stored = self.stored()
        seen: dict[str, str] = {}
        for name, runs in stored.items():
            for run in runs:
                if run in seen:
                    raise InputError(
                        f"{self.runs}: {seen[run]} and {name} both hold run {run}; take the one away that is a copy"
                    )
                seen[run] = name
        return stored

    def damaged(self) -> list[Path]:
        """Return the batch files whose footer cannot be read."""
        return [path for path in self._files() if _runs_in(path) is None]

    def set_aside(self, path: Path) -> Path:
        """Give a damaged file a name that no reader takes for a table."""
        return path.rename(path.with_name(path.name + DAMAGED))

    def write_batch(self, number: int, content: bytes) -> Path:
        """Store what was done of a batch; an earlier file of the same batch stays as it is.

        Raises
        ------
        OSError
            The disk is full or the folder cannot be written; nothing is left behind.
        """
        path = self.runs / f"{batch_name(number)}.parquet"
        part = 0
        while path.exists():
            part += 1
            path = self.runs / f"{batch_name(number)}-{part}.parquet"
        return store.put(path, lambda part: part.write_bytes(content))

    def read_batch(self, name: str) -> bytes:
        """Return the bytes of a batch file."""
        return (self.runs / name).read_bytes()

    def hash_of(self, name: str) -> str:
        """Return the SHA-256 of a batch file."""
        return hashlib.sha256(self.read_batch(name)).hexdigest()

    def write_failure(self, failure: Failure, configuration: Mapping[str, Any]) -> Path:
        """Record a run that failed, with its configuration and traceback."""
        return self.write_record({**asdict(failure), "configuration": configuration})

    def write_record(self, record: Mapping[str, Any]) -> Path:
        """Record a failure as `failed` returns it."""
        text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
        path = self.failures / f"{record['run']}.json"
        return store.put(path, lambda part: part.write_bytes(text.encode()))

    def forget_failure(self, run: str) -> None:
        """Take a run off the failures: it has been made good."""
        (self.failures / f"{run}.json").unlink(missing_ok=True)

    def failed(self) -> list[dict[str, Any]]:
        """Return the recorded failures that have not been made good, sorted by batch and run."""
        paths = sorted(self.failures.glob("*.json"))
        # A driver that was killed may have stored a run and not taken its failure away.
        stored = self.finished() if paths else set()
        found = [store.read_json(path) for path in paths if path.stem not in stored]
        return sorted(found, key=lambda one: (one["batch"], one["run"]))

    def read_design(self) -> pd.DataFrame:
        """Return the design table.

        Raises
        ------
        InputError
            There is no sweep here.
        """
        self.read_manifest()
        return store.read_parquet(self.design)

    def read_manifest(self) -> dict[str, Any]:
        """Return the manifest of the sweep.

        Raises
        ------
        InputError
            There is no sweep here.
        """
        if not self.begun:
            raise InputError(
                f"{self.path}: no sweep is stored here; name the output folder of safepassage sweep"
            )
        return store.read_json(self.manifest)

    def tables(self) -> Iterator[pd.DataFrame]:
        """Yield the batches as tables, one after the other.

        Raises
        ------
        InputError
            As `sound`.
        """
        for name in self.sound():
            yield store.read_parquet(self.runs / name)

    def _files(self) -> list[Path]:
        # Two kinds of names sort wrongly as texts: batch-00000-1.parquet before batch-00000.parquet.
        found = [path for path in self.runs.glob("batch-*.parquet") if NAMED.fullmatch(path.name)]
        return sorted(found, key=lambda path: path.stem)


def batch_name(number: int) -> str:
    """Return the name of a batch's file, without its ending."""
    return f"batch-{number:05d}"


def batch_of(name: str) -> int:
    """Return the number of the batch of which a file of this name holds runs."""
    found = NAMED.fullmatch(name)
    assert found is not None, name
    return int(found[1])


HEAD = ("draw", "batch", "run", "scenario", "government", "replicate", "seed")
"""Columns of a design before the parameters varied."""


def parameters_varied(design: pd.DataFrame) -> tuple[str, ...]:
    """Return the parameters that a stored design varies."""
    return tuple(name for name in design.columns if name not in HEAD)


def read_sweep(folder: Path | str, columns: list[str] | None = None) -> pd.DataFrame:
    """Read a sweep back as one table, in the order of its design.

    Parameters
    ----------
    folder
        Output folder of ``safepassage sweep``.
    columns
        Only these; without it all, which for thousands of runs may be more than memory holds.

    Returns
    -------
    DataFrame
        One row per run, date and district: ``run``, ``scenario``, ``government``, ``replicate``, ``seed``,
        ``date``, ``district``, the parameters varied, the indicators. A run that is not finished is not
        in it.

    Raises
    ------
    InputError
        No sweep is stored there, none of its batches is finished, one of them is damaged or a copy, or a column
        is not known.
    """
    home = SweepFolder(folder)
    home.read_manifest()
    stored = home.sound()
    files = [home.runs / name for name in stored]
    if not files:
        raise InputError(f"{home.runs}: no batch is finished yet; call the sweep again")
    tables = [_table(path, columns) for path in files]
    if columns is not None and (missing := [name for name in columns if name not in tables[0].column_names]):
        raise InputError(
            f"{home.runs}: no column {missing[0]!r}; there are {', '.join(pq.read_schema(files[0]).names)}"
        )
    table: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    if any(path.stem.count("-") > 1 for path in files):
        names = [run for runs in stored.values() for run in runs]
        table = _as_designed(table, names, home.read_design())
    return table


def _table(path: Path, columns: list[str] | None) -> pa.Table:
    try:
        return pq.read_table(path, columns=columns, page_checksum_verification=True)
    except (OSError, ValueError) as problem:
        # Its footer is whole, so the sweep takes it for good.
        raise InputError(
            f"{path} cannot be read ({problem}); take it away, then call the sweep again, which makes its runs anew"
        ) from None


def _as_designed(table: pd.DataFrame, names: list[str], design: pd.DataFrame) -> pd.DataFrame:
    """Bring the rows into the order of the design, where runs were made good later."""
    place = {name: at for at, name in enumerate(design["run"].unique())}
    sizes = len(table) // len(names)
    order = sorted(range(len(names)), key=lambda at: place.get(names[at], len(place)))
    taken = [row for at in order for row in range(at * sizes, (at + 1) * sizes)]
    return table.iloc[taken].reset_index(drop=True)


def _runs_in(path: Path) -> list[str] | None:
    """Names of the runs in a file's footer; None where there is no whole footer."""
    try:
        held = pq.read_metadata(path).metadata
    except (OSError, ValueError):
        return None
    names: str = (held or {}).get(RUNS_KEY, b"").decode()
    return names.split(",") if names else None


def _take(held: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has no such lock: two drivers on one folder are not noticed there.
        return
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(held, 20, 0).decode().strip() or "unknown"
        raise InputError(
            f"{folder} is in use by another sweep (process {owner}); wait for it, or name another folder with "
            "hydra.run.dir=FOLDER"
        ) from None
