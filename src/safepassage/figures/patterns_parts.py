"""What the figures of the patterns share: lines with bands over draws, records, and their footer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from numpy.typing import NDArray

from safepassage.figures.labels import Language, either, short_number
from safepassage.figures.style import BLACK, GREY, VERMILLION, Look, set_alt
from safepassage.figures.tables import simulated_per_real
from safepassage.observation.suppress import HIDDEN_TEXT, MINIMUM_REAL, is_small

TIMOR = ("belu", "ttu", "malaka")
"""The districts of the model that lie in NTT."""

RECORD = Look(VERMILLION, "D", "solid")
"""How a number on record is drawn."""

Floats = NDArray[np.float64]


def wide(table: pd.DataFrame, rows: Sequence[str], indicator: str) -> pd.DataFrame:
    """Sum an indicator over districts: a column per draw, an index of the columns ``rows``."""
    return table.groupby([*rows, "draw"])[indicator].sum().unstack("draw")


def band_line(ax: Axes, x: Floats, draws: Floats, look: Look, at: int = 0, alpha: float = 0.16) -> None:
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
    alpha
        Of the band.
    """
    shown = np.isfinite(draws).any(axis=1)
    low, middle, high = (np.full(len(x), np.nan) for _ in range(3))
    low[shown], middle[shown], high[shown] = np.nanquantile(draws[shown], (0.05, 0.5, 0.95), axis=1)
    ax.fill_between(x, low, high, color=look.colour, alpha=alpha, linewidth=0, zorder=1, gid="band")
    every = (at % 2, 1 if len(x) < 20 else 6)
    ax.plot(
        x, middle, color=look.colour, linestyle=look.dash, marker=look.marker, markersize=4.0, markevery=every,
        zorder=3, gid="median",
    )  # fmt: skip


def shown_counts(draws: Floats, indicator: str, population_share: float) -> Floats:
    """Blank the rows of counts that rest on too few persons, shape [points, draws]."""
    means = draws.mean(axis=1)
    per_real = simulated_per_real(indicator, population_share)
    small = is_small(means, draws.sum(axis=1) * per_real)
    return np.where(small[:, None], np.nan, draws)


def write_hidden(ax: Axes, x: Floats, draws: Floats) -> None:
    """Write ``<10`` at the foot of the axes under every point that has no value in any draw."""
    for place in x[~np.isfinite(draws).any(axis=1)]:
        ax.text(
            place, 0.02, HIDDEN_TEXT, transform=ax.get_xaxis_transform(), ha="center", va="bottom", fontsize=7.5,
            color=GREY, gid="hidden",
        )  # fmt: skip


def draw_yearly_counts(
    ax: Axes,
    table: pd.DataFrame,
    indicator: str,
    population_share: float,
    look: Look,
    title: str,
    language: Language,
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
    population_share
        Simulated persons per real one, in (0, 1].
    look
        Colour, mark and dash.
    title
        In the language.
    language
        ``en`` or ``id``.
    """
    counts = wide(table, ["year"], indicator)
    x = counts.index.to_numpy(dtype=float) + 0.5  # a year stands in its middle
    draws = shown_counts(counts.to_numpy(dtype=float), indicator, population_share)
    # a draw without anybody has no place on a logarithmic axis: it lies at its foot
    band_line(ax, x, np.where(draws == 0.0, 1.0, draws), look)
    ax.set_yscale("log")
    number_log(ax.yaxis, language)
    write_hidden(ax, x, draws)
    ax.set_title(title)
    ax.set_ylabel(either(language, "persons a year", "orang per tahun"))
    said = "; ".join(
        f"{year}: {middle_and_range(row, language)}" for year, row in zip(counts.index, draws, strict=True)
    )
    set_alt(ax, f"{title}: {said}.")
    return bool(np.isnan(draws).any())


def share_counts_axis(panels: Sequence[Axes]) -> None:
    """Give panels of counts the same logarithmic axis, from the least that may be shown."""
    ends = [end for ax in panels for end in ax.get_ylim()]
    for ax in panels:
        ax.set_ylim(max(min(ends), float(MINIMUM_REAL)), max(ends))


def record_marks(ax: Axes, x: Sequence[float], values: Sequence[float]) -> None:
    """Draw numbers on record."""
    ax.plot(
        list(x), list(values), linestyle="none", marker=RECORD.marker, markersize=6.5, color=RECORD.colour,
        markeredgecolor="white", markeredgewidth=0.8, zorder=5, gid="record",
    )  # fmt: skip


def record_key(language: Language, name: str | None = None) -> Line2D:
    """The legend's entry for records."""
    return Line2D(
        [], [], linestyle="none", marker=RECORD.marker, markersize=6, color=RECORD.colour,
        label=name or either(language, "on record", "tercatat"),
    )  # fmt: skip


def draws_footer(language: Language, draws: int, population_share: float, bands: bool = True) -> str:
    """Write under which conditions a figure of the patterns stands."""
    share = short_number(100 * population_share, language)
    lines = either(
        language,
        "Lines: median; bands: nine draws in ten (5th to 95th percentile). ",
        "Garis: median; pita: sembilan dari sepuluh undian (persentil ke-5 sampai ke-95). ",
    )
    return (lines if bands else "") + either(
        language,
        f"Simulated, scaled to the real population: {draws} draws of the uncertain parameters, one seed each, "
        f"{share} percent of persons simulated. Conditional on stated assumptions; not a forecast.",
        f"Hasil simulasi, diskalakan ke penduduk nyata: {draws} undian parameter yang tidak pasti, satu benih "
        f"tiap undian, {share} persen orang disimulasikan. Bergantung pada asumsi yang dinyatakan; bukan ramalan.",
    )


def reference_line(ax: Axes, y: float) -> None:
    """Draw a quiet line across the axes, for one, zero or a base year."""
    ax.axhline(y, color=BLACK, linewidth=0.8, zorder=1)


def three_digits(value: float, language: Language) -> str:
    """Write a number with three significant digits, as far as text needs them."""
    return short_number(float(f"{value:.3g}"), language)


def middle_and_range(values: Floats, language: Language) -> str:
    """Write a median with its 5-95 percent range over draws."""
    known = values[np.isfinite(values)]
    if not len(known):
        return either(language, "no value", "tanpa nilai")
    low, middle, high = (three_digits(value, language) for value in np.quantile(known, (0.05, 0.5, 0.95)))
    return f"{middle} ({low}; {high})"


def number_log(axis: Axis, language: Language) -> None:
    """Write whole numbers at the powers of ten of a logarithmic axis."""
    axis.set_major_locator(LogLocator(base=10.0))
    axis.set_major_formatter(FuncFormatter(lambda value, _: short_number(float(f"{value:.6g}"), language)))
    axis.set_minor_formatter(NullFormatter())


def year_axis(ax: Axes, years: Sequence[int], every: int = 1) -> None:
    """Write years under the middles of their spans."""
    ax.set_xlim(years[0] - 0.1, years[-1] + 1.1)
    ax.set_xticks([year + 0.5 for year in years[::every]], [str(year) for year in years[::every]])
    ax.grid(axis="x", visible=False)
