"""What the scenarios change, with intervals: averted exploitation and its costs, and the crossings people take instead.

Crossings by kind and never by name: no output ranks posts, and an unofficial path has no place.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from safepassage.figures.panels import draw_effect_grid
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import styled
from safepassage.figures.tables import (
    AVERTED,
    choose,
    effects_hidden,
    in_order,
    prepare_effects,
    replicates_text,
    smaller_sides,
)
from safepassage.observation.suppress import hidden

# the two headline panels and two of their costs in the first row, departures in the second
PANELS = (*AVERTED, "refused", "departures_regular", "departures_irregular", "identified_false")
KINDS = ("crossed_formal", "crossed_traditional", "crossed_unofficial", "crossed_hub")
"""The four sum to departures, so hiding one means hiding a second."""
# the four kinds on the left, what stands beside them on the right
CROSSINGS = (*KINDS[:2], "refused", *KINDS[2:], "attempts")


@styled
def effects_figure(effects: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw exploitation averted by scenario and government, and the change in four counts beside it.

    Parameters
    ----------
    effects
        Rows of ``effects.csv``. Columns ``scenario``, ``government``, ``baseline``, ``district``,
        ``indicator``, ``baseline_mean``, ``mean``, ``difference``, ``low``, ``high`` (95 percent,
        paired; persons or person-years over the whole period) and ``replicates``. The indicators
        ``exploitation_years``, ``entered_exploitation``, ``refused``, ``departures_regular``,
        ``departures_irregular`` and ``identified_false`` have to be there.
    sheet
        With its period; its district is drawn, and every government of the table.

    Returns
    -------
    Figure
        Six panels with alt text, on the figure and on each panel.

    Raises
    ------
    InputError
        If a column, the district or one of the six indicators is missing.
    """
    return _grid_figure(prepare_effects(effects, PANELS, sheet.share), PANELS, sheet, "effects")


@styled
def crossings_figure(effects: pd.DataFrame, sheet: Sheet) -> Figure:
    """Draw the change in departures by kind of gate, with refusals and attempts beside it.

    Parameters
    ----------
    effects
        As for `effects_figure`, with the indicators ``crossed_formal``, ``crossed_traditional``,
        ``crossed_unofficial``, ``crossed_hub``, ``refused`` and ``attempts``.
    sheet
        As for `effects_figure`.

    Returns
    -------
    Figure
        Six panels with alt text.

    Raises
    ------
    InputError
        If a column, the district or an indicator is missing.
    """
    table = prepare_effects(effects, CROSSINGS, sheet.share)
    table = table.assign(hidden=kinds_hidden(table, sheet.share))
    return _grid_figure(table, CROSSINGS, sheet, "crossings")


def _grid_figure(table: pd.DataFrame, indicators: tuple[str, ...], sheet: Sheet, words: str) -> Figure:
    """Six indicators of a prepared table with the words of a group."""
    table = choose(table, "district", sheet.district, "effects")
    figure, drawn = draw_effect_grid(indicators, table, sheet, words)
    baseline = " / ".join(sheet.names("scenario", in_order(table, "baseline")))
    title = sheet.say(f"{words}.title", baseline=baseline, years=sheet.years, place=sheet.place)
    footer = [sheet.say(f"{words}.footer"), sheet.conditions(replicates_text(table["replicates"]))]
    return sheet.finish(figure, title, footer, drawn, hidden=bool(table["hidden"].any()))


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
