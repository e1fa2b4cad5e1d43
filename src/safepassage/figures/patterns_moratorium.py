"""P10: NTT's placements around the moratorium of November 2018, with total departures beside."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D

from safepassage.analysis.observed import CUT_BAND, NTT_SHARE
from safepassage.analysis.patterns import ratio
from safepassage.analysis.records import NTT_PLACEMENTS_2018, PLACEMENTS_2019_A_YEAR, PLACEMENTS_CUT
from safepassage.figures.flows import decimal_year
from safepassage.figures.labels import Language, either, short_number
from safepassage.figures.panels import line_key
from safepassage.figures.patterns_parts import (
    RECORD,
    TIMOR,
    Floats,
    draw_yearly_counts,
    draws_footer,
    middle_and_range,
    share_counts_axis,
    wide,
    year_axis,
)
from safepassage.figures.style import (
    BLUE,
    GREEN,
    GREY,
    QUIET,
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

PLACEMENTS, ALL = Look(BLUE, "o", "solid"), Look(GREEN, "s", (0.0, (6, 2)))
YEARS = (2017, 2018, 2019, 2020)
DECREE, DECREE_DASH = dt.date(2018, 11, 14), (0, (2, 2))


@styled
def moratorium_figure(
    quarters: pd.DataFrame,
    *,
    population_share: float,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw placements and departures in all of NTT's districts, 2017-2020, and the share by which each is cut.

    Parameters
    ----------
    quarters
        What ``analysis.by_draw.quarters_by_draw`` returns.
    population_share
        Simulated persons per real one, in (0, 1].
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        Three panels with alt text. The record is of the province: it stands as a bar, the districts'
        unknown share of it.

    Raises
    ------
    InputError
        If a column or the historical world is missing.
    """
    require(quarters, ("scenario", "draw", "year", "district", "placements", "departures_regular",
                       "departures_irregular"), "quarters")  # fmt: skip
    table = choose(quarters, "scenario", "historical", "quarters")
    table = table[table["district"].isin(TIMOR) & table["year"].isin(YEARS)]
    table = table.assign(departures=table["departures_regular"] + table["departures_irregular"])
    figure = figure or new_figure(5.6)
    grid = figure.add_gridspec(3, 2, height_ratios=[1.0, 0.62, 0.14])
    left, right, below = (figure.add_subplot(grid[place]) for place in ((0, 0), (0, 1), (1, slice(None))))
    hidden = False
    cuts: list[tuple[str, Floats, Look]] = []
    titles = (
        either(language, "Regular: placements a year", "Prosedural: penempatan per tahun"),
        either(language, "Departures in all, any channel", "Semua keberangkatan, jalur apa pun"),
    )
    for ax, name, style, title in zip(
        (left, right), ("placements", "departures"), (PLACEMENTS, ALL), titles, strict=True
    ):
        hidden |= draw_yearly_counts(ax, table, name, population_share, style, title, language)
        ax.axvline(
            decimal_year(DECREE), color=GREY, linewidth=1.0, linestyle=DECREE_DASH, zorder=0, gid="decree"
        )
        year_axis(ax, YEARS)
        counts = wide(table, ["year"], name)
        before, after = (counts.loc[year].to_numpy(dtype=float) for year in (2018, 2019))
        cuts.append((title, 1.0 - ratio(after, before), style))
    for year, value in ((2018, NTT_PLACEMENTS_2018.value), (2019, PLACEMENTS_2019_A_YEAR)):
        ends = [share * value for share in NTT_SHARE]
        left.plot([year + 0.5] * 2, ends, color=RECORD.colour, linewidth=3.0, alpha=0.85, solid_capstyle="butt",
                  zorder=4, gid="record")  # fmt: skip
    share_counts_axis((left, right))
    _cut(below, cuts, language)
    keys = [
        line_key(either(language, "placements", "penempatan"), PLACEMENTS),
        line_key(either(language, "departures in all", "semua keberangkatan"), ALL),
        Line2D(
            [], [], color=RECORD.colour, linewidth=3.0, label=either(language, "record of NTT", "catatan NTT")
        ),
        Line2D(
            [],
            [],
            color=GREY,
            linewidth=1.0,
            linestyle=DECREE_DASH,
            label=either(language, "decree", "keputusan"),
        ),
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    title = either(
        language,
        "NTT's moratorium of 14 November 2018: placements and departures in all, Belu, TTU and Malaka",
        "Moratorium NTT 14 November 2018: penempatan dan semua keberangkatan, Belu, TTU, dan Malaka",
    )
    shares = "–".join(short_number(share, language) for share in NTT_SHARE)
    footer = [
        either(
            language,
            f"Record: of the whole province, times the districts' unknown share ({shares}); the moratorium's "
            "factor was worked out from it.",
            f"Catatan: seluruh provinsi, dikali bagian ketiga kabupaten yang tidak diketahui ({shares}); faktor "
            "moratorium dihitung darinya.",
        ),
        draws_footer(language, int(table["draw"].nunique()), population_share),
        NOTES[language] if hidden else "",
    ]
    set_words(figure, title, footer, (left, right, below))
    return figure


def _cut(ax: Axes, cuts: list[tuple[str, Floats, Look]], language: Language) -> None:
    """Share cut from 2018 to 2019, a row each, with the record's."""
    ax.axvspan(*CUT_BAND, color=QUIET["shade"], zorder=0, gid="band of the record")
    ax.axvline(0.0, color=GREY, linewidth=0.8, zorder=1)
    clauses = []
    for at, (name, values, style) in enumerate(cuts):
        known = values[np.isfinite(values)]
        if len(known):
            low, middle, high = np.quantile(known, (0.05, 0.5, 0.95))
            ax.plot(
                [low, high],
                [at, at],
                color=style.colour,
                linewidth=2.0,
                solid_capstyle="butt",
                gid="interval",
            )
            ax.plot([middle], [at], marker=style.marker, color=style.colour, markersize=6, gid="estimate")
        clauses.append(f"{name}: {middle_and_range(known, language)}")
    ax.plot([PLACEMENTS_CUT], [0], marker=RECORD.marker, color=RECORD.colour, markersize=7, markeredgecolor="white",
            zorder=5, gid="record")  # fmt: skip
    ax.set_yticks([0, 1], [either(language, "placements", "penempatan"),
                           either(language, "departures in all", "semua keberangkatan")])  # fmt: skip
    ax.set_ylim(1.6, -0.6)
    ax.set_xlim(-1.0, 1.0)
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    number_axis(ax.xaxis, language, most_ticks=9)
    title = either(language, "Share cut, 2019 against 2018", "Bagian yang berkurang, 2019 dibanding 2018")
    ax.set_title(title)
    ax.set_xlabel(either(language, "← rose   share cut   fell →", "← naik   bagian   turun →"))
    set_alt(
        ax, f"{title}: {'; '.join(clauses)}; {either(language, 'record', 'catatan')} {PLACEMENTS_CUT:.2f}."
    )
