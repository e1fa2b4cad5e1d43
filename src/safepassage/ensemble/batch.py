"""One batch of a sweep: run its runs, and make the file that is stored. Works in a worker process."""

from __future__ import annotations

import os
import platform
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from safepassage.ensemble.plan import Batch, Run, Unit
from safepassage.ensemble.spec import RunSpec
from safepassage.ensemble.start import Start, begin
from safepassage.model import BorderModel
from safepassage.observation.indicators import INDICATOR_NAMES

RUNS_KEY = b"safepassage.runs"
"""Under this key a file's footer names the runs that it holds."""


@dataclass(frozen=True)
class BatchTask:
    """A batch with what it needs; small, since it is sent to other processes."""

    spec: RunSpec
    batch: Batch
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """A run that did not come to its end: what it was, and what was raised."""

    run: str
    batch: int
    scenario: str
    government: str
    draw: int
    replicate: int
    seed: int
    parameters: dict[str, float]
    error: str
    traceback: str


@dataclass(frozen=True)
class Work:
    """What a batch took; goes into the manifest."""

    worker: str
    persons: int
    runs_timed: int
    steps: int
    cpu_seconds_loop: float
    cpu_seconds_spin_up: float


@dataclass(frozen=True)
class BatchResult:
    """The file of a batch (empty where every run failed), its runs, and what failed."""

    batch: int
    content: bytes
    runs: tuple[str, ...]
    failures: tuple[Failure, ...]
    work: Work


class Late(RuntimeError):
    """A run took longer than ``timeout_seconds``."""


def run_batch(task: BatchTask) -> BatchResult:
    """Run every run of a batch; what fails is told, and the rest goes on.

    Notes
    -----
    Runs of a unit share one spin-up. The file is made here, so that the driver holds bytes
    and no tables.
    """
    tables: list[pa.Table] = []
    done: list[str] = []
    failures: list[Failure] = []
    persons = steps = 0
    loop = settling = 0.0
    for unit in task.batch.units:
        began = time.process_time()
        try:
            start = _begin(task.spec, unit)
        except Exception as problem:
            failures += [_failure(task.batch.number, unit, run, problem) for run in unit.runs]
            continue
        settling += time.process_time() - began
        for run in unit.runs:
            try:
                model, seconds = _live(start, run)
            except Exception as problem:
                failures.append(_failure(task.batch.number, unit, run, problem))
                continue
            loop += seconds
            tables.append(rows(unit, run, model, task.columns))
            done.append(run.name)
            persons, steps = len(model.people), steps + model.steps_total
    work = Work(
        f"{platform.node()}:{os.getpid()}", persons, len(done), steps, round(loop, 4), round(settling, 4)
    )
    return BatchResult(task.batch.number, to_bytes(tables, done), tuple(done), tuple(failures), work)


def _begin(spec: RunSpec, unit: Unit) -> Start:
    began = time.monotonic()
    start = begin(spec, unit.seed, unit.parameters)
    _in_time(spec, began)
    return start


def _live(start: Start, run: Run) -> tuple[BorderModel, float]:
    """One run from the spun-up world to the horizon, and the processor time of its steps.

    Raises
    ------
    Late
        It took longer than ``timeout_seconds``; looked at after every step.
    FloatingPointError
        An indicator is not a finite number.
    """
    began = time.monotonic()
    model = start.model(run.scenario, run.government)
    started = time.process_time()
    model.run(lambda step: _in_time(start.spec, began))
    seconds = time.process_time() - started
    finite = np.isfinite(model.series).all(axis=(0, 1))
    if not finite.all():
        names = [name for name, good in zip(INDICATOR_NAMES, finite, strict=True) if not good]
        raise FloatingPointError(f"not a finite number: {', '.join(names)}")
    return model, seconds


def _in_time(spec: RunSpec, began: float) -> None:
    if spec.timeout_seconds is not None and time.monotonic() - began > spec.timeout_seconds:
        raise Late(f"took longer than timeout_seconds={spec.timeout_seconds:g}")


def _failure(batch: int, unit: Unit, run: Run, problem: BaseException) -> Failure:
    return lost(
        batch, unit, run, f"{type(problem).__name__}: {problem}", "".join(traceback.format_exception(problem))
    )


def lost(batch: int, unit: Unit, run: Run, error: str, trace: str = "") -> Failure:
    """Return the failure of a run, for what was raised or for a worker that was killed."""
    return Failure(
        run.name, batch, run.scenario, run.government, unit.draw, unit.replicate, unit.seed, unit.parameters,
        " ".join(error.split()), trace,
    )  # fmt: skip


def rows(unit: Unit, run: Run, model: BorderModel, columns: tuple[str, ...]) -> pa.Table:
    """Return a run's rows, one per date and district.

    Columns ``run``, ``scenario``, ``government``, ``replicate``, ``seed``, ``date``, ``district``, the
    parameters varied (their own units), and the indicators (scaled to the real population).
    """
    districts = model.region.districts
    steps = model.steps_total
    size = steps * len(districts)

    def same(value: Any, kind: pa.DataType) -> pa.Array:
        return pa.repeat(pa.scalar(value, kind), size)

    dates: NDArray[np.datetime64] = np.repeat(np.array(model.dates, dtype="datetime64[D]"), len(districts))
    held: Mapping[str, pa.Array] = {
        "run": same(run.name, pa.string()),
        "scenario": same(run.scenario, pa.string()),
        "government": same(run.government, pa.string()),
        "replicate": same(unit.replicate, pa.int32()),
        "seed": same(unit.seed, pa.int64()),
        "date": pa.array(dates.astype("datetime64[ms]")),
        "district": pa.array(list(districts) * steps, pa.string()),
        **{name: same(unit.parameters[name], pa.float64()) for name in columns},
    }
    values = model.series.reshape(size, len(INDICATOR_NAMES))
    indicators = {
        name: pa.array(np.ascontiguousarray(values[:, at])) for at, name in enumerate(INDICATOR_NAMES)
    }
    return pa.table({**held, **indicators})


def to_bytes(tables: list[pa.Table], runs: list[str]) -> bytes:
    """Return tables as one Parquet file (zstd, checksums of pages); the same tables give the same bytes."""
    if not tables:
        return b""
    table = pa.concat_tables(tables)
    table = table.replace_schema_metadata({RUNS_KEY: ",".join(runs).encode()})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
    content: bytes = sink.getvalue().to_pybytes()
    return content
