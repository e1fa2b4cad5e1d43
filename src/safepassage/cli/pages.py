"""Commands that write one page: report, replay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safepassage.cli.hydra_job import hydra_job
from safepassage.cli.runs import against_baseline, tell, with_progress
from safepassage.evidence.errors import InputError

if TYPE_CHECKING:
    from safepassage.ensemble.spec import RunSpec

WITH_RESULTS = {
    "report": ("results", "language"),
    "replay": ("results", "language", "scenario", "government", "scenarios", "governments"),
}
"""Keys that may stand beside ``results=FOLDER``: the rest is the stored run's own."""


def report(name: str, words: list[str]) -> int:
    """Write the decision pack of a stored comparison, or of one that is run first."""
    _only_its_own(name, words)

    def fit(spec: RunSpec) -> RunSpec:
        if spec.results is None:
            return against_baseline(spec)
        from safepassage.analysis.results import Results

        Results.load(spec.results)  # refuse before the output folder is made
        return spec

    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.analysis.results import Results
        from safepassage.comparison import compare_spec
        from safepassage.report.pack import NAME, write_pack

        if spec.results is None:
            result = with_progress(spec, lambda progress: compare_spec(spec, progress))
            tell([*result.save(folder), *result.save_figures(folder / "figures")], folder)
            path = result.report(folder / NAME)
        else:
            path = write_pack(Results.load(spec.results), folder / NAME, spec.language)
        print(path)

    return hydra_job(name, "roles", words, task, fit)


def replay(name: str, words: list[str]) -> int:
    """Run two scenarios on the same draws once more, and write what can be watched."""
    keys = _only_its_own(name, words)

    def fit(spec: RunSpec) -> RunSpec:
        from safepassage.report.film import two_worlds

        return two_worlds(spec, chosen=keys)

    def task(spec: RunSpec, folder: Path) -> None:
        from safepassage.report.replay import write_replay

        paths = write_replay(spec, folder)
        tell(paths, folder)
        print(paths[0])

    return hydra_job(name, "roles", words, task, fit)


def _only_its_own(name: str, words: Sequence[str]) -> set[str]:
    """Return the keys that stand among the words.

    Raises
    ------
    InputError
        Beside ``results=`` stands a key that the stored run has decided.
    """
    keys = {word.split("=", 1)[0] for word in words if "=" in word and not word.startswith("-")}
    if any(word.startswith("results=") and word != "results=null" for word in words):
        for key in sorted(keys):
            if key not in WITH_RESULTS[name] and not key.startswith("hydra"):
                raise InputError(
                    f"{key}= cannot stand beside results=: the stored run has its own {key}; "
                    f"leave one of them out ({', '.join(WITH_RESULTS[name][:4])} may stand together)"
                )
    return keys
