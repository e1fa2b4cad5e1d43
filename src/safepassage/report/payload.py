"""What the replay's script needs, packed: geometry, lives as runs, running totals. Numbers only."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.figures.frames import Frames, runs_of
from safepassage.figures.paths import jitter
from safepassage.figures.style import BLACK, BLUE, DARK_GREEN, DARK_ORANGE, DARK_PURPLE, QUIET
from safepassage.figures.tables import simulated_per_real
from safepassage.observation.indicators import INDICATORS
from safepassage.observation.suppress import is_small
from safepassage.region.kinds import GateKind
from safepassage.report.film import Recording
from safepassage.report.geometry import geometry, in_both, packed
from safepassage.words import LANGUAGES, catalogue

TOTALS = (
    "exploitation_years", "entered_exploitation", "departures_regular", "departures_irregular", "refused",
    "identified_false", "recorded_victims", "recorded_cases",
)  # fmt: skip
"""Running totals in the page. Averted exploitation never stands without departures, refusals, false identifications."""

MARKS = ("resident", "waiting", "transit", "working", "exploited", "assisted")
"""Situations in the order of the marks of persons."""

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


def payload(recording: Recording) -> dict[str, Any]:
    """Return everything as a mapping that JSON can hold."""
    film, spec = recording.film, recording.spec
    offsets = np.round(jitter(film.ids) * 65535).astype(np.uint16)
    at_work = np.round(jitter(film.recruiter_ids) * 65535).astype(np.uint16)
    return {
        "words": _words(weekly=spec.step_days == 7.0),
        "looks": LOOKS,
        "places": ", ".join(film.region.district_titles),
        "gate_kinds": {kind.name.lower(): in_both("gate_kind", kind.name.lower()) for kind in GateKind},
        "quiet": QUIET,
        "scenarios": [in_both("scenario", name) for name in spec.scenario],
        "government": in_both("government", film.government),
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


def _words(weekly: bool) -> dict[str, dict[str, str]]:
    """Every text of the page by language and key; where a step is no week it is called a step."""
    spoken = catalogue("replay")
    steps = () if weekly else spoken.group("steps")
    marks = {name: in_both("mark", name) for name in (*MARKS, "recruiter")}
    return {
        language: {key: text[language] for key, text in {**spoken.texts, **marks}.items() if "." not in key}
        | {key: spoken.say(f"steps.{key}", language) for key in steps}
        for language in LANGUAGES
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
