"""Commands of many runs: sweep (with --status and merge) and verify."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safepassage import configuration
from safepassage.cli.command import DONE, FAILED
from safepassage.cli.hydra_job import hydra_job, loadable, own_configs
from safepassage.ensemble.keys import Keys, key
from safepassage.evidence.errors import InputError

if TYPE_CHECKING:
    from safepassage.ensemble.plan import Plan
    from safepassage.ensemble.spec import RunSpec
    from safepassage.ensemble.sweep import Outcome

DEFAULT = "smoke"
"""The experiment where none is named: a sweep of seconds."""

SHOWN = 10
"""Failures shown; all of them are in the folder."""


def sweep(name: str, words: list[str]) -> int:
    """Run what is missing of a sweep; exit 1 where a run failed."""
    if words and words[0] == "merge":
        return _merge(words[1:])
    if "--status" in words:
        return _status([word for word in words if word != "--status"])
    if not {"--multirun", "-m"}.isdisjoint(words):
        raise InputError("sweep takes no --multirun; several values stand in its design, as scenario=[a,b]")
    codes: list[int] = []
    plans: list[Plan] = []

    def fit(spec: RunSpec) -> RunSpec:
        """Lay the sweep out, so that what is wrong with its design stops it before a folder is made."""
        from safepassage.ensemble.plan import make_plan

        # Asked twice for the same, before and within Hydra's job; a large plan takes its time.
        if not plans or plans[-1].spec != spec:
            loadable(spec)
            plans.append(make_plan(spec))
        return spec

    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.ensemble.sweep import outcome_of, run_plan

        progress = _Bar()
        try:
            outcome = run_plan(plans[-1], folder, progress.calls())
        except KeyboardInterrupt:
            progress.close()
            try:
                left = outcome_of(folder)
                print(
                    f"safepassage: {left.stored} of {left.total} runs are stored in {folder}; "
                    "the same command goes on from there",
                    file=sys.stderr,
                )
            except InputError:
                pass
            raise
        finally:
            progress.close()
        print(_text(outcome))
        codes.append(DONE if outcome.complete else FAILED)

    code = hydra_job(name, DEFAULT, words, task, fit, resumes=True)
    return max([code, *codes])


def _status(words: list[str]) -> int:
    """Say how a stored sweep stands; exit 1 where runs are missing."""
    from safepassage.ensemble.sweep import outcome_of

    known: dict[str, str] = {}
    for word in own_configs(words)[0]:
        key, equals, value = word.partition("=")
        if not equals:
            raise InputError(f"{word!r} is not KEY=VALUE; write for example experiment=smoke")
        if not key.startswith("hydra."):
            configuration.check_key(key)
        known[key] = value
    folder = Path(known.get("hydra.run.dir") or f"outputs/sweep/{known.get('experiment', DEFAULT)}")
    outcome = outcome_of(folder)
    print(_text(outcome))
    return DONE if outcome.complete else FAILED


def _merge(words: list[str]) -> int:
    """Join the stores of one sweep that was made on several machines."""
    from safepassage.ensemble.merge import merge_sweeps

    if len(words) < 3:
        raise InputError(
            f"sweep merge takes two folders or more and the folder to make: sweep merge A B INTO, not {words}"
        )
    outcome = merge_sweeps([Path(word) for word in words[:-1]], Path(words[-1]))
    print(_text(outcome))
    return DONE if outcome.complete else FAILED


@dataclass(frozen=True)
class VerifyKeys(Keys):
    """What verify takes besides a folder."""

    sample: int = key(3, "batches made again; all makes every one", least=1, most=10_000_000)
    workers: int = key(1, "processes; the results do not depend on it", least=1, most=4096)


def verify(name: str, words: list[str]) -> int:
    """Re-run a sample of a stored sweep; exit 1 where a byte differs."""
    from safepassage.ensemble.verify import verify_sweep

    values: dict[str, str] = {}
    folders = []
    for word in words:
        given, equals, value = word.partition("=")
        if equals:
            values[given] = value
        else:
            folders.append(word)
    every = values.get("sample") == "all"
    keys = VerifyKeys.from_mapping({**values, **({"sample": None} if every else {})})
    if len(folders) != 1:
        raise InputError(f"verify takes one folder of a stored sweep, not {folders}")
    report = verify_sweep(Path(folders[0]), None if every else keys.sample, keys.workers)
    print(report)
    return DONE if report.same else FAILED


def _text(outcome: Outcome) -> str:
    """How a sweep stands, and a table of what failed."""
    lines = [
        f"{outcome.stored:,} of {outcome.total:,} runs are stored in {outcome.folder}"
        + (f", {outcome.made:,} of them made now in {outcome.seconds:.1f} s" if outcome.made else "")
    ]
    if outcome.failures:
        lines += [
            "",
            f"{len(outcome.failures)} failed; the next call tries them again (failures/ holds the tracebacks):",
        ]
        lines.append(f"{'run':<22}{'scenario':<20}{'government':<14}{'draw':>6}{'replicate':>11}  error")
        lines += [
            f"{one['run']:<22}{one['scenario']:<20}{one['government']:<14}{one['draw']:>6}{one['replicate']:>11}"
            f"  {one['error'][:100]}"
            for one in outcome.failures[:SHOWN]
        ]
        if len(outcome.failures) > SHOWN:
            lines.append(f"... and {len(outcome.failures) - SHOWN} more")
    missing = outcome.left - len(outcome.failures)
    if missing > 0:
        lines.append(f"{missing:,} runs are still to be made: the same command goes on")
    return "\n".join(lines)


class _Bar:
    """Rate, remaining time and failures on standard error, where it is a terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._failed = 0

    def calls(self) -> Any:
        """What `run_plan` calls."""
        from safepassage.ensemble.sweep import Progress

        return Progress(self._begin, self._batch, self._say)

    def _begin(self, total: int, stored: int) -> None:
        from tqdm import tqdm

        if stored:
            self._say(f"{stored:,} of {total:,} runs are stored already")
        self._bar = tqdm(
            total=total, initial=stored, unit="run", file=sys.stderr, disable=None, smoothing=0.05
        )

    def _batch(self, stored: int, failed: int) -> None:
        self._failed += failed
        if self._failed:
            self._bar.set_postfix(failed=self._failed, refresh=False)
        self._bar.update(stored)

    def _say(self, text: str) -> None:
        print(f"safepassage: {text}", file=sys.stderr)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
