"""What things are called in pictures and pages, in English and Indonesian. Words only."""

from __future__ import annotations

import datetime as dt
import functools
import math

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.interventions.scenario import load_scenario, scenario_names
from safepassage.observation.indicators import INDICATORS
from safepassage.words import LANGUAGES, Language, catalogue

__all__ = [
    "LABELS",
    "LANGUAGES",
    "SAID",
    "Language",
    "either",
    "label",
    "labels_of",
    "number",
    "short_number",
    "year_range",
]

SAID = catalogue("figures")
"""What the figures say, and the names of things under ``label``."""

LABELS: dict[str, dict[str, tuple[str, str]]] = {}
"""By kind and name, the English and the Indonesian words; an indicator and a scenario bring their own."""

for _key in SAID.group("label"):
    _kind, _name = _key.split(".", 1)
    _texts = SAID.texts[f"label.{_key}"]
    LABELS.setdefault(_kind, {})[_name] = (_texts["en"], _texts["id"])


@functools.cache
def labels_of(kind: str) -> dict[str, tuple[str, str]]:
    """What every name of a kind is called, in English and Indonesian.

    Raises
    ------
    InputError
        The kind is unknown.
    """
    if kind == "indicator":
        return {one.name: one.label for one in INDICATORS}
    if kind == "scenario":
        scenarios = map(load_scenario, scenario_names())
        return {one.name: (one.called("en"), one.called("id")) for one in scenarios}
    if kind not in LABELS:
        raise InputError(f"labels: no kind {kind!r}{did_you_mean(kind, ('indicator', 'scenario', *LABELS))}")
    return LABELS[kind]


def label(kind: str, name: str, language: Language = "en") -> str:
    """Say what a thing is called.

    Parameters
    ----------
    kind
        ``indicator``, ``scenario``, or a key of ``LABELS``.
    name
        The name in tables. One without an entry (a user's own scenario or district) is written
        with spaces and a capital.
    language
        ``en`` or ``id``.

    Returns
    -------
    str
        The words.

    Raises
    ------
    InputError
        If the kind or the language is unknown.

    Examples
    --------
    >>> label("scenario", "no_iom", "id")
    'Tanpa IOM'
    """
    known = labels_of(kind)
    words = known.get(name) or known.get(name.replace("-", "_"))
    if words is None:
        spaced = name.replace("_", " ")
        return spaced[:1].upper() + spaced[1:]
    return words[_index(language)]


def either(language: Language, english: str, indonesian: str) -> str:
    """Pick one of two texts by language; for sentences that only one figure uses."""
    return (english, indonesian)[_index(language)]


def number(value: float, language: Language = "en", decimals: int = 0) -> str:
    """Write a number with the language's separators and a true minus sign.

    Examples
    --------
    >>> number(-12345.5, "id", 1)
    '−12.345,5'
    """
    text = f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):  # no "-0"
        text = text.lstrip("-")
    if _index(language) == 1:
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−")


def short_number(value: float, language: Language = "en") -> str:
    """Write a number with as many decimals as it needs, at most three.

    Examples
    --------
    >>> short_number(2.5), short_number(1200.0)
    ('2.5', '1,200')
    """
    for decimals in range(3):
        if abs(round(value, decimals) - value) < 1e-9:
            return number(value, language, decimals)
    return number(value, language, 3)


def estimate_text(mean: float, low: float, high: float, language: Language = "en") -> str:
    """Write an estimate with its interval, ``12 (4; 20)``; without one where there is none."""
    text = number(mean, language)
    if math.isnan(low) or math.isnan(high):
        return text
    return f"{text} ({number(low, language)}; {number(high, language)})"


def year_range(period: tuple[dt.date, dt.date]) -> str:
    """Write a period as ``2016-2023`` (or ``2020``) with an en dash."""
    start, end = period[0].year, period[1].year
    return str(start) if start == end else f"{start}–{end}"


def check_language(language: str) -> None:
    """Refuse a language that is not known.

    Raises
    ------
    InputError
        Naming the nearest one.
    """
    if language not in LANGUAGES:
        raise InputError(f"language: {language!r} is not known{did_you_mean(language, LANGUAGES)}")


def _index(language: Language) -> int:
    check_language(language)
    return LANGUAGES.index(language)
