"""The main job as one call: run the scenarios, pair them by seed, and table what they change.

Stands above the floors: it joins the ensemble, the analysis, the figures and the report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from safepassage.analysis.convergence import next_replicates
from safepassage.analysis.counterfactual import persons_table
from safepassage.analysis.effects import effects_table
from safepassage.analysis.results import Results
from safepassage.analysis.summary import series_text
from safepassage.ensemble import store
from safepassage.ensemble.compare import run_all
from safepassage.ensemble.manifest import manifest
from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.errors import InputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Comparison(Results):
    """Results that can be drawn: `Results` has the tables."""

    def figures(self) -> dict[str, bytes]:
        """Draw what the comparison shows, as PNG and SVG by file name, in the language of the key ``language``."""
        # Drawing is imported when something is drawn: a run should begin before that.
        from safepassage.figures import to_files
        from safepassage.figures.gallery import gallery

        return to_files(gallery(self, self.region))

    def save_figures(self, folder: Path | str) -> list[Path]:
        """Write `figures` into a folder.

        Raises
        ------
        InputError
            The folder cannot be written.
        """
        return [store.write_bytes(content, Path(folder) / name) for name, content in self.figures().items()]

    def plot(self, district: str = "all") -> Figure:
        """Draw the effects by scenario and government.

        Parameters
        ----------
        district
            One district, or ``all`` together.

        Returns
        -------
        matplotlib.figure.Figure
        """
        from safepassage.figures import effects_figure
        from safepassage.figures.gallery import sheet_of

        return effects_figure(self.effects, replace(sheet_of(self.spec), district=district))

    def report(self, path: Path | str) -> Path:
        """Write the decision pack, one self-contained HTML page, in the language of the key ``language``.

        Parameters
        ----------
        path
            The file, or a folder, which gets ``report.html`` in it.

        Raises
        ------
        InputError
            The place cannot be written.
        """
        from safepassage.report.pack import write_pack

        return write_pack(self, path)


def compare(
    scenarios: str | Sequence[str] = ("no_iom", "implementer", "facilitator", "partner", "integrated"),
    *,
    progress: Callable[[int], object] | None = None,
    **keys: Any,
) -> Comparison:
    """Run scenarios paired by seed and table what they change against ``no_iom``.

    Parameters
    ----------
    scenarios
        Names; the baseline ``no_iom`` is added if it is missing.
    progress
        Called with 1 after each seed.
    **keys
        Keys of the command line, as `RunSpec` declares them (``region``, ``government``,
        ``population_share``, ``replicates``, ``workers``, ``language`` ...); 16 replicates unless said.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        A key, name or value that cannot be run; says which, and what would do.
    """
    spec = RunSpec.from_mapping({"scenario": scenarios, "replicates": 16, "churn": True, **keys})
    return compare_spec(spec, progress)


def compare_spec(spec: RunSpec, progress: Callable[[int], object] | None = None) -> Comparison:
    """Run a specification as a comparison.

    Raises
    ------
    InputError
        There is nothing to compare the baseline with, or a name cannot be loaded.
    """
    spec = spec.with_baseline()
    if len(spec.scenario) < 2:
        raise InputError("compare needs a scenario besides no_iom; add one, for example scenario=integrated")
    more = (lambda series: next_replicates(series, spec.precision)) if spec.sequential else None
    runs = run_all(spec, progress, more)
    return Comparison(
        spec=runs.spec,
        region=runs.region,
        series=runs.series,
        effects=effects_table(runs.series),
        persons=persons_table(runs.contrasts, runs.labels),
        subdistricts=runs.subdistricts,
        spending=runs.spending,
        manifest=manifest(runs, "compare"),
    )


@dataclass(frozen=True)
class Simulation:
    """Runs of one scenario: `series` as in `Comparison`, and the `manifest`."""

    spec: RunSpec
    series: pd.DataFrame
    manifest: Mapping[str, Any]

    def __str__(self) -> str:
        """Return the totals of all districts together as text."""
        return series_text(self.series)

    def save(self, folder: Path | str) -> list[Path]:
        """Write series and manifest into a folder; each file whole or not at all."""
        folder = Path(folder)
        return [
            store.write_parquet(self.series, folder / "series.parquet"),
            store.write_json(self.manifest, folder / "manifest.json"),
        ]


def simulate(
    scenario: str = "no_iom", *, progress: Callable[[int], object] | None = None, **keys: Any
) -> Simulation:
    """Run one scenario; every key of the command line may be given.

    Raises
    ------
    InputError
        A key, name or value that cannot be run.
    """
    return simulate_spec(RunSpec.from_mapping({"scenario": scenario, **keys}), progress)


def simulate_spec(spec: RunSpec, progress: Callable[[int], object] | None = None) -> Simulation:
    """Run a specification without pairing.

    Raises
    ------
    InputError
        A name cannot be loaded.
    """
    if spec.sequential:
        raise InputError(
            "replicates=auto is for compare, which knows when effects are precise enough; give a number"
        )
    runs = run_all(replace(spec, churn=False), progress)
    return Simulation(spec=spec, series=runs.series, manifest=manifest(runs, "run"))
