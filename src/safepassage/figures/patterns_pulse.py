"""P4: recorded cases and true exploitation, in June 2023 and after training or a task force."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from safepassage.analysis.claims import first_clear_quarter
from safepassage.analysis.intervals import student_half_width
from safepassage.analysis.patterns import ratio
from safepassage.analysis.records import NTT_CASES_2018_22, NTT_CASES_2023, NTT_CASES_JUNE_2023
from safepassage.figures.flows import DAYS_PER_YEAR, decimal_year
from safepassage.figures.patterns_parts import RECORD, TIMOR, band_line, record_key, reference_line, wide
from safepassage.figures.sheet import Floats, Sheet
from safepassage.figures.style import GREY, SCENARIOS, legend_row, line_key, look, set_alt, styled
from safepassage.figures.tables import choose, require

BEFORE = (2018, 2022)
"""Years whose mean is one."""

SHOWN_FROM = 2022
JUNE = dt.date(2023, 6, 5), dt.date(2023, 6, 20)
"""The record counts the 5th to the 19th."""

ARMS = ("facilitator", "task_force")
HISTORY = look(SCENARIOS, "historical")


@styled
def pulse_figure(quarters: pd.DataFrame, weeks: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw records above truth: the pulse of June 2023 on the left, what training changes on the right.

    Parameters
    ----------
    quarters, weeks
        What ``analysis.by_draw.quarters_by_draw`` and ``weeks_by_draw`` return.
    sheet
        Share and language.

    Returns
    -------
    Figure
        Four panels with alt text. Left: NTT's districts in the world as it was, each draw over its
        own mean of 2018-22, and the province's record over its own. Right: all districts against
        the world without IOM, the mean of pairs with its 95 percent interval, and a mark at the
        first quarter at which the interval excludes zero.

    Raises
    ------
    InputError
        If a column or a scenario is missing.
    """
    require(quarters, ("scenario", "draw", "year", "quarter", "district", "expected_cases", "entered_exploitation"),
            "quarters")  # fmt: skip
    require(weeks, ("draw", "date", "district", "expected_cases"), "weeks")
    worlds = {
        name: choose(quarters, "scenario", name, "quarters") for name in ("historical", "no_iom", *ARMS)
    }
    figure = sheet.figure(6.4)
    grid = figure.add_gridspec(3, 2, height_ratios=[1.0, 1.0, 0.14])
    panels = [figure.add_subplot(grid[row, column]) for column in (0, 1) for row in (0, 1)]
    _pulse(panels[0], weeks[weeks["district"].isin(TIMOR)], sheet)
    _truth(panels[1], worlds["historical"], sheet)
    _against(panels[2], worlds, "expected_cases", 1.0, sheet)
    _against(panels[3], worlds, "entered_exploitation", -1.0, sheet)
    panels[2].set_ylabel(sheet.say("axis.cases_per_quarter"))
    panels[3].set_ylabel(sheet.say("axis.persons_per_quarter"))
    panels[1].set_ylim(0.0, panels[1].get_ylim()[1])
    keys = [
        line_key(sheet.say("pulse.as_it_was"), HISTORY),
        record_key(sheet.say("record_of_ntt")),
        *(line_key(sheet.name("scenario", name), look(SCENARIOS, name)) for name in ARMS),
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    footer = [sheet.say("pulse.footer"), sheet.draws(int(quarters["draw"].nunique()), bands=False)]
    return sheet.finish(figure, sheet.say("pulse.title"), footer, panels)


def _pulse(ax: Axes, weeks: pd.DataFrame, sheet: Sheet) -> None:
    """Weekly cases over each draw's mean of 2018-22, and the record over its own."""
    table = wide(weeks, ["date"], "expected_cases")
    dates = pd.DatetimeIndex(table.index)
    shown = dates.year >= SHOWN_FROM
    over = _over_before(table.to_numpy(dtype=float), dates.year.to_numpy())[shown]
    band_line(ax, np.array([decimal_year(day) for day in dates[shown]]), np.maximum(over, 1e-3), HISTORY)
    a_day = NTT_CASES_2018_22.value / (5 * DAYS_PER_YEAR)
    june = decimal_year(JUNE[0]), decimal_year(JUNE[1])
    pulse = NTT_CASES_JUNE_2023.value / (JUNE[1] - JUNE[0]).days / a_day
    year = NTT_CASES_2023.value / (a_day * 365)
    for ends, value in ((june, pulse), ((2023.0, 2024.0), year)):
        ax.plot(ends, [value, value], color=RECORD.colour, linewidth=1.6, zorder=4, gid="record")
        ax.plot([sum(ends) / 2], [value], color=RECORD.colour, marker=RECORD.marker, markersize=6, zorder=5,
                markeredgecolor="white", gid="record")  # fmt: skip
    ax.set_yscale("log")
    ax.set_ylim(0.1, 10.0 ** np.ceil(np.log10(max(np.nanquantile(over, 0.99), pulse) * 1.3)))
    sheet.number_log(ax.yaxis)
    peak = np.nanmax(over, axis=0) if np.isfinite(over).any() else np.array([np.nan])
    said = sheet.say("pulse.peak", peak=sheet.over_draws(peak), pulse=f"{pulse:.0f}", year=f"{year:.1f}")
    _two_years(ax, sheet.say("pulse.recorded"), said, sheet)


def _truth(ax: Axes, history: pd.DataFrame, sheet: Sheet) -> None:
    """Entries into exploitation by quarter over each draw's mean of 2018-22."""
    table = wide(history[history["district"].isin(TIMOR)], ["year", "quarter"], "entered_exploitation")
    year = table.index.get_level_values("year").to_numpy()
    over = _over_before(table.to_numpy(dtype=float), year)
    shown = year >= SHOWN_FROM
    band_line(ax, _middles(table)[shown], over[shown], HISTORY)
    sheet.number_axis(ax.yaxis)
    of_2023 = over[year == 2023].mean(axis=0)
    _two_years(ax, sheet.say("pulse.happened"), f"2023: {sheet.over_draws(of_2023)}.", sheet)


def _against(ax: Axes, worlds: dict[str, pd.DataFrame], name: str, sign: float, sheet: Sheet) -> None:
    """Difference from the world without IOM by quarter, with the interval of the mean of pairs."""
    base = wide(worlds["no_iom"], ["year", "quarter"], name)
    x, clauses = _middles(base), []
    for at, arm in enumerate(ARMS):
        style = look(SCENARIOS, arm)
        difference = (wide(worlds[arm], ["year", "quarter"], name) - base).to_numpy(dtype=float)
        draws = difference.shape[1]
        mean = difference.mean(axis=1)
        half = student_half_width(difference.std(axis=1, ddof=min(1, draws - 1)), draws)
        ax.fill_between(x, mean - half, mean + half, color=style.colour, alpha=0.16, linewidth=0, gid="band")
        ax.plot(x, mean, color=style.colour, linestyle=style.dash, marker=style.marker, markersize=4,
                markevery=(3 * at, 6), gid="mean")  # fmt: skip
        clear = first_clear_quarter(difference.T, sign) if draws > 1 else float("nan")
        when = sheet.say("pulse.never_clear")
        if np.isfinite(clear):
            ax.plot([x[int(clear)]], [0.97 - 0.08 * at], transform=ax.get_xaxis_transform(), linestyle="none",
                    marker="v", color=style.colour, markersize=7, clip_on=False, gid="first clear")  # fmt: skip
            year, quarter = base.index[int(clear)]
            when = f"{sheet.say('pulse.first_clear')} {year}-{quarter}"
        clauses.append(f"{sheet.name('scenario', arm)}: {when}")
    reference_line(ax, 0.0)
    sheet.number_axis(ax.yaxis)
    ax.set_xlim(x[0] - 0.15, x[-1] + 0.15)
    ax.set_xticks([float(year) for year in range(int(x[0]), int(x[-1]) + 1, 2)])
    ax.grid(axis="x", visible=False)
    title = sheet.say(f"pulse.{name}")
    ax.set_title(title)
    set_alt(ax, f"{title}: {'; '.join(clauses)}.")


def _over_before(values: Floats, year: NDArray[np.int32]) -> Floats:
    """Each draw's values, [points, draws], over its own mean of the years `BEFORE`."""
    return ratio(values, values[(year >= BEFORE[0]) & (year <= BEFORE[1])].mean(axis=0))


def _middles(table: pd.DataFrame) -> Floats:
    """The middle of each quarter as a decimal year."""
    year, quarter = (table.index.get_level_values(name).to_numpy(dtype=float) for name in ("year", "quarter"))
    middles: Floats = year + (quarter - 0.5) / 4.0
    return middles


def _two_years(ax: Axes, title: str, said: str, sheet: Sheet) -> None:
    """The years that are shown, with lines at one and at the task force of 9 June 2023; and the panel's words."""
    reference_line(ax, 1.0)
    ax.axvline(decimal_year(dt.date(2023, 6, 9)), color=GREY, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0)
    ax.set_xlim(SHOWN_FROM, 2024.02)
    ax.set_xticks([2022.0, 2022.5, 2023.0, 2023.5, 2024.0], ["2022", "", "2023", "", "2024"])
    ax.grid(axis="x", visible=False)
    ax.set_title(title)
    ax.set_ylabel(sheet.say("pulse.axis"))
    set_alt(ax, f"{title}: {said}")
