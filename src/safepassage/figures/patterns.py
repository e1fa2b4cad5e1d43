"""The patterns P1 to P11 in rows: every statement with its verdict, and P8's records with their predictions."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Hashable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from safepassage.analysis.observed import NTT_SHARE
from safepassage.analysis.patterns import PatternRow
from safepassage.figures.labels import SAID
from safepassage.figures.panels import bands, draw_interval
from safepassage.figures.patterns_parts import RECORD, record_key
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import BLACK, BLUE, GREY, VERMILLION, Look, legend_row, set_alt, styled
from safepassage.figures.tables import in_order, require

COLUMNS = tuple(field.name for field in fields(PatternRow))
PREDICTIONS = ("draw", "region", "year", "indicator", "predicted", "record", "informs")
VERDICTS: dict[str, Look] = {
    "pass": Look(BLUE, "o", "solid"),
    "supported": Look(BLUE, "o", "solid"),
    "undecided": Look(GREY, "D", "solid"),
    "not supported": Look(VERMILLION, "X", "solid"),
    "fail": Look(VERMILLION, "X", "solid"),
}
ROW_INCHES = 0.28
LEAST = 1.0
"""Where a logarithmic axis ends: less than one on record is nothing."""


@styled
def summary_figure(patterns: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw every statement of ``patterns.csv`` as a row.

    Parameters
    ----------
    patterns
        Columns `COLUMNS`, in the order in which they are to stand; statements stand as in the table.
    sheet
        Share and language.

    Returns
    -------
    Figure
        Two panels with alt text. The left one has a scale of its own in every row, from the lowest
        to the highest of interval and zero, since units differ; numbers stand beside. The right
        one is the share of draws that agree, with a line at nine in ten (of P8: below the record).

    Raises
    ------
    InputError
        If a column is missing.
    """
    require(patterns, COLUMNS, "patterns")
    number = len(patterns)
    figure = sheet.figure(1.9 + ROW_INCHES * number)
    grid = figure.add_gridspec(2, 2, width_ratios=[1.0, 0.62], height_ratios=[number, 1.4], wspace=0.0)
    left, right = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1])
    last_of = patterns["pattern"].ne(patterns["pattern"].shift(-1)).to_numpy()
    for ax in (left, right):
        bands(ax, [0.0, *(np.flatnonzero(last_of) + 1.0)])
        ax.tick_params(axis="x", labelsize=8)
    rows = [
        _statement(left, right, at + 0.5, row, sheet) for at, row in enumerate(patterns.to_dict("records"))
    ]
    _frame(left, right, [name for name, _ in rows], sheet)
    set_alt(left, f"{left.get_title(loc='left')}: {'; '.join(said for _, said in rows)}.")
    verdicts = patterns["verdict"].value_counts()
    shown = {name: sheet.say(f"verdict.{name}") for name in VERDICTS if name in verdicts}
    set_alt(right, "; ".join(f"{words}: {verdicts[name]}" for name, words in shown.items()) + ".")
    keys = [
        Line2D([], [], linestyle="none", marker=VERDICTS[name].marker, color=VERDICTS[name].colour, markersize=6,
               label=words)
        for name, words in shown.items()
    ]  # fmt: skip
    legend_row(figure.add_subplot(grid[1, :]), keys, columns=5)
    footer = [sheet.say("summary.footer"), sheet.draws(int(patterns["draws"].max()), bands=False)]
    return sheet.finish(figure, sheet.say("summary.title"), footer, (left, right))


def _statement(
    left: Axes, right: Axes, y: float, row: Mapping[Hashable, Any], sheet: Sheet
) -> tuple[str, str]:
    """One row in both panels; its name and its words."""
    verdict = str(row["verdict"]) if row["verdict"] in VERDICTS else "undecided"
    look, words = VERDICTS[verdict], sheet.say(f"verdict.{verdict}")
    estimate, low, high, share = (float(row[name]) for name in ("estimate", "low", "high", "share"))
    _interval(left, y, (estimate, low, high), look)
    text = _numbers((estimate, low, high), sheet)
    left.text(1.04, y, text, va="center", fontsize=7, color=BLACK, gid="numbers")
    if math.isfinite(share):
        right.plot([0.0, share], [y, y], color=look.colour, linewidth=1.2, zorder=2)
        right.plot([share], [y], marker=look.marker, color=look.colour, markersize=5.5, zorder=3, gid="share")
    right.text(1.13, y, words, va="center", fontsize=8, color=look.colour, fontweight="bold")
    name = textwrap.shorten(f"{row['pattern']}  {row['contrast']}", 64, placeholder=" …")
    name += "\n" + textwrap.shorten(str(row["indicator"]), 62, placeholder=" …")
    kind = f"pattern_kind.{row['kind']}"
    kind = sheet.say(kind) if kind in SAID else str(row["kind"])
    return name, f"{row['pattern']} ({kind}), {row['contrast']}, {row['indicator']}: {text}, {words}"


def _interval(ax: Axes, y: float, estimate: tuple[float, float, float], look: Look) -> None:
    """One row on a scale of its own that holds zero; nothing where there is no estimate."""
    middle, low, high = estimate
    known = [value for value in estimate if math.isfinite(value)]
    if not known:
        return
    least, most = min(0.0, *known), max(0.0, *known)
    span = (most - least) or 1.0

    def place(value: float) -> float:
        return 0.02 + 0.96 * (value - least) / span

    ax.plot([place(0.0)] * 2, [y - 0.32, y + 0.32], color=GREY, linewidth=1.2, zorder=1, gid="zero")
    draw_interval(ax, y, (place(middle), place(low), place(high)), look, hollow=False)


def _frame(left: Axes, right: Axes, names: list[str], sheet: Sheet) -> None:
    """Axes without numbers where they mean nothing, and the line at nine draws in ten."""
    rows = [at + 0.5 for at in range(len(names))]
    left.set_yticks(rows, names, fontsize=6.6, linespacing=1.05)
    left.set_xlim(0.0, 1.75)
    left.set_xticks([])
    left.grid(axis="x", visible=False)
    left.spines["bottom"].set_visible(False)
    left.set_title(sheet.say("summary.estimate"))
    right.set_yticks([])
    right.set_xlim(0.0, 2.2)
    right.set_xticks([0.0, 0.5, 0.9], ["0", sheet.short(0.5), sheet.short(0.9)])
    right.axvline(0.9, color=BLACK, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    right.set_title(sheet.say("summary.share"))


def _numbers(estimate: tuple[float, float, float], sheet: Sheet) -> str:
    """Estimate and interval with three significant digits."""
    middle, low, high = estimate
    if not math.isfinite(middle):
        return sheet.say("summary.undefined")
    said = [sheet.three_digits(value) for value in estimate]
    return said[0] if not math.isfinite(low) or middle == low == high else f"{said[0]} ({said[1]}; {said[2]})"


@styled
def records_figure(predictions: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw what the draws predict of records that nothing was fitted to, with the record in each.

    Parameters
    ----------
    predictions
        What ``analysis.by_draw.predictions_by_draw`` returns: a row per draw and record.
    sheet
        Share and language.

    Returns
    -------
    Figure
        One panel with alt text: thick bars hold half of the draws, thin ones nine in ten, as the
        judge of P8 takes them. A record outside is a hollow mark.

    Raises
    ------
    InputError
        If a column is missing.
    """
    require(predictions, PREDICTIONS, "predictions")
    rows = [group for _, group in predictions.groupby(["indicator", "year"], sort=False)]
    figure = sheet.figure(2.1 + 0.46 * len(rows))
    grid = figure.add_gridspec(2, 1, height_ratios=[1.0, 0.14 * 6 / max(len(rows), 1)])
    ax = figure.add_subplot(grid[0])
    bands(ax, [at - 0.5 for at in range(len(rows) + 1)])
    names, clauses, ends = zip(*(_record(ax, at, group, sheet) for at, group in enumerate(rows)), strict=True)
    ax.set_xscale("log")
    ax.set_xlim(max(min(map(min, ends)) * 0.8, LEAST), max(map(max, ends)) * 1.4)
    sheet.number_log(ax.xaxis)
    ax.set_yticks(range(len(rows)), names)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlabel(sheet.say("records.axis"))
    title = sheet.say("records.panel")
    ax.set_title(title)
    set_alt(ax, f"{title}: {'; '.join(clauses)}.")
    keys = [
        Line2D([], [], color=BLUE, linewidth=5.0, label=sheet.say("records.half")),
        Line2D([], [], color=BLUE, linewidth=1.6, label=sheet.say("records.nine")),
        record_key(sheet.say("records.key")),
    ]
    legend_row(figure.add_subplot(grid[1]), keys, columns=3)
    footer = [
        sheet.say("records.footer", shares="–".join(sheet.short(share) for share in NTT_SHARE)),
        sheet.draws(int(predictions["draw"].nunique()), bands=False),
    ]
    return sheet.finish(figure, sheet.say("records.title"), footer, [ax])


def _record(ax: Axes, at: int, group: pd.DataFrame, sheet: Sheet) -> tuple[str, str, list[float]]:
    """One record in its row: its name, its words, and the ends of what is drawn."""
    values = group["predicted"].to_numpy(dtype=float)
    low, quarter, middle, upper, high = (
        float(value) for value in np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95), method="weibull")
    )
    for start, end, width, gid in ((low, high, 1.6, "interval"), (quarter, upper, 5.0, "half")):
        ax.plot([max(start, LEAST), max(end, LEAST)], [at, at], color=BLUE, linewidth=width,
                solid_capstyle="butt", zorder=2, gid=gid)  # fmt: skip
    ax.plot(
        [max(middle, LEAST)], [at], marker="|", color="white", markersize=9, markeredgewidth=2.0, zorder=3
    )
    record = float(group["record"].iloc[0])
    where = "inside" if low <= record <= high else "outside"
    face, edge = (RECORD.colour, "white") if where == "inside" else ("white", RECORD.colour)
    ax.plot(
        [record], [at], linestyle="none", marker=RECORD.marker, markersize=8, color=RECORD.colour,
        markerfacecolor=face, markeredgecolor=edge, zorder=4, gid=f"record {where}",
    )  # fmt: skip
    noun = sheet.name("indicator", in_order(group, "indicator")[0]).split(",")[0]
    name = f"{noun}, {group['year'].iloc[0]}"
    said = f"{sheet.say('record')} {sheet.number(record)}, {sheet.say(f'records.{where}')}"
    mark = " †" if bool(group["informs"].iloc[0]) else ""
    return name + mark, f"{name}: {sheet.over_draws(values)}, {said}", [low, high, record]
