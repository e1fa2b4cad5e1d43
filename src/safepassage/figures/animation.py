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
from safepassage.figures.labels import Language, either, label, number
from safepassage.figures.map_layers import draw_land
from safepassage.figures.map_parts import Frame
from safepassage.figures.paths import border_band
from safepassage.figures.places import Box, Places, Stage
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
    film: Film,
    *,
    population_share: float,
    world: int = 1,
    first_step: int | None = None,
    weeks: int = WEEKS,
    language: Language = "en",
) -> bytes:
    """Draw one world of a film as a GIF.

    Parameters
    ----------
    film
        Two worlds; one of them is drawn.
    population_share
        For the footer.
    world
        0 or 1.
    first_step
        Where to begin; by default a quarter of the way in.
    weeks
        Steps to draw.
    language
        ``en`` or ``id``.

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
    frames = film.worlds[world]
    stage = _stage(film, frames, population_share, language)
    canvas: Any = FigureCanvasAgg(stage.figure)  # its methods carry no types
    canvas.draw()
    ground = canvas.copy_from_bbox(stage.figure.bbox)
    places = Places(film, stage)
    layer = stage.figure.add_axes((0.0, 0.0, 1.0, 1.0), facecolor="none")
    layer.set_axis_off()
    width, height = stage.figure.bbox.width, stage.figure.bbox.height
    layer.set_xlim(0.0, width)
    layer.set_ylim(0.0, height)
    marks = {
        name: layer.plot([], [], linestyle="none", marker=shape, markersize=size, color=colour,
                         markerfacecolor="none" if hollow else colour, markeredgewidth=1.0 if hollow else 0.0)[0]
        for name, (shape, size, colour, hollow) in MARKS.items()
    }  # fmt: skip
    clock = layer.text(width - 14, height - 16, "", ha="right", va="top", fontsize=11, fontweight="bold")
    pictures = []
    for step in range(begin, min(begin + weeks, steps)):
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
            pixels = np.asarray(canvas.buffer_rgba())[:, :, :3].copy()
            pictures.append(Image.fromarray(pixels))
    palette = pictures[0].quantize(64, dither=Image.Dither.NONE)
    small = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    buffer = io.BytesIO()
    small[0].save(
        buffer,
        format="GIF",
        save_all=True,
        append_images=small[1:],
        duration=MILLISECONDS,
        loop=0,
        optimize=False,
        comment=str(stage.figure.get_label()).encode(),
    )
    return buffer.getvalue()


def _stage(film: Film, frames: Frames, population_share: float, language: Language) -> Stage:
    """Draw everything that stands still."""
    region = film.region
    corridors = len(region.corridors)
    figure = Figure(figsize=(9.6, 6.4), dpi=DOTS_PER_INCH)
    FigureCanvasAgg(figure)
    axes, boundaries = [], []
    for corridor, lattice in enumerate(region.lattices):
        ax = figure.add_axes((0.02 + corridor * 0.98 / corridors, 0.33, 0.96 / corridors, 0.55))
        frame = draw_land(ax, region, corridor, districts=GREY, border=2.4, language=language)
        inside = np.flatnonzero(np.isin(lattice.zone.astype(str), list(region.districts)))
        _fill(ax, inside, frame, "#fdfcf8", 1)
        for district in np.flatnonzero(region.district_corridor == corridor):
            _fill(ax, border_band(region, corridor, int(district)), frame, "#00000022", 2)
        ax.set_axis_off()
        axes.append(ax)
        boundaries.append(frame)
    hubs, boxes = _boxes(figure, film, language)
    _legend(figure, language)
    scenario = label("scenario", frames.scenario, language)
    ruler = label("government", film.government, language).lower()
    made_up = either(language, "made-up region, ", "wilayah rekaan, ") if region.made_up else ""
    title = either(
        language,
        f"Persons and recruiters, week by week ({made_up}{scenario}, {ruler})",
        f"Orang dan perekrut, minggu demi minggu ({made_up}{scenario}, {ruler})",
    )
    footer = either(
        language,
        f"{number(film.ids.size)} of the simulated persons who ever leave home; {100 * population_share:.3g} percent "
        "of persons are simulated; they stand for nobody. No path is located: who leaves outside the posts fades "
        "into the grey band at a random place. Conditional on stated assumptions; not a forecast.",
        f"{number(film.ids.size, language)} dari orang simulasi yang pernah meninggalkan rumah; "
        f"{100 * population_share:.3g} persen orang disimulasikan; mereka tidak mewakili siapa pun. Tidak ada jalur "
        "yang dilokasikan: yang berangkat di luar pos memudar ke pita abu-abu di titik acak. Bergantung pada asumsi "
        "yang dinyatakan; bukan ramalan.",
    )
    set_words(figure, title, [footer])
    figure.canvas.draw()
    return Stage(figure, axes, boundaries, hubs, boxes)


def _fill(ax: Axes, cells: Ints, frame: Frame, colour: str, zorder: int) -> None:
    """Colour cells of a lattice, given by their flat numbers."""
    for row, col in zip(*np.divmod(cells, frame.cols), strict=True):
        corner = (frame.left(col), frame.top(row + 1))
        ax.add_patch(Rectangle(corner, frame.size, frame.size, facecolor=colour, linewidth=0, zorder=zorder))


def _boxes(
    figure: Figure, film: Film, language: Language
) -> tuple[
    dict[int, tuple[float, float]],
    list[tuple[Box, Box]],
]:
    """Hubs as a list on the left, countries as boxes on the right, in figure pixels."""
    region = film.region
    width, height = figure.bbox.width, figure.bbox.height
    ax = figure.add_axes((0.0, 0.0, 1.0, 1.0), facecolor="none")
    ax.set_xlim(0.0, width)
    ax.set_ylim(0.0, height)
    ax.set_axis_off()
    low, high = 0.155 * height, 0.325 * height
    hubs: dict[int, tuple[float, float]] = {}
    names = [int(at) for at in np.flatnonzero(region.gate_kind == GateKind.HUB)]
    for n, at in enumerate(names):
        x = 16.0 + (n % 2) * 0.2 * width
        y = high - 22 - (n // 2) * min(19.0, (high - low - 20) / max(-(-len(names) // 2), 1))
        hubs[at] = (x, y)
        ax.plot([x], [y], marker="o", markersize=5.5, color=GATE_KINDS["hub"].colour, markeredgecolor="white")
        ax.text(x + 9, y, label("hub", region.gate_titles[at], language), va="center", fontsize=7.5)
    if names:
        head = either(language, "Ports, airports off the map", "Pelabuhan, bandara (luar peta)")
        ax.text(10.0, high - 4, head, va="center", fontsize=8, fontweight="bold")
    left = 0.44 * width
    each = (width - left - 10) / len(region.destinations)
    boxes = []
    for n, name in enumerate(region.destinations):
        x = left + n * each
        ax.add_patch(Rectangle((x, low), each - 8, high - low, facecolor=QUIET["abroad"], linewidth=0))
        parts = []
        for start, share in ((0.02, 0.56), (0.6, 0.38)):
            part = (x + start * (each - 8), low + 5, share * (each - 8), high - low - 24)
            ax.add_patch(Rectangle(part[:2], part[2], part[3], facecolor="white", linewidth=0))
            parts.append(part)
        boxes.append((parts[0], parts[1]))
        place = label("zone", name, language)
        words = either(language, f"Abroad: {place}", f"Luar negeri: {place}")
        ax.text(parts[0][0], high - 9, words, va="center", fontsize=8, fontweight="bold")
        # At the right end: a long country's name reaches beyond its own box.
        words = either(language, "exploitation", "eksploitasi")
        ax.text(parts[1][0] + parts[1][2], high - 9, words, va="center", ha="right", fontsize=7.5)
    return hubs, boxes


def _legend(figure: Figure, language: Language) -> None:
    """The marks in one row below the boxes."""
    ax = figure.add_axes((0.0, 0.095, 1.0, 0.05), facecolor="none")
    ax.set_axis_off()
    handles = []
    for name, (shape, size, colour, hollow) in MARKS.items():
        words = label("mark", name, language)
        handles += ax.plot([], [], linestyle="none", marker=shape, markersize=max(size, 4.0), color=colour,
                           markerfacecolor="none" if hollow else colour, label=words)  # fmt: skip
    ax.legend(handles=handles, loc="center left", ncols=len(handles), fontsize=7.5, handletextpad=0.1,
              columnspacing=1.1, borderaxespad=0.3)  # fmt: skip
