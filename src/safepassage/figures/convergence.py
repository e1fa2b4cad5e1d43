"""Convergence: how the interval narrows with the number of replicates, and what pairing saves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from safepassage.figures.labels import Language, either, label, number, short_number
from safepassage.figures.panels import line_key
from safepassage.figures.style import (
    GREY,
    SCENARIOS,
    conditions,
    legend_row,
    look,
    new_figure,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE, choose, in_order, require

COLUMNS = ("scenario", "government", "indicator", "replicates", "mean", "half_width", "half_width_unpaired")
INDICATORS = ("exploitation_years", *COUNTS_SHOWN_BESIDE)
"""Years of exploitation and what stands beside them."""


@styled
def draw_convergence(ax: Axes, table: pd.DataFrame, language: Language = "en") -> Axes:
    """Draw half-widths against replicates on logarithmic axes, paired and unpaired.

    Parameters
    ----------
    ax
        Where to draw.
    table
        Rows of `convergence_table` of one government and one indicator.
    language
        ``en`` or ``id``.

    Returns
    -------
    Axes
        A full line for pairs and a thin dotted one for independent runs, by scenario; grey slopes
        fall with the root of the number of replicates.
    """
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
        ax.plot(x, np.where(apart > 0, apart, np.nan), color=style.colour, linestyle=(0, (1, 1.4)), linewidth=1.1,
                gid="unpaired")  # fmt: skip
        clauses.append(
            f"{label('scenario', scenario, language)}: {number(paired[-1], language, 1)} "
            f"({either(language, 'unpaired', 'tanpa pasangan')} {number(apart[-1], language, 1)})"
        )
    last = int(table["replicates"].max())
    ends = table[["half_width", "half_width_unpaired"]].to_numpy(dtype=np.float64)
    if (ends > 0).any():
        ax.set_xscale("log")
        ax.set_yscale("log")
        low, high = ax.get_ylim()
        line = np.array([2.0, float(last)])
        for start in np.geomspace(low, high * np.sqrt(last / 2.0), 6):
            ax.plot(line, start * np.sqrt(2.0 / line), color="#c8c8c8", linewidth=0.7, zorder=0, gid="slope")
        ax.set_ylim(low, high)
        ticks = [one for one in (2, 3, 4, 6, 8, 12, 16, 24, 32, 50, 100, 200, 500) if one <= last]
        ax.set_xticks(ticks, [str(one) for one in ticks], minor=False)
        ax.set_xticks([], minor=True)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _at=None: short_number(value, language)))
        ax.yaxis.set_minor_formatter(FuncFormatter(lambda _value, _at=None: ""))
    ax.grid(visible=False)
    ending = either(language, f"after {last} replicates", f"setelah {last} ulangan")
    title = label("indicator", str(table["indicator"].iloc[0]), language)
    ax.set_title(title)
    set_alt(ax, f"{title}, {ending}: {'; '.join(clauses)}.")
    return ax


@styled
def convergence_figure(
    table: pd.DataFrame,
    *,
    population_share: float,
    government: str = "as_is",
    indicators: Sequence[str] = INDICATORS,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw convergence for years of exploitation, and for what stands beside them.

    Parameters
    ----------
    table
        What `safepassage.analysis.convergence.convergence_table` returns.
    population_share
        Simulated persons per real one, in (0, 1].
    government
        Which of the table's.
    indicators
        Panels; the first is the large one.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        Panels with alt text. Half-widths are of estimates, not counts of persons: the rule for
        small counts does not apply to them.

    Raises
    ------
    InputError
        If a column, the government or an indicator is missing.
    """
    require(table, COLUMNS, "convergence")
    table = choose(table, "government", government, "convergence")
    figure = figure or new_figure(5.6)
    grid = figure.add_gridspec(3, 3, height_ratios=[1.0, 1.0, 0.16], width_ratios=[1.5, 1.0, 1.0])
    places = [grid[0:2, 0], grid[0, 1], grid[0, 2], grid[1, 1], grid[1, 2]]
    drawn: list[Axes] = []
    for place, indicator in zip(places, indicators, strict=False):
        ax = figure.add_subplot(place)
        draw_convergence(ax, choose(table, "indicator", indicator, "convergence"), language)
        if drawn:
            ax.set_title(ax.get_title(loc="left"), fontsize=8.5)
        else:
            ax.set_ylabel(
                either(language, "half-width of the 95 percent interval", "setengah lebar selang 95 persen")
            )
        ax.set_xlabel(either(language, "replicates", "ulangan"))
        drawn.append(ax)
    handles = [
        line_key(label("scenario", name, language), look(SCENARIOS, name, at))
        for at, name in enumerate(in_order(table, "scenario"))
    ]
    handles.append(
        Line2D([], [], color=GREY, linestyle=(0, (1, 1.4)), linewidth=1.1,
               label=either(language, "independent runs", "ulangan tanpa pasangan"))
    )  # fmt: skip
    legend_row(figure.add_subplot(grid[2, :]), handles, columns=4)
    ruler = label("government", government, language).lower()
    title = either(
        language,
        f"How sure after how many replicates, paired on the same draws and not ({ruler})",
        f"Seberapa pasti setelah berapa ulangan, berpasangan pada undian yang sama dan tidak ({ruler})",
    )
    footer = [
        either(
            language,
            "Persons or person-years over the period; Student's intervals. Grey slopes: the root of the "
            "number of replicates.",
            "Orang atau orang-tahun sepanjang periode; selang Student. Garis abu-abu: akar jumlah ulangan.",
        ),
        conditions(language, str(int(table["replicates"].max())), population_share),
    ]
    set_words(figure, title, footer, drawn)
    return figure
