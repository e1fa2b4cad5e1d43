"""Pieces of a map that is made of square cells: strips, sides, names, a scale bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from safepassage.figures.sheet import Sheet
from safepassage.figures.style import BLACK, QUIET
from safepassage.region.region import Lattice, Region

Ints = NDArray[np.int64]

KM_PER_DEGREE = 111.32
SCALE_BARS_KM = (50.0, 25.0, 10.0, 5.0, 2.0, 1.0)


@dataclass(frozen=True)
class Frame:
    """Where a lattice lies, in degrees. Row 0 is north, column 0 west."""

    west: float
    south: float
    size: float
    rows: int
    cols: int

    @property
    def east(self) -> float:
        """Right edge."""
        return self.west + self.cols * self.size

    @property
    def north(self) -> float:
        """Upper edge."""
        return self.south + self.rows * self.size

    def left(self, col: float) -> float:
        """Left edge of a column."""
        return self.west + col * self.size

    def top(self, row: float) -> float:
        """Upper edge of a row."""
        return self.north - row * self.size

    @property
    def middle_cosine(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, in the middle."""
        return float(np.cos(np.radians((self.south + self.north) / 2)))


def frame_of(lattice: Lattice) -> Frame:
    """Return the frame of a lattice, whose positions are those of cell centres."""
    rows, cols = lattice.zone.shape
    size = lattice.cell_degrees
    return Frame(float(lattice.lon.min()) - size / 2, float(lattice.lat.min()) - size / 2, size, rows, cols)


def strips(numbers: Ints, frame: Frame) -> Iterator[tuple[int, Rectangle]]:
    """Yield each run of equal numbers along a row as one rectangle; negative ones are left out.

    Whole runs, not cells: a drawing with a tenth of the pieces.
    """
    for row, values in enumerate(numbers):
        starts = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
        for first, end in pairwise(starts):
            if values[first] >= 0:
                corner = (frame.left(first), frame.top(row + 1))
                yield int(values[first]), Rectangle(corner, (end - first) * frame.size, frame.size)


def draw_sides(
    ax: Axes,
    numbers: Ints,
    differ: Callable[[Ints, Ints], NDArray[np.bool_]],
    frame: Frame,
    *,
    colour: str,
    width: float,
    name: str,
) -> LineCollection:
    """Draw the sides of cells at which ``differ`` holds for the two neighbours; ``name`` is the gid."""
    pieces: list[list[tuple[float, float]]] = []
    for row, col in np.argwhere(differ(numbers[:, :-1], numbers[:, 1:])):
        x = frame.left(col + 1)
        pieces.append([(x, frame.top(row)), (x, frame.top(row + 1))])
    for row, col in np.argwhere(differ(numbers[:-1], numbers[1:])):
        y = frame.top(row + 1)
        pieces.append([(frame.left(col), y), (frame.left(col + 1), y)])
    lines = LineCollection(pieces, colors=colour, linewidths=width, capstyle="projecting", gid=name, zorder=4)
    ax.add_collection(lines)
    return lines


def draw_names(ax: Axes, region: Region, zone: NDArray[np.object_], frame: Frame, sheet: Sheet) -> None:
    """Name districts and neighbours where their land is widest."""
    titles = dict(zip(region.districts, region.district_titles, strict=True))
    for word in sorted({str(word) for word in zone.ravel()} - {"sea"}):
        home = word in titles
        if not home and word not in region.destinations:
            continue
        inside = np.pad(zone == word, 1)
        # a name needs width more than height, so a step up or down counts as three sideways
        room = distance_transform_edt(inside, sampling=(3.0, 1.0))[1:-1, 1:-1]
        widest = np.argwhere(room >= room.max() - 1e-9)
        away = np.abs(widest - widest.mean(axis=0)).sum(axis=1)
        beside = np.abs(widest - widest[np.argmin(away)]).max(axis=1) <= 1
        row, col = widest[beside].mean(axis=0)  # between two cells where the land is even in width
        text = titles.get(word) or sheet.name("zone", word)
        ax.text(
            frame.left(col + 0.5), frame.top(row + 0.5), text.replace(" ", "\n"), ha="center", va="center", fontsize=8,
            fontweight="bold" if home else "normal", fontstyle="normal" if home else "italic",
            color=BLACK if home else "#555555", zorder=7,
            path_effects=[withStroke(linewidth=2.0, foreground="white" if home else QUIET["abroad"])],
        )  # fmt: skip


def draw_scale_bar(ax: Axes, frame: Frame) -> None:
    """A bar of round length, at most a quarter of the width, in the lower right corner."""
    km_per_degree = KM_PER_DEGREE * frame.middle_cosine
    width, height = frame.east - frame.west, frame.north - frame.south
    km = next((km for km in SCALE_BARS_KM if km <= 0.25 * width * km_per_degree), SCALE_BARS_KM[-1])
    length = km / km_per_degree
    x, y = frame.east - length - 0.04 * width, frame.south + 0.05 * height
    ax.plot([x, x + length], [y, y], color=BLACK, linewidth=2.0, solid_capstyle="butt", zorder=7)
    ax.text(x + length / 2, y + 0.012 * height, f"{km:.0f} km", ha="center", va="bottom", fontsize=7.5)


def degrees(value: float, east_west: bool, sheet: Sheet) -> str:
    """Write a coordinate as a map does: ``9.5° S``, in Indonesian ``9,5° LS``."""
    side = ("east" if value >= 0 else "west") if east_west else ("north" if value >= 0 else "south")
    return f"{sheet.number(abs(value), 1)}° {sheet.say(f'map.{side}')}"
