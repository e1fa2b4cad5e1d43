"""Persons through situations: who sets out, by which kind of gate they leave, what becomes of them abroad."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray

from safepassage.figures.labels import year_range
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    set_alt,
    styled,
)
from safepassage.figures.tables import choose, replicates_text, require
from safepassage.observation.suppress import HIDDEN_TEXT, hidden

WAYS = ("formal", "traditional", "hub", "unofficial")
"""Kinds of gate, from top to bottom."""
FLOWS = (
    "attempts", "refused", *(f"crossed_{way}" for way in WAYS),
    "returned", "deaths_abroad", "entered_exploitation",
)  # fmt: skip
COLUMNS = ("scenario", "government", "replicate", "date", "district", *FLOWS, "abroad")


@dataclass(frozen=True)
class Node:
    """A situation or a way: its column of the picture and its colour; words stand under ``situations``."""

    column: int
    colour: str


NODES: dict[str, Node] = {
    "set_out": Node(0, BLACK),
    "formal": Node(1, BLUE),
    "traditional": Node(1, SKY),
    "hub": Node(1, GREEN),
    "unofficial": Node(1, ORANGE),
    "abroad_before": Node(1, GREY),
    "refused": Node(1, PURPLE),
    "other": Node(1, GREY),
    "abroad": Node(2, BLACK),
    "home": Node(3, GREEN),
    "died": Node(3, BLACK),
    "abroad_after": Node(3, GREY),
}
_GAP = 0.02
_WIDTH = 0.11
_LABEL = 0.105
"""Height that a node's two lines of words need, as a share of the picture's."""
_LEFT_OUT = 0.005
"""A rest below this share of attempts is rounding of the balance, not a situation."""


def situation_flows(series: pd.DataFrame, scenario: str, sheet: Sheet) -> pd.DataFrame:
    """Turn the series of one scenario into flows between situations over the whole period.

    Parameters
    ----------
    series
        Columns ``COLUMNS`` (those of ``series.parquet``).
    scenario
        Which.
    sheet
        Its government is taken, and its share for the rule for small counts.

    Returns
    -------
    pd.DataFrame
        Columns ``source``, ``target``, ``persons`` (mean of replicates), ``replicates``, ``hidden``;
        attribute ``exploited`` (episodes begun) and its ``exploited_hidden`` in ``attrs``. Each
        attempt counts, so a person who tries twice is in it twice.

    Raises
    ------
    InputError
        If a column, the scenario or the government is missing.
    """
    require(series, COLUMNS, "series")
    table = choose(choose(series, "scenario", scenario, "series"), "government", sheet.government, "series")
    replicates = int(table["replicate"].nunique())
    total = {name: float(table[name].sum()) / replicates for name in FLOWS}
    last = table["date"] == table["date"].max()
    flows = pd.DataFrame(
        _balance(total, float(table.loc[last, "abroad"].sum()) / replicates),
        columns=["source", "target", "persons"],
    )
    exploited, per_real = total["entered_exploitation"], sheet.share * replicates
    flows = flows.assign(replicates=replicates, hidden=_kept_back(flows, per_real))
    flows.attrs = {
        "exploited": exploited,
        "exploited_hidden": bool(hidden([exploited], [exploited * per_real])[0]),
    }
    return flows


def _balance(total: Mapping[str, float], after: float) -> list[tuple[str, str, float]]:
    """Flows as source, target and persons; ``after`` are those abroad at the end."""
    out = [(way, total[f"crossed_{way}"]) for way in WAYS]
    left = sum(persons for _, persons in out)
    # what stands abroad before the first step follows from the balance, so that the picture adds up
    before = after + total["returned"] + total["deaths_abroad"] - left
    rest = total["attempts"] - total["refused"] - left
    return [
        *(("set_out", way, persons) for way, persons in out),
        ("set_out", "refused", total["refused"]),
        *([("set_out", "other", rest)] if rest > _LEFT_OUT * total["attempts"] else []),
        *((way, "abroad", persons) for way, persons in out),
        ("abroad_before", "abroad", max(before, 0.0)),
        ("abroad", "home", total["returned"]),
        ("abroad", "died", total["deaths_abroad"]),
        ("abroad", "abroad_after", after),
    ]


def _kept_back(flows: pd.DataFrame, per_real: float) -> NDArray[np.bool_]:
    """Which flows are hidden; a kind stands twice, as a way out and as a way in: hidden in both or in none."""
    into_abroad = (flows["target"] == "abroad").to_numpy()
    targets = [
        target if way else f"to {target} {at}"
        for at, (target, way) in enumerate(zip(flows["target"], into_abroad, strict=True))
    ]
    mask = hidden(flows["persons"], flows["persons"] * per_real, [[*flows["source"]], targets])
    names = {*flows.loc[mask, "target"], *flows.loc[mask & into_abroad, "source"]}
    onwards = into_abroad & flows["source"].isin(names).to_numpy()
    return np.asarray(mask | flows["target"].isin(names - {"abroad"}).to_numpy() | onwards)


def draw_flows(ax: Axes, flows: pd.DataFrame, scale: float, sheet: Sheet) -> None:
    """Draw flows as bands between nodes, as wide as they are large; a hidden one is thin, dashed and says ``<10``.

    Parameters
    ----------
    ax
        Where to draw.
    flows
        What :func:`situation_flows` returns.
    scale
        Persons to which the height of the picture belongs, so that two pictures compare.
    sheet
        Its language.
    """
    ax.set_axis_off()
    ax.set_xlim(-0.02, 4.05)
    ax.set_ylim(0.0, 1.0)
    drawn = flows.assign(height=np.where(flows["hidden"], 0.004, flows["persons"] / scale))
    size = _sizes(drawn, "height")
    top = _tops(size)
    out, into = dict(top), dict(top)
    for row in drawn.to_dict("records"):
        source, target, height = str(row["source"]), str(row["target"]), float(row["height"])
        start, end = (NODES[source].column + _WIDTH, out[source]), (NODES[target].column, into[target])
        colour = NODES[target if NODES[target].colour != BLACK else source].colour
        _band(ax, start, end, height, colour, bool(row["hidden"]))
        out[source] -= height
        into[target] -= height
    for name, high in size.items():
        side = "source" if name in ("set_out", "abroad_before") else "target"
        _node(ax, name, top[name], high, drawn[drawn[side] == name], sheet)
    if "abroad" in size:
        _exploited(ax, flows, scale, top["abroad"], size["abroad"], sheet)
    set_alt(ax, _sentence(flows, sheet))


def _tops(size: Mapping[str, float]) -> dict[str, float]:
    """The upper edge of each node."""
    top: dict[str, float] = {}
    for column in range(4):
        y = 0.98
        for name, node in NODES.items():
            if node.column == column and name in size:
                slot = max(size[name], _LABEL)
                top[name] = y - (slot - size[name]) / 2
                y -= slot + _GAP
    return top


def _node(ax: Axes, name: str, top: float, high: float, flows: pd.DataFrame, sheet: Sheet) -> None:
    """A situation as a bar with its words and the persons of its flows."""
    node = NODES[name]
    ax.add_patch(
        Rectangle((node.column, top - high), _WIDTH, high, facecolor=node.colour, gid=f"node {name}")
    )
    shown = sheet.number(float(flows["persons"].sum()))
    if flows["hidden"].any():  # a total of several flows would give its hidden one away
        shown = HIDDEN_TEXT if len(flows) == 1 else ""
    text = f"{sheet.say(f'situations.{name}')}\n{shown}".rstrip()
    x = node.column + _WIDTH + 0.03
    ax.text(x, top - high / 2, text, va="center", fontsize=7.5, linespacing=1.05, zorder=5)


def _sizes(flows: pd.DataFrame, column: str) -> dict[str, float]:
    """How large each node is: the larger of what comes in and what goes out."""
    into, out = flows.groupby("target")[column].sum(), flows.groupby("source")[column].sum()
    return {
        name: float(max(into.get(name, 0.0), out.get(name, 0.0)))
        for name in NODES
        if name in into.index or name in out.index
    }


def common_scale(tables: Sequence[pd.DataFrame]) -> float:
    """Persons to which the full height belongs, so that every column of every table fits."""
    sizes = [_sizes(table, "persons") for table in tables]
    scale = max(1e-9, *(max(size.values()) for size in sizes))
    while any(
        sum(max(size[name] / scale, _LABEL) + _GAP for name in size if NODES[name].column == column) > 0.97
        for size in sizes
        for column in range(4)
    ):
        scale *= 1.03
    return scale


def _band(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    height: float,
    colour: str,
    kept_back: bool,
) -> None:
    """A band that leaves and arrives level."""
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    curve = [Path.CURVE4] * 3
    path = Path(
        [(x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 - height), (middle, y1 - height),
         (middle, y0 - height), (x0, y0 - height), (x0, y0)],
        [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY],
    )  # fmt: skip
    ax.add_patch(
        PathPatch(path, facecolor=colour, alpha=0.32, linewidth=0.5 if kept_back else 0.0, edgecolor=colour,
                  linestyle="--", gid="hidden flow" if kept_back else "flow", zorder=1)
    )  # fmt: skip


def _exploited(ax: Axes, flows: pd.DataFrame, scale: float, top: float, high: float, sheet: Sheet) -> None:
    """Episodes of exploitation begun, as a hatched part of the node of those abroad."""
    if not flows.attrs["exploited_hidden"]:
        height = min(float(flows.attrs["exploited"]) / scale, high)
        ax.add_patch(
            Rectangle((2.0, top - high), _WIDTH, height, facecolor=VERMILLION, hatch="////", edgecolor="white",
                      linewidth=0.0, gid="exploited", zorder=4)
        )  # fmt: skip
    text = f"{sheet.say('situations.exploited')}\n{_exploited_text(flows, sheet)}"
    place = (2.0 + _WIDTH + 0.03, max(top - high, 0.0) + 0.005)
    ax.text(*place, text, va="bottom", fontsize=7.5, color="#a03f00", zorder=5)


def _exploited_text(flows: pd.DataFrame, sheet: Sheet) -> str:
    return HIDDEN_TEXT if flows.attrs["exploited_hidden"] else sheet.number(float(flows.attrs["exploited"]))


@styled
def situations_figure(series: pd.DataFrame, sheet: Sheet, scenarios: Sequence[str]) -> Figure:
    """Draw the flow of persons through situations, one picture for each scenario, on one scale.

    Parameters
    ----------
    series
        As for :func:`situation_flows`.
    sheet
        Its government is drawn.
    scenarios
        Which, from top to bottom; usually the baseline and one other.

    Returns
    -------
    Figure
        The pictures, with alt text.

    Raises
    ------
    InputError
        As :func:`situation_flows`.
    """
    names = list(dict.fromkeys(scenarios))
    tables = [situation_flows(series, name, sheet) for name in names]
    scale = common_scale(tables)
    figure = sheet.figure(1.5 + 3.2 * len(names))
    axes = figure.subplots(len(names), 1, squeeze=False)[:, 0]
    for ax, name, table in zip(axes, names, tables, strict=True):
        draw_flows(ax, table, scale, sheet)
        ax.set_title(sheet.name("scenario", name))
    dates = pd.to_datetime(series["date"])
    title = sheet.say(
        "situations.title", years=year_range((dates.min().date(), dates.max().date())), ruler=sheet.ruler
    )
    footer = [sheet.say("situations.footer"), sheet.conditions(replicates_text(tables[0]["replicates"]))]
    return sheet.finish(figure, title, footer, axes, any(bool(table["hidden"].any()) for table in tables))


def _sentence(flows: pd.DataFrame, sheet: Sheet) -> str:
    """The flows in words."""
    clauses = []
    for row in flows.to_dict("records"):
        source, target = (sheet.say(f"situations.{row[name]}") for name in ("source", "target"))
        count = HIDDEN_TEXT if row["hidden"] else sheet.number(float(row["persons"]))
        clauses.append(f"{source} → {target} {count}")
    clauses.append(f"{sheet.say('situations.exploited')} {_exploited_text(flows, sheet)}")
    return "; ".join(clauses) + "."
