"""Convergence: how the interval narrows with the number of replicates, and what pairing saves."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullFormatter

from safepassage.figures.sheet import Sheet
from safepassage.figures.style import GREY, SCENARIOS, legend_row, look, set_alt, styled
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE, choose, in_order, require

COLUMNS = ("scenario", "government", "indicator", "replicates", "mean", "half_width", "half_width_unpaired")
INDICATORS = ("exploitation_years", *COUNTS_SHOWN_BESIDE)
"""Years of exploitation and what stands beside them."""
TICKS = (2, 3, 4, 6, 8, 12, 16, 24, 32, 50, 100, 200, 500)
_DOTTED = (0, (1, 1.4))


@styled
def convergence_figure(table: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw convergence for years of exploitation, and for what stands beside them.

    Parameters
    ----------
    table
        What `safepassage.analysis.convergence.convergence_table` returns for `INDICATORS`.
    sheet
        Its government is drawn.

    Returns
    -------
    Figure
        Panels with alt text; the first is the large one. Half-widths are of estimates, not counts of
        persons: the rule for small counts does not apply to them.

    Raises
    ------
    InputError
        If a column, the government or an indicator is missing.
    """
    require(table, COLUMNS, "convergence")
    table = choose(table, "government", sheet.government, "convergence")
    figure = sheet.figure(5.6)
    grid = figure.add_gridspec(3, 3, height_ratios=[1.0, 1.0, 0.16], width_ratios=[1.5, 1.0, 1.0])
    places = [grid[0:2, 0], grid[0, 1], grid[0, 2], grid[1, 1], grid[1, 2]]
    drawn: list[Axes] = []
    for place, indicator in zip(places, INDICATORS, strict=True):
        ax = figure.add_subplot(place)
        _panel(ax, choose(table, "indicator", indicator, "convergence"), sheet)
        ax.set_title(sheet.name("indicator", indicator), fontsize=8.5 if drawn else 9.5)
        ax.set_xlabel(sheet.say("convergence.replicates"))
        drawn.append(ax)
    drawn[0].set_ylabel(sheet.say("convergence.axis"))
    apart = sheet.say("convergence.independent")
    keys = [
        *sheet.scenario_keys(in_order(table, "scenario")),
        Line2D([], [], color=GREY, linestyle=_DOTTED, linewidth=1.1, label=apart),
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    footer = [sheet.say("convergence.footer"), sheet.conditions(str(int(table["replicates"].max())))]
    return sheet.finish(figure, sheet.say("convergence.title", ruler=sheet.ruler), footer, drawn)


def _panel(ax: Axes, table: pd.DataFrame, sheet: Sheet) -> None:
    """Half-widths of one indicator against replicates: full lines for pairs, dotted ones for independent runs."""
    clauses = []
    for at, scenario in enumerate(in_order(table, "scenario")):
        rows = table[table["scenario"] == scenario].sort_values("replicates")
        style = look(SCENARIOS, scenario, at)
        x = rows["replicates"].to_numpy(dtype=np.float64)
        paired, apart = (
            rows[name].to_numpy(dtype=np.float64) for name in ("half_width", "half_width_unpaired")
        )
        # no chance moved it: zero has no place on a logarithmic axis
        ax.plot(x, np.where(paired > 0, paired, np.nan), color=style.colour, linestyle=style.dash,
                marker=style.marker, markersize=4, markevery=max(len(x) // 6, 1), gid="paired")  # fmt: skip
        ax.plot(x, np.where(apart > 0, apart, np.nan), color=style.colour, linestyle=_DOTTED, linewidth=1.1,
                gid="unpaired")  # fmt: skip
        unpaired = f"{sheet.say('convergence.unpaired')} {sheet.number(apart[-1], 1)}"
        clauses.append(f"{sheet.name('scenario', scenario)}: {sheet.number(paired[-1], 1)} ({unpaired})")
    last = int(table["replicates"].max())
    if (table[["half_width", "half_width_unpaired"]] > 0).to_numpy().any():
        _slopes(ax, last, sheet)
    ax.grid(visible=False)
    title = sheet.name("indicator", str(table["indicator"].iloc[0]))
    set_alt(ax, f"{title}, {sheet.say('convergence.after', last=last)}: {'; '.join(clauses)}.")


def _slopes(ax: Axes, last: int, sheet: Sheet) -> None:
    """Logarithmic axes, with grey lines that fall with the root of the number of replicates."""
    ax.set_xscale("log")
    ax.set_yscale("log")
    low, high = ax.get_ylim()
    line = np.array([2.0, float(last)])
    for start in np.geomspace(low, high * np.sqrt(last / 2.0), 6):
        ax.plot(line, start * np.sqrt(2.0 / line), color="#c8c8c8", linewidth=0.7, zorder=0, gid="slope")
    ax.set_ylim(low, high)
    ticks = [one for one in TICKS if one <= last]
    ax.set_xticks(ticks, [str(one) for one in ticks], minor=False)
    ax.set_xticks([], minor=True)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _=None: sheet.short(value)))
    ax.yaxis.set_minor_formatter(NullFormatter())
