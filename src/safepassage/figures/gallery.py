"""The standard figures of a comparison by name, from its tables; files, pages and Python draw the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import pandas as pd
from matplotlib.figure import Figure

from safepassage.ensemble.spec import RunSpec
from safepassage.figures.border_map import border_map
from safepassage.figures.effects import crossings_figure, effects_figure
from safepassage.figures.flows import closure_spans
from safepassage.figures.labels import Language
from safepassage.figures.persons import persons_figure
from safepassage.figures.series import series_figure
from safepassage.figures.sheet import Sheet
from safepassage.figures.situations import situations_figure
from safepassage.region.region import Region


class Tables(Protocol):
    """What was run, and the tables of its results folder."""

    @property
    def spec(self) -> RunSpec:
        """The run; its first scenario is the baseline."""
        ...

    @property
    def effects(self) -> pd.DataFrame:
        """``effects.csv``."""
        ...

    @property
    def persons(self) -> pd.DataFrame:
        """``persons.csv``."""
        ...

    @property
    def series(self) -> pd.DataFrame:
        """``series.parquet``."""
        ...

    @property
    def subdistricts(self) -> pd.DataFrame:
        """``subdistricts.csv``."""
        ...


def sheet_of(spec: RunSpec, language: Language | None = None) -> Sheet:
    """The sheet on which figures of a run are drawn, by default in the run's language."""
    return Sheet(spec.population_share, language or spec.language, period=(spec.start, spec.end))


def gallery(tables: Tables, region: Region, language: Language | None = None) -> Iterator[tuple[str, Figure]]:
    """Draw the figures of a comparison one by one.

    Parameters
    ----------
    tables
        A comparison.
    region
        Its region.
    language
        ``en`` or ``id``; by default the specification's.

    Yields
    ------
    tuple
        A name such as ``effects`` or ``persons_as_is``, and the figure.
    """
    spec, series = tables.spec, tables.series
    sheet = sheet_of(spec, language)
    base, closures = spec.scenario[0], closure_spans(region)
    yield "effects", effects_figure(tables.effects, sheet)
    yield "crossings", crossings_figure(tables.effects, sheet)
    for government in spec.government:
        under = replace(sheet, government=government)
        yield f"persons_{government}", persons_figure(tables.persons, tables.effects, under)
        yield f"series_{government}", series_figure(series, under, closures=closures)
        yield f"records_{government}", series_figure(series, under, [base], closures)
        yield f"situations_{government}", situations_figure(series, under, (base, spec.scenario[-1]))
        mine = tables.subdistricts
        mine = mine[(mine["scenario"] == base) & (mine["government"] == government)]
        yield f"map_{government}", border_map(region, mine, under, base, spec.replicates)
