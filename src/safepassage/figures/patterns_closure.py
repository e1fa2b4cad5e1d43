"""P5: departures of Sambas through the closure of 2020-22, by year, against the record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from safepassage.analysis.patterns import ratio
from safepassage.analysis.records import SAMBAS_PLACEMENTS
from safepassage.figures.flows import Span
from safepassage.figures.labels import Language, either
from safepassage.figures.patterns_parts import (
    band_line,
    draws_footer,
    line_key,
    middle_and_range,
    number_log,
    record_key,
    record_marks,
    reference_line,
    shade,
    shade_key,
    shown_counts,
    wide,
    write_hidden,
    year_axis,
)
from safepassage.figures.style import (
    BLUE,
    GREEN,
    Look,
    legend_row,
    new_figure,
    number_axis,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import choose, require
from safepassage.observation.suppress import MINIMUM_REAL, NOTES

REGULAR, IRREGULAR = Look(BLUE, "o", "solid"), Look(GREEN, "s", (0.0, (6, 2)))
BASE_YEAR = 2019


@styled
def closure_figure(
    quarters: pd.DataFrame,
    *,
    population_share: float,
    closures: Sequence[Span] = (),
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw regular and irregular departures of Sambas by year, and each draw's year over its 2019.

    Parameters
    ----------
    quarters
        What ``analysis.by_draw.quarters_by_draw`` returns.
    population_share
        Simulated persons per real one, in (0, 1].
    closures
        Periods to shade, as ``closure_spans`` returns them.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        Three panels with alt text.

    Raises
    ------
    InputError
        If a column, Sambas or the historical world is missing.
    """
    names = ("placements", "departures_regular", "departures_irregular")
    require(quarters, ("scenario", "draw", "year", "district", *names), "quarters")
    table = choose(choose(quarters, "scenario", "historical", "quarters"), "district", "sambas", "quarters")
    figure = figure or new_figure(6.6)
    grid = figure.add_gridspec(3, 2, height_ratios=[1.0, 1.0, 0.12])
    left, right, below = (figure.add_subplot(grid[place]) for place in ((0, 0), (0, 1), (1, slice(None))))
    words = {
        "placements": either(language, "Regular: placements a year", "Prosedural: penempatan per tahun"),
        "departures_irregular": either(
            language,
            "Irregular: departures a year",
            "Nonprosedural: keberangkatan per tahun",
        ),
    }
    hidden = _counts(left, table, "placements", population_share, REGULAR, words["placements"], language)
    record_marks(
        left, [float(one.year) + 0.5 for one in SAMBAS_PLACEMENTS], [one.value for one in SAMBAS_PLACEMENTS]
    )
    hidden |= _counts(
        right,
        table,
        "departures_irregular",
        population_share,
        IRREGULAR,
        words["departures_irregular"],
        language,
    )
    ends = [end for ax in (left, right) for end in ax.get_ylim()]
    for ax in (left, right):
        ax.set_ylim(max(min(ends), float(MINIMUM_REAL)), max(ends))
    index = either(
        language, "Each draw's year over its 2019", "Tiap tahun dibagi tahun 2019 dalam undian yang sama"
    )
    clauses = []
    for at, (name, look) in enumerate((("departures_regular", REGULAR), ("departures_irregular", IRREGULAR))):
        counts = wide(table, ["year"], name)
        over = ratio(counts.to_numpy(dtype=float), counts.loc[BASE_YEAR].to_numpy(dtype=float))
        band_line(below, counts.index.to_numpy(dtype=float) + 0.5, over, look, at)
        for year in (2021, 2022):
            clauses.append(
                f"{name} {year}: {middle_and_range(over[list(counts.index).index(year)], language)}"
            )
    reference_line(below, 1.0)
    below.set_title(index)
    below.set_ylabel("2019 = 1")
    below.set_ylim(0.0, min(below.get_ylim()[1], 4.0))
    number_axis(below.yaxis, language)
    set_alt(below, f"{index}: {'; '.join(clauses)}.".replace("departures_", ""))
    for ax in (left, right, below):
        shade(ax, closures)
        years = sorted(int(year) for year in table["year"].unique())
        year_axis(ax, years, every=1 if ax is below else 2)
    keys = [
        line_key(either(language, "regular", "prosedural"), REGULAR),
        line_key(either(language, "irregular", "nonprosedural"), IRREGULAR),
        record_key(language, either(language, "placements on record", "penempatan tercatat")),
        *([shade_key(language)] if closures else []),
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    title = either(
        language,
        "Sambas through the closure of 2020-22: regular departures, irregular departures, and placements on record",
        "Sambas selama penutupan 2020-22: keberangkatan prosedural, nonprosedural, dan penempatan tercatat",
    )
    footer = [
        either(
            language,
            "World as it was (historical). Of irregular departures nothing is on record.",
            "Dunia seperti adanya (historical). Keberangkatan nonprosedural tidak tercatat.",
        ),
        draws_footer(language, int(table["draw"].nunique()), population_share),
        NOTES[language] if hidden else "",
    ]
    set_words(figure, title, footer, (left, right, below))
    return figure


def _counts(
    ax: Axes,
    table: pd.DataFrame,
    name: str,
    population_share: float,
    look: Look,
    title: str,
    language: Language,
) -> bool:
    """Draw persons a year on a logarithmic axis; say whether some were too few."""
    counts = wide(table, ["year"], name)
    x = counts.index.to_numpy(dtype=float) + 0.5  # a year stands in its middle
    draws = shown_counts(counts.to_numpy(dtype=float), name, population_share)
    # a draw without anybody has no place on a logarithmic axis: it lies at its foot
    band_line(ax, x, np.where(draws == 0.0, 1.0, draws), look)
    ax.set_yscale("log")
    number_log(ax.yaxis, language)
    write_hidden(ax, x, draws)
    ax.set_title(title)
    ax.set_ylabel(either(language, "persons a year", "orang per tahun"))
    said = "; ".join(
        f"{year}: {middle_and_range(row, language)}" for year, row in zip(counts.index, draws, strict=True)
    )
    set_alt(ax, f"{title}: {said}.")
    return bool(np.isnan(draws).any())
