"""The standard figures of a comparison by name, from its tables; files, pages and Python draw the same ones."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure, SubFigure

from safepassage.ensemble.spec import RunSpec
from safepassage.figures.border_map import border_map
from safepassage.figures.crossings import crossings_figure
from safepassage.figures.effects import effects_figure
from safepassage.figures.flows import closure_spans
from safepassage.figures.labels import Language
from safepassage.figures.persons import persons_figure
from safepassage.figures.series import series_figure
from safepassage.figures.situations import situations_figure
from safepassage.region.region import Region


def gallery(
    spec: RunSpec,
    region: Region,
    *,
    effects: pd.DataFrame,
    persons: pd.DataFrame,
    series: pd.DataFrame,
    subdistricts: pd.DataFrame,
    language: Language | None = None,
) -> Iterator[tuple[str, Figure]]:
    """Draw the figures of a comparison one by one.

    Parameters
    ----------
    spec
        What was run: scenarios (the baseline first), governments, period, share.
    region
        Its region.
    effects, persons, series, subdistricts
        The tables of its results folder.
    language
        ``en`` or ``id``; by default the specification's.

    Yields
    ------
    tuple
        A name such as ``effects`` or ``persons_as_is``, and the figure.
    """
    made = _drawn(spec, region, effects, persons, series, subdistricts, language or spec.language)
    for name, figure in made:
        assert isinstance(figure, Figure)  # no part of a figure was asked for
        yield name, figure


def _drawn(
    spec: RunSpec,
    region: Region,
    effects: pd.DataFrame,
    persons: pd.DataFrame,
    series: pd.DataFrame,
    subdistricts: pd.DataFrame,
    language: Language,
) -> Iterator[tuple[str, Figure | SubFigure]]:
    period = (spec.start, spec.end)
    share = spec.population_share
    yield "effects", effects_figure(effects, period=period, population_share=share, language=language)
    yield "crossings", crossings_figure(effects, period=period, population_share=share, language=language)
    for government in spec.government:
        yield (
            f"persons_{government}",
            persons_figure(
                persons,
                effects,
                period=period,
                population_share=share,
                government=government,
                language=language,
            ),
        )
        for name, scenarios in (("series", None), ("records", [spec.scenario[0]])):
            yield (
                f"{name}_{government}",
                series_figure(
                    series,
                    population_share=share,
                    government=government,
                    scenarios=scenarios,
                    closures=closure_spans(region),
                    language=language,
                ),
            )
        yield (
            f"situations_{government}",
            situations_figure(
                series,
                scenarios=(spec.scenario[0], spec.scenario[-1]),
                government=government,
                population_share=share,
                language=language,
            ),
        )
        mine = subdistricts[
            (subdistricts["scenario"] == spec.scenario[0]) & (subdistricts["government"] == government)
        ]
        yield (
            f"map_{government}",
            border_map(
                region,
                mine,
                period=period,
                scenario=spec.scenario[0],
                government=government,
                replicates=spec.replicates,
                population_share=share,
                language=language,
            ),
        )
