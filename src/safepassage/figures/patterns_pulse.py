"""P4: recorded cases and true exploitation, in June 2023 and after training or a task force."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from numpy.typing import NDArray

from safepassage.analysis.claims import first_clear_quarter
from safepassage.analysis.intervals import student_half_width
from safepassage.analysis.patterns import ratio
from safepassage.analysis.records import NTT_CASES_2018_22, NTT_CASES_2023, NTT_CASES_JUNE_2023
from safepassage.figures.flows import DAYS_PER_YEAR, decimal_year
from safepassage.figures.labels import Language, either, label
from safepassage.figures.panels import line_key
from safepassage.figures.patterns_parts import (
    RECORD,
    TIMOR,
    Floats,
    band_line,
    draws_footer,
    middle_and_range,
    number_log,
    record_key,
    reference_line,
    wide,
)
from safepassage.figures.style import (
    GREY,
    SCENARIOS,
    legend_row,
    look,
    new_figure,
    number_axis,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import choose, require

BEFORE = (2018, 2022)
"""Years whose mean is one."""

SHOWN_FROM = 2022
JUNE_DAYS = 15
"""The record counts the 5th to the 19th of June."""

ARMS = ("facilitator", "task_force")


@styled
def pulse_figure(
    quarters: pd.DataFrame,
    weeks: pd.DataFrame,
    *,
    population_share: float,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw records above truth: the pulse of June 2023 on the left, what training changes on the right.

    Parameters
    ----------
    quarters, weeks
        What ``analysis.by_draw.quarters_by_draw`` and ``weeks_by_draw`` return.
    population_share
        Simulated persons per real one, in (0, 1].
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
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
    figure = figure or new_figure(6.4)
    grid = figure.add_gridspec(3, 2, height_ratios=[1.0, 1.0, 0.14])
    panels = [figure.add_subplot(grid[row, column]) for column in (0, 1) for row in (0, 1)]
    _pulse(panels[0], weeks[weeks["district"].isin(TIMOR)], language)
    _truth(panels[1], worlds["historical"], language)
    for ax, name, sign, what in (
        (panels[2], "expected_cases", 1.0, either(language, "Change in police cases", "Perubahan kasus polisi")),
        (panels[3], "entered_exploitation", -1.0,
         either(language, "Change in persons entering exploitation", "Perubahan orang mulai dieksploitasi")),
    ):  # fmt: skip
        _against(ax, worlds, name, sign, what, language)
    panels[2].set_ylabel(either(language, "cases per quarter", "kasus per triwulan"))
    panels[3].set_ylabel(either(language, "persons per quarter", "orang per triwulan"))
    panels[1].set_ylim(0.0, panels[1].get_ylim()[1])
    keys = [
        line_key(either(language, "as it was", "seperti adanya"), look(SCENARIOS, "historical")),
        record_key(language, either(language, "record of NTT", "catatan NTT")),
        *(line_key(label("scenario", name, language), look(SCENARIOS, name)) for name in ARMS),
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    title = either(
        language,
        "Recorded cases above true exploitation: June 2023 in NTT (left), and training or a task force against the "
        "world without IOM (right)",
        "Kasus tercatat di atas eksploitasi yang terjadi: Juni 2023 di NTT (kiri), pelatihan atau gugus tugas "
        "dibanding dunia tanpa IOM (kanan)",
    )
    explained = either(
        language,
        "Left: bands hold nine draws in ten; the event's factor was worked out from the same record. Right: mean of "
        "pairs with 95 percent interval; a triangle marks the first quarter at which it excludes zero.",
        "Kiri: pita memuat sembilan dari sepuluh undian; faktor kejadian dihitung dari catatan yang sama. Kanan: "
        "rata-rata pasangan dengan selang 95 persen; segitiga menandai triwulan pertama yang tidak mencakup nol.",
    )
    drawn = int(quarters["draw"].nunique())
    set_words(
        figure, title, [explained, draws_footer(language, drawn, population_share, bands=False)], panels
    )
    return figure


def _pulse(ax: Axes, weeks: pd.DataFrame, language: Language) -> None:
    """Weekly cases over each draw's mean of 2018-22, and the record over its own."""
    table = wide(weeks, ["date"], "expected_cases")
    dates = pd.DatetimeIndex(table.index)
    values = table.to_numpy(dtype=float)
    over = _over_before(values, dates.year.to_numpy())
    shown = dates.year >= SHOWN_FROM
    x = np.array([decimal_year(day) for day in dates[shown]])
    band_line(ax, x, np.maximum(over[shown], 1e-3), look(SCENARIOS, "historical"))
    a_day = NTT_CASES_2018_22.value / (5 * DAYS_PER_YEAR)
    june = decimal_year(dt.date(2023, 6, 5)), decimal_year(dt.date(2023, 6, 20))
    pulse, year = NTT_CASES_JUNE_2023.value / JUNE_DAYS / a_day, NTT_CASES_2023.value / (a_day * 365)
    for ends, value in ((june, pulse), ((2023.0, 2024.0), year)):
        ax.plot(ends, [value, value], color=RECORD.colour, linewidth=1.6, zorder=4, gid="record")
        ax.plot([sum(ends) / 2], [value], color=RECORD.colour, marker=RECORD.marker, markersize=6, zorder=5,
                markeredgecolor="white", gid="record")  # fmt: skip
    reference_line(ax, 1.0)
    ax.set_yscale("log")
    ax.set_ylim(0.1, 10.0 ** np.ceil(np.log10(max(np.nanquantile(over[shown], 0.99), pulse) * 1.3)))
    number_log(ax.yaxis, language)
    _two_years(ax)
    title = either(language, "Recorded: police cases by week", "Tercatat: kasus polisi per minggu")
    ax.set_title(title)
    ax.set_ylabel(either(language, "times the mean of 2018-22", "kali rata-rata 2018-22"))
    peak = np.nanmax(over[shown], axis=0) if np.isfinite(over).any() else np.array([np.nan])
    set_alt(
        ax,
        f"{title}: " + either(
            language,
            f"peak of a draw {middle_and_range(peak, language)} times its mean of 2018-22; record {pulse:.0f} times "
            f"from 5 to 19 June 2023 and {year:.1f} over the year.",
            f"puncak tiap undian {middle_and_range(peak, language)} kali rata-rata 2018-22; catatan {pulse:.0f} kali "
            f"pada 5-19 Juni 2023 dan {year:.1f} sepanjang tahun.",
        ),
    )  # fmt: skip


def _truth(ax: Axes, history: pd.DataFrame, language: Language) -> None:
    """Entries into exploitation by quarter over each draw's mean of 2018-22."""
    table = wide(history[history["district"].isin(TIMOR)], ["year", "quarter"], "entered_exploitation")
    year = table.index.get_level_values("year").to_numpy()
    values = table.to_numpy(dtype=float)
    over = _over_before(values, year)
    shown = year >= SHOWN_FROM
    band_line(ax, _middles(table)[shown], over[shown], look(SCENARIOS, "historical"))
    reference_line(ax, 1.0)
    number_axis(ax.yaxis, language)
    _two_years(ax)
    title = either(language, "What happened: entering exploitation", "Yang terjadi: mulai dieksploitasi")
    ax.set_title(title)
    ax.set_ylabel(either(language, "times the mean of 2018-22", "kali rata-rata 2018-22"))
    of_2023 = over[year == 2023].mean(axis=0)
    set_alt(ax, f"{title}: 2023: {middle_and_range(of_2023, language)}.")


def _against(
    ax: Axes, worlds: dict[str, pd.DataFrame], name: str, sign: float, title: str, language: Language
) -> None:
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
        words = label("scenario", arm, language)
        if np.isfinite(clear):
            ax.plot([x[int(clear)]], [0.97 - 0.08 * at], transform=ax.get_xaxis_transform(), linestyle="none",
                    marker="v", color=style.colour, markersize=7, clip_on=False, gid="first clear")  # fmt: skip
            year, quarter = base.index[int(clear)]
            clauses.append(
                f"{words}: {either(language, 'first clear in', 'pertama jelas pada')} {year}-{quarter}"
            )
        else:
            clauses.append(f"{words}: {either(language, 'never clear', 'tidak pernah jelas')}")
    reference_line(ax, 0.0)
    number_axis(ax.yaxis, language)
    ax.set_xlim(x[0] - 0.15, x[-1] + 0.15)
    ax.set_xticks([float(year) for year in range(int(x[0]), int(x[-1]) + 1, 2)])
    ax.grid(axis="x", visible=False)
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


def _two_years(ax: Axes) -> None:
    """The years that are shown, with a line at the task force of 9 June 2023."""
    ax.axvline(decimal_year(dt.date(2023, 6, 9)), color=GREY, linewidth=0.8, linestyle=(0, (2, 2)), zorder=0)
    ax.set_xlim(SHOWN_FROM, 2024.02)
    ax.set_xticks([2022.0, 2022.5, 2023.0, 2023.5, 2024.0], ["2022", "", "2023", "", "2024"])
    ax.grid(axis="x", visible=False)
