"""Truth against records over time: what happened, and the little of it that the registers show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from safepassage.figures.flows import (
    STRIP_HEIGHT,
    Span,
    decimal_year,
    draw_flow,
    per_quarter,
    shade,
    shade_key,
)
from safepassage.figures.labels import year_range
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import BLACK, GREY, legend_row, set_alt, styled
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE, choose, in_order, replicates_text, require
from safepassage.observation.suppress import MINIMUM_REAL

KEYS = ("scenario", "government", "replicate", "date", "district")
MOST_WITH_BANDS = 3


@dataclass(frozen=True)
class _Part:
    """A panel: rows and column of the grid, what is drawn, what is dotted beside it, and its axis's words."""

    rows: slice
    column: int
    main: str
    second: str | None
    axis: str


PARTS = (
    _Part(slice(0, 5), 0, "entered_exploitation", "trafficked", "axis.persons_per_quarter"),
    _Part(slice(5, 9), 0, "recorded_victims", "expected_victims", "axis.persons_per_quarter"),
    _Part(slice(9, 12), 0, "recorded_cases", "expected_cases", "axis.cases_per_quarter"),
)
"""What happened; then each register's count and its expectation, a sum of probabilities and no count of persons."""
BESIDE = tuple(
    _Part(slice(3 * at, 3 * at + 3), 1, name, None, "axis.per_quarter")
    for at, name in enumerate(COUNTS_SHOWN_BESIDE)
)


@styled
def series_figure(
    series: pd.DataFrame, sheet: Sheet, scenarios: Sequence[str] | None = None, closures: Sequence[Span] = ()
) -> Figure:
    """Draw persons entering exploitation above what the police register shows of it, by quarter.

    Parameters
    ----------
    series
        Rows of ``series.parquet``. Columns ``scenario``, ``government``, ``replicate``, ``date``,
        ``district`` and the flows ``entered_exploitation``, ``trafficked``, ``recorded_victims``,
        ``expected_victims``, ``recorded_cases``, ``expected_cases``; with more than one scenario
        also ``departures_regular``, ``departures_irregular``, ``refused``, ``identified_false``,
        which then stand beside.
    sheet
        Its government and district are drawn.
    scenarios
        Which, in this order; by default all of the table.
    closures
        Periods to shade, as :func:`closure_spans` returns them.

    Returns
    -------
    Figure
        Truth above, two registers below, on axes of their own: a record is a small share of what
        happened. Bands hold 90 percent of replicates; with more than three scenarios they, and
        the dotted line of persons trafficked, would hide what they are to show and are left out.

    Raises
    ------
    InputError
        If a column, government, district or scenario is missing.
    """
    require(series, (*KEYS, *_indicators(PARTS)), "series")
    table, names = _chosen(series, sheet, scenarios)
    parts = PARTS if len(names) == 1 else (*PARTS, *BESIDE)
    require(table, _indicators(parts), "series")
    many = len(names) > MOST_WITH_BANDS
    bins = {name: per_quarter(table, name, sheet) for name in _indicators(parts)}
    some_hidden = any(bool(rows["hidden"].any()) for rows in bins.values())

    figure = sheet.figure(8.4)
    widths = [1.0] if parts is PARTS else [1.55, 1.0]
    foot = 0.3 + 0.4 * -(-(len(names) + 3) // 3)
    grid = figure.add_gridspec(13, len(widths), height_ratios=[1.0] * 12 + [foot], width_ratios=widths)
    if many:
        parts = (replace(parts[0], second=None), *parts[1:])
    panels: list[Axes] = []
    for part in parts:
        ax = figure.add_subplot(grid[part.rows, part.column], sharex=panels[0] if panels else None)
        _draw_panel(ax, bins, part, names, sheet, closures)
        panels.append(ax)
    dates = pd.to_datetime(table["date"])
    _calendar(panels, dates)
    figure.align_ylabels(panels[:3])
    figure.align_ylabels(panels[3:])
    legend_row(figure.add_subplot(grid[12, :]), _keys(names, sheet, bool(closures), some_hidden), columns=3)
    years = year_range((dates.min().date(), dates.max().date()))
    footer = [
        sheet.say("series.lines"),
        "" if many else sheet.say("series.bands"),
        sheet.conditions(replicates_text(table.groupby("scenario")["replicate"].nunique())),
    ]
    title = sheet.say("series.title", years=years, place=sheet.place, ruler=sheet.ruler)
    return sheet.finish(figure, title, footer, panels, some_hidden)


def _indicators(parts: Sequence[_Part]) -> list[str]:
    return [name for part in parts for name in (part.main, part.second) if name]


def _chosen(
    series: pd.DataFrame, sheet: Sheet, scenarios: Sequence[str] | None
) -> tuple[pd.DataFrame, list[str]]:
    """Rows of the sheet's government and of the scenarios, and the scenarios in order."""
    table = choose(series, "government", sheet.government, "series")
    if sheet.district != "all":
        choose(table, "district", sheet.district, "series")
    names = in_order(table, "scenario") if scenarios is None else list(scenarios)
    for name in names:
        choose(table, "scenario", name, "series")
    return table[table["scenario"].isin(names)], names


def _draw_panel(
    ax: Axes,
    bins: Mapping[str, pd.DataFrame],
    part: _Part,
    names: Sequence[str],
    sheet: Sheet,
    closures: Sequence[Span],
) -> None:
    """One indicator, and a second one dotted beside it, with room below zero for the strips of hidden quarters."""
    main = bins[part.main]
    shade(ax, closures)
    draw_flow(ax, main, names, sheet, band=len(names) <= MOST_WITH_BANDS)
    if part.second is not None:
        draw_flow(ax, bins[part.second], names, sheet, thin=True, band=False)
    some = any(not bins[name]["hidden"].all() for name in (part.main, part.second) if name)
    top = ax.get_ylim()[1] if some else float(MINIMUM_REAL)
    # strips of hidden quarters lie below zero, where they cover nothing
    strips = STRIP_HEIGHT * int(main.groupby("scenario")["hidden"].any().sum())
    ax.set_ylim(-top * strips / (1.0 - strips), top)
    ax.set_yticks([tick for tick in ax.get_yticks() if 0.0 <= tick <= top])
    if strips:
        ax.axhline(0.0, color=BLACK, linewidth=0.8)
    title = sheet.say(f"series.{part.main}") if part.column == 0 else sheet.name("indicator", part.main)
    ax.set_title(title)
    ax.set_ylabel(sheet.say(part.axis))
    set_alt(ax, _sentences(main, names, title, sheet))


def _calendar(panels: Sequence[Axes], dates: pd.Series) -> None:
    """Years along the shared axis, written under the lowest panel of each half."""
    panels[0].set_xlim(decimal_year(dates.min()) - 0.15, decimal_year(dates.max()) + 0.15)
    calendar = range(dates.min().year, dates.max().year + 2)
    panels[0].set_xticks(calendar[::2], [str(year) for year in calendar[::2]])
    panels[0].set_xticks(calendar, minor=True)
    for ax in panels:
        ax.tick_params(axis="x", labelbottom=ax in (panels[2], panels[-1]))


def _keys(names: Sequence[str], sheet: Sheet, closures: bool, some_hidden: bool) -> list[Line2D | Patch]:
    """Entries of the legend."""
    dotted = sheet.say("series.dotted_many" if len(names) > MOST_WITH_BANDS else "series.dotted")
    keys: list[Line2D | Patch] = [
        *sheet.scenario_keys(names),
        Line2D([], [], color=GREY, linestyle=(0, (1, 1)), linewidth=1.2, label=dotted),
    ]
    if closures:
        keys.append(shade_key(sheet))
    if some_hidden:
        words = sheet.say("series.hidden")
        keys.append(Patch(facecolor="white", edgecolor=GREY, hatch="//////", linewidth=0.5, label=words))
    return keys


def _sentences(bins: pd.DataFrame, names: Sequence[str], title: str, sheet: Sheet) -> str:
    """A panel in words: where each line starts, ends and peaks, among what is shown."""
    clauses = []
    for name in names:
        rows = bins[(bins["scenario"] == name) & ~bins["hidden"]].sort_values("start")
        words = sheet.name("scenario", name)
        if rows.empty:
            clauses.append(f"{words}: <10")
            continue
        starts, means = list(rows["start"]), list(rows["mean"].astype(float))
        first, last, top = (
            f"{starts[at]:%Y-%m}: {sheet.number(means[at])}" for at in (0, -1, int(np.argmax(means)))
        )
        clauses.append(f"{words}: {first}, {last}, {sheet.say('series.highest')} {top}")
    return f"{title}: {'; '.join(clauses)}."
