"""The panels that several figures share: a mark and its interval for each comparison.

Averted exploitation never stands alone: ``BESIDE`` are the four panels that stand beside it,
because deterring migration is not success and refusal is itself a harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D

from safepassage.figures.labels import Language, either, estimate_text, label
from safepassage.figures.style import (
    BLACK,
    GOVERNMENTS,
    GREY,
    QUIET,
    Look,
    legend_row,
    look,
    new_figure,
    number_axis,
    set_alt,
)
from safepassage.figures.tables import in_order
from safepassage.observation.suppress import HIDDEN_TEXT


@dataclass(frozen=True)
class Interval:
    """One row: where it stands, the estimate, its interval, and whether the count is too small."""

    y: float
    mean: float
    low: float
    high: float
    look: Look
    hidden: bool

    @property
    def decided(self) -> bool:
        """Whether the interval excludes zero; one replicate has none (NaN)."""
        return bool(self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class EffectPanel:
    """One indicator of the effects table as a panel, its words in English and Indonesian.

    ``averted`` turns the sign: a difference is scenario minus baseline, averted the reverse.
    """

    indicator: str
    averted: bool
    title: tuple[str, str]
    axis: tuple[str, str]


CHANGE = ("← fewer   persons   more →", "← berkurang  orang  bertambah →")

AVERTED = (
    EffectPanel(
        "exploitation_years",
        True,
        ("Years of exploitation\naverted (net)", "Tahun eksploitasi\ntercegah (neto)"),
        ("← added   person-years   averted →", "← bertambah  orang-tahun  tercegah →"),
    ),
    EffectPanel(
        "entered_exploitation",
        True,
        ("Entries into exploitation\naverted (net)", "Orang mulai dieksploitasi\ntercegah (neto)"),
        ("← added   persons   averted →", "← bertambah  orang  tercegah →"),
    ),
)
BESIDE = (
    EffectPanel(
        "departures_regular",
        False,
        ("Change in regular\ndepartures", "Perubahan keberangkatan\nprosedural"),
        CHANGE,
    ),
    EffectPanel(
        "departures_irregular",
        False,
        ("Change in irregular\ndepartures", "Perubahan keberangkatan\nnonprosedural"),
        CHANGE,
    ),
    EffectPanel("refused", False, ("Change in refusals\nof exit", "Perubahan penolakan\nkeluar"), CHANGE),
    EffectPanel(
        "identified_false",
        False,
        ("Change in false\nidentifications", "Perubahan identifikasi\nkeliru"),
        CHANGE,
    ),
)


def draw_effect_panel(
    ax: Axes,
    panel: EffectPanel,
    table: pd.DataFrame,
    scenarios: Sequence[str],
    governments: Sequence[str],
    language: Language,
    most_ticks: int = 4,
) -> None:
    """Draw one indicator: scenarios downwards, governments side by side within each.

    Parameters
    ----------
    ax
        Where to draw; title, axis label and alt text are set.
    panel
        Which indicator.
    table
        Rows of the effects table of one district, with a column ``hidden``.
    scenarios, governments
        Which, in order.
    language
        ``en`` or ``id``.
    most_ticks
        Along the axis; fewer for a narrow panel.
    """
    intervals, clauses = [], []
    for row in table[table["indicator"] == panel.indicator].itertuples(index=False):
        scenario, government = str(row.scenario), str(row.government)
        if scenario not in scenarios or government not in governments:
            continue
        at = governments.index(government)
        y = scenarios.index(scenario) + (at + 1) / (len(governments) + 1)
        mean, low, high = float(row.difference), float(row.low), float(row.high)  # type: ignore[arg-type]
        if panel.averted:
            mean, low, high = -mean, -high, -low
        intervals.append(Interval(y, mean, low, high, look(GOVERNMENTS, government, at), bool(row.hidden)))
        clauses.append(
            f"{label('scenario', scenario, language)}, {label('government', government, language)}: "
            + (HIDDEN_TEXT if row.hidden else estimate_text(mean, low, high, language))
        )
    interval_panel(ax, intervals, [float(at) for at in range(len(scenarios) + 1)], language, most_ticks)
    ax.set_title(either(language, *panel.title))
    ax.set_xlabel(either(language, *panel.axis))
    ax.set_yticks([])
    set_alt(ax, f"{either(language, *panel.title)}: {'; '.join(clauses)}.")


def interval_panel(
    ax: Axes, intervals: Sequence[Interval], groups: Sequence[float], language: Language, most_ticks: int = 4
) -> None:
    """Draw marks with their intervals, a line at zero and bands behind every other group.

    Parameters
    ----------
    ax
        Where to draw. Rows run downwards.
    intervals
        What to draw. A mark is full where its interval excludes zero and hollow elsewhere;
        a hidden count is written as ``<10`` and has no mark.
    groups
        The edges of the groups of rows, n + 1 ascending numbers.
    language
        Of the numbers on the axis.
    most_ticks
        Along the axis.
    """
    bands(ax, groups)
    ax.axvline(0.0, color=BLACK, linewidth=0.9, zorder=1)
    for interval in intervals:
        if interval.hidden:
            ax.text(0.0, interval.y, f" {HIDDEN_TEXT}", va="center", fontsize=7.5, color=GREY, gid="hidden")
            continue
        colour = interval.look.colour
        ax.plot(
            [interval.low, interval.high],
            [interval.y, interval.y],
            color=colour,
            linewidth=2.0,
            solid_capstyle="butt",
            gid="interval",
            zorder=2,
        )
        ax.plot(
            [interval.mean],
            [interval.y],
            linestyle="none",
            marker=interval.look.marker,
            markersize=5.5,
            color=colour,
            markerfacecolor=colour if interval.decided else "white",
            gid="estimate",
            zorder=3,
        )
    number_axis(ax.xaxis, language, most_ticks)
    ends = [
        abs(end)
        for interval in intervals
        if not interval.hidden
        for end in (interval.low, interval.mean, interval.high)
    ]
    if not any(np.isfinite(end) and end > 0 for end in ends):
        empty_axis(ax)


def empty_axis(ax: Axes) -> None:
    """Where all is hidden or zero: an axis with nothing on it but zero, in the middle."""
    ax.set_xlim(-1.0, 1.0)
    ax.set_xticks([0.0])


def bands(ax: Axes, groups: Sequence[float]) -> None:
    """Prepare axes for rows that run downwards: quiet bands, no marks on the left."""
    for at, (upper, lower) in enumerate(pairwise(groups)):
        if at % 2 == 0:
            ax.axhspan(upper, lower, color=QUIET["shade"], linewidth=0, zorder=0)
    ax.set_ylim(groups[-1], groups[0])
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def draw_effect_grid(
    panels: Sequence[EffectPanel],
    table: pd.DataFrame,
    language: Language,
    figure: Figure | SubFigure | None,
) -> tuple[Figure | SubFigure, list[Axes]]:
    """Draw six indicators in two rows of three, scenarios named on the left, governments in the legend.

    Parameters
    ----------
    panels
        Six, row by row.
    table
        Rows of the effects table of one district, with a column ``hidden``.
    language
        ``en`` or ``id``.
    figure
        Where to draw; None makes a new figure that fits the table.

    Returns
    -------
    tuple
        The figure and its panels.
    """
    scenarios, governments = in_order(table, "scenario"), in_order(table, "government")
    figure = figure or new_figure(2.3 + 2 * (0.75 + 0.19 * len(scenarios) * len(governments)))
    grid = figure.add_gridspec(3, 3, height_ratios=[1.0, 1.0, 0.1])
    drawn: list[Axes] = []
    for at, panel in enumerate(panels):
        ax = figure.add_subplot(grid[at // 3, at % 3])
        draw_effect_panel(ax, panel, table, scenarios, governments, language)
        if at % 3 == 0:
            names = [label("scenario", name, language) for name in scenarios]
            ax.set_yticks(np.arange(len(scenarios)) + 0.5, names)
        drawn.append(ax)
    keys = [
        look_key(label("government", name, language), look(GOVERNMENTS, name, at))
        for at, name in enumerate(governments)
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    return figure, drawn


def look_key(name: str, style: Look) -> Line2D:
    """An entry of a legend: line and full mark."""
    return Line2D([], [], color=style.colour, marker=style.marker, markersize=6, linewidth=2.0, label=name)


def line_key(name: str, style: Look) -> Line2D:
    """An entry of a legend for a line over time: dash and small mark."""
    return Line2D(
        [], [], color=style.colour, linestyle=style.dash, marker=style.marker, markersize=5, label=name
    )
