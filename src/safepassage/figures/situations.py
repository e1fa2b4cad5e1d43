"""Persons through situations: who sets out, by which kind of gate they leave, what becomes of them abroad."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from safepassage.figures.labels import Language, either, label, number, year_range
from safepassage.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    conditions,
    new_figure,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import choose, replicates_text, require
from safepassage.observation.suppress import HIDDEN_TEXT, NOTES, hidden

WAYS = ("formal", "traditional", "hub", "unofficial")
"""Kinds of gate, from top to bottom."""
FLOWS = (
    "attempts", "refused", *(f"crossed_{way}" for way in WAYS),
    "returned", "deaths_abroad", "entered_exploitation",
)  # fmt: skip
COLUMNS = ("scenario", "government", "replicate", "date", "district", *FLOWS, "abroad")


@dataclass(frozen=True)
class Node:
    """A situation or a way: its column of the picture, colour, and words in two languages."""

    column: int
    colour: str
    words: tuple[str, str]


NODES: dict[str, Node] = {
    "set_out": Node(0, BLACK, ("Set out", "Berangkat")),
    "formal": Node(1, BLUE, ("Formal post", "Pos resmi")),
    "traditional": Node(1, SKY, ("Traditional post", "Pos tradisional")),
    "hub": Node(1, GREEN, ("Port or airport", "Pelabuhan, bandara")),
    "unofficial": Node(1, ORANGE, ("Outside posts", "Di luar pos")),
    "abroad_before": Node(1, GREY, ("Abroad at the start", "Di luar negeri pada awal")),
    "refused": Node(1, PURPLE, ("Refused exit", "Ditolak keluar")),
    "other": Node(1, GREY, ("Gave up, under way", "Batal, di jalan")),
    "abroad": Node(2, BLACK, ("Abroad", "Di luar negeri")),
    "home": Node(3, GREEN, ("Came home", "Pulang")),
    "died": Node(3, BLACK, ("Died abroad", "Meninggal di luar negeri")),
    "abroad_after": Node(3, GREY, ("Abroad at the end", "Di luar negeri pada akhir")),
}
_GAP = 0.02
_WIDTH = 0.11
_LABEL = 0.105
"""Height that a node's two lines of words need, as a share of the picture's."""
_LEFT_OUT = 0.005
"""A rest below this share of attempts is rounding of the balance, not a situation."""


def situation_flows(
    series: pd.DataFrame, scenario: str, government: str, population_share: float
) -> pd.DataFrame:
    """Turn the series of one scenario into flows between situations over the whole period.

    Parameters
    ----------
    series
        Columns ``COLUMNS`` (those of ``series.parquet``).
    scenario, government
        Which.
    population_share
        Simulated persons per real one.

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
    table = choose(choose(series, "scenario", scenario, "series"), "government", government, "series")
    replicates = int(table["replicate"].nunique())
    total = {name: float(table[name].sum()) / replicates for name in FLOWS}
    last = table["date"] == table["date"].max()
    left = sum(total[f"crossed_{way}"] for way in WAYS)
    after = float(table.loc[last, "abroad"].sum()) / replicates
    # what stands abroad before the first step follows from the balance, so that the picture adds up
    before = after + total["returned"] + total["deaths_abroad"] - left
    rows = [("set_out", way, total[f"crossed_{way}"]) for way in WAYS]
    rows += [("set_out", "refused", total["refused"])]
    rest = total["attempts"] - total["refused"] - left
    if rest > _LEFT_OUT * total["attempts"]:
        rows += [("set_out", "other", rest)]
    rows += [(way, "abroad", total[f"crossed_{way}"]) for way in WAYS]
    rows += [("abroad_before", "abroad", max(before, 0.0))]
    rows += [
        ("abroad", "home", total["returned"]),
        ("abroad", "died", total["deaths_abroad"]),
        ("abroad", "abroad_after", after),
    ]
    flows = pd.DataFrame(rows, columns=["source", "target", "persons"])
    simulated = flows["persons"] * population_share * replicates
    into_abroad = flows["target"] == "abroad"
    # a kind stands twice, as a way out and as a way in: hidden in both or in none
    mask = hidden(
        flows["persons"],
        simulated,
        [[*flows["source"]], [target if way else f"to {target} {at}" for at, (target, way) in
         enumerate(zip(flows["target"], into_abroad, strict=True))]],
    )  # fmt: skip
    kept_back = {str(name) for name in flows.loc[mask, "target"]} | {
        str(name) for name in flows.loc[mask & into_abroad.to_numpy(), "source"]
    }
    mask = (
        mask | flows["target"].isin(kept_back - {"abroad"}) | (into_abroad & flows["source"].isin(kept_back))
    )
    flows = flows.assign(replicates=replicates, hidden=mask)
    exploited = total["entered_exploitation"]
    flows.attrs = {
        "exploited": exploited,
        "exploited_hidden": bool(hidden([exploited], [exploited * population_share * replicates])[0]),
    }
    return flows


@styled
def draw_flows(ax: Axes, flows: pd.DataFrame, scale: float, language: Language = "en") -> Axes:
    """Draw flows as bands between nodes, as wide as they are large.

    Parameters
    ----------
    ax
        Where to draw.
    flows
        What :func:`situation_flows` returns.
    scale
        Persons to which the height of the picture belongs, so that two pictures compare.
    language
        ``en`` or ``id``.

    Returns
    -------
    Axes
        The axes. A hidden flow is a thin dashed band that says ``<10``.
    """
    ax.set_axis_off()
    ax.set_xlim(-0.02, 4.05)
    ax.set_ylim(0.0, 1.0)
    drawn = flows.assign(height=np.where(flows["hidden"], 0.004, flows["persons"] / scale))
    size = _sizes(drawn, "height")
    top: dict[str, float] = {}
    for column in range(4):
        y = 0.98
        for name, node in NODES.items():
            if node.column == column and name in size:
                slot = max(size[name], _LABEL)
                top[name] = y - (slot - size[name]) / 2
                y -= slot + _GAP
    out, into = dict(top), dict(top)
    for row in drawn.itertuples(index=False):
        source, target, height = str(row.source), str(row.target), float(row.height)  # type: ignore[arg-type]
        x0, x1 = NODES[source].column + _WIDTH, NODES[target].column
        colour = NODES[target if NODES[target].colour != BLACK else source].colour
        _band(ax, x0, out[source], x1, into[target], height, colour, bool(row.hidden))
        out[source] -= height
        into[target] -= height
    for name, high in size.items():
        node = NODES[name]
        ax.add_patch(
            Rectangle(
                (node.column, top[name] - high), _WIDTH, high, facecolor=node.colour, gid=f"node {name}"
            )
        )
        side = "source" if name in ("set_out", "abroad_before") else "target"
        here = drawn[drawn[side] == name]
        shown = number(float(here["persons"].sum()), language)
        if here["hidden"].any():  # a total of several flows would give its hidden one away
            shown = HIDDEN_TEXT if len(here) == 1 else ""
        ax.text(
            node.column + _WIDTH + 0.03,
            top[name] - high / 2,
            f"{either(language, *node.words)}\n{shown}".rstrip(),
            va="center",
            fontsize=7.5,
            linespacing=1.05,
            zorder=5,
        )
    if "abroad" in size:
        _exploited(ax, flows, scale, top["abroad"], size["abroad"], language)
    set_alt(ax, _sentence(flows, language))
    return ax


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
    ax: Axes, x0: float, y0: float, x1: float, y1: float, height: float, colour: str, kept_back: bool
) -> None:
    """A band that leaves and arrives level."""
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


def _exploited(
    ax: Axes, flows: pd.DataFrame, scale: float, top: float, high: float, language: Language
) -> None:
    """Episodes of exploitation begun, as a hatched part of the node of those abroad."""
    words = either(language, "entered exploitation", "mulai dieksploitasi")
    count = HIDDEN_TEXT
    if not flows.attrs["exploited_hidden"]:
        height = min(float(flows.attrs["exploited"]) / scale, high)
        count = number(float(flows.attrs["exploited"]), language)
        ax.add_patch(
            Rectangle((2.0, top - high), _WIDTH, height, facecolor=VERMILLION, hatch="////", edgecolor="white",
                      linewidth=0.0, gid="exploited", zorder=4)
        )  # fmt: skip
    ax.text(
        2.0 + _WIDTH + 0.03, max(top - high, 0.0) + 0.005, f"{words}\n{count}", va="bottom", fontsize=7.5,
        color="#a03f00", zorder=5,
    )  # fmt: skip


@styled
def situations_figure(
    series: pd.DataFrame,
    *,
    scenarios: Sequence[str],
    population_share: float,
    government: str = "as_is",
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw the flow of persons through situations, one picture for each scenario, on one scale.

    Parameters
    ----------
    series
        As for :func:`situation_flows`.
    scenarios
        Which, from top to bottom; usually the baseline and one other.
    population_share
        Simulated persons per real one, in (0, 1].
    government
        Which of the table's.
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        The pictures, with alt text.

    Raises
    ------
    InputError
        As :func:`situation_flows`.
    """
    names = list(dict.fromkeys(scenarios))
    tables = [situation_flows(series, name, government, population_share) for name in names]
    scale = common_scale(tables)
    figure = figure or new_figure(1.5 + 3.2 * len(names))
    axes = figure.subplots(len(names), 1, squeeze=False)[:, 0]
    for ax, name, table in zip(axes, names, tables, strict=True):
        draw_flows(ax, table, scale, language)
        ax.set_title(label("scenario", name, language))
    dates = pd.to_datetime(series["date"])
    years = year_range((dates.min().date(), dates.max().date()))
    ruler = label("government", government, language).lower()
    title = either(
        language,
        f"Persons through situations: from setting out to coming home, {years} ({ruler})",
        f"Orang melalui situasi: dari berangkat sampai pulang, {years} ({ruler})",
    )
    footer = [
        either(
            language,
            "Persons over the period, mean of replicates; each attempt counts, so a person can stand in "
            "it more than once. Hatched: episodes of exploitation begun abroad.",
            "Orang sepanjang periode, rata-rata ulangan; setiap upaya dihitung, jadi seseorang bisa "
            "terhitung lebih dari sekali. Bergaris: episode eksploitasi yang dimulai di luar negeri.",
        ),
        conditions(language, replicates_text(tables[0]["replicates"]), population_share),
        NOTES[language] if any(bool(table["hidden"].any()) for table in tables) else "",
    ]
    set_words(figure, title, footer, axes)
    return figure


def _sentence(flows: pd.DataFrame, language: Language) -> str:
    """The flows in words."""
    clauses = []
    for row in flows.itertuples(index=False):
        source, target = (
            " ".join(either(language, *NODES[str(name)].words).split()) for name in (row.source, row.target)
        )
        count = HIDDEN_TEXT if row.hidden else number(float(row.persons), language)  # type: ignore[arg-type]
        clauses.append(f"{source} → {target} {count}")
    exploited = (
        HIDDEN_TEXT if flows.attrs["exploited_hidden"] else number(float(flows.attrs["exploited"]), language)
    )
    clauses.append(f"{either(language, 'entered exploitation', 'mulai dieksploitasi')} {exploited}")
    return "; ".join(clauses) + "."
