"""Results over a design: a surface of responsiveness and programme, a simplex of the mix of three roles.

Averted exploitation is the large panel and never stands alone: the change in departures, refusals
and false identifications stands beside it, point by point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.figures.sheet import Floats, Sheet
from safepassage.figures.style import BLACK, GREY, QUIET, set_alt, styled
from safepassage.figures.tables import AVERTED, COUNTS_SHOWN_BESIDE, effects_hidden, replicates_text, require
from safepassage.observation.suppress import HIDDEN_TEXT

GRID = ("budget_usd_per_year", "responsiveness")
ROLES = ("implementer", "facilitator", "partner")
VALUES = ("indicator", "baseline_mean", "mean", "difference", "low", "high", "replicates")
THOUSAND = 1e3
DIVERGING = ("#8c3b00", "#c96a1e", "#eeaf72", "#f7f3ea", "#9ccbe3", "#3c8fbf", "#0b4f7d")
"""From brown to blue through a light middle: told apart without red and green, and in grey by the signs."""

Colours = tuple[ListedColormap, BoundaryNorm]


@dataclass(frozen=True)
class Points:
    """One indicator over a design: values with the sign of the panel, who is decided, who hidden."""

    table: pd.DataFrame
    values: Floats
    decided: NDArray[np.bool_]
    hidden: NDArray[np.bool_]


def points_of(table: pd.DataFrame, indicator: str) -> Points:
    """Take one indicator's rows of a prepared table, with the sign of its panel.

    Raises
    ------
    InputError
        If the indicator is missing.
    """
    rows = table[table["indicator"] == indicator].reset_index(drop=True)
    if rows.empty:
        raise InputError(f"design: no indicator {indicator!r}; it stands beside averted exploitation")
    sign = -1.0 if indicator in AVERTED else 1.0
    hidden = rows["hidden"].to_numpy(dtype=bool)
    values = np.where(hidden, np.nan, sign * rows["difference"].to_numpy(dtype=np.float64))
    decided = ((rows["low"] > 0) | (rows["high"] < 0)).to_numpy(dtype=bool)
    return Points(rows, values, decided & ~hidden, hidden)


def diverging(values: Floats) -> Colours:
    """Return colours and bounds that are alike on both sides of zero."""
    shown = np.abs(values[np.isfinite(values)])
    top = float(shown.max()) if shown.size and shown.max() > 0 else 1.0
    step = np.asarray(MaxNLocator(nbins=3, steps=[1, 2, 2.5, 5, 10]).tick_values(0.0, top), dtype=np.float64)
    edges = step[1:] if step[0] == 0.0 else step
    edges = edges[: max(int(np.searchsorted(edges, top)), 0) + 1][:3]
    # one light class around zero, as many on either side
    bounds = np.r_[-edges[::-1], -edges[0] / 10, edges[0] / 10, edges]
    classes = len(bounds) - 1
    picks = np.round(np.linspace(0, len(DIVERGING) - 1, classes)).astype(int)
    return ListedColormap([DIVERGING[at] for at in picks]), BoundaryNorm(bounds, classes)


def prepared(table: pd.DataFrame, design: Sequence[str], population_share: float) -> pd.DataFrame:
    """Check a table and mark the rows that rest on too few persons."""
    require(table, (*design, *VALUES), "design")
    keys = table[list(design)].astype(str).agg("|".join, axis=1)
    named = table.assign(scenario=keys, government="", district="all")
    return table.assign(hidden=effects_hidden(named, population_share))


@styled
def surface_figure(table: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw what a programme averts over its size and the government's responsiveness.

    Parameters
    ----------
    table
        A row per point and indicator: columns ``budget_usd_per_year`` and ``responsiveness`` (a full
        grid), ``indicator``, ``baseline_mean``, ``mean``, ``difference``, ``low``, ``high``,
        ``replicates``; differences against the same world without the programme.
    sheet
        Share and language.

    Returns
    -------
    Figure
        A cell for each point with its number; a cell whose interval includes zero has its number
        in brackets, one that rests on too few persons says ``<10``.

    Raises
    ------
    InputError
        If a column or an indicator is missing, or the points are no full grid.
    """
    return _design_figure(prepared(table, GRID, sheet.share), _draw_surface, sheet, "surface")


def _draw_surface(ax: Axes, points: Points, colours: Colours, large: bool, sheet: Sheet) -> str:
    """Cells of one indicator; their numbers in words."""
    xs, ys = (points.table[name] for name in GRID)
    columns, rows = np.unique(xs), np.unique(ys)
    if len(xs) != len(columns) * len(rows):
        raise InputError(f"surface: {len(xs)} points are no full grid of {' and '.join(GRID)}")
    across, up = np.searchsorted(columns, xs), np.searchsorted(rows, ys)
    grid = np.full((len(rows), len(columns)), np.nan)
    grid[up, across] = points.values
    ax.pcolormesh(np.arange(len(columns) + 1), np.arange(len(rows) + 1), grid, cmap=colours[0], norm=colours[1],
                  edgecolors="white", linewidth=1.0)  # fmt: skip
    clauses = []
    for at in range(len(points.table)):
        text = _cell_text(points, at, sheet)
        dark = np.isfinite(points.values[at]) and abs(points.values[at]) > 0.6 * colours[1].boundaries[-1]
        shown = text if large or points.hidden[at] else "" if points.decided[at] else "○"
        ax.text(across[at] + 0.5, up[at] + 0.5, shown, ha="center", va="center", fontsize=8 if large else 6.5,
                color="white" if dark else BLACK, gid="value")  # fmt: skip
        clauses.append(f"{sheet.short(xs[at] / THOUSAND)} / {sheet.short(ys[at])}: {text}")
    ax.set_xticks(np.arange(len(columns)) + 0.5, [sheet.short(value / THOUSAND) for value in columns])
    ax.set_yticks(np.arange(len(rows)) + 0.5, [sheet.short(value) for value in rows])
    ax.tick_params(length=0, labelsize=8.5 if large else 7)
    if large:
        ax.set_xlabel(sheet.say("surface.budget"))
        ax.set_ylabel(sheet.say("surface.responsiveness"))
    return "; ".join(clauses)


@styled
def simplex_figure(table: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw what mixes of the three roles avert at equal budget.

    Parameters
    ----------
    table
        A row per mix and indicator: columns ``implementer``, ``facilitator``, ``partner`` (shares
        that sum to one), ``indicator``, ``baseline_mean``, ``mean``, ``difference``, ``low``,
        ``high``, ``replicates``.
    sheet
        Share and language.

    Returns
    -------
    Figure
        A triangle for each indicator: a corner is all of the budget on one role. A hollow mark's
        interval includes zero, a cross rests on too few persons.

    Raises
    ------
    InputError
        If a column or an indicator is missing, or shares do not sum to one.
    """
    ready = prepared(table, ROLES, sheet.share)
    shares = ready[list(ROLES)].to_numpy(dtype=np.float64)
    if not np.allclose(shares.sum(axis=1), 1.0, atol=1e-6) or (shares < -1e-9).any():
        raise InputError(
            "simplex: the shares of implementer, facilitator and partner must sum to one in every row"
        )
    return _design_figure(ready, _draw_simplex, sheet, "simplex")


def _draw_simplex(ax: Axes, points: Points, colours: Colours, large: bool, sheet: Sheet) -> str:
    """Mixes of one indicator; their numbers in words."""
    names = {role: sheet.say(f"simplex.{role}") for role in ROLES}
    _triangle(ax, names, large)
    at = corner_positions(points.table[list(ROLES)].to_numpy(dtype=np.float64))
    clauses = []
    for row in range(len(points.table)):
        text = _cell_text(points, row, sheet)
        if points.hidden[row]:
            ax.plot(*at[row], marker="x", color=GREY, markersize=6 if large else 4, gid="hidden")
        else:
            colour = colours[0](colours[1](points.values[row]))
            ax.plot(*at[row], marker="o", markersize=15 if large else 8, color=colour, markeredgecolor=BLACK,
                    markeredgewidth=1.6 if points.decided[row] else 0.6,
                    linestyle="none", gid="decided" if points.decided[row] else "undecided", zorder=3)  # fmt: skip
        if large:
            ax.annotate(text, at[row], (0, -9.5), textcoords="offset points", ha="center", va="top", fontsize=7,
                        path_effects=[withStroke(linewidth=2.5, foreground="white")], zorder=4)  # fmt: skip
        mix = ", ".join(f"{names[role]} {sheet.number(100 * points.table[role][row])}" for role in ROLES)
        clauses.append(f"{mix}: {text}")
    return "; ".join(clauses)


def _triangle(ax: Axes, names: Mapping[str, str], large: bool) -> None:
    """The sides, quiet lines at quarters, and the roles at their corners."""
    ax.plot([0, 1, 0.5, 0], [0, 0, np.sqrt(3) / 2, 0], color=BLACK, linewidth=1.0, zorder=1)
    for share in (0.25, 0.5, 0.75):
        for a, b in (((1 - share, share, 0), (1 - share, 0, share)), ((share, 1 - share, 0), (0, 1 - share, share)),
                     ((share, 0, 1 - share), (0, share, 1 - share))):  # fmt: skip
            line = corner_positions(np.array([a, b], dtype=np.float64))
            ax.plot(line[:, 0], line[:, 1], color=QUIET["grid"], linewidth=0.6, zorder=0)
    for role, corner, shift in zip(
        ROLES, np.eye(3), ((0.04, -0.15), (-0.04, -0.15), (0.0, 0.075)), strict=True
    ):
        x, y = corner_positions(corner[None, :])[0]
        ax.text(x + shift[0] * (1 if large else 2), y + shift[1] * (1 if large else 1.15), names[role], ha="center",
                va="center", fontsize=8.5 if large else 6.5, fontweight="bold" if large else "normal")  # fmt: skip
    ax.set_xlim(-0.14, 1.14)
    ax.set_ylim(-0.24, np.sqrt(3) / 2 + 0.14)
    ax.set_aspect("equal")
    ax.set_axis_off()


def corner_positions(shares: Floats) -> Floats:
    """Positions of mixes in a triangle of side one, shape [N, 2]: implementer left, facilitator right, partner up."""
    return np.stack([shares[:, 1] + shares[:, 2] / 2, shares[:, 2] * np.sqrt(3) / 2], axis=1)


def _cell_text(points: Points, at: int, sheet: Sheet) -> str:
    if points.hidden[at]:
        return HIDDEN_TEXT
    text = sheet.number(float(points.values[at]), 0 if abs(points.values[at]) >= 10 else 1)
    return text if points.decided[at] else f"({text})"


def _design_figure(
    ready: pd.DataFrame,
    draw: Callable[[Axes, Points, Colours, bool, Sheet], str],
    sheet: Sheet,
    words: str,
) -> Figure:
    """The large panel of years averted, four small ones beside it, a scale under each."""
    figure = sheet.figure(5.6)
    # two grids of their own, so that the large panel's words take no room from the small ones
    halves = figure.add_gridspec(1, 2, width_ratios=[1.05, 1.0])
    large_grid = halves[0, 0].subgridspec(2, 1, height_ratios=[1.0, 0.04])
    small_grid = halves[0, 1].subgridspec(4, 2, height_ratios=[1.0, 0.06, 1.0, 0.06])
    places = [(large_grid[0, 0], large_grid[1, 0])]
    places += [(small_grid[2 * (n // 2), n % 2], small_grid[2 * (n // 2) + 1, n % 2]) for n in range(4)]
    drawn: list[Axes] = []
    for (place, scale), indicator in zip(places, (AVERTED[0], *COUNTS_SHOWN_BESIDE), strict=True):
        points = points_of(ready, indicator)
        colours = diverging(points.values)
        large = not drawn
        ax = figure.add_subplot(place)
        ax.grid(visible=False)
        for side in ax.spines.values():
            side.set_visible(False)
        clauses = draw(ax, points, colours, large, sheet)
        title = sheet.say(f"effects.{indicator}")
        ax.set_title(" ".join(title.split()) if large else title, fontsize=9.5 if large else 8)
        _scale(figure.add_subplot(scale), colours, large, sheet)
        set_alt(ax, f"{title}: {clauses}.")
        drawn.append(ax)
    footer = [sheet.say("design_footer"), sheet.conditions(replicates_text(ready["replicates"]))]
    return sheet.finish(figure, sheet.say(f"{words}.title"), footer, drawn, bool(ready["hidden"].any()))


def _scale(ax: Axes, colours: Colours, large: bool, sheet: Sheet) -> None:
    """The colours of a panel with their bounds."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # axes of a figure
    figure.colorbar(
        ScalarMappable(colours[1], colours[0]), cax=ax, orientation="horizontal", spacing="uniform"
    )
    edges = colours[1].boundaries
    ax.set_xticks(edges if large else edges[[0, -1]])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _=None: sheet.short(value)))
    ax.tick_params(labelsize=7.5 if large else 6.5, length=2)
    ax.minorticks_off()
    set_alt(ax, sheet.say("colour_scale"))
