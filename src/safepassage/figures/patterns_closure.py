"""P5: departures of Sambas through the closure of 2020-22, by year, against the record."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure, SubFigure

from safepassage.analysis.patterns import ratio
from safepassage.analysis.records import SAMBAS_PLACEMENTS
from safepassage.figures.flows import Span, shade, shade_key
from safepassage.figures.labels import Language, either
from safepassage.figures.panels import line_key
from safepassage.figures.patterns_parts import (
    band_line,
    draw_yearly_counts,
    draws_footer,
    middle_and_range,
    record_key,
    record_marks,
    reference_line,
    share_counts_axis,
    wide,
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
from safepassage.observation.suppress import NOTES

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
    hidden = False
    for ax, name, look, title in (
        (left, "placements", REGULAR,
         either(language, "Regular: placements a year", "Prosedural: penempatan per tahun")),
        (right, "departures_irregular", IRREGULAR,
         either(language, "Irregular: departures a year", "Nonprosedural: keberangkatan per tahun")),
    ):  # fmt: skip
        hidden |= draw_yearly_counts(ax, table, name, population_share, look, title, language)
    record_marks(
        left, [float(one.year) + 0.5 for one in SAMBAS_PLACEMENTS], [one.value for one in SAMBAS_PLACEMENTS]
    )
    share_counts_axis((left, right))
    index = either(
        language, "Each draw's year over its 2019", "Tiap tahun dibagi tahun 2019 dalam undian yang sama"
    )
    clauses = []
    regular, irregular = (
        either(language, "regular", "prosedural"),
        either(language, "irregular", "nonprosedural"),
    )
    for at, (name, said, look) in enumerate(
        (("departures_regular", regular, REGULAR), ("departures_irregular", irregular, IRREGULAR))
    ):
        counts = wide(table, ["year"], name)
        over = ratio(counts.to_numpy(dtype=float), counts.loc[BASE_YEAR].to_numpy(dtype=float))
        band_line(below, counts.index.to_numpy(dtype=float) + 0.5, over, look, at)
        for year in (2021, 2022):
            clauses.append(
                f"{said} {year}: {middle_and_range(over[list(counts.index).index(year)], language)}"
            )
    reference_line(below, 1.0)
    below.set_title(index)
    below.set_ylabel("2019 = 1")
    below.set_ylim(0.0, min(below.get_ylim()[1], 4.0))
    number_axis(below.yaxis, language)
    set_alt(below, f"{index}: {'; '.join(clauses)}.")
    for ax in (left, right, below):
        shade(ax, closures)
        years = sorted(int(year) for year in table["year"].unique())
        year_axis(ax, years, every=1 if ax is below else 2)
    keys = [
        line_key(regular, REGULAR),
        line_key(irregular, IRREGULAR),
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
