"""One style for every picture: sizes, colours, marks, alt text, and the bytes of PNG and SVG.

Colours are those of Okabe and Ito, which people with colour-blindness tell apart; every colour
comes with a mark and a dash, so that a page printed in grey reads the same. A figure is eight
inches wide at 150 dots per inch: 1200 pixels.
"""

from __future__ import annotations

import html
import io
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import blended_transform_factory

WIDTH_INCHES = 8.0
DOTS_PER_INCH = 150

BLACK, GREY = "#000000", "#6b6b6b"
ORANGE, SKY, GREEN, BLUE, VERMILLION, PURPLE = (
    "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7",
)  # fmt: skip
DARK_GREEN, DARK_ORANGE, DARK_PURPLE = "#00694d", "#c04f00", "#8e3f74"
"""Of marks on a map: darker, so that they stand out from its ground."""

QUIET = {
    "sea": "#eef3f7",
    "abroad": "#e3e0da",
    "home": "#f1efe9",
    "shade": "#f3f3f3",
    "closure": "#e4e4e4",
    "grid": "#d9d9d9",
}
"""Tones that stay behind the data."""

RC: Any = {  # its keys are a closed set in matplotlib's newer hints and plain text in older ones
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib: the same picture everywhere
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 8.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": QUIET["grid"],
    "grid.linewidth": 0.6,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "legend.fontsize": 8.5,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "hatch.linewidth": 0.7,
    "figure.dpi": DOTS_PER_INCH,
    "savefig.dpi": DOTS_PER_INCH,
    "figure.facecolor": "white",
    "svg.hashsalt": "safepassage",  # the same table gives the same bytes
    "svg.fonttype": "path",
}


@dataclass(frozen=True)
class Look:
    """How one thing is drawn everywhere: colour, mark and dash together."""

    colour: str
    marker: str
    dash: Literal["solid"] | tuple[float, tuple[float, ...]]


_LONG: tuple[float, tuple[float, ...]] = (0.0, (6, 2))
_MIXED: tuple[float, tuple[float, ...]] = (0.0, (5, 1.5, 1, 1.5))
_SHORT: tuple[float, tuple[float, ...]] = (0.0, (2.5, 1.2))
_DOTS: tuple[float, tuple[float, ...]] = (0.0, (1, 1.2))

SCENARIOS: dict[str, Look] = {
    "no_iom": Look(BLACK, "o", "solid"),
    "historical": Look(GREY, "s", _LONG),
    "integrated": Look(BLUE, "D", "solid"),
    "implementer": Look(VERMILLION, "^", _LONG),
    "facilitator": Look(GREEN, "v", _MIXED),
    "partner": Look(PURPLE, "P", _SHORT),
    "awareness_only": Look(VERMILLION, "<", _DOTS),
    "enforcement_only": Look(BLUE, ">", _SHORT),
    "regular_channel": Look(GREEN, "X", "solid"),
    "task_force": Look(PURPLE, "p", _LONG),
    "border_closure": Look(GREY, "h", _DOTS),
    "moratorium": Look(VERMILLION, "d", _MIXED),
    "poverty_shock": Look(GREEN, "*", _SHORT),
    "unemployment_shock": Look(BLUE, "8", _MIXED),
    "wage_gap": Look(PURPLE, "H", "solid"),
}
"""Scenarios shown together by default differ in colour, mark and dash."""

GOVERNMENTS: dict[str, Look] = {
    "responsive": Look(BLUE, "s", "solid"),
    "as_is": Look(BLACK, "o", _LONG),
    "unresponsive": Look(VERMILLION, "D", _SHORT),
}

GATE_KINDS: dict[str, Look] = {
    "formal": Look(BLACK, "s", "solid"),
    "traditional": Look(BLUE, "^", "solid"),
    "unofficial": Look(BLACK, "", "solid"),
    "hub": Look(GREEN, "o", "solid"),
}

MEASURES: dict[str, Look] = {
    "averted": Look(BLUE, "o", "solid"),
    "newly_harmed": Look(VERMILLION, "D", "solid"),
}

_SPARE = (
    Look(ORANGE, "o", "solid"),
    Look(SKY, "s", _LONG),
    Look(GREEN, "D", _MIXED),
    Look(PURPLE, "^", _SHORT),
)


def look(table: dict[str, Look], name: str, position: int = 0) -> Look:
    """How a name is drawn; names of a user's own take spare looks by their position."""
    return table.get(name, _SPARE[position % len(_SPARE)])


def styled[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Draw with the project's style and leave the caller's settings as they were."""

    @wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        with rc_context(RC):
            return function(*args, **kwargs)

    return inner


def set_words(figure: Figure, title: str, footer: Iterable[str], panels: Iterable[Axes] = ()) -> None:
    """Give a figure its sentence above, its conditions below, and both with its panels' words as alt text.

    Parameters
    ----------
    figure
        All of it is drawn.
    title
        Without a full stop.
    footer
        Sentences; empty ones are left out.
    panels
        Those whose alt text is part of the figure's.
    """
    below = " ".join(sentence for sentence in footer if sentence)
    width = figure.bbox.width / figure.dpi  # inches
    figure.suptitle(
        textwrap.fill(title, int(width * 10.0), break_on_hyphens=False),
        x=0.01,
        ha="left",
        fontsize=11.5,
        fontweight="bold",
    )
    figure.supxlabel(textwrap.fill(below, int(width * 17)), x=0.01, ha="left", fontsize=7.5, color="#444444")
    set_alt(figure, " ".join([f"{title}.", *(alt_text(ax) for ax in panels), below]))


def set_alt(artist: Artist, text: str) -> None:
    """Attach alt text to a figure or to axes."""
    artist.set_label(" ".join(text.split()))


def alt_text(artist: Artist) -> str:
    """Return the alt text of a figure or of axes that this package drew."""
    return str(artist.get_label() or "")


def look_key(name: str, style: Look) -> Line2D:
    """An entry of a legend: line and full mark."""
    return Line2D([], [], color=style.colour, marker=style.marker, markersize=6, linewidth=2.0, label=name)


def line_key(name: str, style: Look) -> Line2D:
    """An entry of a legend for a line over time: dash and small mark."""
    return Line2D(
        [], [], color=style.colour, linestyle=style.dash, marker=style.marker, markersize=5, label=name
    )


def legend_row(ax: Axes, handles: Sequence[Artist], columns: int) -> None:
    """Turn axes into a row that holds nothing but a legend."""
    ax.set_axis_off()
    figure = ax.get_figure(root=True)
    assert figure is not None  # axes of a figure
    legend = ax.legend(
        handles=list(handles),
        loc="center left",
        bbox_to_anchor=(0.01, 0.5),
        bbox_transform=blended_transform_factory(figure.transSubfigure, ax.transAxes),
        ncols=columns,
        borderaxespad=0.0,
        handlelength=2.4,
    )
    legend.set_in_layout(False)  # else a wide legend squeezes the panels above it


@styled
def to_png(figure: Figure) -> bytes:
    """Return a figure as PNG, its alt text in the file's description.

    Parameters
    ----------
    figure
        A figure of this package.

    Returns
    -------
    bytes
        The file.
    """
    buffer = io.BytesIO()
    metadata = {"Description": alt_text(figure), "Software": "safepassage"}
    figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH, metadata=metadata)
    return buffer.getvalue()


@styled
def to_svg(figure: Figure) -> bytes:
    """Return a figure as SVG that screen readers read: an image with title and description.

    Parameters
    ----------
    figure
        A figure of this package.

    Returns
    -------
    bytes
        The file, UTF-8. The same figure gives the same bytes.
    """
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": "safepassage"})
    title = figure.get_suptitle() or alt_text(figure).split(".")[0]
    words = (
        f"<title>{html.escape(' '.join(title.split()))}</title><desc>{html.escape(alt_text(figure))}</desc>"
    )
    text = buffer.getvalue().decode("utf-8")
    return re.sub(
        r"(<svg\b)([^>]*>)",
        lambda tag: f'{tag[1]} role="img"{tag[2]}{words}',
        text,
        count=1,
    ).encode("utf-8")


def to_files(figures: Iterable[tuple[str, Figure]]) -> dict[str, bytes]:
    """Return named figures as PNG and SVG by file name; one at a time, so that few are in memory."""
    files: dict[str, bytes] = {}
    for name, figure in figures:
        files |= {f"{name}.png": to_png(figure), f"{name}.svg": to_svg(figure)}
    return files
