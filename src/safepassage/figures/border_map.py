"""Where exploitation begins: a map by subdistrict, with the kinds of gate and no located path.

A cell is a geometry, not a datum: it takes the colour of the subdistrict in which most of its
people live, and a subdistrict without a cell of its own is drawn as a disc.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.figures.labels import Language, either, label, number, short_number, year_range
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
from safepassage.figures.style import (
    BLACK,
    GATE_KINDS,
    QUIET,
    conditions,
    legend_row,
    new_figure,
    set_alt,
    set_words,
    styled,
)
from safepassage.figures.tables import require
from safepassage.observation.suppress import HIDDEN_TEXT, NOTES, hidden
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
def draw_corridor(
    region: Region,
    corridor: int,
    table: pd.DataFrame,
    ax: Axes,
    *,
    classes: tuple[ListedColormap, BoundaryNorm] | None = None,
    language: Language = "en",
) -> Axes:
    """Draw one corridor: subdistricts, borders, posts.

    Parameters
    ----------
    region
        The region.
    corridor
        Its number in ``region.corridors``.
    table
        As for :func:`values_by_subdistrict`.
    ax
        Where to draw.
    classes
        What :func:`colour_classes` returns, so that corridors share a scale; by default from the
        table.
    language
        ``en`` or ``id``.

    Returns
    -------
    Axes
        The axes, in degrees. Hidden subdistricts are hatched and have no colour. The land border
        is one line along all border cells; no path has a place.
    """
    values = values_by_subdistrict(region, table)
    colours, norm = classes or colour_classes(values["value"])
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
    draw_land(ax, region, corridor, districts="#4d4d4d", border=BORDER_WIDTH, language=language)
    draw_scale_bar(ax, frame)
    ax.grid(visible=False)
    ax.set_xlabel(either(language, "longitude", "bujur"))
    ax.set_ylabel(either(language, "latitude", "lintang"))
    for axis, east_west in ((ax.xaxis, True), (ax.yaxis, False)):
        axis.set_major_locator(MaxNLocator(nbins=3, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(
            FuncFormatter(lambda value, _at=None, east_west=east_west: degrees(value, east_west, language))
        )
    set_alt(ax, _sentence(region, corridor, values, language))
    return ax


@styled
def border_map(
    region: Region,
    table: pd.DataFrame,
    *,
    period: tuple[dt.date, dt.date],
    scenario: str,
    government: str,
    replicates: int,
    population_share: float,
    language: Language = "en",
    figure: Figure | SubFigure | None = None,
) -> Figure | SubFigure:
    """Draw persons entering exploitation per 1,000 adults, by subdistrict, one map per corridor.

    Parameters
    ----------
    region
        The region; ``made_up`` is said in the title.
    table
        Columns ``subdistrict`` (code), ``value`` (persons per 1,000 adults over the period),
        ``n_simulated`` (over all replicates) and ``n_real`` (mean of replicates).
    period
        First and last day.
    scenario, government
        Of which this is the map.
    replicates
        Behind it.
    population_share
        Simulated persons per real one, in (0, 1].
    language
        ``en`` or ``id``.
    figure
        Where to draw; by default a new figure.

    Returns
    -------
    Figure | SubFigure
        A map for each corridor, a scale, a legend, and a box with the hubs off the map.

    Raises
    ------
    InputError
        As :func:`values_by_subdistrict`.
    """
    values = values_by_subdistrict(region, table)
    colours, norm = colour_classes(values["value"])
    count = len(region.corridors)
    figure = figure or new_figure(6.3 if count > 1 else 7.6)
    grid = figure.add_gridspec(3, count, height_ratios=[1.0, 0.04, 0.46 if count > 1 else 0.25])
    maps: list[Axes] = []
    for corridor in range(count):
        ax = figure.add_subplot(grid[0, corridor])
        draw_corridor(region, corridor, table, ax, classes=(colours, norm), language=language)
        ax.set_title(_titles(region, corridor))
        maps.append(ax)
    bar = figure.add_subplot(grid[1, :])
    if values["value"].notna().any():
        figure.colorbar(ScalarMappable(norm, colours), cax=bar, orientation="horizontal", spacing="uniform")
        bar.set_xticks(norm.boundaries, [short_number(edge, language) for edge in norm.boundaries])
    else:
        bar.set_axis_off()
    bar.set_xlabel(
        either(
            language,
            "persons entering exploitation per 1,000 adults, over the period",
            "orang yang mulai dieksploitasi per 1.000 orang dewasa, sepanjang periode",
        )
    )
    set_alt(bar, either(language, "Colour scale.", "Skala warna."))
    _legend(figure.add_subplot(grid[2, :]), region, bool(values["hidden"].any()), language)

    made_up = either(language, "made-up region, ", "wilayah rekaan, ") if region.made_up else ""
    of = f"{label('scenario', scenario, language)}, {label('government', government, language).lower()}"
    years = year_range(period)
    title = either(
        language,
        f"Where people who enter exploitation come from, by subdistrict, {years} ({made_up}{of})",
        f"Asal orang yang mulai dieksploitasi, per kecamatan, {years} ({made_up}{of})",
    )
    footer = [
        conditions(language, str(replicates), population_share),
        either(
            language,
            "Posts stand within 3-8 km of where they are drawn; a cell has the colour of the "
            "subdistrict where most of its people live.",
            "Pos digambar dengan ketelitian 3-8 km; warna sel mengikuti kecamatan tempat sebagian "
            "besar penghuninya tinggal.",
        ),
        NOTES[language] if values["hidden"].any() else "",
    ]
    set_words(figure, title, footer, maps)
    return figure


def _legend(ax: Axes, region: Region, some_hidden: bool, language: Language) -> None:
    """Kinds of gate, tones, hatching, and the box of hubs."""
    handles: list[Line2D | Patch] = []
    for kind in POSTS:
        name = kind.name.lower()
        if np.any((region.gate_kind == kind) & (region.gate_row >= 0)):
            style = GATE_KINDS[name]
            handles.append(
                Line2D([], [], linestyle="none", marker=style.marker, color=style.colour, markersize=8,
                       markeredgecolor="white", label=label("gate_kind", name, language))
            )  # fmt: skip
    border = label("gate_kind", "unofficial", language)
    handles.append(Line2D([], [], color=BLACK, linewidth=BORDER_WIDTH, label=border))
    handles.append(Patch(facecolor=QUIET["abroad"], label=either(language, "Abroad", "Luar negeri")))
    handles.append(
        Patch(facecolor=QUIET["home"], edgecolor=QUIET["grid"],
              label=either(language, "Same country, not modelled", "Negara sama, tidak dimodelkan"))
    )  # fmt: skip
    if some_hidden:
        few = either(language, f"{HIDDEN_TEXT} persons", f"{HIDDEN_TEXT} orang")
        handles.append(Patch(facecolor="white", edgecolor=HATCH_COLOUR, hatch=HATCH, label=few))
    legend_row(ax, handles, columns=1)
    hubs = [
        label("hub", region.gate_titles[at], language)
        for at in np.flatnonzero(region.gate_kind == GateKind.HUB)
    ]
    if hubs:
        text = ax.text(
            0.5,
            0.5,
            "\n".join([f"{label('gate_kind', 'hub', language)}:", *(f"  {hub}" for hub in hubs)]),
            transform=ax.transAxes,
            va="center",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": QUIET["grid"], "boxstyle": "round,pad=0.5"},
            gid="hubs",
        )
        text.set_in_layout(False)


def _titles(region: Region, corridor: int) -> str:
    """The districts of a corridor."""
    pairs = zip(region.district_titles, region.district_corridor, strict=True)
    return ", ".join(title for title, at in pairs if at == corridor)


def _sentence(region: Region, corridor: int, values: pd.DataFrame, language: Language) -> str:
    """The map in words: range and number hidden; no subdistrict is named or ranked."""
    own = values[region.district_corridor[region.subdistrict_district] == corridor]
    shown = own["value"].dropna()
    count, kept_back = len(own), int(own["hidden"].sum())
    span = HIDDEN_TEXT
    if not shown.empty:
        low, middle, high = (
            number(float(value), language, 1) for value in (shown.min(), shown.median(), shown.max())
        )
        span = either(
            language, f"from {low} to {high}, median {middle}", f"dari {low} sampai {high}, median {middle}"
        )
    return f"{_titles(region, corridor)}: " + either(
        language,
        f"{count} subdistricts, {span}; {kept_back} hidden.",
        f"{count} kecamatan, {span}; {kept_back} disembunyikan.",
    )
