"""P2: what a programme averts against the government's responsiveness, a panel for each rival rule."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from safepassage.figures.labels import Language, either, label
from safepassage.figures.panels import line_key
from safepassage.figures.patterns_parts import (
    Floats,
    band_line,
    draws_footer,
    middle_and_range,
    reference_line,
)
from safepassage.figures.style import (
    SCENARIOS,
    legend_row,
    look,
    new_figure,
    number_axis,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE, choose, in_order, require

COLUMNS = ("rule", "door", "responsiveness", "scenario", "draw", "difference", "log_ratio")
RULES: dict[str, tuple[str, str]] = {
    "a": ("(a) complement", "(a) pelengkap"),
    "b": ("(b) independent", "(b) mandiri"),
    "c": ("(c) threshold", "(c) ambang"),
    "d": ("(d) substitute", "(d) pengganti"),
}
"""How skill meets authority: model.md, section 7, in the project's docs ``concepts/responsiveness.md``."""

MEASURES: dict[str, tuple[str, str]] = {
    "difference": ("person-years averted", "orang-tahun tercegah"),
    "log_ratio": ("log ratio averted", "log rasio tercegah"),
}
BESIDE: dict[str, tuple[str, str]] = {
    "departures_regular": ("regular departures", "prosedural"),
    "departures_irregular": ("irregular departures", "nonprosedural"),
    "refused": ("refusals", "penolakan"),
    "identified_false": ("false identifications", "identifikasi keliru"),
}


@styled
def rules_figure(
    table: pd.DataFrame,
    *,
    population_share: float,
    door: str = "all",
    scenarios: Sequence[str] = ("integrated",),
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw what a programme averts against responsiveness, under each rival rule.

    Parameters
    ----------
    table
        A row per rule (``a`` to ``d``), door, responsiveness (0 to 1), scenario and draw, with
        ``difference`` (exploitation years with the programme minus those without it, under the same
        government) and ``log_ratio`` (the logarithm of their quotient, with over without): below
        zero is averted, as in ``effects.csv``; the figure turns both signs. If it also has the
        columns ``departures_regular``, ``departures_irregular``, ``refused`` and
        ``identified_false`` (differences, persons), they stand beneath.
    population_share
        Simulated persons per real one, in (0, 1].
    door
        Which setting of the gate: ``all`` doors gated, or the name of the one at which it is off.
    scenarios
        Which programmes, a line each.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        A column for each rule of the table and a row for each measure, on axes shared along the
        row; lines are medians over draws, bands nine draws in ten, with alt text.

    Raises
    ------
    InputError
        If a column, the door or a scenario is missing.
    """
    require(table, COLUMNS, "rules")
    table = choose(table, "door", door, "rules")
    for scenario in scenarios:
        choose(table, "scenario", scenario, "rules")
    table = table[table["scenario"].isin(scenarios)]
    rules = sorted(in_order(table, "rule"))
    beside = [name for name in COUNTS_SHOWN_BESIDE if name in table.columns]
    if beside:
        require(table, COUNTS_SHOWN_BESIDE, "rules: all counts beside or none")
    rows = [*MEASURES, *beside]
    heights = [1.0] * len(MEASURES) + [0.62] * len(beside)
    figure = figure or new_figure(2.0 + 1.95 * sum(heights))
    grid = figure.add_gridspec(len(rows) + 1, len(rules), height_ratios=[*heights, 0.2])
    panels: list[Axes] = []
    for at, measure in enumerate(rows):
        first: Axes | None = None
        for column, rule in enumerate(rules):
            ax = figure.add_subplot(grid[at, column], sharey=first)
            first = first or ax
            said = _panel(ax, table[table["rule"] == rule], measure, scenarios, language)
            title = either(language, *RULES.get(rule, (rule, rule)))
            words = either(language, *(MEASURES.get(measure) or BESIDE[measure]))
            if at == 0:
                ax.set_title(title)
            if column == 0:
                ax.set_ylabel(words)
                number_axis(ax.yaxis, language)
            ax.tick_params(labelleft=column == 0, labelbottom=at == len(rows) - 1)
            set_alt(ax, f"{title}, {words}: {said}.")
            panels.append(ax)
    figure.align_ylabels(panels[:: len(rules)])
    for ax in panels[-len(rules) :]:
        ax.set_xlabel(either(language, "responsiveness", "ketanggapan"))
    keys = [
        line_key(label("scenario", name, language), look(SCENARIOS, name, at))
        for at, name in enumerate(scenarios)
    ]
    legend_row(figure.add_subplot(grid[len(rows), :]), keys, columns=4)
    drawn = int(table["draw"].nunique())
    footer = [*_conditions(bool(beside), language), draws_footer(language, drawn, population_share)]
    set_words(figure, _title(door, scenarios, language), footer, panels)
    return figure


def _panel(ax: Axes, rows: pd.DataFrame, measure: str, scenarios: Sequence[str], language: Language) -> str:
    """One measure under one rule; its medians at the ends of responsiveness in words."""
    clauses = []
    for at, scenario in enumerate(scenarios):
        mine = rows[rows["scenario"] == scenario].pivot(
            index="responsiveness", columns="draw", values=measure
        )
        x: Floats = mine.index.to_numpy(dtype=float)
        draws = mine.to_numpy(dtype=float) * (-1.0 if measure in MEASURES else 1.0)
        if not len(x):
            continue
        band_line(ax, x, draws, look(SCENARIOS, scenario, at), at)
        ends = "; ".join(
            f"{either(language, 'at', 'pada')} {x[end]:g} {middle_and_range(draws[end], language)}"
            for end in (0, -1)
        )
        clauses.append(f"{label('scenario', scenario, language)} {ends}")
    reference_line(ax, 0.0)
    ax.set_xlim(-0.03, 1.03)
    ax.set_xticks([0.0, 0.5, 1.0])
    number_axis(ax.xaxis, language, most_ticks=2)
    ax.grid(axis="x", visible=False)
    return "; ".join(clauses)


def _title(door: str, scenarios: Sequence[str], language: Language) -> str:
    """The sentence above."""
    names = ", ".join(label("scenario", name, language) for name in scenarios)
    gate = either(language, "gated: every door", "bergantung: semua pintu")
    if door != "all":
        gate = either(language, "gate off at: ", "tidak bergantung: ") + door.replace("_", " ")
    return either(
        language,
        f"What responsiveness changes under four rival rules: {names}; {gate}",
        f"Apa yang diubah ketanggapan menurut empat aturan tandingan: {names}; {gate}",
    )


def _conditions(beside: bool, language: Language) -> tuple[str, str]:
    """What is drawn, and where the counts are that stand beside it."""
    averted = either(
        language,
        "Exploitation averted against no IOM under the same government; no record can tell the rules apart.",
        "Eksploitasi yang tercegah dibanding tanpa IOM di bawah pemerintah yang sama; tidak ada catatan yang dapat "
        "membedakan aturan-aturan ini.",
    )
    if beside:
        return averted, either(
            language,
            "Beneath: change in persons over the period.",
            "Di bawah: perubahan orang sepanjang periode.",
        )
    return averted, either(
        language,
        "The change in departures, refusals and false identifications stands in effects.csv.",
        "Perubahan keberangkatan, penolakan, dan identifikasi keliru ada di effects.csv.",
    )
