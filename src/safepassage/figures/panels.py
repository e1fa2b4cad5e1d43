"""The panels that several figures share: a mark and its interval for each comparison.

Averted exploitation never stands alone: `COUNTS_SHOWN_BESIDE` are the four panels that stand beside it,
because deterring migration is not success and refusal is itself a harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from safepassage.figures.sheet import Sheet
from safepassage.figures.style import (
    BLACK,
    GOVERNMENTS,
    GREY,
    QUIET,
    Look,
    legend_row,
    look,
    look_key,
    set_alt,
)
from safepassage.figures.tables import AVERTED, in_order
from safepassage.observation.suppress import HIDDEN_TEXT


def draw_effect_panel(
    ax: Axes,
    indicator: str,
    table: pd.DataFrame,
    order: tuple[Sequence[str], Sequence[str]],
    sheet: Sheet,
    words: str = "effects",
    most_ticks: int = 4,
) -> None:
    """Draw one indicator of the effects table: scenarios downwards, governments side by side within each.

    Parameters
    ----------
    ax
        Where to draw; title, axis label and alt text are set.
    indicator
        Which. One of `AVERTED` is drawn with its sign turned.
    table
        Rows of the effects table of one district, with a column ``hidden``.
    order
        Which scenarios and which governments, in order.
    sheet
        Its language.
    words
        The group of ``words/figures.yaml`` that holds the panel's title.
    most_ticks
        Along the axis; fewer for a narrow panel.

    Notes
    -----
    A mark is full where its interval excludes zero and hollow elsewhere; a hidden count is written
    as ``<10`` and has no mark.
    """
    scenarios, governments = order
    bands(ax, range(len(scenarios) + 1))
    ax.axvline(0.0, color=BLACK, linewidth=0.9, zorder=1)
    clauses, ends = [], [0.0]
    for row in table[table["indicator"] == indicator].to_dict("records"):
        scenario, government = str(row["scenario"]), str(row["government"])
        if scenario not in scenarios or government not in governments:
            continue
        at = governments.index(government)
        y = scenarios.index(scenario) + (at + 1) / (len(governments) + 1)
        mean, low, high = (float(row[name]) for name in ("difference", "low", "high"))
        if indicator in AVERTED:
            mean, low, high = -mean, -high, -low
        if row["hidden"]:
            ax.text(0.0, y, f" {HIDDEN_TEXT}", va="center", fontsize=7.5, color=GREY, gid="hidden")
        else:
            draw_interval(ax, y, (mean, low, high), look(GOVERNMENTS, government, at))
            ends += [abs(end) for end in (low, mean, high) if np.isfinite(end)]
        said = HIDDEN_TEXT if row["hidden"] else sheet.estimate(mean, low, high)
        clauses.append(f"{sheet.name('scenario', scenario)}, {sheet.name('government', government)}: {said}")
    sheet.number_axis(ax.xaxis, most_ticks)
    if max(ends) == 0.0:
        empty_axis(ax)
    title = sheet.say(f"{words}.{indicator}")
    ax.set_title(title)
    ax.set_xlabel(sheet.say(f"axis.{indicator if indicator in AVERTED else 'change'}"))
    ax.set_yticks([])
    set_alt(ax, f"{title}: {'; '.join(clauses)}.")


def draw_interval(
    ax: Axes,
    y: float,
    estimate: tuple[float, float, float],
    style: Look,
    hollow: bool = True,
    size: float = 5.5,
) -> None:
    """Draw an estimate (mean, low, high) in a row; on request hollow where the interval includes zero or is NaN."""
    mean, low, high = estimate
    ax.plot(
        [low, high],
        [y, y],
        color=style.colour,
        linewidth=2.0,
        solid_capstyle="butt",
        gid="interval",
        zorder=2,
    )
    ax.plot(
        [mean], [y], linestyle="none", marker=style.marker, markersize=size, color=style.colour, gid="estimate",
        markerfacecolor="white" if hollow and not (low > 0 or high < 0) else style.colour, zorder=3,
    )  # fmt: skip


def empty_axis(ax: Axes) -> None:
    """Where all is hidden or zero: an axis with nothing on it but zero, in the middle."""
    ax.set_xlim(-1.0, 1.0)
    ax.set_xticks([0.0])


def bands(ax: Axes, groups: Sequence[float]) -> None:
    """Prepare axes for rows that run downwards: quiet bands between ``groups``, their edges; no marks on the left."""
    for at, (upper, lower) in enumerate(pairwise(groups)):
        if at % 2 == 0:
            ax.axhspan(upper, lower, color=QUIET["shade"], linewidth=0, zorder=0)
    ax.set_ylim(groups[-1], groups[0])
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def draw_effect_grid(
    indicators: Sequence[str], table: pd.DataFrame, sheet: Sheet, words: str
) -> tuple[Figure, list[Axes]]:
    """Draw six indicators in two rows of three, scenarios named on the left, governments in the legend.

    Parameters
    ----------
    indicators
        Six, row by row.
    table
        Rows of the effects table of one district, with a column ``hidden``.
    sheet
        Its language.
    words
        As for `draw_effect_panel`.

    Returns
    -------
    tuple
        The figure and its panels.
    """
    scenarios, governments = in_order(table, "scenario"), in_order(table, "government")
    figure = sheet.figure(2.3 + 2 * (0.75 + 0.19 * len(scenarios) * len(governments)))
    grid = figure.add_gridspec(3, 3, height_ratios=[1.0, 1.0, 0.1])
    drawn: list[Axes] = []
    for at, indicator in enumerate(indicators):
        ax = figure.add_subplot(grid[at // 3, at % 3])
        draw_effect_panel(ax, indicator, table, (scenarios, governments), sheet, words)
        if at % 3 == 0:
            ax.set_yticks(np.arange(len(scenarios)) + 0.5, sheet.names("scenario", scenarios))
        drawn.append(ax)
    keys = [
        look_key(sheet.name("government", name), look(GOVERNMENTS, name, at))
        for at, name in enumerate(governments)
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    return figure, drawn
