"""Displacement between crossings: by which kind of gate people leave instead, scenario by scenario.

By kind and never by name: no output ranks posts, and an unofficial path has no place.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from numpy.typing import NDArray

from safepassage.figures.labels import Language, either, label, year_range
from safepassage.figures.panels import EffectPanel, draw_effect_panel, look_key
from safepassage.figures.style import GOVERNMENTS, conditions, legend_row, look, new_figure, set_words, styled
from safepassage.figures.tables import (
    EFFECTS,
    choose,
    effects_hidden,
    in_order,
    replicates_text,
    require,
    simulated_per_real,
)
from safepassage.observation.suppress import NOTES, hidden

_AXIS = ("← fewer   persons   more →", "← berkurang  orang  bertambah →")
KINDS = ("crossed_formal", "crossed_traditional", "crossed_unofficial", "crossed_hub")
"""The four sum to departures, so hiding one means hiding a second."""

PANELS = (
    EffectPanel("crossed_formal", False, ("By formal post\n(PLBN)", "Lewat pos resmi\n(PLBN)"), _AXIS),
    EffectPanel(
        "crossed_traditional",
        False,
        ("By traditional post\n(PLBT)", "Lewat pos tradisional\n(PLBT)"),
        _AXIS,
    ),
    EffectPanel("crossed_unofficial", False, ("Outside posts", "Di luar pos"), _AXIS),
    EffectPanel("crossed_hub", False, ("By port or airport", "Lewat pelabuhan\natau bandara"), _AXIS),
    EffectPanel("refused", False, ("Refusals of exit", "Penolakan keluar"), _AXIS),
    EffectPanel("attempts", False, ("Attempts to leave", "Upaya berangkat"), _AXIS),
)


def kinds_hidden(effects: pd.DataFrame, population_share: float) -> NDArray[np.bool_]:
    """Say which rows are hidden, so that no kind can be worked out from the departures together.

    Parameters
    ----------
    effects
        Rows of an effects table.
    population_share
        Simulated persons per real one.

    Returns
    -------
    NDArray[np.bool_]
        Shape [rows].
    """
    mask = effects_hidden(effects, population_share)
    smaller = effects[["baseline_mean", "mean"]].min(axis=1).to_numpy(dtype=np.float64)
    per_real = np.array([simulated_per_real(str(name), population_share) for name in effects["indicator"]])
    simulated = smaller * per_real * effects["replicates"].to_numpy(dtype=np.float64)
    # what another total hid already counts as small here; a row that is no kind is a total of its own
    real = np.where(mask, 0.0, smaller)
    totals = [
        (scenario, government, district, "kinds" if indicator in KINDS else indicator)
        for scenario, government, district, indicator in zip(
            effects["scenario"], effects["government"], effects["district"], effects["indicator"], strict=True
        )
    ]
    return hidden(real, simulated, [totals])


@styled
def crossings_figure(
    effects: pd.DataFrame,
    *,
    period: tuple[dt.date, dt.date],
    population_share: float,
    district: str = "all",
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw the change in departures by kind of gate, with refusals and attempts beside it.

    Parameters
    ----------
    effects
        Rows of ``effects.csv`` with the indicators ``crossed_formal``, ``crossed_traditional``,
        ``crossed_unofficial``, ``crossed_hub``, ``refused`` and ``attempts``.
    period
        First and last day.
    population_share
        Simulated persons per real one, in (0, 1].
    district
        A district, or ``all``.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        Six panels with alt text.

    Raises
    ------
    InputError
        If a column, the district or an indicator is missing.
    """
    require(effects, EFFECTS, "effects")
    wanted = [panel.indicator for panel in PANELS]
    for indicator in wanted:
        choose(effects, "indicator", indicator, "effects")
    table = effects[effects["indicator"].isin(wanted) & (effects["scenario"] != effects["baseline"])]
    table = table.assign(hidden=kinds_hidden(table, population_share))
    table = choose(table, "district", district, "effects")
    scenarios, governments = in_order(table, "scenario"), in_order(table, "government")

    figure = figure or new_figure(2.3 + 2 * (0.75 + 0.19 * len(scenarios) * len(governments)))
    grid = figure.add_gridspec(3, 3, height_ratios=[1.0, 1.0, 0.1])
    drawn: list[Axes] = []
    # the four kinds first, then what stands beside them
    for at, panel in enumerate((PANELS[0], PANELS[1], PANELS[4], PANELS[2], PANELS[3], PANELS[5])):
        ax = figure.add_subplot(grid[at // 3, at % 3])
        draw_effect_panel(ax, panel, table, scenarios, governments, language)
        if at % 3 == 0:
            names = [label("scenario", name, language) for name in scenarios]
            ax.set_yticks(np.arange(len(scenarios)) + 0.5, names)
        drawn.append(ax)
    keys = [
        look_key(label("government", name, language), look(GOVERNMENTS, name, at))
        for at, name in enumerate(governments)
    ]
    legend_row(figure.add_subplot(grid[2, :]), keys, columns=4)
    baseline = " / ".join(label("scenario", name, language) for name in in_order(table, "baseline"))
    place, years = label("district", district, language), year_range(period)
    title = either(
        language,
        f"By which kind of crossing people leave instead: change against “{baseline}”, {years}, {place}",
        f"Lewat jenis perlintasan mana orang berangkat sebagai gantinya: perubahan dibanding “{baseline}”, "
        f"{years}, {place}",
    )
    footer = [
        either(
            language,
            "Totals over the period; bars: 95 percent intervals, paired; hollow marks: the interval "
            "includes zero. The four kinds sum to departures; each refusal and each attempt counts.",
            "Total sepanjang periode; garis: selang 95 persen, berpasangan; tanda kosong: selang "
            "mencakup nol. Jumlah keempat jenis adalah keberangkatan; setiap penolakan dan upaya dihitung.",
        ),
        conditions(language, replicates_text(table["replicates"]), population_share),
        NOTES[language] if table["hidden"].any() else "",
    ]
    set_words(figure, title, footer, drawn)
    return figure
