"""What the scenarios change, with intervals, and what it costs in departures and wrong refusals."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from matplotlib.figure import Figure, SubFigure

from safepassage.figures.labels import Language, either, label, year_range
from safepassage.figures.panels import AVERTED, BESIDE, draw_effect_grid
from safepassage.figures.style import conditions, set_words, styled
from safepassage.figures.tables import choose, in_order, prepare_effects, replicates_text
from safepassage.observation.suppress import NOTES

# the two headline panels and two of their costs in the first row, departures in the second
PANELS = (AVERTED[0], AVERTED[1], BESIDE[2], BESIDE[0], BESIDE[1], BESIDE[3])


@styled
def effects_figure(
    effects: pd.DataFrame,
    *,
    period: tuple[dt.date, dt.date],
    population_share: float,
    district: str = "all",
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw exploitation averted by scenario and government, and the change in four counts beside it.

    Parameters
    ----------
    effects
        Rows of ``effects.csv``. Columns ``scenario``, ``government``, ``baseline``, ``district``,
        ``indicator``, ``baseline_mean``, ``mean``, ``difference``, ``low``, ``high`` (95 percent,
        paired; persons or person-years over the whole period) and ``replicates``. The indicators
        ``exploitation_years``, ``entered_exploitation``, ``refused``, ``departures_regular``,
        ``departures_irregular`` and ``identified_false`` have to be there.
    period
        First and last day.
    population_share
        Simulated persons per real one, in (0, 1]; the rule for small counts needs it.
    district
        A district, or ``all``.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        Six panels with alt text, on the figure and on each panel.

    Raises
    ------
    InputError
        If a column, the district or one of the six indicators is missing.
    """
    wanted = [panel.indicator for panel in PANELS]
    table = choose(prepare_effects(effects, wanted, population_share), "district", district, "effects")
    figure, drawn = draw_effect_grid(PANELS, table, language, figure)
    baseline = " / ".join(label("scenario", name, language) for name in in_order(table, "baseline"))
    place, years = label("district", district, language), year_range(period)
    title = either(
        language,
        f"Exploitation averted against “{baseline}”, and the change in departures, refusals and "
        f"false identifications, {years}, {place}",
        f"Eksploitasi yang tercegah dibanding “{baseline}”, beserta perubahan keberangkatan, "
        f"penolakan, dan identifikasi keliru, {years}, {place}",
    )
    footer = [
        either(
            language,
            "Totals over the period; bars: 95 percent intervals, paired; hollow marks: the interval "
            "includes zero.",
            "Total sepanjang periode; garis: selang 95 persen, berpasangan; tanda kosong: selang "
            "mencakup nol.",
        ),
        conditions(language, replicates_text(table["replicates"]), population_share),
        NOTES[language] if table["hidden"].any() else "",
    ]
    set_words(figure, title, footer, drawn)
    return figure
