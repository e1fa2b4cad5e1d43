"""Patterns over time against the record: P5's closure and P10's moratorium, year by year.

Both show regular departures on the left, other ones on the right, and below what became of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.lines import Line2D

from safepassage.analysis.observed import CUT_BAND, NTT_SHARE
from safepassage.analysis.patterns import ratio
from safepassage.analysis.records import (
    NTT_PLACEMENTS_2018,
    PLACEMENTS_2019_A_YEAR,
    PLACEMENTS_CUT,
    SAMBAS_PLACEMENTS,
)
from safepassage.figures.flows import Span, decimal_year, shade, shade_key
from safepassage.figures.panels import draw_interval
from safepassage.figures.patterns_parts import (
    RECORD,
    TIMOR,
    band_line,
    draw_yearly_counts,
    record_key,
    reference_line,
    share_counts_axis,
    wide,
    year_axis,
)
from safepassage.figures.sheet import Floats, Sheet
from safepassage.figures.style import BLUE, GREEN, GREY, QUIET, Look, legend_row, line_key, set_alt, styled
from safepassage.figures.tables import choose, require

LEFT, RIGHT = Look(BLUE, "o", "solid"), Look(GREEN, "s", (0.0, (6, 2)))
COLUMNS = (
    "scenario", "draw", "year", "district", "placements", "departures_regular", "departures_irregular",
)  # fmt: skip
BASE_YEAR = 2019
YEARS = (2017, 2018, 2019, 2020)
"""Around the moratorium."""
DECREE, DECREE_DASH = dt.date(2018, 11, 14), (0, (2, 2))


@styled
def closure_figure(quarters: pd.DataFrame, sheet: Sheet, closures: Sequence[Span] = ()) -> Figure:
    """Draw regular and irregular departures of Sambas by year, and each draw's year over its 2019.

    Parameters
    ----------
    quarters
        What ``analysis.by_draw.quarters_by_draw`` returns.
    sheet
        Share and language.
    closures
        Periods to shade, as ``closure_spans`` returns them.

    Returns
    -------
    Figure
        Three panels with alt text.

    Raises
    ------
    InputError
        If a column, Sambas or the historical world is missing.
    """
    require(quarters, COLUMNS, "quarters")
    table = choose(choose(quarters, "scenario", "historical", "quarters"), "district", "sambas", "quarters")
    figure = sheet.figure(6.6)
    grid = figure.add_gridspec(3, 2, height_ratios=[1.0, 1.0, 0.12])
    panels, hidden = _two_above(figure, grid, table, ("placements", "departures_irregular"), sheet)
    left, _, below = panels
    left.plot(
        [float(one.year) + 0.5 for one in SAMBAS_PLACEMENTS], [one.value for one in SAMBAS_PLACEMENTS],
        linestyle="none", marker=RECORD.marker, markersize=6.5, color=RECORD.colour, markeredgecolor="white",
        markeredgewidth=0.8, zorder=5, gid="record",
    )  # fmt: skip
    share_counts_axis(panels[:2])
    _over_base(below, table, sheet)
    for ax in panels:
        shade(ax, closures)
        years = sorted(int(year) for year in table["year"].unique())
        year_axis(ax, years, every=1 if ax is below else 2)
    keys = [
        line_key(sheet.say("closure.regular"), LEFT),
        line_key(sheet.say("closure.irregular"), RIGHT),
        record_key(sheet.say("closure.record")),
        *([shade_key(sheet)] if closures else []),
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    footer = [sheet.say("closure.footer"), sheet.draws(int(table["draw"].nunique()))]
    return sheet.finish(figure, sheet.say("closure.title"), footer, panels, hidden)


@styled
def moratorium_figure(quarters: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw placements and departures in all of NTT's districts, 2017-2020, and the share by which each is cut.

    Parameters
    ----------
    quarters
        What ``analysis.by_draw.quarters_by_draw`` returns.
    sheet
        Share and language.

    Returns
    -------
    Figure
        Three panels with alt text. The record is of the province: it stands as a bar, the districts'
        unknown share of it.

    Raises
    ------
    InputError
        If a column or the historical world is missing.
    """
    require(quarters, COLUMNS, "quarters")
    table = choose(quarters, "scenario", "historical", "quarters")
    table = table[table["district"].isin(TIMOR) & table["year"].isin(YEARS)]
    table = table.assign(departures=table["departures_regular"] + table["departures_irregular"])
    figure = sheet.figure(5.6)
    grid = figure.add_gridspec(3, 2, height_ratios=[1.0, 0.62, 0.14])
    panels, hidden = _two_above(figure, grid, table, ("placements", "departures"), sheet)
    for ax in panels[:2]:
        ax.axvline(
            decimal_year(DECREE), color=GREY, linewidth=1.0, linestyle=DECREE_DASH, zorder=0, gid="decree"
        )
        year_axis(ax, YEARS)
    for year, value in ((2018, NTT_PLACEMENTS_2018.value), (2019, PLACEMENTS_2019_A_YEAR)):
        ends = [share * value for share in NTT_SHARE]
        panels[0].plot([year + 0.5] * 2, ends, color=RECORD.colour, linewidth=3.0, alpha=0.85,
                       solid_capstyle="butt", zorder=4, gid="record")  # fmt: skip
    share_counts_axis(panels[:2])
    _cut(panels[2], table, sheet)
    keys = [
        line_key(sheet.say("moratorium.placements"), LEFT),
        line_key(sheet.say("moratorium.departures"), RIGHT),
        Line2D([], [], color=RECORD.colour, linewidth=3.0, label=sheet.say("record_of_ntt")),
        Line2D(
            [], [], color=GREY, linewidth=1.0, linestyle=DECREE_DASH, label=sheet.say("moratorium.decree")
        ),
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    footer = [
        sheet.say("moratorium.footer", shares="–".join(sheet.short(share) for share in NTT_SHARE)),
        sheet.draws(int(table["draw"].nunique())),
    ]
    return sheet.finish(figure, sheet.say("moratorium.title"), footer, panels, hidden)


def _two_above(
    figure: Figure, grid: GridSpec, table: pd.DataFrame, names: tuple[str, str], sheet: Sheet
) -> tuple[list[Axes], bool]:
    """Two counts by year side by side and an empty panel below; whether some counts were too few."""
    panels = [figure.add_subplot(grid[place]) for place in ((0, 0), (0, 1), (1, slice(None)))]
    hidden = [
        draw_yearly_counts(ax, table, name, look, sheet.say(f"by_year.{name}"), sheet)
        for ax, name, look in zip(panels, names, (LEFT, RIGHT), strict=False)
    ]
    return panels, any(hidden)


def _over_base(ax: Axes, table: pd.DataFrame, sheet: Sheet) -> None:
    """Each draw's departures of a year over those of its base year."""
    clauses = []
    for at, (channel, look) in enumerate((("regular", LEFT), ("irregular", RIGHT))):
        counts = wide(table, ["year"], f"departures_{channel}")
        over = ratio(counts.to_numpy(dtype=float), counts.loc[BASE_YEAR].to_numpy(dtype=float))
        band_line(ax, counts.index.to_numpy(dtype=float) + 0.5, over, look, at)
        for year in (2021, 2022):
            said = sheet.over_draws(over[list(counts.index).index(year)])
            clauses.append(f"{sheet.say(f'closure.{channel}')} {year}: {said}")
    reference_line(ax, 1.0)
    title = sheet.say("closure.over_base")
    ax.set_title(title)
    ax.set_ylabel(f"{BASE_YEAR} = 1")
    ax.set_ylim(0.0, min(ax.get_ylim()[1], 4.0))
    sheet.number_axis(ax.yaxis)
    set_alt(ax, f"{title}: {'; '.join(clauses)}.")


def _cut(ax: Axes, table: pd.DataFrame, sheet: Sheet) -> None:
    """Share cut from 2018 to 2019, a row each, with the record's."""
    ax.axvspan(*CUT_BAND, color=QUIET["shade"], zorder=0, gid="band of the record")
    ax.axvline(0.0, color=GREY, linewidth=0.8, zorder=1)
    clauses = []
    for at, (name, style) in enumerate((("placements", LEFT), ("departures", RIGHT))):
        counts = wide(table, ["year"], name)
        before, after = (counts.loc[year].to_numpy(dtype=float) for year in (2018, 2019))
        values: Floats = 1.0 - ratio(after, before)
        known = values[np.isfinite(values)]
        if len(known):
            low, middle, high = (float(value) for value in np.quantile(known, (0.05, 0.5, 0.95)))
            draw_interval(ax, at, (middle, low, high), style, hollow=False, size=6)
        clauses.append(f"{sheet.say(f'by_year.{name}')}: {sheet.over_draws(known)}")
    ax.plot([PLACEMENTS_CUT], [0], marker=RECORD.marker, color=RECORD.colour, markersize=7, markeredgecolor="white",
            zorder=5, gid="record")  # fmt: skip
    ax.set_yticks([0, 1], [sheet.say("moratorium.placements"), sheet.say("moratorium.departures")])
    ax.set_ylim(1.6, -0.6)
    ax.set_xlim(-1.0, 1.0)
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    sheet.number_axis(ax.xaxis, most_ticks=9)
    title = sheet.say("moratorium.cut")
    ax.set_title(title)
    ax.set_xlabel(sheet.say("moratorium.axis"))
    set_alt(ax, f"{title}: {'; '.join(clauses)}; {sheet.say('record')} {PLACEMENTS_CUT:.2f}.")
