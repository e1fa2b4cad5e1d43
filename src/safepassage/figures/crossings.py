"""Displacement between crossings: by which kind of gate people leave instead, scenario by scenario.

By kind and never by name: no output ranks posts, and an unofficial path has no place.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from matplotlib.figure import Figure, SubFigure
from numpy.typing import NDArray

from safepassage.figures.labels import Language, either, label, year_range
from safepassage.figures.panels import CHANGE, EffectPanel, draw_effect_grid
from safepassage.figures.style import conditions, set_words, styled
from safepassage.figures.tables import (
    choose,
    effects_hidden,
    in_order,
    prepare_effects,
    replicates_text,
    smaller_sides,
)
from safepassage.observation.suppress import NOTES, hidden

KINDS = ("crossed_formal", "crossed_traditional", "crossed_unofficial", "crossed_hub")
"""The four sum to departures, so hiding one means hiding a second."""

# the four kinds on the left, what stands beside them on the right
PANELS = (
    EffectPanel("crossed_formal", False, ("By formal post\n(PLBN)", "Lewat pos resmi\n(PLBN)"), CHANGE),
    EffectPanel(
        "crossed_traditional",
        False,
        ("By traditional post\n(PLBT)", "Lewat pos tradisional\n(PLBT)"),
        CHANGE,
    ),
    EffectPanel("refused", False, ("Refusals of exit", "Penolakan keluar"), CHANGE),
    EffectPanel("crossed_unofficial", False, ("Outside posts", "Di luar pos"), CHANGE),
    EffectPanel("crossed_hub", False, ("By port or airport", "Lewat pelabuhan\natau bandara"), CHANGE),
    EffectPanel("attempts", False, ("Attempts to leave", "Upaya berangkat"), CHANGE),
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
    smaller, simulated = smaller_sides(effects, population_share)
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
    table = prepare_effects(effects, [panel.indicator for panel in PANELS], population_share)
    table = table.assign(hidden=kinds_hidden(table, population_share))
    table = choose(table, "district", district, "effects")
    figure, drawn = draw_effect_grid(PANELS, table, language, figure)
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
