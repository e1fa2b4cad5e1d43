"""P8: what the draws predict of records that nothing was fitted to, and the records."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D

from safepassage.analysis.observed import NTT_SHARE
from safepassage.figures.labels import Language, either, label, number, short_number
from safepassage.figures.panels import bands
from safepassage.figures.patterns_parts import RECORD, draws_footer, middle_and_range, number_log, record_key
from safepassage.figures.style import BLUE, legend_row, new_figure, set_alt, set_words, styled
from safepassage.figures.tables import require

COLUMNS = ("draw", "region", "year", "indicator", "predicted", "record", "informs")
LEAST = 1.0
"""Where a logarithmic axis ends: less than one on record is nothing."""


@styled
def records_figure(
    predictions: pd.DataFrame,
    *,
    population_share: float,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw predictive intervals with the record in each.

    Parameters
    ----------
    predictions
        What ``analysis.by_draw.predictions_by_draw`` returns: a row per draw and record.
    population_share
        Simulated persons per real one, in (0, 1].
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        One panel with alt text: thick bars hold half of the draws, thin ones nine in ten, as the
        judge of P8 takes them. A record outside is a hollow mark.

    Raises
    ------
    InputError
        If a column is missing.
    """
    require(predictions, COLUMNS, "predictions")
    rows = [group for _, group in predictions.groupby(["indicator", "year"], sort=False)]
    figure = figure or new_figure(2.1 + 0.46 * len(rows))
    grid = figure.add_gridspec(2, 1, height_ratios=[1.0, 0.14 * 6 / max(len(rows), 1)])
    ax = figure.add_subplot(grid[0])
    bands(ax, [at - 0.5 for at in range(len(rows) + 1)])
    names, clauses, ends = [], [], []
    for at, group in enumerate(rows):
        values = group["predicted"].to_numpy(dtype=float)
        low, quarter, middle, upper, high = np.quantile(
            values, (0.05, 0.25, 0.5, 0.75, 0.95), method="weibull"
        )
        record, informs = float(group["record"].iloc[0]), bool(group["informs"].iloc[0])
        for start, end, width, gid in ((low, high, 1.6, "interval"), (quarter, upper, 5.0, "half")):
            ax.plot([max(start, LEAST), max(end, LEAST)], [at, at], color=BLUE, linewidth=width,
                    solid_capstyle="butt", zorder=2, gid=gid)  # fmt: skip
        ax.plot(
            [max(middle, LEAST)], [at], marker="|", color="white", markersize=9, markeredgewidth=2.0, zorder=3
        )
        inside = low <= record <= high
        ax.plot(
            [record], [at], linestyle="none", marker=RECORD.marker, markersize=8, color=RECORD.colour,
            markerfacecolor=RECORD.colour if inside else "white",
            markeredgecolor="white" if inside else RECORD.colour,
            zorder=4, gid="record inside" if inside else "record outside",
        )  # fmt: skip
        ends += [low, high, record]
        noun = label("indicator", str(group["indicator"].iloc[0]), language).split(",")[0]
        words = f"{noun}, {group['year'].iloc[0]}"
        names.append(words + (" †" if informs else ""))
        where = either(language, *(("inside", "di dalam") if inside else ("outside", "di luar")))
        clauses.append(
            f"{words}: {middle_and_range(values, language)}, {either(language, 'record', 'catatan')} "
            f"{number(record, language)}, {where}"
        )
    ax.set_xscale("log")
    ax.set_xlim(max(min(ends) * 0.8, LEAST), max(ends) * 1.4)
    number_log(ax.xaxis, language)
    ax.set_yticks(range(len(rows)), names)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlabel(either(language, "a year, NTT (logarithmic)", "per tahun, NTT (logaritmik)"))
    title = either(language, "Predicted by the draws, and on record", "Diramalkan oleh undian, dan tercatat")
    ax.set_title(title)
    set_alt(ax, f"{title}: {'; '.join(clauses)}.")
    keys = [
        Line2D(
            [], [], color=BLUE, linewidth=5.0, label=either(language, "half of the draws", "separuh undian")
        ),
        Line2D(
            [], [], color=BLUE, linewidth=1.6, label=either(language, "nine in ten", "sembilan dari sepuluh")
        ),
        record_key(language),
    ]
    legend_row(figure.add_subplot(grid[1]), keys, columns=3)
    head = either(
        language,
        "Records of NTT in 2022-23, and what the draws predict of them, the districts' share unknown",
        "Catatan NTT 2022-23 dan ramalan undian atasnya, dengan bagian kabupaten yang tidak diketahui",
    )
    shares = "–".join(short_number(share, language) for share in NTT_SHARE)
    explained = either(
        language,
        f"The three districts' number over a share of {shares}, with counting noise; a hollow mark lies outside nine "
        "draws in ten. Wide intervals exclude little: a record inside is no proof. † the record also shaped the "
        "event of June 2023 (policy_events.csv): no independent evidence.",
        f"Angka ketiga kabupaten dibagi bagian {shares}, dengan derau cacah; tanda kosong berada di luar sembilan dari "
        "sepuluh undian. Selang lebar menyingkirkan sedikit: catatan di dalamnya bukan bukti. † catatan ini juga "
        "membentuk kejadian Juni 2023 (policy_events.csv): bukan bukti bebas.",
    )
    drawn = int(predictions["draw"].nunique())
    set_words(figure, head, [explained, draws_footer(language, drawn, population_share, bands=False)], [ax])
    return figure
