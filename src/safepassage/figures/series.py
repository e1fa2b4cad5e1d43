"""Truth against records over time: what happened, and the little of it that the registers show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import SubplotSpec
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from safepassage.figures.flows import STRIP_HEIGHT, Span, decimal_year, draw_flow, per_bin, shade, shade_key
from safepassage.figures.labels import Language, either, label, number, year_range
from safepassage.figures.panels import line_key
from safepassage.figures.style import (
    BLACK,
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
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE, choose, in_order, replicates_text, require
from safepassage.observation.suppress import MINIMUM_REAL, NOTES

KEYS = ("scenario", "government", "replicate", "date", "district")
MOST_WITH_BANDS = 3
TRUTH = ("entered_exploitation", "trafficked")
RECORDS = (("recorded_victims", "expected_victims"), ("recorded_cases", "expected_cases"))
"""Each register's count and its expectation: the sum of persons' probabilities, not a count of persons."""

_DOTTED = (
    "dotted: trafficked (above), expected (records)",
    "titik-titik: diperdagangkan (atas), harapan (catatan)",
)
_DOTTED_MANY = ("dotted: expected", "titik-titik: nilai harapan")


@styled
def series_figure(
    series: pd.DataFrame,
    *,
    population_share: float,
    government: str = "as_is",
    district: str = "all",
    scenarios: Sequence[str] | None = None,
    closures: Sequence[Span] = (),
    every: str = "quarter",
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw persons entering exploitation above what the police register shows of it.

    Parameters
    ----------
    series
        Rows of ``series.parquet``. Columns ``scenario``, ``government``, ``replicate``, ``date``,
        ``district`` and the flows ``entered_exploitation``, ``trafficked``, ``recorded_victims``,
        ``expected_victims``, ``recorded_cases``, ``expected_cases``; with more than one scenario
        also ``departures_regular``, ``departures_irregular``, ``refused``, ``identified_false``,
        which then stand beside.
    population_share
        Simulated persons per real one, in (0, 1].
    government
        Which of the table's.
    district
        A district, or ``all`` for their sum.
    scenarios
        Which, in this order; by default all of the table.
    closures
        Periods to shade, as :func:`closure_spans` returns them.
    every
        ``quarter`` or ``year``.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        Truth above, two registers below, on axes of their own: a record is a small share of what
        happened. Bands hold 90 percent of replicates; with more than three scenarios they, and
        the dotted line of persons trafficked, would hide what they are to show and are left out.

    Raises
    ------
    InputError
        If a column, government, district or scenario is missing.
    """
    require(series, (*KEYS, *TRUTH, *(name for pair in RECORDS for name in pair)), "series")
    table = choose(series, "government", government, "series")
    if district != "all":
        choose(table, "district", district, "series")
    names = list(scenarios) if scenarios is not None else in_order(table, "scenario")
    for name in names:
        choose(table, "scenario", name, "series")
    table = table[table["scenario"].isin(names)]
    many = len(names) > MOST_WITH_BANDS
    beside = COUNTS_SHOWN_BESIDE if len(names) > 1 else ()
    require(table, beside, "series")

    figure = figure or new_figure(8.4)
    grid = figure.add_gridspec(
        13,
        2 if beside else 1,
        height_ratios=[1.0] * 12 + [0.3 + 0.4 * -(-(len(names) + 3) // 3)],
        width_ratios=[1.55, 1.0] if beside else None,
    )
    bins = {
        name: per_bin(table, name, population_share, every, district)
        for name in (*TRUTH, *(name for pair in RECORDS for name in pair), *beside)
    }
    dates = pd.to_datetime(table["date"])
    panels: list[Axes] = []

    def panel(place: SubplotSpec, title: str, main: str, second: str | None = None) -> Axes:
        ax = figure.add_subplot(place, sharex=panels[0] if panels else None)
        shade(ax, closures)
        draw_flow(ax, bins[main], names, language=language, band=not many)
        if second is not None:
            draw_flow(ax, bins[second], names, language=language, thin=True, band=False)
        drawn = [value for name in (main, second) if name for value in _shown(bins[name])]
        top = ax.get_ylim()[1] if drawn else float(MINIMUM_REAL)
        # strips of hidden bins lie below zero, where they cover nothing
        strips = STRIP_HEIGHT * int(bins[main].groupby("scenario")["hidden"].any().sum())
        ax.set_ylim(-top * strips / (1.0 - strips), top)
        ax.set_yticks([tick for tick in ax.get_yticks() if 0.0 <= tick <= top])
        if strips:
            ax.axhline(0.0, color=BLACK, linewidth=0.8)
        ax.set_title(title)
        set_alt(ax, _sentences(bins[main], names, title, language))
        panels.append(ax)
        return ax

    unit = either(
        language, *{"quarter": ("per quarter", "per triwulan"), "year": ("per year", "per tahun")}[every]
    )
    persons, cases = either(language, "persons", "orang"), either(language, "cases", "kasus")
    truth = panel(
        grid[0:5, 0],
        either(
            language,
            "What happened: persons entering exploitation",
            "Yang terjadi: orang yang mulai dieksploitasi",
        ),
        TRUTH[0],
        None if many else TRUTH[1],
    )
    truth.set_ylabel(f"{persons} {unit}")
    for (recorded, expected), rows, noun, title in zip(
        RECORDS,
        (slice(5, 9), slice(9, 12)),
        (persons, cases),
        (
            either(language, "Recorded: victims in police files", "Tercatat: korban dalam berkas polisi"),
            either(language, "Recorded: police cases", "Tercatat: kasus polisi"),
        ),
        strict=True,
    ):
        ax = panel(grid[rows, 0], title, recorded, expected)
        ax.set_ylabel(f"{noun} {unit}")
    for at, name in enumerate(beside):
        ax = panel(grid[3 * at : 3 * at + 3, 1], label("indicator", name, language), name)
        ax.set_ylabel(unit)
    panels[0].set_xlim(decimal_year(dates.min()) - 0.15, decimal_year(dates.max()) + 0.15)
    calendar = range(dates.min().year, dates.max().year + 2)
    panels[0].set_xticks(calendar[::2], [str(year) for year in calendar[::2]])
    panels[0].set_xticks(calendar, minor=True)
    for ax in panels:
        ax.tick_params(axis="x", labelbottom=ax in (panels[2], panels[-1]))
    figure.align_ylabels(panels[:3])
    figure.align_ylabels(panels[3:])
    handles: list[Line2D | Patch] = [
        line_key(label("scenario", name, language), look(SCENARIOS, name, at))
        for at, name in enumerate(names)
    ]
    handles.append(
        Line2D([], [], color=GREY, linestyle=(0, (1, 1)), linewidth=1.2,
               label=either(language, *(_DOTTED_MANY if many else _DOTTED)))
    )  # fmt: skip
    if closures:
        handles.append(shade_key(language))
    some_hidden = any(bool(rows["hidden"].any()) for rows in bins.values())
    if some_hidden:
        handles.append(
            Patch(facecolor="white", edgecolor=GREY, hatch="//////", linewidth=0.5,
                  label=either(language, "<10, not drawn", "<10, tidak digambar"))
        )  # fmt: skip
    legend_row(figure.add_subplot(grid[12, :]), handles, columns=3)

    years = year_range((dates.min().date(), dates.max().date()))
    place, ruler = label("district", district, language), label("government", government, language)
    title = either(
        language,
        f"Exploitation as it happens and as the police record it, {unit}, {years}, {place} ({ruler.lower()})",
        f"Eksploitasi yang terjadi dan yang dicatat polisi, {unit}, {years}, {place} ({ruler.lower()})",
    )
    footer = [
        either(
            language,
            "Lines: mean of replicates. Expected: the sum of persons' probabilities.",
            "Garis: rata-rata ulangan. Harapan: jumlah peluang orang.",
        ),
        "" if many else either(language, "Bands: 90 percent of replicates.", "Pita: 90 persen ulangan."),
        conditions(
            language,
            replicates_text(table.groupby("scenario")["replicate"].nunique()),
            population_share,
        ),
        NOTES[language] if some_hidden else "",
    ]
    set_words(figure, title, footer, panels)
    return figure


def _shown(bins: pd.DataFrame) -> list[float]:
    """The values that are drawn."""
    return [float(value) for value in bins.loc[~bins["hidden"], "mean"]]


def _sentences(bins: pd.DataFrame, names: Sequence[str], title: str, language: Language) -> str:
    """A panel in words: where each line starts, ends and peaks, among what is shown."""
    clauses = []
    for name in names:
        rows = bins[(bins["scenario"] == name) & ~bins["hidden"]].sort_values("start")
        words = label("scenario", name, language)
        if rows.empty:
            clauses.append(f"{words}: <10")
            continue
        starts, means = list(rows["start"]), list(rows["mean"].astype(float))
        first, last, top = (
            f"{starts[at]:%Y-%m}: {number(means[at], language)}" for at in (0, -1, int(np.argmax(means)))
        )
        clauses.append(f"{words}: {first}, {last}, {either(language, 'highest', 'tertinggi')} {top}")
    return f"{title}: {'; '.join(clauses)}."
