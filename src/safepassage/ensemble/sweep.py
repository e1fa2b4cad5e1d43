"""A sweep: plan it, run what is missing, store it batch by batch; call it again and it goes on."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from safepassage.ensemble import store
from safepassage.ensemble.adoption import SUMS, adopt
from safepassage.ensemble.batch import BatchResult, BatchTask, Failure, lost, run_batch
from safepassage.ensemble.executor import Lost, as_done
from safepassage.ensemble.folder import SweepFolder, read_sweep
from safepassage.ensemble.plan import Batch, Plan, make_plan, without
from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.errors import InputError, RunError

MANIFEST_EVERY_SECONDS = 5.0
"""The manifest's effort is brought up to date so often; batches are stored one by one."""


@dataclass(frozen=True)
class Progress:
    """What a sweep says while it runs: runs in all, stored when it begins, and then each batch."""

    begin: Callable[[int, int], object] = lambda total, stored: None
    batch: Callable[[int, int], object] = lambda stored, failed: None
    say: Callable[[str], object] = lambda text: None


@dataclass(frozen=True)
class Outcome:
    """How a sweep stands after a call.

    Attributes
    ----------
    total, stored
        Runs of the plan, and those that are stored.
    made
        Runs made by this call.
    left
        Runs that this machine was to make and has not.
    failures
        What failed and has not been made good.
    """

    folder: Path
    total: int
    stored: int
    made: int
    left: int
    seconds: float
    failures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every run is stored that this machine was to make."""
        return self.left == 0


def sweep(
    folder: Path | str, *, progress: Progress | None = None, read: bool = True, **keys: Any
) -> pd.DataFrame | Outcome:
    """Run a design, store it in a folder, and return it as one table; called again it resumes.

    Parameters
    ----------
    folder
        Where it is stored.
    progress
        Called as batches are stored.
    read
        Whether to return the table of `read_sweep`; else the `Outcome`, for what memory cannot hold.
    **keys
        Keys of the command line: ``scenario``, ``government``, ``replicates``, ``design``, ``workers`` ...

    Raises
    ------
    InputError
        A key, name or value that cannot be run, or a folder that holds another sweep.
    """
    outcome = run_sweep(RunSpec.from_mapping(keys), folder, progress or Progress())
    return read_sweep(folder) if read else outcome


def run_sweep(spec: RunSpec, folder: Path | str, progress: Progress | None = None) -> Outcome:
    """Run what is missing of a sweep.

    Parameters
    ----------
    spec
        What is run.
    folder
        The store.
    progress
        Called as batches are stored.

    Raises
    ------
    InputError
        A design that cannot be made; a folder in use, that cannot be written, or that holds another sweep.
    RunError
        The store could not be written any more (a full disk); what is stored stays.
    """
    return run_plan(make_plan(spec), folder, progress or Progress())


def run_plan(plan: Plan, folder: Path | str, progress: Progress) -> Outcome:
    """As `run_sweep`, for a plan that is made already."""
    home = SweepFolder(folder)
    with home.locked():
        manifest = adopt(plan, home, progress.say)
        for path in home.damaged():
            progress.say(
                f"{path} is damaged; set aside as {home.set_aside(path).name}, its runs are made again"
            )
        return _Drive(plan, home, manifest, progress).run()


def outcome_of(folder: Path | str) -> Outcome:
    """Return how a stored sweep stands, without touching it.

    Raises
    ------
    InputError
        No sweep is stored there.
    """
    home = SweepFolder(folder)
    manifest = home.read_manifest()
    spec = RunSpec.from_mapping(manifest["configuration"])
    stored = home.finished()
    design = home.read_design()
    mine = {run for batch, run in zip(design["batch"], design["run"], strict=True) if spec.makes(batch)}
    left = len(mine - stored)
    return Outcome(home.path, int(manifest["runs"]), len(stored), 0, left, 0.0, home.failed())


class _Drive:
    """One call of a sweep: batches out, files in, effort noted."""

    def __init__(self, plan: Plan, home: SweepFolder, manifest: dict[str, Any], progress: Progress) -> None:
        self.plan, self.home, self.manifest, self.progress = plan, home, manifest, progress
        self.stored = home.finished()
        self.made = self.failed = 0
        self.workers: set[str] = set()
        self.began = self.noted = time.monotonic()
        spec = plan.spec
        self.call: dict[str, Any] = {
            "began": _now(), "host": platform.node(), "executor": spec.executor, "workers": spec.workers,
        }  # fmt: skip

    def run(self) -> Outcome:
        """Run what is missing, and note the effort however it ends."""
        finished = frozenset(self.stored)
        mine = [batch for batch in self.plan.batches if self.plan.spec.makes(batch.number)]
        todo = [rest for batch in mine if (rest := without(batch, finished)).units]
        if todo:
            self.manifest["calls"].append(self.call)
        # A call that was killed may have stored more than it could note.
        files = self.manifest["files"]
        files.update({name: self.home.hash_of(name) for name in self.home.stored() if name not in files})
        self.progress.begin(self.plan.runs, len(self.stored))
        try:
            self._make(todo)
        except BaseException as problem:
            # A disk that is full must not hide what went wrong before.
            with suppress(RunError):
                self._note()
            if not isinstance(problem, OSError):
                raise
            raise RunError(
                f"cannot write {problem.filename or self.home.runs} ({problem.strerror or problem}); "
                f"{len(self.stored)} of {self.plan.runs} runs are stored: make room, then the same command resumes"
            ) from problem
        self._note()
        left = sum(run.name not in self.stored for batch in mine for _, run in batch.runs)
        return Outcome(
            self.home.path, self.plan.runs, len(self.stored), self.made, left, time.monotonic() - self.began,
            self.home.failed(),
        )  # fmt: skip

    def _make(self, todo: list[Batch]) -> None:
        """Have batches made, and store each as it comes."""
        spec = self.plan.spec
        tasks = [BatchTask(spec, batch, self.plan.columns) for batch in todo]
        with closing(as_done(run_batch, tasks, spec.workers, spec.executor, spec.address)) as results:
            for number, result in results:
                if isinstance(result, Lost):
                    batch = todo[number]
                    self._fail([lost(batch.number, unit, run, result.reason) for unit, run in batch.runs])
                else:
                    self._keep(result)
                    self._fail(result.failures)

    def _keep(self, result: BatchResult) -> None:
        if result.content:
            path = self.home.write_batch(result.batch, result.content)
            self.manifest["files"][path.name] = hashlib.sha256(result.content).hexdigest()
        for name in result.runs:
            self.home.forget_failure(name)
        self.stored.update(result.runs)
        self.made += len(result.runs)
        work = result.work
        self.workers.add(work.worker)
        self.manifest["persons"] = work.persons or self.manifest["persons"]
        self.manifest.update({key: round(self.manifest[key] + getattr(work, key), 4) for key in SUMS})
        if time.monotonic() - self.noted > MANIFEST_EVERY_SECONDS:
            self._note()
        self.progress.batch(len(result.runs), 0)

    def _fail(self, failures: Sequence[Failure]) -> None:
        configuration = self.plan.spec.as_dict() if failures else {}
        for failure in failures:
            self.home.write_failure(failure, configuration)
        self.failed += len(failures)
        if failures:
            self.progress.batch(0, len(failures))

    def _note(self) -> None:
        """Bring the manifest up to date.

        Raises
        ------
        RunError
            It cannot be written.
        """
        self.noted = time.monotonic()
        self.call.update(
            until=_now(), seconds=round(self.noted - self.began, 3), runs_made=self.made, runs_failed=self.failed,
            processes=sorted(self.workers),
        )  # fmt: skip
        try:
            store.write_json(self.manifest, self.home.manifest)
        except InputError as problem:
            raise RunError(str(problem)) from None


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
