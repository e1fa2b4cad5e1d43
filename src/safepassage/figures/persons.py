"""Who is spared and who is newly harmed, each beside its churn, with what else changed.

Net counts belong to the model. Gross counts belong to the way draws are keyed, so beside each
stands its churn: the same count for a placebo that changes as many contacts and means nothing.
"""

from __future__ import annotations

import datetime as dt
import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from safepassage.analysis.counterfactual import COLUMNS, by_group
from safepassage.figures.gross import GROSS, draw_gross, gross_keys, gross_rows, with_hidden
from safepassage.figures.labels import Language, either, label, year_range
from safepassage.figures.panels import BESIDE, draw_effect_panel
from safepassage.figures.style import conditions, legend_row, new_figure, set_words, styled
from safepassage.figures.tables import choose, in_order, prepare_effects, replicates_text, require
from safepassage.observation.suppress import NOTES

_FOR_EVERYBODY = (
    "The four panels on the right are for everybody.",
    "Keempat panel di kanan untuk semua orang.",
)
_NO_PLACEBO = ("No placebo was run: churn is not known.", "Tanpa plasebo: derau semu tidak diketahui.")


@styled
def persons_figure(
    persons: pd.DataFrame,
    effects: pd.DataFrame,
    *,
    period: tuple[dt.date, dt.date],
    population_share: float,
    government: str = "as_is",
    district: str = "all",
    group: str = "all",
    scenario: str | None = None,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw persons averted and newly harmed, churn beside each, and four other changes beside them.

    Parameters
    ----------
    persons
        Rows of ``persons.csv`` with the indicators ``averted``, ``newly_harmed`` and ``net_averted``; ``churn`` is
        empty where no placebo was run. Real persons, means over replicates.
    effects
        Rows of ``effects.csv``, as for :func:`safepassage.figures.effects.effects_figure`, with
        the indicators ``departures_regular``, ``departures_irregular``, ``refused`` and
        ``identified_false``: no figure shows averted exploitation without them.
    period
        First and last day.
    population_share
        Simulated persons per real one, in (0, 1].
    government
        Which of the table's.
    district
        A district, or ``all``.
    group
        ``all`` for a row per scenario, or a group (``poor``, ``sex``, ``age``, ``schooling``)
        for a row per level of it under one ``scenario``.
    scenario
        With a group: which; needed when the table has more than one.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        A main panel and four beside it, with alt text. Counts under the rule are written ``<10``;
        where one of the two gross counts is hidden the net is hidden too.

    Raises
    ------
    InputError
        If a column, government, district, group, scenario or indicator is missing.
    """
    require(persons, COLUMNS, "persons")
    table = with_hidden(by_group(persons), population_share)
    table = table[table["scenario"] != table["baseline"]]
    for column, value in (("government", government), ("district", district), ("group", group)):
        table = choose(table, column, value, "persons")
    if group != "all":
        table = choose(table, "scenario", scenario or in_order(table, "scenario")[0], "persons")
    elif scenario is not None:
        table = choose(table, "scenario", scenario, "persons")
    scenarios = in_order(table, "scenario")
    kind = "scenario" if group == "all" else "level"
    rows = gross_rows(table, kind, language)

    changes = prepare_effects(effects, [panel.indicator for panel in BESIDE], population_share)
    changes = choose(changes, "district", district, "effects")

    figure = figure or new_figure(2.5 + max(3.2, 0.62 * len(rows)))
    grid = figure.add_gridspec(3, 3, height_ratios=[1.0, 1.0, 0.16], width_ratios=[2.1, 1.0, 1.0])
    main = figure.add_subplot(grid[0:2, 0])
    draw_gross(main, rows, language)
    drawn: list[Axes] = [main]
    for at, panel in enumerate(BESIDE):
        ax = figure.add_subplot(grid[at // 2, 1 + at % 2])
        draw_effect_panel(ax, panel, changes, scenarios, [government], language, most_ticks=2)
        ax.set_title(textwrap.fill(label("indicator", panel.indicator, language), 17), fontsize=8.5)
        ax.set_xlabel(either(language, "← fewer     more →", "← kurang    tambah →"))
        drawn.append(ax)
    if len(scenarios) > 1:  # numbers tie the small panels to the rows of the main one
        for ax in drawn[1:]:
            ax.set_yticks(np.arange(len(scenarios)) + 0.5, [str(at + 1) for at in range(len(scenarios))])
        main.set_yticks(np.arange(len(rows)) + 0.5, [f"{row.label}  {at + 1}" for at, row in enumerate(rows)])
    legend_row(figure.add_subplot(grid[2, :]), gross_keys(language), columns=3)

    title = _title(table, group, period, district, government, language)
    some_hidden = any(any(row.hidden.values()) for row in rows) or bool(changes["hidden"].any())
    no_churn = any(np.isnan(row.churn[name]) for row in rows for name, _ in GROSS)
    footer = [
        either(
            language,
            "Lines: 95 percent intervals, paired. Read a gross count against its churn; harm to a "
            "group is claimed only where its net increase excludes zero.",
            "Garis: selang 95 persen, berpasangan. Bandingkan jumlah kotor dengan derau semunya; "
            "kerugian suatu kelompok dinyatakan hanya bila kenaikan netonya tidak mencakup nol.",
        ),
        either(language, *_FOR_EVERYBODY) if group != "all" else "",
        either(language, *_NO_PLACEBO) if no_churn else "",
        conditions(language, replicates_text(table["replicates"]), population_share),
        NOTES[language] if some_hidden else "",
    ]
    set_words(figure, title, footer, drawn)
    return figure


def _title(
    table: pd.DataFrame,
    group: str,
    period: tuple[dt.date, dt.date],
    district: str,
    government: str,
    language: Language,
) -> str:
    baseline = " / ".join(label("scenario", name, language) for name in in_order(table, "baseline"))
    place, years = label("district", district, language), year_range(period)
    under = label("government", government, language).lower()
    of_group = ""
    if group != "all":
        name = label("scenario", in_order(table, "scenario")[0], language)
        of_group = f", {name}, {label('group', group, language)}"
    return either(
        language,
        f"Persons spared exploitation or newly harmed against “{baseline}”, and other changes"
        f"{of_group}, {years}, {place} ({under})",
        f"Orang yang terhindar dari eksploitasi atau justru dirugikan dibanding “{baseline}”, beserta "
        f"perubahan lain{of_group}, {years}, {place} ({under})",
    )
