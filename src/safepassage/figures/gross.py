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

from safepassage.figures.panels import bands, empty_axis
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import BLACK, GREY, MEASURES, set_alt
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


def gross_rows(table: pd.DataFrame, kind: str, sheet: Sheet) -> list[GrossRow]:
    """Return what :func:`draw_gross` draws: the rows of what :func:`with_hidden` returns.

    ``kind`` is the column that names a row: ``scenario`` or ``level``.
    """
    return [
        GrossRow(
            label=sheet.name(kind, str(record[kind])),
            gross={name: _estimate(record, name) for name, _ in GROSS},
            churn={name: float(record[f"churn_{name}"]) for name, _ in GROSS},
            net=_estimate(record, "net_averted"),
            hidden={name: bool(record[f"hidden_{name}"]) for name, _ in GROSS},
        )
        for _, record in table.iterrows()
    ]


def draw_gross(ax: Axes, rows: Sequence[GrossRow], sheet: Sheet) -> None:
    """Draw bars to the right for averted, to the left for newly harmed, churn below each, and the net.

    Title, axis labels and alt text are set.
    """
    bands(ax, range(len(rows) + 1))
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
    ax.set_title(sheet.say("persons.panel"))
    ax.set_xlabel(sheet.say("persons.axis"))
    ax.margins(x=0.06)
    if len(rows) < FEWEST_ROWS:  # else the bars of one row fill the panel
        spare = (FEWEST_ROWS - len(rows)) / 2
        ax.set_ylim(len(rows) + spare, -spare)
    sheet.number_axis(ax.xaxis, signed=False)  # both sides count persons
    if all(row.hidden[name] for row in rows for name, _ in GROSS):
        empty_axis(ax)
    low, high = ax.get_xlim()
    if any(row.hidden["newly_harmed"] for row in rows):  # room for the text left of zero
        ax.set_xlim(left=min(low, -0.12 * high))
    set_alt(ax, "; ".join(_sentence(row, sheet) for row in rows) + ".")


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


def gross_keys(sheet: Sheet) -> list[Patch | Line2D]:
    """Entries of the legend."""
    averted, harmed = sheet.names("measure", (name for name, _ in GROSS))
    colour = MEASURES["newly_harmed"].colour
    return [
        Patch(facecolor=MEASURES["averted"].colour, label=averted),
        Patch(facecolor=colour, hatch=HATCH, edgecolor="white", linewidth=0, label=harmed),
        Patch(facecolor="white", edgecolor=GREY, label=sheet.say("persons.churn")),
        Line2D(
            [], [], color=BLACK, marker="D", markersize=5, linewidth=1.8, label=sheet.say("persons.net_key")
        ),
    ]


def _estimate(record: pd.Series, name: str) -> tuple[float, float, float]:
    return float(record[name]), float(record[f"{name}_low"]), float(record[f"{name}_high"])


def _sentence(row: GrossRow, sheet: Sheet) -> str:
    """One row in words."""
    words = []
    for name, _ in GROSS:
        measure, churn = sheet.name("measure", name), row.churn[name]
        if row.hidden[name]:
            words.append(f"{measure} {HIDDEN_TEXT}")
            continue
        said = sheet.say("persons.not_known") if np.isnan(churn) else sheet.number(churn)
        words.append(f"{measure} {sheet.estimate(*row.gross[name])}, {sheet.name('measure', 'churn')} {said}")
    if not row.net_hidden:
        words.append(f"{sheet.say('persons.net')} {sheet.estimate(*row.net)}")
    return f"{row.label}: {'; '.join(words)}"
