"""Flows over time: weekly counts into quarters, lines with bands over replicates, what is hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle
from numpy.typing import NDArray

from safepassage.figures.sheet import Floats, Sheet
from safepassage.figures.style import GREY, QUIET, SCENARIOS, look
from safepassage.figures.tables import simulated_per_real
from safepassage.observation.suppress import hidden
from safepassage.region.kinds import GateKind
from safepassage.region.region import Region

DAYS_PER_YEAR = 365.25
STRIP_HEIGHT = 0.05
"""Share of the axes that one scenario's strip of hidden bins takes, at the foot."""

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


def per_quarter(series: pd.DataFrame, indicator: str, sheet: Sheet) -> pd.DataFrame:
    """Turn a weekly flow into persons per quarter, over the replicates.

    Parameters
    ----------
    series
        Columns scenario, replicate, date, district and the indicator; one government.
    indicator
        A flow, in persons (or cases) per step.
    sheet
        Its district, or ``all`` for their sum.

    Returns
    -------
    pd.DataFrame
        Columns scenario, start (first day of the quarter), mean, low, high (5th and 95th percentile
        of replicates) and hidden. Steps do not fit quarters, so a quarter is its mean step times the
        steps that one has on average; a quarter covered by less than half is left out.
    """
    whole = sheet.district == "all"
    dates = pd.to_datetime(series["date"])
    table = pd.DataFrame(
        {
            "scenario": series["scenario"],
            "replicate": series["replicate"],
            "district": "all" if whole else series["district"],
            "date": dates,
            "start": dates.dt.to_period("Q").dt.start_time,
            "value": series[indicator].astype(float),
        }
    )
    keys = ["scenario", "district", "start"]
    steps = table.groupby([*keys, "replicate", "date"], sort=False)["value"].sum().reset_index()
    days = np.sort(steps["date"].unique())
    step_days = float(np.median(np.diff(days)) / np.timedelta64(1, "D")) if len(days) > 1 else 7.0
    steps_per_quarter = DAYS_PER_YEAR / 4 / step_days
    found = steps.groupby([*keys, "replicate"], sort=False)["value"].agg(["mean", "size"])
    found = found[found["size"] >= 0.5 * steps_per_quarter].reset_index()
    found["value"] = found["mean"] * steps_per_quarter
    grouped = found.groupby(keys, sort=False)["value"]
    result = grouped.agg(["mean", "sum"]).reset_index()
    result["low"], result["high"] = grouped.quantile(0.05).to_numpy(), grouped.quantile(0.95).to_numpy()
    # an expectation is a sum of probabilities: it counts nobody, so the rule does not apply
    counted = not indicator.startswith("expected_")
    totals = [] if whole else [list(zip(result["scenario"], result["start"], strict=True))]
    mask = hidden(result["mean"], result["sum"] * simulated_per_real(indicator, sheet.share), totals)
    result = result.assign(hidden=mask & counted)[result["district"] == sheet.district]
    return result.drop(columns=["sum", "district"]).reset_index(drop=True)


def draw_flow(
    ax: Axes,
    bins: pd.DataFrame,
    scenarios: Sequence[str],
    sheet: Sheet,
    *,
    thin: bool = False,
    band: bool = True,
) -> None:
    """Draw one flow over time for each scenario.

    Parameters
    ----------
    ax
        Where to draw.
    bins
        What :func:`per_quarter` returns.
    scenarios
        Which, in the order of the legend.
    sheet
        Language of the numbers on the axis.
    thin
        Draw a second indicator beside the first: thin and dotted, whatever the scenario's dash.
    band
        Shade from the 5th to the 95th percentile of replicates.

    Notes
    -----
    Where counts are hidden the line breaks, and a hatched strip lies at the foot of the axes, one
    above the other by scenario.
    """
    strips = 0
    for at, scenario in enumerate(scenarios):
        rows = bins[bins["scenario"] == scenario].sort_values("start")
        style = look(SCENARIOS, scenario, at)
        starts = np.array([decimal_year(start) for start in rows["start"]])
        width = float(np.diff(starts).min()) if len(starts) > 1 else 0.25
        x = starts + width / 2  # a bin's value stands in its middle
        hide = rows["hidden"].to_numpy(dtype=bool)
        mean, low, high = (np.where(hide, np.nan, rows[name]) for name in ("mean", "low", "high"))
        if band:
            ax.fill_between(x, low, high, color=style.colour, alpha=0.13, linewidth=0, zorder=1)
        ax.plot(
            x, mean, color=style.colour, linestyle=(0, (1, 1)) if thin else style.dash,
            linewidth=1.2 if thin else 1.9, marker="" if thin else style.marker, markersize=4.0,
            markevery=(at % 4, 4), gid="flow", zorder=3,
        )  # fmt: skip
        alone = ~hide & np.r_[True, hide[:-1]] & np.r_[hide[1:], True]  # a line of one point shows nothing
        ax.plot(
            x[alone], mean[alone], linestyle="none", color=style.colour, marker=style.marker, markersize=4.0
        )
        if hide.any() and not thin:
            _hidden_strips(ax, starts, width, hide, style.colour, strips)
            strips += 1
    ax.grid(axis="x", visible=False)
    sheet.number_axis(ax.yaxis)


def decimal_year(day: dt.date) -> float:
    """2020.5 for the second of July 2020."""
    first = dt.date(day.year, 1, 1)
    return day.year + (dt.date(day.year, day.month, day.day) - first).days / DAYS_PER_YEAR


def shade(ax: Axes, spans: Sequence[Span]) -> None:
    """Shade periods in which borders were restricted."""
    for start, end in spans:
        ends = decimal_year(start), decimal_year(end)
        ax.axvspan(*ends, color=QUIET["closure"], linewidth=0, zorder=0, gid="closure")


def shade_key(sheet: Sheet) -> Patch:
    """The legend's entry for closures."""
    return Patch(
        facecolor=QUIET["closure"], edgecolor=GREY, linewidth=0.5, label=sheet.say("border_restricted")
    )


def _hidden_strips(
    ax: Axes, starts: Floats, width: float, hide: NDArray[np.bool_], colour: str, at: int
) -> None:
    """A hatched strip at the foot of the axes under every run of hidden bins."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], hide, [False]]).astype(int)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        start, end = starts[first], starts[last - 1] + width
        strip = Rectangle(
            (start, STRIP_HEIGHT * (at + 0.1)), end - start, 0.8 * STRIP_HEIGHT,
            transform=ax.get_xaxis_transform(), facecolor="white", edgecolor=colour, hatch="//////",
            linewidth=0.6, gid="hidden", zorder=4,
        )  # fmt: skip
        ax.add_patch(strip)
