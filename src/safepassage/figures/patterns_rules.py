"""P2: what a programme averts against the government's responsiveness, a panel for each rival rule."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from safepassage.figures.labels import SAID
from safepassage.figures.patterns_parts import band_line, reference_line
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import SCENARIOS, legend_row, look, set_alt, styled
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE, choose, in_order, require

COLUMNS = ("rule", "door", "responsiveness", "scenario", "draw", "difference", "log_ratio")
MEASURES = ("difference", "log_ratio")


@styled
def rules_figure(
    table: pd.DataFrame, sheet: Sheet, door: str = "all", scenarios: Sequence[str] = ("integrated",)
) -> Figure:
    """Draw what a programme averts against responsiveness, under each rival rule.

    Parameters
    ----------
    table
        A row per rule (``a`` to ``d``: model.md, section 7, in the project's docs
        ``concepts/responsiveness.md``), door, responsiveness (0 to 1), scenario and draw, with
        ``difference`` (exploitation years with the programme minus those without it, under the same
        government) and ``log_ratio`` (the logarithm of their quotient, with over without): below
        zero is averted, as in ``effects.csv``; the figure turns both signs. If it also has the
        columns ``departures_regular``, ``departures_irregular``, ``refused`` and
        ``identified_false`` (differences, persons), they stand beneath.
    sheet
        Share and language.
    door
        Which setting of the gate: ``all`` doors gated, or the name of the one at which it is off.
    scenarios
        Which programmes, a line each.

    Returns
    -------
    Figure
        A column for each rule of the table and a row for each measure, on axes shared along the
        row; lines are medians over draws, bands nine draws in ten, with alt text.

    Raises
    ------
    InputError
        If a column, the door or a scenario is missing.
    """
    table = _chosen(table, door, scenarios)
    beside = COUNTS_SHOWN_BESIDE if set(COUNTS_SHOWN_BESIDE) <= set(table.columns) else ()
    rules, rows = sorted(in_order(table, "rule")), (*MEASURES, *beside)
    heights = [1.0] * len(MEASURES) + [0.62] * len(beside)
    figure = sheet.figure(2.0 + 1.95 * sum(heights))
    grid = figure.add_gridspec(len(rows) + 1, len(rules), height_ratios=[*heights, 0.2])
    panels: list[Axes] = []
    for at, measure in enumerate(rows):
        for column, rule in enumerate(rules):
            ax = figure.add_subplot(grid[at, column], sharey=panels[at * len(rules)] if column else None)
            _panel(ax, table[table["rule"] == rule], measure, scenarios, sheet)
            ax.tick_params(labelleft=column == 0, labelbottom=at == len(rows) - 1)
            panels.append(ax)
        sheet.number_axis(panels[-len(rules)].yaxis)
        panels[-len(rules)].set_ylabel(sheet.say(f"rules.{measure}"))
    for rule, above, below in zip(rules, panels[: len(rules)], panels[-len(rules) :], strict=True):
        above.set_title(_rule(rule, sheet))
        below.set_xlabel(sheet.say("rules.axis"))
    figure.align_ylabels(panels[:: len(rules)])
    legend_row(figure.add_subplot(grid[len(rows), :]), sheet.scenario_keys(scenarios), columns=4)
    gate = (
        sheet.say("rules.gated")
        if door == "all"
        else sheet.say("rules.gate_off", door=door.replace("_", " "))
    )
    title = sheet.say("rules.title", names=", ".join(sheet.names("scenario", scenarios)), gate=gate)
    footer = [
        sheet.say("rules.footer"),
        sheet.say("rules.beneath" if beside else "rules.elsewhere"),
        sheet.draws(int(table["draw"].nunique())),
    ]
    return sheet.finish(figure, title, footer, panels)


def _chosen(table: pd.DataFrame, door: str, scenarios: Sequence[str]) -> pd.DataFrame:
    """Rows of the door and the scenarios of a table with all counts that stand beneath or none."""
    require(table, COLUMNS, "rules")
    if set(COUNTS_SHOWN_BESIDE) & set(table.columns):
        require(table, COUNTS_SHOWN_BESIDE, "rules: all counts beside or none")
    table = choose(table, "door", door, "rules")
    for scenario in scenarios:
        choose(table, "scenario", scenario, "rules")
    return table[table["scenario"].isin(scenarios)]


def _rule(rule: str, sheet: Sheet) -> str:
    key = f"rules.rule_{rule}"
    return sheet.say(key) if key in SAID else rule


def _panel(ax: Axes, rows: pd.DataFrame, measure: str, scenarios: Sequence[str], sheet: Sheet) -> None:
    """One measure under one rule; its medians at the ends of responsiveness in words."""
    title = f"{_rule(in_order(rows, 'rule')[0], sheet)}, {sheet.say(f'rules.{measure}')}"
    clauses = []
    for at, scenario in enumerate(scenarios):
        mine = rows[rows["scenario"] == scenario].pivot(
            index="responsiveness", columns="draw", values=measure
        )
        x = mine.index.to_numpy(dtype=float)
        draws = mine.to_numpy(dtype=float) * (-1.0 if measure in MEASURES else 1.0)
        if not len(x):
            continue
        band_line(ax, x, draws, look(SCENARIOS, scenario, at), at)
        ends = "; ".join(
            f"{sheet.say('rules.at')} {x[end]:g} {sheet.over_draws(draws[end])}" for end in (0, -1)
        )
        clauses.append(f"{sheet.name('scenario', scenario)} {ends}")
    reference_line(ax, 0.0)
    ax.set_xlim(-0.03, 1.03)
    ax.set_xticks([0.0, 0.5, 1.0])
    sheet.number_axis(ax.xaxis, most_ticks=2)
    ax.grid(axis="x", visible=False)
    set_alt(ax, f"{title}: {'; '.join(clauses)}.")
