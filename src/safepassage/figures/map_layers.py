"""Layers of the map of a region: land and borders, subdistricts, discs for the smallest, posts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from numpy.typing import NDArray

from safepassage.figures.map_parts import Frame, draw_names, draw_sides, frame_of, strips
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import BLACK, GATE_KINDS, GREY, QUIET
from safepassage.region.kinds import GateKind
from safepassage.region.lattice import SEA
from safepassage.region.region import Region

HATCH = "//////"
HATCH_COLOUR = "#8a8a8a"
POSTS = (GateKind.FORMAL, GateKind.TRADITIONAL)
"""The kinds of gate that have a position."""

Tone = tuple[float, float, float, float]
"""Red, green, blue and opacity."""


def draw_land(
    ax: Axes, region: Region, corridor: int, sheet: Sheet, *, districts: str, border: float
) -> Frame:
    """Draw what every map of a corridor stands on, and end the axes where its lattice ends.

    Parameters
    ----------
    ax
        Where to draw, in degrees.
    region
        The region.
    corridor
        Its number in ``region.corridors``.
    sheet
        Its language.
    districts
        Colour of the sides of districts.
    border
        Width of the land border: one line along all border cells; no path has a place.

    Returns
    -------
    Frame
        Where the lattice lies. Ground is beneath, then sides of districts, the border, posts, names.
    """
    lattice = region.lattices[corridor]
    frame, zone = frame_of(lattice), lattice.zone
    numbers = {name: at for at, name in enumerate(region.districts)}
    areas = np.array([[numbers.get(str(word), -1) for word in row] for row in zone], dtype=np.int64)
    abroad = np.isin(zone.astype(str), list(region.destinations))
    draw_ground(ax, np.where(zone == SEA, 0, np.where(abroad, 1, 2)).astype(np.int64), frame)
    draw_sides(ax, areas, lambda a, b: a != b, frame, colour=districts, width=0.8, name="districts")
    sides = np.where(areas >= 0, 1, np.where(abroad, 2, 0)).astype(np.int64)
    draw_sides(ax, sides, lambda a, b: a * b == 2, frame, colour=BLACK, width=border, name="border")
    draw_posts(ax, region, corridor, frame)
    draw_names(ax, region, zone, frame, sheet)
    ax.set_xlim(frame.west, frame.east)
    ax.set_ylim(frame.south, frame.north)
    ax.set_aspect(1.0 / frame.middle_cosine)
    return frame


def main_subdistrict(region: Region, corridor: int) -> NDArray[np.int64]:
    """The subdistrict in which most of a cell's people live, -1 for none, shape [rows, cols]."""
    owner = np.full(region.lattices[corridor].zone.shape, -1, dtype=np.int64)
    most = np.zeros(owner.shape, dtype=np.int64)
    for cell, subdistrict, people in zip(
        region.place_cell, region.place_subdistrict, region.place_population, strict=True
    ):
        at = (int(region.cell_row[cell]), int(region.cell_col[cell]))
        if region.cell_corridor[cell] == corridor and people > most[at]:
            most[at], owner[at] = people, subdistrict
    return owner


def draw_ground(ax: Axes, kinds: NDArray[np.int64], frame: Frame) -> None:
    """Sea, other countries, other land of the same country."""
    for kind, tone in enumerate((QUIET["sea"], QUIET["abroad"], QUIET["home"])):
        pieces = [piece for number_, piece in strips(kinds, frame) if number_ == kind]
        ax.add_collection(PatchCollection(pieces, facecolor=tone, edgecolor=tone, linewidth=0.3, zorder=0))


def draw_subdistricts(ax: Axes, owner: NDArray[np.int64], tones: Sequence[Tone | None], frame: Frame) -> None:
    """Colour the subdistricts that are shown, hatch those that are hidden."""
    toned = [(piece, tones[subdistrict]) for subdistrict, piece in strips(owner, frame)]
    shown = [piece for piece, tone in toned if tone is not None]
    colours = [tone for _, tone in toned if tone is not None]
    kept_back = [piece for piece, tone in toned if tone is None]
    # edges in the cell's own colour: else hairlines of the ground show between pieces
    ax.add_collection(
        PatchCollection(shown, facecolors=colours, edgecolors=colours, linewidths=0.4, gid="shown", zorder=2)
    )
    ax.add_collection(
        PatchCollection(
            kept_back, facecolor="white", edgecolor=HATCH_COLOUR, hatch=HATCH, linewidth=0.0,
            gid="hidden", zorder=2,
        )
    )  # fmt: skip


def draw_discs(
    ax: Axes,
    region: Region,
    corridor: int,
    owner: NDArray[np.int64],
    tones: Sequence[Tone | None],
    frame: Frame,
) -> None:
    """A disc for each subdistrict that has most people in no cell, in the corner of its main cell."""
    for subdistrict, tone in enumerate(tones):
        places = np.flatnonzero(region.place_subdistrict == subdistrict)
        if not len(places) or np.any(owner == subdistrict):
            continue
        cell = int(region.place_cell[places[np.argmax(region.place_population[places])]])
        if region.cell_corridor[cell] != corridor:
            continue
        ax.plot(
            [frame.left(int(region.cell_col[cell]) + 0.28)], [frame.top(int(region.cell_row[cell]) + 0.28)],
            marker="o", markersize=5.5, markerfacecolor="white" if tone is None else tone,
            markeredgecolor=GREY if tone is None else BLACK, markeredgewidth=0.8, linestyle="none",
            gid="disc hidden" if tone is None else "disc", zorder=5,
        )  # fmt: skip


def draw_posts(ax: Axes, region: Region, corridor: int, frame: Frame) -> None:
    """A mark for each post, by kind; segments and hubs have no position and get none."""
    for kind in POSTS:
        style = GATE_KINDS[kind.name.lower()]
        here = (region.gate_kind == kind) & (region.gate_corridor == corridor) & (region.gate_row >= 0)
        at = np.flatnonzero(here)
        ax.plot(
            [frame.left(col + 0.5) for col in region.gate_col[at]],
            [frame.top(row + 0.5) for row in region.gate_row[at]],
            linestyle="none", marker=style.marker, markersize=8, color=style.colour, markeredgecolor="white",
            markeredgewidth=1.2, gid=f"gates {kind.name.lower()}", zorder=6,
        )  # fmt: skip
