"""P1 to P10 on one page: estimate, interval, verdict, and the share of draws that agree."""

from __future__ import annotations

import math
import textwrap
from dataclasses import fields

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D

from safepassage.analysis.patterns import PatternRow
from safepassage.figures.labels import Language, either, short_number
from safepassage.figures.panels import bands
from safepassage.figures.patterns_parts import draws_footer, three_digits
from safepassage.figures.style import (
    BLACK,
    BLUE,
    GREY,
    VERMILLION,
    Look,
    legend_row,
    new_figure,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import require

COLUMNS = tuple(field.name for field in fields(PatternRow))
VERDICTS: dict[str, tuple[Look, tuple[str, str]]] = {
    "pass": (Look(BLUE, "o", "solid"), ("pass", "lulus")),
    "supported": (Look(BLUE, "o", "solid"), ("supported", "didukung")),
    "undecided": (Look(GREY, "D", "solid"), ("undecided", "belum jelas")),
    "not supported": (Look(VERMILLION, "X", "solid"), ("not supported", "tidak didukung")),
    "fail": (Look(VERMILLION, "X", "solid"), ("fail", "gagal")),
}
KINDS = {
    "claim": ("claim", "klaim"),
    "observed": ("observed", "teramati"),
    "built in": ("built in", "terbangun"),
}
ROW_INCHES = 0.28


@styled
def summary_figure(
    patterns: pd.DataFrame,
    *,
    population_share: float,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw every statement of ``patterns.csv`` as a row.

    Parameters
    ----------
    patterns
        Columns `COLUMNS`, in the order in which they are to stand.
    population_share
        Simulated persons per real one, in (0, 1].
    language
        ``en`` or ``id``; the statements themselves stand as in the table.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
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
    figure = figure or new_figure(1.9 + ROW_INCHES * number)
    grid = figure.add_gridspec(2, 2, width_ratios=[1.0, 0.62], height_ratios=[number, 1.4], wspace=0.0)
    left, right = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1])
    edges = [0.0, *(at + 1.0 for at in range(number) if at + 1 == number or _next_differs(patterns, at))]
    for ax in (left, right):
        bands(ax, edges)
        ax.tick_params(axis="x", labelsize=8)
    clauses, names = [], []
    for at, row in enumerate(patterns.to_dict("records")):
        style, words = VERDICTS.get(str(row["verdict"]), VERDICTS["undecided"])
        y = at + 0.5
        _interval(left, y, float(row["estimate"]), float(row["low"]), float(row["high"]), style)
        text = _numbers(float(row["estimate"]), float(row["low"]), float(row["high"]), language)
        left.text(1.04, y, text, va="center", fontsize=7, color=BLACK, gid="numbers")
        share = float(row["share"])
        if math.isfinite(share):
            right.plot([0.0, share], [y, y], color=style.colour, linewidth=1.2, zorder=2)
            right.plot(
                [share], [y], marker=style.marker, color=style.colour, markersize=5.5, zorder=3, gid="share"
            )
        right.text(
            1.13, y, either(language, *words), va="center", fontsize=8, color=style.colour, fontweight="bold"
        )
        names.append(textwrap.shorten(f"{row['pattern']}  {row['contrast']}", 64, placeholder=" …")
                     + "\n" + textwrap.shorten(str(row["indicator"]), 62, placeholder=" …"))  # fmt: skip
        clauses.append(
            f"{row['pattern']} ({either(language, *KINDS.get(str(row['kind']), (str(row['kind']),) * 2))}), "
            f"{row['contrast']}, {row['indicator']}: {text}, {either(language, *words)}"
        )
    _frame(left, right, names, language)
    shown = [verdict for verdict in VERDICTS if verdict in set(patterns["verdict"])]
    keys = [
        Line2D([], [], linestyle="none", marker=VERDICTS[name][0].marker, color=VERDICTS[name][0].colour, markersize=6,
               label=either(language, *VERDICTS[name][1]))
        for name in shown
    ]  # fmt: skip
    legend_row(figure.add_subplot(grid[1, :]), keys, columns=5)
    title = either(
        language,
        "The patterns P1 to P10: estimate with interval, share of draws that agree, verdict",
        "Pola P1 sampai P10: taksiran dengan selang, bagian undian yang sepakat, putusan",
    )
    explained = either(
        language,
        "Each row has a scale of its own that holds zero (grey tick). Claims: mean over draws with the 95 percent "
        "interval of the mean; observed and built in: median with the range of nine draws in ten. P8: share of draws "
        "below the record. A claim can be undecided; only observed and built-in statements can "
        "fail. The change in departures, refusals and false identifications stands in effects.csv.",
        "Tiap baris punya skala sendiri yang memuat nol (garis abu-abu). "
        "Klaim: rata-rata undian dengan selang 95 persen dari rata-rata; teramati dan terbangun: median dengan rentang "
        "sembilan dari sepuluh undian. P8: bagian undian di bawah catatan. Klaim bisa belum jelas; hanya yang teramati "
        "dan terbangun bisa gagal. Perubahan keberangkatan, penolakan, dan identifikasi keliru ada di effects.csv.",
    )
    drawn = int(patterns["draws"].max())
    set_alt(left, f"{left.get_title(loc='left')}: {'; '.join(clauses)}.")
    verdicts = patterns["verdict"].value_counts()
    set_alt(
        right, "; ".join(f"{either(language, *VERDICTS[name][1])}: {verdicts[name]}" for name in shown) + "."
    )
    footer = [explained, draws_footer(language, drawn, population_share, bands=False)]
    set_words(figure, title, footer, (left, right))
    return figure


def _next_differs(patterns: pd.DataFrame, at: int) -> bool:
    return bool(patterns["pattern"].iloc[at] != patterns["pattern"].iloc[at + 1])


def _interval(ax: Axes, y: float, middle: float, low: float, high: float, style: Look) -> None:
    """One row on a scale of its own that holds zero; nothing where there is no estimate."""
    known = [value for value in (middle, low, high) if math.isfinite(value)]
    if not known:
        return
    least, most = min(0.0, *known), max(0.0, *known)
    span = (most - least) or 1.0

    def place(value: float) -> float:
        return 0.02 + 0.96 * (value - least) / span

    ax.plot([place(0.0)] * 2, [y - 0.32, y + 0.32], color=GREY, linewidth=1.2, zorder=1, gid="zero")
    if math.isfinite(low) and math.isfinite(high):
        ax.plot([place(low), place(high)], [y, y], color=style.colour, linewidth=2.0, solid_capstyle="butt", zorder=2,
                gid="interval")  # fmt: skip
    ax.plot(
        [place(middle)],
        [y],
        marker=style.marker,
        color=style.colour,
        markersize=5.5,
        zorder=3,
        gid="estimate",
    )


def _frame(left: Axes, right: Axes, names: list[str], language: Language) -> None:
    """Axes without numbers where they mean nothing, and the line at nine draws in ten."""
    rows = [at + 0.5 for at in range(len(names))]
    left.set_yticks(rows, names, fontsize=6.6, linespacing=1.05)
    left.set_xlim(0.0, 1.75)
    left.set_xticks([])
    left.grid(axis="x", visible=False)
    left.spines["bottom"].set_visible(False)
    left.set_title(either(language, "Estimate and interval", "Taksiran dan selang"))
    right.set_yticks([])
    right.set_xlim(0.0, 2.2)
    right.set_xticks([0.0, 0.5, 0.9], ["0", short_number(0.5, language), short_number(0.9, language)])
    right.axvline(0.9, color=BLACK, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    right.set_title(either(language, "Share of draws", "Bagian undian"))


def _numbers(middle: float, low: float, high: float, language: Language) -> str:
    """Estimate and interval with three significant digits."""
    if not math.isfinite(middle):
        return either(language, "undefined", "tak terdefinisi")
    said = [three_digits(value, language) for value in (middle, low, high)]
    return said[0] if not math.isfinite(low) or middle == low == high else f"{said[0]} ({said[1]}; {said[2]})"
