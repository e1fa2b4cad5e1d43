"""Where exploitation begins: a map by subdistrict, with the kinds of gate and no located path.

A cell is a geometry, not a datum: it takes the colour of the subdistrict in which most of its
people live, and a subdistrict without a cell of its own is drawn as a disc.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.figures.map_layers import (
    HATCH,
    HATCH_COLOUR,
    POSTS,
    draw_discs,
    draw_land,
    draw_subdistricts,
    main_subdistrict,
)
from safepassage.figures.map_parts import degrees, draw_scale_bar, draw_sides, frame_of
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import BLACK, GATE_KINDS, QUIET, legend_row, set_alt, styled
from safepassage.figures.tables import require
from safepassage.observation.suppress import HIDDEN_TEXT, hidden
from safepassage.region.kinds import GateKind
from safepassage.region.region import Region

COLUMNS = ("subdistrict", "value", "n_simulated", "n_real")
BORDER_WIDTH = 2.8
# light to dark, so that grey print keeps the order; far from the tones of sea and neighbours
RAMP = ("#fdf0c9", "#f8c96b", "#ea9836", "#c05f18", "#85370f", "#501d0a")


def values_by_subdistrict(region: Region, table: pd.DataFrame) -> pd.DataFrame:
    """Bring a table into the region's order and apply the rule for small counts.

    Parameters
    ----------
    region
        Its ``subdistricts`` give the order; a district is a total of its subdistricts.
    table
        Columns ``subdistrict`` (code), ``value``, ``n_simulated`` (persons counted, over all
        replicates), ``n_real`` (real persons they stand for, mean of replicates).

    Returns
    -------
    pd.DataFrame
        One row per subdistrict: ``value`` (NaN where hidden) and ``hidden``. A subdistrict that
        the table lacks is hidden.

    Raises
    ------
    InputError
        If a column is missing, a code is unknown or occurs twice.
    """
    require(table, COLUMNS, "map")
    codes = [str(code) for code in table["subdistrict"]]
    for at, code in enumerate(codes):
        if code not in region.subdistricts:
            raise InputError(f"map: no subdistrict {code!r}{did_you_mean(code, region.subdistricts)}")
        if code in codes[:at]:
            raise InputError(f"map: subdistrict {code!r} occurs twice; give one row for each")
    ordered = table.set_index(pd.Index(codes))[["value", "n_simulated", "n_real"]].astype(float)
    ordered = ordered.reindex(list(region.subdistricts))
    mask = hidden(ordered["n_real"], ordered["n_simulated"], [region.subdistrict_district.tolist()])
    return pd.DataFrame({"value": ordered["value"].mask(mask), "hidden": mask}, index=ordered.index)


def colour_classes(values: pd.Series, most: int = 5) -> tuple[ListedColormap, BoundaryNorm]:
    """Return colours in at most ``most`` steps and their bounds, from zero to above the largest shown."""
    top = float(values.max()) if values.notna().any() else 1.0
    edges = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(0.0, max(top, 1e-9))
    edges = edges[: max(int(np.searchsorted(edges, top)), 1) + 1]
    steps = len(edges) - 1
    # few classes need not reach the darkest tone, against which names and marks are hard to read
    last = min(steps, len(RAMP) - 1)
    colours = [RAMP[round(at * last / max(steps - 1, 1))] for at in range(steps)]
    return ListedColormap(colours), BoundaryNorm(edges, steps)


@styled
def draw_corridor(ax: Axes, region: Region, corridor: int, table: pd.DataFrame, sheet: Sheet) -> None:
    """Draw one corridor in degrees: subdistricts, borders, posts.

    Parameters
    ----------
    ax
        Where to draw.
    region
        The region.
    corridor
        Its number in ``region.corridors``.
    table
        As for :func:`values_by_subdistrict`; all corridors share its colours.
    sheet
        Its language.

    Notes
    -----
    Hidden subdistricts are hatched and have no colour. The land border is one line along all border
    cells; no path has a place.
    """
    values = values_by_subdistrict(region, table)
    colours, norm = colour_classes(values["value"])
    tones = [
        None if is_hidden else colours(norm(value))
        for value, is_hidden in zip(values["value"], values["hidden"], strict=True)
    ]
    owner = main_subdistrict(region, corridor)
    frame = frame_of(region.lattices[corridor])
    draw_subdistricts(ax, owner, tones, frame)
    draw_discs(ax, region, corridor, owner, tones, frame)
    draw_sides(ax, owner, lambda a, b: (a >= 0) & (b >= 0) & (a != b), frame,
               colour="#ffffff", width=0.6, name="subdistricts")  # fmt: skip
    draw_land(ax, region, corridor, sheet, districts="#4d4d4d", border=BORDER_WIDTH)
    draw_scale_bar(ax, frame)
    ax.grid(visible=False)
    ax.set_xlabel(sheet.say("map.longitude"))
    ax.set_ylabel(sheet.say("map.latitude"))
    for axis, east_west in ((ax.xaxis, True), (ax.yaxis, False)):
        axis.set_major_locator(MaxNLocator(nbins=3, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(
            FuncFormatter(lambda value, _=None, east_west=east_west: degrees(value, east_west, sheet))
        )
    set_alt(ax, _sentence(region, corridor, values, sheet))


@styled
def border_map(region: Region, table: pd.DataFrame, sheet: Sheet, scenario: str, replicates: int) -> Figure:
    """Draw persons entering exploitation per 1,000 adults, by subdistrict, one map per corridor.

    Parameters
    ----------
    region
        The region; ``made_up`` is said in the title.
    table
        Columns ``subdistrict`` (code), ``value`` (persons per 1,000 adults over the period),
        ``n_simulated`` (over all replicates) and ``n_real`` (mean of replicates), of the sheet's
        government.
    sheet
        With its period.
    scenario
        Of which this is the map.
    replicates
        Behind it.

    Returns
    -------
    Figure
        A map for each corridor, a scale, a legend, and a box with the hubs off the map.

    Raises
    ------
    InputError
        As :func:`values_by_subdistrict`.
    """
    values = values_by_subdistrict(region, table)
    count = len(region.corridors)
    figure = sheet.figure(6.3 if count > 1 else 7.6)
    grid = figure.add_gridspec(3, count, height_ratios=[1.0, 0.04, 0.46 if count > 1 else 0.25])
    maps = [figure.add_subplot(grid[0, corridor]) for corridor in range(count)]
    for corridor, ax in enumerate(maps):
        draw_corridor(ax, region, corridor, table, sheet)
        ax.set_title(_titles(region, corridor))
    bar = figure.add_subplot(grid[1, :])
    if values["value"].notna().any():
        colours, norm = colour_classes(values["value"])
        figure.colorbar(ScalarMappable(norm, colours), cax=bar, orientation="horizontal", spacing="uniform")
        bar.set_xticks(norm.boundaries, [sheet.short(edge) for edge in norm.boundaries])
    else:
        bar.set_axis_off()
    bar.set_xlabel(sheet.say("map.axis"))
    set_alt(bar, sheet.say("colour_scale"))
    some_hidden = bool(values["hidden"].any())
    _legend(figure.add_subplot(grid[2, :]), region, some_hidden, sheet)
    made_up = sheet.say("made_up") if region.made_up else ""
    of = f"{made_up}{sheet.name('scenario', scenario)}, {sheet.ruler}"
    footer = [sheet.conditions(str(replicates)), sheet.say("map.footer")]
    return sheet.finish(figure, sheet.say("map.title", years=sheet.years, of=of), footer, maps, some_hidden)


def _legend(ax: Axes, region: Region, some_hidden: bool, sheet: Sheet) -> None:
    """Kinds of gate, tones, hatching, and the box of hubs."""
    keys: list[Line2D | Patch] = []
    for kind in POSTS:
        name = kind.name.lower()
        if np.any((region.gate_kind == kind) & (region.gate_row >= 0)):
            style = GATE_KINDS[name]
            keys.append(
                Line2D([], [], linestyle="none", marker=style.marker, color=style.colour, markersize=8,
                       markeredgecolor="white", label=sheet.name("gate_kind", name))
            )  # fmt: skip
    border = sheet.name("gate_kind", "unofficial")
    keys += [
        Line2D([], [], color=BLACK, linewidth=BORDER_WIDTH, label=border),
        Patch(facecolor=QUIET["abroad"], label=sheet.say("map.abroad")),
        Patch(facecolor=QUIET["home"], edgecolor=QUIET["grid"], label=sheet.say("map.home")),
    ]
    if some_hidden:
        few = f"{HIDDEN_TEXT} {sheet.say('map.persons')}"
        keys.append(Patch(facecolor="white", edgecolor=HATCH_COLOUR, hatch=HATCH, label=few))
    legend_row(ax, keys, columns=1)
    at = np.flatnonzero(region.gate_kind == GateKind.HUB)
    if len(at):
        hubs = sheet.names("hub", (region.gate_titles[gate] for gate in at))
        text = ax.text(
            0.5, 0.5, "\n".join([f"{sheet.name('gate_kind', 'hub')}:", *(f"  {hub}" for hub in hubs)]),
            transform=ax.transAxes, va="center", fontsize=8, gid="hubs",
            bbox={"facecolor": "white", "edgecolor": QUIET["grid"], "boxstyle": "round,pad=0.5"},
        )  # fmt: skip
        text.set_in_layout(False)


def _titles(region: Region, corridor: int) -> str:
    """The districts of a corridor."""
    pairs = zip(region.district_titles, region.district_corridor, strict=True)
    return ", ".join(title for title, at in pairs if at == corridor)


def _sentence(region: Region, corridor: int, values: pd.DataFrame, sheet: Sheet) -> str:
    """The map in words: range and number hidden; no subdistrict is named or ranked."""
    own = values[region.district_corridor[region.subdistrict_district] == corridor]
    shown = own["value"].dropna()
    span = HIDDEN_TEXT
    if not shown.empty:
        low, middle, high = (
            sheet.number(float(value), 1) for value in (shown.min(), shown.median(), shown.max())
        )
        span = sheet.say("map.span", low=low, middle=middle, high=high)
    said = sheet.say("map.sentence", count=len(own), span=span, kept_back=int(own["hidden"].sum()))
    return f"{_titles(region, corridor)}: {said}"
