"""Floor 10, table in, Axes out. One style, colour-blind safe, readable in grey, alt text on every figure.

Every figure is a function of its tables and a `Sheet`: the share of persons simulated, the language, and
which government and district are drawn.

- ``effects``: exploitation averted by scenario and government, with the change in departures, refusals
  and false identifications beside it; and displacement between kinds of crossing;
- ``persons``: persons averted and newly harmed, each beside its churn, with the same four changes;
- ``series``: what happened and what the registers show of it, over time;
- ``situations``: persons from setting out to coming home;
- ``designs``: a surface of responsiveness and programme, a simplex of the mix of three roles; ``convergence``:
  half-widths against replicates;
- ``frames``, ``paths``, ``places``, ``animation``: agents on the map, step by step, as a GIF;
- ``gallery``: the standard figures of a comparison by name;
- ``border_map``: where people who enter exploitation come from, by subdistrict;
- ``patterns``, ``patterns_pulse``, ``patterns_years``, ``patterns_rules``: the patterns P1 to P11 over draws of
  what is not known;
- ``sheet``, ``style``: what figures share, and the one style. Words stand in ``words/figures.yaml``.

Nothing here opens a file: ``to_png`` and ``to_svg`` return bytes.
"""

from safepassage.figures.animation import animation
from safepassage.figures.border_map import border_map, draw_corridor
from safepassage.figures.convergence import convergence_figure
from safepassage.figures.designs import simplex_figure, surface_figure
from safepassage.figures.effects import crossings_figure, effects_figure
from safepassage.figures.flows import closure_spans
from safepassage.figures.labels import LABELS, LANGUAGES, Language, label
from safepassage.figures.persons import persons_figure
from safepassage.figures.series import series_figure
from safepassage.figures.sheet import Sheet
from safepassage.figures.situations import situations_figure
from safepassage.figures.style import alt_text, to_files, to_png, to_svg

__all__ = [
    "LABELS",
    "LANGUAGES",
    "Language",
    "Sheet",
    "alt_text",
    "animation",
    "border_map",
    "closure_spans",
    "convergence_figure",
    "crossings_figure",
    "draw_corridor",
    "effects_figure",
    "label",
    "persons_figure",
    "series_figure",
    "simplex_figure",
    "situations_figure",
    "surface_figure",
    "to_files",
    "to_png",
    "to_svg",
]
