"""Who is spared and who is newly harmed, each beside its churn, with what else changed.

Net counts belong to the model. Gross counts belong to the way draws are keyed, so beside each
stands its churn: the same count for a placebo that changes as many contacts and means nothing.
"""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from safepassage.analysis.counterfactual import COLUMNS, by_group
from safepassage.figures.gross import GROSS, draw_gross, gross_keys, gross_rows, with_hidden
from safepassage.figures.panels import draw_effect_panel
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import legend_row, styled
from safepassage.figures.tables import (
    COUNTS_SHOWN_BESIDE,
    choose,
    in_order,
    prepare_effects,
    replicates_text,
    require,
)


@styled
def persons_figure(
    persons: pd.DataFrame,
    effects: pd.DataFrame,
    sheet: Sheet,
    group: str = "all",
    scenario: str | None = None,
) -> Figure:
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
    sheet
        With its period; its government and district are drawn.
    group
        ``all`` for a row per scenario, or a group (``poor``, ``sex``, ``age``, ``schooling``)
        for a row per level of it under one ``scenario``.
    scenario
        With a group: which; by default the table's first.

    Returns
    -------
    Figure
        A main panel and four beside it, with alt text. Counts under the rule are written ``<10``;
        where one of the two gross counts is hidden the net is hidden too.

    Raises
    ------
    InputError
        If a column, government, district, group, scenario or indicator is missing.
    """
    table = _chosen(persons, sheet, group, scenario)
    scenarios = in_order(table, "scenario")
    rows = gross_rows(table, "scenario" if group == "all" else "level", sheet)
    changes = prepare_effects(effects, COUNTS_SHOWN_BESIDE, sheet.share)
    changes = choose(changes, "district", sheet.district, "effects")

    figure = sheet.figure(2.5 + max(3.2, 0.62 * len(rows)))
    grid = figure.add_gridspec(3, 3, height_ratios=[1.0, 1.0, 0.16], width_ratios=[2.1, 1.0, 1.0])
    main = figure.add_subplot(grid[0:2, 0])
    draw_gross(main, rows, sheet)
    beside = [figure.add_subplot(grid[place]) for place in ((0, 1), (0, 2), (1, 1), (1, 2))]
    for ax, indicator in zip(beside, COUNTS_SHOWN_BESIDE, strict=True):
        _draw_change(ax, indicator, changes, scenarios, sheet)
    if len(scenarios) > 1:  # numbers tie the small panels to the rows of the main one
        main.set_yticks(np.arange(len(rows)) + 0.5, [f"{row.label}  {at + 1}" for at, row in enumerate(rows)])
    legend_row(figure.add_subplot(grid[2, :]), gross_keys(sheet), columns=3)

    no_churn = any(np.isnan(row.churn[name]) for row in rows for name, _ in GROSS)
    footer = [
        sheet.say("persons.footer"),
        sheet.say("persons.for_everybody") if group != "all" else "",
        sheet.say("persons.no_placebo") if no_churn else "",
        sheet.conditions(replicates_text(table["replicates"])),
    ]
    some_hidden = any(row.net_hidden for row in rows) or bool(changes["hidden"].any())
    return sheet.finish(figure, _title(table, group, sheet), footer, (main, *beside), some_hidden)


def _chosen(persons: pd.DataFrame, sheet: Sheet, group: str, scenario: str | None) -> pd.DataFrame:
    """The rows to draw, in order, with what is hidden."""
    require(persons, COLUMNS, "persons")
    table = with_hidden(by_group(persons), sheet.share)
    table = table[table["scenario"] != table["baseline"]]
    for column, value in (("government", sheet.government), ("district", sheet.district), ("group", group)):
        table = choose(table, column, value, "persons")
    if group != "all" and scenario is None:
        scenario = in_order(table, "scenario")[0]
    return table if scenario is None else choose(table, "scenario", scenario, "persons")


def _draw_change(ax: Axes, indicator: str, changes: pd.DataFrame, scenarios: list[str], sheet: Sheet) -> None:
    """A small panel; scenarios have the numbers of the main one's rows."""
    draw_effect_panel(ax, indicator, changes, (scenarios, [sheet.government]), sheet, most_ticks=2)
    ax.set_title(textwrap.fill(sheet.name("indicator", indicator), 17), fontsize=8.5)
    ax.set_xlabel(sheet.say("axis.change_short"))
    if len(scenarios) > 1:
        ax.set_yticks(np.arange(len(scenarios)) + 0.5, [str(at + 1) for at in range(len(scenarios))])


def _title(table: pd.DataFrame, group: str, sheet: Sheet) -> str:
    baseline = " / ".join(sheet.names("scenario", in_order(table, "baseline")))
    of_group = ""
    if group != "all":
        of_group = f", {sheet.name('scenario', in_order(table, 'scenario')[0])}, {sheet.name('group', group)}"
    return sheet.say(
        "persons.title", baseline=baseline, of_group=of_group, years=sheet.years, place=sheet.place,
        under=sheet.ruler,
    )  # fmt: skip
