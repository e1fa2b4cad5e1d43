"""``safepassage validate``: the patterns over draws of the uncertain parameters, as a table.

Stands above the floors, as ``comparison`` does: it joins the ensemble and the analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from safepassage.analysis import by_draw, claims, observed
from safepassage.analysis.patterns import PatternRow
from safepassage.ensemble import store
from safepassage.ensemble.draws import draw_parameters
from safepassage.ensemble.executor import map_spec
from safepassage.ensemble.spec import RunSpec
from safepassage.ensemble.trial import TrialTask, run_trial
from safepassage.evidence.errors import InputError
from safepassage.figures import closure_spans, to_files
from safepassage.figures.gallery import sheet_of
from safepassage.figures.patterns import records_figure, summary_figure
from safepassage.figures.patterns_pulse import pulse_figure
from safepassage.figures.patterns_years import closure_figure, moratorium_figure
from safepassage.region.load import load_region
from safepassage.region.region import Region

NEEDED = ("sambas", "belu", "ttu", "malaka")
PART = ", rule |, door "
"""What a contrast says that holds for a part of the draws: a row of the table, too many for the summary's figure."""


@dataclass(frozen=True)
class Validation:
    """The patterns' table, and the series by draw that its figures are drawn from.

    Attributes
    ----------
    spec
        What was run; its replicates are draws.
    region
        Where.
    patterns
        One row per statement.
    quarters, weeks, predictions
        As `by_draw` lays them out.
    """

    spec: RunSpec
    region: Region
    patterns: pd.DataFrame
    quarters: pd.DataFrame
    weeks: pd.DataFrame
    predictions: pd.DataFrame

    @property
    def failed(self) -> bool:
        """Whether a built-in or observed pattern fails. Claims never do."""
        return bool((self.patterns["verdict"] == "fail").any())

    def save(self, folder: Path | str) -> list[Path]:
        """Write ``patterns.csv``, and the tables by draw that the figures are drawn from."""
        folder = Path(folder)
        return [
            store.write_csv(self.patterns, folder / "patterns.csv"),
            store.write_csv(self.predictions, folder / "predictions.csv"),
            store.write_parquet(self.quarters, folder / "quarters_by_draw.parquet"),
            store.write_parquet(self.weeks, folder / "weeks_by_draw.parquet"),
        ]

    def figures(self) -> dict[str, bytes]:
        """Draw the patterns, as PNG and SVG by file name, in the language of the key ``language``."""
        sheet = sheet_of(self.spec)
        closures = closure_spans(self.region, "sambas")
        drawn = {
            "patterns": summary_figure(self.patterns[~self.patterns["contrast"].str.contains(PART)], sheet),
            "p4_pulse": pulse_figure(self.quarters, self.weeks, sheet),
            "p5_closure": closure_figure(self.quarters, sheet, closures),
            "p8_records": records_figure(self.predictions, sheet),
            "p10_moratorium": moratorium_figure(self.quarters, sheet),
        }
        return to_files(drawn.items())

    def save_figures(self, folder: Path | str) -> list[Path]:
        """Write `figures` into a folder.

        Raises
        ------
        InputError
            The folder cannot be written.
        """
        return [store.write_bytes(content, Path(folder) / name) for name, content in self.figures().items()]

    def __str__(self) -> str:
        """Return the table as an analyst reads it."""
        lines = [
            f"Patterns over {self.spec.replicates} draws of the uncertain parameters, one seed each; region"
            f" {self.spec.region}, {self.spec.population_share:g} of the population simulated.",
            "estimate: mean over draws with the interval of the mean (claims), median with the 5-95 percent range of"
            " draws (observed, built in); share of draws that agree.",
            "",
        ]
        for row in self.patterns.itertuples():
            lines.append(
                f"{row.pattern:<4} {row.kind:<8} {row.verdict:<13} {row.estimate:>10.3g}"
                f" [{row.low:.3g}, {row.high:.3g}]  share {row.share:.2f}  {row.contrast}: {row.indicator} ({row.says})"
            )
        return "\n".join(lines)


def validate_spec(spec: RunSpec, progress: Callable[[int], object] | None = None) -> Validation:
    """Run the trials of a specification (``replicates`` draws) and judge every pattern.

    Raises
    ------
    InputError
        The region lacks a district that the records speak of, or the horizon is another one.
    """
    region = load_region(spec.region)
    _refuse(spec, region.districts)
    draws = draw_parameters(spec.replicates, spec.seed)
    tasks = [TrialTask(spec, number, values) for number, values in enumerate(draws)]
    trials = list(map_spec(run_trial, tasks, spec, progress))
    at = {name: number for number, name in enumerate(region.districts)}
    timor = [at[name] for name in ("belu", "ttu", "malaka")]
    people = region.district_population().astype(float)
    rows: list[PatternRow] = [
        *claims.p1(trials), *claims.p2(trials), *claims.p3(trials), *claims.p4a(trials, spec.seed),
        *observed.p4b(trials, timor), *observed.p5(trials, [at["sambas"]]),
        *claims.p6(trials, region.gate_ids.index("aruk"), spec.seed), *claims.p7a(trials),
        *observed.p7b(trials, [at["malaka"]], [at["belu"], at["ttu"]], people), *observed.p8(trials, timor, spec.seed),
        *claims.p9(trials), *observed.p10(trials, timor), *observed.p11(trials),
    ]  # fmt: skip
    return Validation(
        spec=spec,
        region=region,
        patterns=pd.DataFrame([asdict(row) for row in rows]),
        quarters=by_draw.quarters_by_draw(trials, region.districts),
        weeks=by_draw.weeks_by_draw(trials, region.districts),
        predictions=by_draw.predictions_by_draw(trials, timor, spec.seed),
    )


def _refuse(spec: RunSpec, districts: Sequence[str]) -> None:
    """Refuse what the records do not speak of, and too few draws."""
    missing = [name for name in NEEDED if name not in districts]
    if missing:
        raise InputError(
            f"validate needs the districts {', '.join(NEEDED)}; region {spec.region} has no {missing[0]}"
        )
    if (spec.start.isoformat(), spec.end.isoformat()) != ("2016-01-01", "2023-12-31"):
        raise InputError("validate needs start=2016-01-01 and end=2023-12-31: the records are of those years")
    if spec.replicates < 4:
        raise InputError(f"replicates={spec.replicates} draws are too few for an interval; give at least 4")
    if spec.sequential:
        raise InputError(
            "replicates=auto is for compare; validate needs a number of draws, for example replicates=64"
        )
