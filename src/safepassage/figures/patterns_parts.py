"""What the figures of the patterns share: lines with bands over draws, records, and counts by year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from safepassage.figures.sheet import Floats, Sheet
from safepassage.figures.style import BLACK, GREY, VERMILLION, Look, set_alt
from safepassage.figures.tables import simulated_per_real
from safepassage.observation.suppress import HIDDEN_TEXT, MINIMUM_REAL, is_small

TIMOR = ("belu", "ttu", "malaka")
"""The districts of the model that lie in NTT."""

RECORD = Look(VERMILLION, "D", "solid")
"""How a number on record is drawn."""


def wide(table: pd.DataFrame, rows: Sequence[str], indicator: str) -> pd.DataFrame:
    """Sum an indicator over districts: a column per draw, an index of the columns ``rows``."""
    return table.groupby([*rows, "draw"])[indicator].sum().unstack("draw")


def band_line(ax: Axes, x: Floats, draws: Floats, look: Look, at: int = 0) -> None:
    """Draw the median over draws, and behind it what nine draws in ten hold.

    Parameters
    ----------
    ax
        Where.
    x
        Shape [points].
    draws
        Shape [points, draws]; NaN where a draw has no value.
    look
        Colour, mark and dash.
    at
        Position among the lines of the axes; shifts their marks.
    """
    shown = np.isfinite(draws).any(axis=1)
    low, middle, high = (np.full(len(x), np.nan) for _ in range(3))
    low[shown], middle[shown], high[shown] = np.nanquantile(draws[shown], (0.05, 0.5, 0.95), axis=1)
    ax.fill_between(x, low, high, color=look.colour, alpha=0.16, linewidth=0, zorder=1, gid="band")
    every = (at % 2, 1 if len(x) < 20 else 6)
    ax.plot(
        x, middle, color=look.colour, linestyle=look.dash, marker=look.marker, markersize=4.0, markevery=every,
        zorder=3, gid="median",
    )  # fmt: skip


def draw_yearly_counts(
    ax: Axes, table: pd.DataFrame, indicator: str, look: Look, title: str, sheet: Sheet
) -> bool:
    """Draw persons a year over draws on a logarithmic axis; say whether some were too few.

    Parameters
    ----------
    ax
        Where to draw; title, axis label and alt text are set.
    table
        Columns ``year``, ``draw`` and the indicator, of one scenario.
    indicator
        A count of persons.
    look
        Colour, mark and dash.
    title
        In the language.
    sheet
        Share and language.
    """
    counts = wide(table, ["year"], indicator)
    x = counts.index.to_numpy(dtype=float) + 0.5  # a year stands in its middle
    draws = counts.to_numpy(dtype=float)
    small = is_small(draws.mean(axis=1), draws.sum(axis=1) * simulated_per_real(indicator, sheet.share))
    draws = np.where(small[:, None], np.nan, draws)
    # a draw without anybody has no place on a logarithmic axis: it lies at its foot
    band_line(ax, x, np.where(draws == 0.0, 1.0, draws), look)
    ax.set_yscale("log")
    sheet.number_log(ax.yaxis)
    for place in x[~np.isfinite(draws).any(axis=1)]:
        ax.text(
            place, 0.02, HIDDEN_TEXT, transform=ax.get_xaxis_transform(), ha="center", va="bottom", fontsize=7.5,
            color=GREY, gid="hidden",
        )  # fmt: skip
    ax.set_title(title)
    ax.set_ylabel(sheet.say("axis.persons_a_year"))
    said = "; ".join(
        f"{year}: {sheet.over_draws(row)}" for year, row in zip(counts.index, draws, strict=True)
    )
    set_alt(ax, f"{title}: {said}.")
    return bool(np.isnan(draws).any())


def share_counts_axis(panels: Sequence[Axes]) -> None:
    """Give panels of counts the same logarithmic axis, from the least that may be shown."""
    ends = [end for ax in panels for end in ax.get_ylim()]
    for ax in panels:
        ax.set_ylim(max(min(ends), float(MINIMUM_REAL)), max(ends))


def record_key(name: str) -> Line2D:
    """The legend's entry for records."""
    return Line2D(
        [], [], linestyle="none", marker=RECORD.marker, markersize=6, color=RECORD.colour, label=name
    )


def reference_line(ax: Axes, y: float) -> None:
    """Draw a quiet line across the axes, for one, zero or a base year."""
    ax.axhline(y, color=BLACK, linewidth=0.8, zorder=1)


def year_axis(ax: Axes, years: Sequence[int], every: int = 1) -> None:
    """Write years under the middles of their spans."""
    ax.set_xlim(years[0] - 0.1, years[-1] + 1.1)
    ax.set_xticks([year + 0.5 for year in years[::every]], [str(year) for year in years[::every]])
    ax.grid(axis="x", visible=False)
