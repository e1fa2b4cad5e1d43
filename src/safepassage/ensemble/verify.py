"""Whether a stored sweep is what its design makes: files by their hashes, and a sample of runs made again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from safepassage.ensemble.batch import BatchResult, BatchTask, run_batch
from safepassage.ensemble.executor import map_tasks
from safepassage.ensemble.folder import SweepFolder, batch_name, batch_of, parameters_varied
from safepassage.ensemble.identity import code_identity, data_identity
from safepassage.ensemble.plan import from_table, only
from safepassage.ensemble.spec import RunSpec
from safepassage.region.load import load_region


@dataclass(frozen=True)
class Verification:
    """What was looked at and what is wrong."""

    folder: Path
    runs: int
    files: int
    made_again: int
    notes: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def __str__(self) -> str:
        """Return it as text."""
        lines = [*self.notes, *self.faults]
        word = "the same" if self.same else f"{len(self.faults)} faults"
        lines.append(
            f"{self.folder}: {self.files} files with {self.runs:,} runs looked at, "
            f"{self.made_again:,} runs made again: {word}"
        )
        return "\n".join(lines)


def verify_sweep(folder: Path, sample: int | None = 3, workers: int = 1) -> Verification:
    """Look at every file of a stored sweep, and make a sample of its batches again.

    Parameters
    ----------
    folder
        Output folder of ``safepassage sweep``.
    sample
        Batches to be made again, drawn by the sweep's seed; None takes all.
    workers
        Processes.

    Raises
    ------
    InputError
        No sweep is stored there, or its region or scenarios are no longer there.
    """
    home = SweepFolder(folder)
    manifest, design = home.read_manifest(), home.read_design()
    spec = RunSpec.from_mapping(manifest["configuration"])
    here = {"code": code_identity(), "data": data_identity(load_region(spec.region))}
    notes = [
        f"note: the {what} is another than that of the stored runs; differences are to be expected"
        for what, now in here.items()
        if manifest["hashes"][what] != now
    ]
    stored = home.stored()
    damaged = [path.name for path in home.damaged()]
    faults = [f"{name}: cannot be read; call the sweep again" for name in damaged]
    hashes = {name: found for name, found in manifest.get("files", {}).items() if name not in damaged}
    faults += _of_files(home, stored, hashes)
    planned = dict(zip(design["run"], design["batch"], strict=True))
    faults += _of_runs(stored, planned)
    names = [name for name, runs in stored.items() if all(planned.get(run) == batch_of(name) for run in runs)]
    if sample is not None and sample < len(names):
        chosen = np.random.default_rng(spec.seed).choice(len(names), sample, replace=False)
        names = [names[at] for at in sorted(chosen)]
    columns = parameters_varied(design)
    batches = {batch.number: batch for batch in from_table(design, columns)}
    tasks = [
        BatchTask(spec, only(batches[batch_of(name)], frozenset(stored[name])), columns) for name in names
    ]
    for name, result in zip(names, map_tasks(run_batch, tasks, workers), strict=True):
        more_notes, more_faults = _again(name, home.read_batch(name), result)
        notes, faults = notes + more_notes, faults + more_faults
    made = sum(len(stored[name]) for name in names)
    return Verification(
        folder, sum(map(len, stored.values())), len(stored), made, tuple(notes), tuple(faults)
    )


def _of_files(home: SweepFolder, stored: dict[str, list[str]], hashes: dict[str, str]) -> list[str]:
    """Files that are another than when they were stored."""
    faults = [
        f"{name}: is gone since it was stored; call the sweep again" for name in hashes if name not in stored
    ]
    return faults + [
        f"{name}: has changed since it was stored"
        for name in stored
        if name in hashes and home.hash_of(name) != hashes[name]
    ]


def _of_runs(stored: dict[str, list[str]], planned: dict[str, int]) -> list[str]:
    """Runs that are stored twice, that nobody planned, or that stand in another batch's file."""
    seen: dict[str, str] = {}
    faults = []
    for name, runs in stored.items():
        for run in runs:
            if run in seen:
                faults.append(f"{name}: run {run} is in {seen[run]} too")
            if run not in planned:
                faults.append(f"{name}: run {run} is not in the design")
            elif planned[run] != batch_of(name):
                faults.append(f"{name}: run {run} belongs into {batch_name(planned[run])}")
            seen[run] = name
    return faults


def _again(name: str, stored: bytes, made: BatchResult) -> tuple[list[str], list[str]]:
    """Notes and faults of a batch that was made again."""
    if made.failures:
        return [], [f"{name}: run {one.run} fails when made again: {one.error}" for one in made.failures]
    if stored == made.content:
        return [], []
    if different := _differences(stored, made.content):
        return [], [f"{name}: {text}" for text in different]
    return [f"note: {name} holds the same values in other bytes (another version of pyarrow)"], []


def _differences(stored: bytes, made: bytes) -> list[str]:
    """Columns whose values differ, with the first row and the largest difference."""
    try:
        here = pq.read_table(io.BytesIO(stored), page_checksum_verification=True)
    except (OSError, ValueError) as problem:
        return [f"cannot be read ({' '.join(str(problem).split())})"]
    there = pq.read_table(io.BytesIO(made))
    if here.schema.names != there.schema.names or here.num_rows != there.num_rows:
        return ["other columns or rows than when made again"]
    faults = []
    for column in here.schema.names:
        one, two = here[column].to_numpy(), there[column].to_numpy()
        other = np.flatnonzero(one != two)
        if other.size:
            at = int(other[0])
            faults.append(
                f"{column} differs in {other.size} of {len(one)} rows, first in run {here['run'][at]} "
                f"on {here['date'][at].as_py():%Y-%m-%d} in {here['district'][at]}: "
                f"stored {one[at]!s}, made again {two[at]!s}"
            )
    return faults
