"""The panel of gross counts: averted and newly harmed, the churn of each, and the net."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from safepassage.figures.labels import Language, either, estimate_text, label, number
from safepassage.figures.panels import bands, empty_axis
from safepassage.figures.style import BLACK, GREY, MEASURES, number_axis, set_alt
from safepassage.figures.tables import persons_hidden
from safepassage.observation.suppress import HIDDEN_TEXT

GROSS = (("averted", 1.0), ("newly_harmed", -1.0))
"""The two gross counts and the side of zero on which they are drawn."""

HATCH = "...."
FEWEST_ROWS = 3
"""Rows for which there is always room."""
# where in a row of height one each thing stands
_BAR, _CHURN, _NET = 0.27, 0.53, 0.78


@dataclass(frozen=True)
class GrossRow:
    """One row of the panel: estimates are mean, low, high; ``hidden`` by gross count."""

    label: str
    gross: dict[str, tuple[float, float, float]]
    churn: dict[str, float]
    net: tuple[float, float, float]
    hidden: dict[str, bool]

    @property
    def net_hidden(self) -> bool:
        """Whether the net would give a hidden gross count away."""
        return any(self.hidden.values())


def with_hidden(persons: pd.DataFrame, population_share: float) -> pd.DataFrame:
    """Return the persons table with a column ``hidden_`` for each gross count.

    Churn is not judged: a placebo's count scaled to the scenario's changed contacts is a yardstick
    and counts nobody in any scenario. It is drawn wherever the count beside it is.
    """
    return persons.assign(
        **{f"hidden_{name}": persons_hidden(persons, name, population_share) for name, _ in GROSS}
    )


def gross_rows(table: pd.DataFrame, kind: str, language: Language) -> list[GrossRow]:
    """Return what :func:`draw_gross` draws.

    Parameters
    ----------
    table
        What :func:`with_hidden` returns, the rows to be drawn in order.
    kind
        The column that names a row: ``scenario`` or ``level``.
    language
        ``en`` or ``id``.
    """
    rows = []
    for at in range(len(table)):
        record = table.iloc[at]
        rows.append(
            GrossRow(
                label=label(kind, str(record[kind]), language),
                gross={name: _estimate(record, name) for name, _ in GROSS},
                churn={name: float(record[f"churn_{name}"]) for name, _ in GROSS},
                net=_estimate(record, "net_averted"),
                hidden={name: bool(record[f"hidden_{name}"]) for name, _ in GROSS},
            )
        )
    return rows


def draw_gross(ax: Axes, rows: Sequence[GrossRow], language: Language) -> None:
    """Draw bars to the right for averted, to the left for newly harmed, churn below each, and the net.

    Parameters
    ----------
    ax
        Where to draw; title, axis labels and alt text are set.
    rows
        From top to bottom.
    language
        ``en`` or ``id``.
    """
    bands(ax, [float(at) for at in range(len(rows) + 1)])
    ax.axvline(0.0, color=BLACK, linewidth=0.9, zorder=4)
    for at, row in enumerate(rows):
        for name, side in GROSS:
            _draw_side(ax, at, row, name, side)
        if not row.net_hidden:
            mean, low, high = row.net
            fill = BLACK if low > 0 or high < 0 else "white"
            ax.plot([low, high], [at + _NET] * 2, color=BLACK, linewidth=1.8, gid="net interval", zorder=3)
            ax.plot([mean], [at + _NET], marker="D", markersize=5, color=BLACK, linestyle="none",
                    markerfacecolor=fill, gid="net", zorder=5)  # fmt: skip
    ax.set_yticks(np.arange(len(rows)) + 0.5, [row.label for row in rows])
    ax.set_title(either(language, "Persons newly harmed and averted", "Orang justru dirugikan dan tercegah"))
    ax.set_xlabel(
        either(language, "← newly harmed   persons   averted →", "← justru dirugikan  orang  tercegah →")
    )
    ax.margins(x=0.06)
    if len(rows) < FEWEST_ROWS:  # else the bars of one row fill the panel
        spare = (FEWEST_ROWS - len(rows)) / 2
        ax.set_ylim(len(rows) + spare, -spare)
    number_axis(ax.xaxis, language, signed=False)  # both sides count persons
    if all(row.hidden[name] for row in rows for name, _ in GROSS):
        empty_axis(ax)
    low, high = ax.get_xlim()
    if any(row.hidden["newly_harmed"] for row in rows):  # room for the text left of zero
        ax.set_xlim(left=min(low, -0.12 * high))
    set_alt(ax, "; ".join(_sentence(row, language) for row in rows) + ".")


def _draw_side(ax: Axes, at: int, row: GrossRow, name: str, side: float) -> None:
    """One gross count with its interval and churn, or ``<10``."""
    colour = MEASURES[name].colour
    if row.hidden[name]:
        ax.text(0.0, at + _BAR, f" {HIDDEN_TEXT} ", ha="left" if side > 0 else "right", va="center",
                fontsize=7.5, color=GREY, gid=f"hidden {name}")  # fmt: skip
        return
    mean, low, high = row.gross[name]
    ax.barh(at + _BAR, side * mean, height=0.3, color=colour, hatch="" if side > 0 else HATCH,
            edgecolor="white", linewidth=0, gid=f"gross {name}", zorder=2)  # fmt: skip
    ax.plot([side * low, side * high], [at + _BAR] * 2, color=BLACK, linewidth=1.3, gid=f"interval {name}",
            path_effects=[withStroke(linewidth=3.2, foreground="white")], zorder=3)  # fmt: skip
    if not np.isnan(row.churn[name]):
        ax.barh(at + _CHURN, side * row.churn[name], height=0.16, facecolor="white", edgecolor=colour,
                linewidth=0.9, gid=f"churn {name}", zorder=2)  # fmt: skip


def gross_keys(language: Language) -> list[Patch | Line2D]:
    """Entries of the legend."""
    averted, harmed = (label("measure", name, language) for name, _ in GROSS)
    churn = either(
        language, "Churn (the same count for a placebo)", "Derau semu (jumlah yang sama pada plasebo)"
    )
    net = either(language, "Net averted (hollow: includes zero)", "Tercegah neto (kosong: mencakup nol)")
    return [
        Patch(facecolor=MEASURES["averted"].colour, label=averted),
        Patch(
            facecolor=MEASURES["newly_harmed"].colour,
            hatch=HATCH,
            edgecolor="white",
            linewidth=0,
            label=harmed,
        ),
        Patch(facecolor="white", edgecolor=GREY, label=churn),
        Line2D([], [], color=BLACK, marker="D", markersize=5, linewidth=1.8, label=net),
    ]


def _estimate(record: pd.Series, name: str) -> tuple[float, float, float]:
    return float(record[name]), float(record[f"{name}_low"]), float(record[f"{name}_high"])


def _sentence(row: GrossRow, language: Language) -> str:
    """One row in words."""
    words = []
    for name, _ in GROSS:
        measure = label("measure", name, language)
        if row.hidden[name]:
            words.append(f"{measure} {HIDDEN_TEXT}")
            continue
        words.append(
            f"{measure} {estimate_text(*row.gross[name], language)}, "
            f"{label('measure', 'churn', language)} {_churn_text(row, name, language)}"
        )
    if not row.net_hidden:
        words.append(f"{either(language, 'net', 'neto')} {estimate_text(*row.net, language)}")
    return f"{row.label}: {'; '.join(words)}"


def _churn_text(row: GrossRow, name: str, language: Language) -> str:
    if np.isnan(row.churn[name]):
        return either(language, "not known", "tidak diketahui")
    return number(row.churn[name], language)
