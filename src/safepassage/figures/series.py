"""Truth against records over time: what happened, and the little of it that the registers show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import SubplotSpec
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.figures.labels import Language, either, label, number, year_range
from safepassage.figures.style import (
    GREY,
    QUIET,
    SCENARIOS,
    conditions,
    legend_row,
    look,
    new_figure,
    number_axis,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE, choose, in_order, replicates_text, require
from safepassage.observation.suppress import MINIMUM_REAL, NOTES, hidden
from safepassage.world.region import GateKind, Region

KEYS = ("scenario", "government", "replicate", "date", "district")
DAYS_PER_YEAR = 365.25
TRUTH = ("entered_exploitation", "trafficked")
RECORDS = (("recorded_victims", "expected_victims"), ("recorded_cases", "expected_cases"))
"""Each register's count and its expectation: the sum of persons' probabilities, not a count of persons."""

Floats = NDArray[np.float64]
Span = tuple[dt.date, dt.date]


def closure_spans(region: Region, district: str = "all") -> list[Span]:
    """Return when formal posts let out fewer than asked, overlapping closures made one.

    Parameters
    ----------
    region
        Its ``closures`` are read.
    district
        Only the closures of this district's corridor; ``all`` takes every corridor.

    Returns
    -------
    list[Span]
        First day and day of reopening, in order.
    """
    wanted = set(range(len(region.corridors)))
    if district != "all":
        wanted = {int(region.district_corridor[region.districts.index(district)])}
    spans: list[Span] = []
    for start, end in sorted(
        (closure.start, closure.end)
        for closure in region.closures
        if int(region.gate_corridor[closure.gate]) in wanted
        and region.gate_kind[closure.gate] == GateKind.FORMAL
        and closure.openness < 1.0
    ):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def per_bin(
    series: pd.DataFrame,
    indicator: str,
    population_share: float,
    every: str = "quarter",
    district: str = "all",
) -> pd.DataFrame:
    """Turn a weekly flow into persons per quarter or year, over the replicates.

    Parameters
    ----------
    series
        Columns scenario, replicate, date, district and the indicator; one government.
    indicator
        A flow, in persons (or cases) per step.
    population_share
        Simulated persons per real one.
    every
        ``quarter`` or ``year``.
    district
        A district, or ``all`` for their sum.

    Returns
    -------
    pd.DataFrame
        Columns scenario, start (first day of the bin), mean, low, high (5th and 95th percentile
        of replicates) and hidden. Steps do not fit quarters, so a bin is its mean step times the
        steps that a quarter or year has on average; a bin covered by less than half is left out.

    Raises
    ------
    InputError
        If ``every`` is neither.
    """
    if every not in ("quarter", "year"):
        raise InputError(f"series: every={every!r}; choose 'quarter' or 'year'")
    dates = pd.to_datetime(series["date"])
    table = pd.DataFrame(
        {
            "scenario": series["scenario"],
            "replicate": series["replicate"],
            "district": "all" if district == "all" else series["district"],
            "date": dates,
            "start": dates.dt.to_period("Q" if every == "quarter" else "Y").dt.start_time,
            "value": series[indicator].astype(float),
        }
    )
    keys = ["scenario", "district", "start"]
    steps = table.groupby([*keys, "replicate", "date"], sort=False)["value"].sum().reset_index()
    days = np.sort(steps["date"].unique())
    step_days = float(np.median(np.diff(days)) / np.timedelta64(1, "D")) if len(days) > 1 else 7.0
    steps_per_bin = DAYS_PER_YEAR / (4 if every == "quarter" else 1) / step_days
    found = steps.groupby([*keys, "replicate"], sort=False)["value"].agg(["mean", "size"])
    found = found[found["size"] >= 0.5 * steps_per_bin].reset_index()
    found["value"] = found["mean"] * steps_per_bin
    grouped = found.groupby(keys, sort=False)["value"]
    result = grouped.agg(["mean", "sum"]).reset_index()
    result["low"], result["high"] = grouped.quantile(0.05).to_numpy(), grouped.quantile(0.95).to_numpy()
    # an expectation is a sum of probabilities: it counts nobody, so the rule does not apply
    counted = not indicator.startswith("expected_")
    totals = list(zip(result["scenario"], result["start"], strict=True)) if district != "all" else None
    mask = hidden(result["mean"], result["sum"] * population_share, [totals] if totals else [])
    result = result.assign(hidden=mask & counted)
    return result[result["district"] == district].drop(columns=["sum", "district"]).reset_index(drop=True)


def draw_flow(
    ax: Axes,
    bins: pd.DataFrame,
    scenarios: Sequence[str],
    *,
    language: Language = "en",
    thin: bool = False,
    band: bool = True,
) -> Axes:
    """Draw one flow over time for each scenario.

    Parameters
    ----------
    ax
        Where to draw.
    bins
        What :func:`per_bin` returns.
    scenarios
        Which, in the order of the legend.
    language
        Of the numbers on the axis.
    thin
        Draw a second indicator beside the first: thin and dotted, whatever the scenario's dash.
    band
        Shade from the 5th to the 95th percentile of replicates.

    Returns
    -------
    Axes
        The axes. Where counts are hidden the line breaks, and a hatched strip lies at the foot.
    """
    for at, scenario in enumerate(scenarios):
        rows = bins[bins["scenario"] == scenario].sort_values("start")
        style = look(SCENARIOS, scenario, at)
        x = np.array([_decimal_year(start) for start in rows["start"]])
        hide = rows["hidden"].to_numpy(dtype=bool)
        mean, low, high = (np.where(hide, np.nan, rows[name]) for name in ("mean", "low", "high"))
        if band:
            ax.fill_between(x, low, high, color=style.colour, alpha=0.13, linewidth=0, zorder=1)
        ax.plot(
            x,
            mean,
            color=style.colour,
            linestyle=(0, (1, 1)) if thin else style.dash,
            linewidth=1.2 if thin else 1.9,
            marker="" if thin else style.marker,
            markersize=4.0,
            markevery=(at % 4, 4),
            gid="flow",
            zorder=3,
        )
        alone = ~hide & np.r_[True, hide[:-1]] & np.r_[hide[1:], True]  # a line of one point shows nothing
        ax.plot(
            x[alone], mean[alone], linestyle="none", color=style.colour, marker=style.marker, markersize=4.0
        )
        if hide.any() and not thin:
            _hidden_strips(ax, x, hide, style.colour, at)
    ax.grid(axis="x", visible=False)
    number_axis(ax.yaxis, language)
    return ax


def _decimal_year(day: dt.date) -> float:
    """2020.5 for the second of July 2020."""
    first = dt.date(day.year, 1, 1)
    return day.year + (dt.date(day.year, day.month, day.day) - first).days / DAYS_PER_YEAR


def _hidden_strips(ax: Axes, x: Floats, hide: NDArray[np.bool_], colour: str, at: int) -> None:
    """A hatched strip at the foot of the axes under every run of hidden bins."""
    width = float(np.diff(x).min()) if len(x) > 1 else 0.25
    edges = np.flatnonzero(np.diff(np.concatenate([[False], hide, [False]]).astype(int)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        start, end = x[first], x[last - 1] + width
        strip = Rectangle(
            (start, 0.05 * at),
            end - start,
            0.04,
            transform=ax.get_xaxis_transform(),
            facecolor="white",
            edgecolor=colour,
            hatch="//////",
            linewidth=0.6,
            gid="hidden",
            zorder=4,
        )
        ax.add_patch(strip)


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
        happened. Bands hold 90 percent of replicates.

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
    beside = COUNTS_SHOWN_BESIDE if len(names) > 1 else ()
    require(table, beside, "series")

    figure = figure or new_figure(8.4)
    grid = figure.add_gridspec(
        13, 2 if beside else 1, height_ratios=[1.0] * 12 + [1.1], width_ratios=[1.55, 1.0] if beside else None
    )
    bins = {
        name: per_bin(table, name, population_share, every, district)
        for name in (*TRUTH, *(name for pair in RECORDS for name in pair), *beside)
    }
    dates = pd.to_datetime(table["date"])
    panels: list[Axes] = []

    def panel(place: SubplotSpec, title: str, main: str, second: str | None = None) -> Axes:
        ax = figure.add_subplot(place, sharex=panels[0] if panels else None)
        for start, end in closures:
            ax.axvspan(
                _decimal_year(start),
                _decimal_year(end),
                color=QUIET["closure"],
                linewidth=0,
                zorder=0,
                gid="closure",
            )
        draw_flow(ax, bins[main], names, language=language)
        if second is not None:
            draw_flow(ax, bins[second], names, language=language, thin=True, band=False)
        drawn = [value for name in (main, second) if name for value in _shown(bins[name])]
        ax.set_ylim(0.0, max(ax.get_ylim()[1], 0.0) if drawn else float(MINIMUM_REAL))
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
        *TRUTH,
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
    panels[0].set_xlim(_decimal_year(dates.min()) - 0.15, _decimal_year(dates.max()) + 0.15)
    calendar = range(dates.min().year, dates.max().year + 2)
    panels[0].set_xticks(calendar[::2], [str(year) for year in calendar[::2]])
    panels[0].set_xticks(calendar, minor=True)
    for ax in panels:
        ax.tick_params(axis="x", labelbottom=ax in (panels[2], panels[-1]))
    figure.align_ylabels(panels[:3])
    figure.align_ylabels(panels[3:])
    handles: list[Line2D | Patch] = []
    for at, name in enumerate(names):
        style = look(SCENARIOS, name, at)
        handles.append(
            Line2D([], [], color=style.colour, linestyle=style.dash, marker=style.marker, markersize=5,
                   label=label("scenario", name, language))
        )  # fmt: skip
    handles.append(
        Line2D([], [], color=GREY, linestyle=(0, (1, 1)), linewidth=1.2,
               label=either(language, "dotted: trafficked (above), expected (records)",
                            "titik-titik: diperdagangkan (atas), harapan (catatan)"))
    )  # fmt: skip
    if closures:
        handles.append(
            Patch(facecolor=QUIET["closure"], edgecolor=GREY, linewidth=0.5,
                  label=either(language, "border restricted", "perbatasan dibatasi"))
        )  # fmt: skip
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
    footer = " ".join(
        [
            either(
                language,
                "Lines: mean; bands: 90 percent of replicates. Expected: the sum of persons' probabilities.",
                "Garis: rata-rata; pita: 90 persen ulangan. Harapan: jumlah peluang orang.",
            ),
            conditions(
                language,
                replicates_text(table.groupby("scenario")["replicate"].nunique()),
                population_share,
            ),
            *([NOTES[language]] if some_hidden else []),
        ]
    )
    set_words(
        figure, title, footer, f"{title}. " + " ".join(str(ax.get_label()) for ax in panels) + f" {footer}"
    )
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
