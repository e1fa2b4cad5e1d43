"""Agents on the map as a moving picture (GIF): a year of weeks, each journey along its least-cost way.

Persons stand anywhere in their home cell and move cell by cell to a post; who leaves outside the
posts fades into the band along the border, at a place that means nothing. Abroad is a box.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from safepassage.evidence.errors import InputError
from safepassage.figures.frames import Film, Frames
from safepassage.figures.map_layers import draw_land
from safepassage.figures.map_parts import Frame
from safepassage.figures.paths import border_band
from safepassage.figures.places import Box, Places, Stage
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import (
    BLACK,
    BLUE,
    DARK_GREEN,
    DARK_ORANGE,
    DARK_PURPLE,
    GATE_KINDS,
    GREY,
    QUIET,
    set_words,
    styled,
)
from safepassage.region.kinds import GateKind
from safepassage.region.region import Ints

PARTS = 3
"""Pictures in a week."""
WEEKS = 52
DOTS_PER_INCH = 80
MILLISECONDS = 110
PALE = "#8a8a8a"

# situation (or way) -> mark, size, colour, whether hollow
MARKS: dict[str, tuple[str, float, str, bool]] = {
    "resident": ("o", 1.6, PALE, False),
    "waiting": ("o", 4.0, DARK_GREEN, True),
    "transit": ("^", 4.6, BLACK, False),
    "working": ("o", 3.2, BLUE, False),
    "exploited": ("D", 3.8, DARK_ORANGE, False),
    "assisted": ("s", 3.6, DARK_GREEN, False),
    "recruiter": ("v", 4.0, DARK_PURPLE, True),
}


@styled
def animation(
    film: Film, sheet: Sheet, *, world: int = 1, first_step: int | None = None, weeks: int = WEEKS
) -> bytes:
    """Draw one world of a film as a GIF.

    Parameters
    ----------
    film
        Two worlds; one of them is drawn.
    sheet
        Share and language.
    world
        0 or 1.
    first_step
        Where to begin; by default a quarter of the way in.
    weeks
        Steps to draw.

    Returns
    -------
    bytes
        The file. It plays in a circle.

    Raises
    ------
    InputError
        If the film has no such world or step.
    """
    steps = len(film.dates)
    begin = steps // 4 if first_step is None else first_step
    if world not in (0, 1):
        raise InputError(f"animation: world={world!r}; a film has the worlds 0 and 1")
    if not 0 <= begin < steps:
        raise InputError(f"animation: first_step={begin}; the film has steps 0 to {steps - 1}")
    stage = _stage(film, film.worlds[world], sheet)
    pictures = _pictures(film, film.worlds[world], stage, range(begin, min(begin + weeks, steps)))
    palette = pictures[0].quantize(64, dither=Image.Dither.NONE)
    small = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    buffer = io.BytesIO()
    small[0].save(
        buffer, format="GIF", save_all=True, append_images=small[1:], duration=MILLISECONDS, loop=0,
        optimize=False, comment=str(stage.figure.get_label()).encode(),
    )  # fmt: skip
    return buffer.getvalue()


def _pictures(film: Film, frames: Frames, stage: Stage, steps: range) -> list[Image.Image]:
    """Draw the marks of some steps over the still picture, which is drawn once."""
    canvas: Any = FigureCanvasAgg(stage.figure)  # its methods carry no types
    canvas.draw()
    ground = canvas.copy_from_bbox(stage.figure.bbox)
    places = Places(film, stage)
    layer = _pixel_axes(stage.figure)
    marks = {
        name: layer.plot([], [], linestyle="none", marker=shape, markersize=size, color=colour,
                         markerfacecolor="none" if hollow else colour, markeredgewidth=1.0 if hollow else 0.0)[0]
        for name, (shape, size, colour, hollow) in MARKS.items()
    }  # fmt: skip
    corner = layer.get_xlim()[1] - 14, layer.get_ylim()[1] - 16
    clock = layer.text(*corner, "", ha="right", va="top", fontsize=11, fontweight="bold")
    pictures = []
    for step in steps:
        moves = places.moves(frames.codes[step], frames.codes[step + 1], step)
        for part in range(PARTS):
            found = places.at(frames, step, part / PARTS, moves)
            canvas.restore_region(ground)
            for name, line in marks.items():
                points = found.get(name, np.zeros((0, 2)))
                line.set_data(points[:, 0], points[:, 1])
                layer.draw_artist(line)
            clock.set_text(film.dates[step].isoformat())
            layer.draw_artist(clock)
            pictures.append(Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3].copy()))
    return pictures


def _pixel_axes(figure: Figure) -> Axes:
    """Clear axes over the whole figure, in its pixels."""
    ax = figure.add_axes((0.0, 0.0, 1.0, 1.0), facecolor="none")
    ax.set_axis_off()
    ax.set_xlim(0.0, figure.bbox.width)
    ax.set_ylim(0.0, figure.bbox.height)
    return ax


def _stage(film: Film, frames: Frames, sheet: Sheet) -> Stage:
    """Draw everything that stands still."""
    region = film.region
    corridors = len(region.corridors)
    figure = Figure(figsize=(9.6, 6.4), dpi=DOTS_PER_INCH)
    FigureCanvasAgg(figure)
    axes, boundaries = [], []
    for corridor, lattice in enumerate(region.lattices):
        ax = figure.add_axes((0.02 + corridor * 0.98 / corridors, 0.33, 0.96 / corridors, 0.55))
        frame = draw_land(ax, region, corridor, sheet, districts=GREY, border=2.4)
        inside = np.flatnonzero(np.isin(lattice.zone.astype(str), list(region.districts)))
        _fill(ax, inside, frame, "#fdfcf8", 1)
        for district in np.flatnonzero(region.district_corridor == corridor):
            _fill(ax, border_band(region, corridor, int(district)), frame, "#00000022", 2)
        ax.set_axis_off()
        axes.append(ax)
        boundaries.append(frame)
    ax = _pixel_axes(figure)
    hubs, boxes = _hubs(ax, film, sheet), _boxes(ax, film, sheet)
    _legend(figure, sheet)
    made_up = sheet.say("made_up") if region.made_up else ""
    of = f"{made_up}{sheet.name('scenario', frames.scenario)}, {sheet.name('government', film.government).lower()}"
    footer = sheet.say(
        "animation.footer", persons=sheet.number(film.ids.size), share=f"{100 * sheet.share:.3g}"
    )
    set_words(figure, sheet.say("animation.title", of=of), [footer])
    figure.canvas.draw()
    return Stage(figure, axes, boundaries, hubs, boxes)


def _fill(ax: Axes, cells: Ints, frame: Frame, colour: str, zorder: int) -> None:
    """Colour cells of a lattice, given by their flat numbers."""
    for row, col in zip(*np.divmod(cells, frame.cols), strict=True):
        corner = (frame.left(col), frame.top(row + 1))
        ax.add_patch(Rectangle(corner, frame.size, frame.size, facecolor=colour, linewidth=0, zorder=zorder))


def _foot(ax: Axes) -> tuple[float, float, float]:
    """Width of the figure, and the lower and upper edge of what stands under the maps, in its pixels."""
    width, height = ax.get_xlim()[1], ax.get_ylim()[1]
    return width, 0.155 * height, 0.325 * height


def _hubs(ax: Axes, film: Film, sheet: Sheet) -> dict[int, tuple[float, float]]:
    """Hubs as a list on the left."""
    region = film.region
    width, low, high = _foot(ax)
    hubs: dict[int, tuple[float, float]] = {}
    names = [int(at) for at in np.flatnonzero(region.gate_kind == GateKind.HUB)]
    for n, at in enumerate(names):
        x = 16.0 + (n % 2) * 0.2 * width
        y = high - 22 - (n // 2) * min(19.0, (high - low - 20) / max(-(-len(names) // 2), 1))
        hubs[at] = (x, y)
        ax.plot([x], [y], marker="o", markersize=5.5, color=GATE_KINDS["hub"].colour, markeredgecolor="white")
        ax.text(x + 9, y, sheet.name("hub", region.gate_titles[at]), va="center", fontsize=7.5)
    if names:
        ax.text(10.0, high - 4, sheet.say("animation.hubs"), va="center", fontsize=8, fontweight="bold")
    return hubs


def _boxes(ax: Axes, film: Film, sheet: Sheet) -> list[tuple[Box, Box]]:
    """Countries as boxes on the right."""
    destinations = film.region.destinations
    width, low, high = _foot(ax)
    left = 0.44 * width
    each = (width - left - 10) / len(destinations)
    boxes = []
    for n, name in enumerate(destinations):
        x = left + n * each
        ax.add_patch(Rectangle((x, low), each - 8, high - low, facecolor=QUIET["abroad"], linewidth=0))
        parts = []
        for start, share in ((0.02, 0.56), (0.6, 0.38)):
            part = (x + start * (each - 8), low + 5, share * (each - 8), high - low - 24)
            ax.add_patch(Rectangle(part[:2], part[2], part[3], facecolor="white", linewidth=0))
            parts.append(part)
        boxes.append((parts[0], parts[1]))
        words = sheet.say("animation.abroad", place=sheet.name("zone", name))
        ax.text(parts[0][0], high - 9, words, va="center", fontsize=8, fontweight="bold")
        # At the right end: a long country's name reaches beyond its own box.
        words, end = sheet.say("animation.exploitation"), parts[1][0] + parts[1][2]
        ax.text(end, high - 9, words, va="center", ha="right", fontsize=7.5)
    return boxes


def _legend(figure: Figure, sheet: Sheet) -> None:
    """The marks in one row below the boxes."""
    ax = figure.add_axes((0.0, 0.095, 1.0, 0.05), facecolor="none")
    ax.set_axis_off()
    handles = []
    for name, (shape, size, colour, hollow) in MARKS.items():
        handles += ax.plot([], [], linestyle="none", marker=shape, markersize=max(size, 4.0), color=colour,
                           markerfacecolor="none" if hollow else colour, label=sheet.name("mark", name))  # fmt: skip
    ax.legend(handles=handles, loc="center left", ncols=len(handles), fontsize=7.5, handletextpad=0.1,
              columnspacing=1.1, borderaxespad=0.3)  # fmt: skip
