"""What the replay's script needs, packed: geometry, lives as runs, running totals. Numbers only."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.ensemble.spec import LANGUAGES
from safepassage.figures.frames import Frames, runs_of
from safepassage.figures.labels import LABELS, label
from safepassage.figures.map_layers import POSTS
from safepassage.figures.map_parts import frame_of
from safepassage.figures.paths import border_band, jitter, way_tree
from safepassage.figures.style import BLACK, BLUE, DARK_GREEN, DARK_ORANGE, DARK_PURPLE, QUIET
from safepassage.figures.tables import simulated_per_real
from safepassage.observation.indicators import INDICATORS
from safepassage.observation.suppress import is_small
from safepassage.region.kinds import GateKind
from safepassage.region.lattice import SEA
from safepassage.region.region import Region
from safepassage.report.film import Recording
from safepassage.report.replay_words import TEXTS, words

TOTALS = (
    "exploitation_years", "entered_exploitation", "departures_regular", "departures_irregular", "refused",
    "identified_false", "recorded_victims", "recorded_cases",
)  # fmt: skip
"""Running totals in the page. Averted exploitation never stands without departures, refusals, false identifications."""

# Colour, form and filling together tell marks apart; each colour stands out 3 to 1 on the ground it is drawn on.
LOOKS: dict[str, Any] = {
    "persons": [
        {"shape": "circle", "size": 1.7, "colour": "#7d7d7d"},
        {"shape": "circle", "size": 3.0, "colour": DARK_GREEN, "hollow": True},
        {"shape": "triangle", "size": 3.8, "colour": "#000000"},
        {"shape": "circle", "size": 3.0, "colour": BLUE},
        {"shape": "diamond", "size": 4.0, "colour": DARK_ORANGE},
        {"shape": "square", "size": 2.8, "colour": DARK_GREEN},
    ],
    "recruiter": {"shape": "down", "size": 3.6, "colour": DARK_PURPLE, "hollow": True},
    "gates": {
        "formal": {"shape": "square", "colour": BLACK, "size": 4.5},
        "traditional": {"shape": "triangle", "colour": BLUE, "size": 4.5},
        "hub": {"shape": "circle", "colour": "#007a58", "size": 4.5},
        "unofficial": {"shape": "line", "colour": BLACK},
    },
    "worlds": [
        {"colour": BLACK, "dash": [], "shape": "square"},
        {"colour": BLUE, "dash": [7, 4], "shape": "circle"},
    ],
    "band": "rgba(0, 0, 0, 0.13)",
}


def packed(array: NDArray[Any]) -> str:
    """Little-endian 16-bit whole numbers in base64."""
    return base64.b64encode(np.ascontiguousarray(array, dtype="<u2").tobytes()).decode("ascii")


def payload(recording: Recording) -> dict[str, Any]:
    """Return everything as a mapping that JSON can hold."""
    film, spec = recording.film, recording.spec
    offsets = np.round(jitter(film.ids) * 65535).astype(np.uint16)
    at_work = np.round(jitter(film.recruiter_ids) * 65535).astype(np.uint16)
    return {
        "words": words(TEXTS),
        "looks": LOOKS,
        "places": ", ".join(film.region.district_titles),
        "gate_kinds": words(LABELS["gate_kind"]),
        "quiet": QUIET,
        "scenarios": [
            {language: label("scenario", name, language) for language in LANGUAGES} for name in spec.scenario
        ],
        "government": {language: label("government", film.government, language) for language in LANGUAGES},
        "dates": [day.isoformat() for day in film.dates],
        "step_days": film.step_days,
        "share": spec.population_share,
        "persons": recording.persons,
        "movers": recording.of_movers,
        "made_up": film.region.made_up,
        "geometry": geometry(film.region),
        "people": {"cell": packed(film.home_cell), "x": packed(offsets[:, 0]), "y": packed(offsets[:, 1])},
        "recruiters": {"x": packed(at_work[:, 0]), "y": packed(at_work[:, 1])},
        "worlds": [_world(frames) for frames in film.worlds],
        "totals": [totals(series, spec.population_share) for series in recording.series],
        "averted": shown(recording.averted / spec.population_share, recording.averted),
        "newly_harmed": shown(recording.newly_harmed / spec.population_share, recording.newly_harmed),
    }


def _world(frames: Frames) -> dict[str, str]:
    values, lengths, numbers = runs_of(frames.codes)
    at_work = runs_of(frames.recruiters)
    return {
        "values": packed(values),
        "lengths": packed(lengths),
        "numbers": packed(numbers),
        "recruiter_values": packed(at_work[0]),
        "recruiter_lengths": packed(at_work[1]),
        "recruiter_numbers": packed(at_work[2]),
    }


def totals(series: NDArray[np.float64], population_share: float) -> dict[str, list[float | None]]:
    """Running totals of all districts together; None where the rule for small counts hides one.

    Years of exploitation follow the persons entering it.
    """
    found: dict[str, list[float | None]] = {}
    running: dict[str, NDArray[np.float64]] = {}
    for at, indicator in enumerate(INDICATORS):
        if indicator.name in TOTALS:
            together = series[:, :, at].sum(axis=1)
            running[indicator.name] = together if indicator.kind == "cumulated" else np.cumsum(together)
    for name in TOTALS:
        counted = running["entered_exploitation" if name == "exploitation_years" else name]
        simulated = counted * simulated_per_real(name, population_share)
        found[name] = _hide(running[name], is_small(counted, simulated))
    return found


def shown(real: NDArray[np.float64], simulated: NDArray[np.int64]) -> list[float | None]:
    """Counts over time, None where they are too small to be shown."""
    return _hide(real, is_small(real, simulated))


def _hide(values: NDArray[np.float64], small: NDArray[np.bool_]) -> list[float | None]:
    return [
        None if kept_back else round(float(value), 1) for value, kept_back in zip(values, small, strict=True)
    ]


def geometry(region: Region) -> dict[str, Any]:
    """Corridors, cells, gates by kind, ways to posts, bands along the border.

    Zones of a corridor: 0 sea, 1 abroad, 2 other land of the country, 3 and on the districts. A
    border segment gives its band of cells and nothing else; a hub has a name and no position.
    """
    corridors = []
    for corridor, lattice in enumerate(region.lattices):
        zone, frame = lattice.zone, frame_of(lattice)
        codes = np.full(zone.shape, 2, dtype=np.int64)
        codes[zone == SEA] = 0
        codes[np.isin(zone.astype(str), list(region.destinations))] = 1
        for at, district in enumerate(region.districts):
            codes[zone == district] = 3 + at
        corridors.append(
            {
                "rows": frame.rows,
                "cols": frame.cols,
                "cosine": round(frame.middle_cosine, 5),
                "zone": packed(codes.ravel()),
                "crop": _crop(region, corridor, codes),
                "names": _names(region, corridor),
            }
        )
    gates = []
    for at, kind in enumerate(region.gate_kind.tolist()):
        corridor = int(region.gate_corridor[at])
        gate: dict[str, Any] = {"kind": GateKind(int(kind)).name.lower(), "corridor": corridor}
        if kind in POSTS:
            row, col = int(region.gate_row[at]), int(region.gate_col[at])
            tree = way_tree(region, region.lattices[corridor], row, col)
            gate |= {"row": row, "col": col, "tree": packed(np.where(tree < 0, 65535, tree))}
        elif kind == GateKind.UNOFFICIAL:
            owner = int(region.gate_government[at])
            if owner < len(region.districts):
                gate["band"] = [int(cell) for cell in border_band(region, corridor, owner)]
        else:
            gate["name"] = {
                language: label("hub", region.gate_titles[at], language) for language in LANGUAGES
            }
        gates.append(gate)
    return {
        "corridors": corridors,
        "cells": {
            "corridor": packed(region.cell_corridor),
            "row": packed(region.cell_row),
            "col": packed(region.cell_col),
        },
        "gates": gates,
        "destinations": [
            {language: label("zone", name, language) for language in LANGUAGES}
            for name in region.destinations
        ],
    }


def _crop(region: Region, corridor: int, codes: NDArray[np.int64], margin: int = 2) -> list[int]:
    """First row, first column, end row, end column of what is drawn: districts, posts, a little around."""
    posts = (region.gate_row >= 0) & (region.gate_corridor == corridor)
    rows, cols = np.nonzero(codes >= 3)
    rows, cols = np.r_[rows, region.gate_row[posts]], np.r_[cols, region.gate_col[posts]]
    ends = (codes.shape[0], codes.shape[1])
    return [
        max(int(rows.min()) - margin, 0),
        max(int(cols.min()) - margin, 0),
        min(int(rows.max()) + 1 + margin, ends[0]),
        min(int(cols.max()) + 1 + margin, ends[1]),
    ]


def _names(region: Region, corridor: int) -> list[dict[str, Any]]:
    """Names of districts and neighbours at the middle of their land."""
    zone = region.lattices[corridor].zone
    found = []
    titles = dict(zip(region.districts, region.district_titles, strict=True))
    for word in sorted({str(word) for word in zone.ravel()}):
        if word not in titles and word not in region.destinations:
            continue
        at = np.argwhere(zone == word)
        middle = at[np.argmin(np.abs(at - at.mean(axis=0)).sum(axis=1))]
        text = {language: titles.get(word) or label("zone", word, language) for language in LANGUAGES}
        found.append({"row": int(middle[0]), "col": int(middle[1]), "home": word in titles, "text": text})
    return found
