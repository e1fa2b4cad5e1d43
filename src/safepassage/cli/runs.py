"""Commands that run the model: compare, run, validate."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safepassage.cli.command import DONE, FAILED
from safepassage.cli.hydra_job import hydra_job
from safepassage.evidence.errors import InputError

if TYPE_CHECKING:
    from safepassage.ensemble.spec import RunSpec


def compare(name: str, words: list[str]) -> int:
    """Compare scenarios, paired by seed, and write tables and figures."""

    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.comparison import compare_spec

        result = with_progress(spec, lambda progress: compare_spec(spec, progress))
        tell([*result.save(folder), *result.save_figures(folder / "figures")], folder)
        print(result)

    return hydra_job(name, "roles", words, task, against_baseline)


def against_baseline(spec: RunSpec) -> RunSpec:
    """Put the baseline first and ask for churn, as a comparison needs it."""
    spec = replace(spec, churn=True).with_baseline()
    if len(spec.scenario) < 2:
        raise InputError("compare needs a scenario besides no_iom; add one, for example scenario=integrated")
    return spec


def run(name: str, words: list[str]) -> int:
    """Run one scenario and write its series."""

    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.comparison import simulate_spec

        result = with_progress(spec, lambda progress: simulate_spec(spec, progress))
        tell(result.save(folder), folder)
        print(result)

    return hydra_job(name, "single", words, task, _one_arm)


def _one_arm(spec: RunSpec) -> RunSpec:
    if len(spec.scenario) > 1 or len(spec.government) > 1:
        raise InputError("run takes one scenario and one government; safepassage compare takes several")
    if spec.sequential:
        raise InputError(
            f"replicates=auto is for compare; give a number, for example replicates={spec.replicates}"
        )
    return spec


def validate(name: str, words: list[str]) -> int:
    """Judge the patterns P1-P11; exit 1 where one that is built in or observed fails."""
    failed: list[bool] = []

    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.validation import validate_spec

        result = with_progress(spec, lambda progress: validate_spec(spec, progress))
        tell([*result.save(folder), *result.save_figures(folder / "figures")], folder)
        print(result)
        failed.append(result.failed)

    hydra_job(name, "claims", words, task, _one_arm)
    return FAILED if any(failed) else DONE


def with_progress(spec: RunSpec, work: Callable[[Callable[[int], object]], Any]) -> Any:
    """Show seeds done on standard error, where it is a terminal."""
    from tqdm import tqdm

    arms = len(spec.scenario) * len(spec.government)
    total = None if spec.sequential else spec.replicates
    with tqdm(
        total=total, desc=f"seeds, {arms} runs each", unit="seed", file=sys.stderr, disable=None
    ) as bar:
        return work(bar.update)


def tell(paths: list[Path], folder: Path) -> None:
    """Say on standard error which files were written."""
    names = ", ".join(path.relative_to(folder).as_posix() for path in paths)
    print(f"safepassage: written into {folder}: {names}", file=sys.stderr)
