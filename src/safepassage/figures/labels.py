"""What things are called in pictures and pages, in English and Indonesian. Words only."""

from __future__ import annotations

import datetime as dt
import functools
import math
from typing import Literal

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.interventions.scenario import load_scenario, scenario_names
from safepassage.observation.indicators import INDICATORS

Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = ("en", "id")

LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "government": {
        "responsive": ("Responsive government", "Pemerintah tanggap"),
        "as_is": ("Government as it is", "Pemerintah apa adanya"),
        "unresponsive": ("Unresponsive government", "Pemerintah kurang tanggap"),
    },
    "gate_kind": {
        "formal": ("Formal post (PLBN)", "Pos resmi (PLBN)"),
        "traditional": ("Traditional post (PLBT)", "Pos tradisional (PLBT)"),
        "unofficial": ("Land border (paths not located)", "Batas darat (jalur tidak dilokasikan)"),
        "hub": ("Ports, airports and posts off the map", "Pelabuhan, bandara, dan pos di luar peta"),
    },
    # By the title in the region's tables; a place without an entry has one name in both languages.
    "hub": {
        "Kupang, airport and port": ("Kupang, airport and port", "Kupang, bandara dan pelabuhan"),
        "Atapupu port": ("Atapupu port", "Pelabuhan Atapupu"),
        "Pontianak (flights abroad)": ("Pontianak (flights abroad)", "Pontianak (terbang ke luar)"),
        "Harbour": ("Harbour", "Pelabuhan"),
    },
    "submodel": {
        "aspiration": ("Aspiration", "Keinginan pergi"),
        "awareness": ("Awareness", "Kesadaran"),
        "recruitment": ("Recruitment", "Perekrutan"),
        "channel": ("Channel", "Jalur keberangkatan"),
        "transit": ("Transit", "Perjalanan"),
        "gates": ("Gates", "Gerbang"),
        "destination": ("Destination", "Negara tujuan"),
        "return_home": ("Return home", "Kepulangan"),
        "enforcement": ("Enforcement", "Penegakan hukum"),
        "trade": ("Trade", "Usaha perekrut"),
        "officials": ("Officials", "Petugas"),
        "government": ("Government", "Pemerintah"),
        "programme": ("Programme", "Program IOM"),
        "measures": ("Measures", "Tindakan pemerintah"),
        "genesis": ("Genesis", "Keadaan awal"),
    },
    "mark": {
        "resident": ("at home", "di rumah"),
        "waiting": ("waits for papers", "menunggu dokumen"),
        "transit": ("on the way", "di perjalanan"),
        "working": ("works abroad", "bekerja di luar negeri"),
        "exploited": ("in exploitation", "dieksploitasi"),
        "assisted": ("is assisted", "didampingi"),
        "recruiter": ("recruiter", "perekrut"),
    },
    "district": {
        "all": ("all districts", "semua kabupaten"),
        "sambas": ("Sambas", "Sambas"),
        "belu": ("Belu", "Belu"),
        "ttu": ("Timor Tengah Utara", "Timor Tengah Utara"),
        "malaka": ("Malaka", "Malaka"),
    },
    "measure": {
        "averted": ("Averted", "Tercegah"),
        "newly_harmed": ("Newly harmed", "Justru dirugikan"),
        "delayed": ("Delayed", "Tertunda"),
        "hastened": ("Hastened", "Dipercepat"),
        "rerouted": ("Rerouted", "Beralih jalur"),
        "churn": ("Churn", "Derau semu"),
        "episodes_averted": ("Episodes averted", "Episode tercegah"),
        "exploitation_years_averted": ("Years of exploitation averted", "Tahun eksploitasi tercegah"),
        "departures_averted": ("Departures averted", "Keberangkatan tercegah"),
    },
    "group": {
        "all": ("everybody", "semua orang"),
        "sex": ("by sex", "menurut jenis kelamin"),
        "age": ("by age at the start", "menurut usia pada awal"),
        "schooling": ("by years of schooling", "menurut lama sekolah"),
        "poor": ("by poverty", "menurut kemiskinan"),
    },
    "level": {
        "all": ("Everybody", "Semua orang"),
        "poor": ("Poor", "Miskin"),
        "not_poor": ("Not poor", "Tidak miskin"),
        "female": ("Women and girls", "Perempuan"),
        "male": ("Men and boys", "Laki-laki"),
        "under 18": ("Under 18", "Di bawah 18"),
        "18-24": ("18-24", "18-24"),
        "25-34": ("25-34", "25-34"),
        "35-49": ("35-49", "35-49"),
        "50 and over": ("50 and over", "50 ke atas"),
        "6 years or less": ("6 years or less", "6 tahun atau kurang"),
        "7-9 years": ("7-9 years", "7-9 tahun"),
        "10-12 years": ("10-12 years", "10-12 tahun"),
        "13 years or more": ("13 years or more", "13 tahun atau lebih"),
    },
    "zone": {
        "malaysia": ("Malaysia", "Malaysia"),
        "timor_leste": ("Timor-Leste", "Timor-Leste"),
        "other_indonesia": ("Indonesia, other", "Indonesia, lainnya"),
        "sea": ("Sea", "Laut"),
    },
}
"""By kind and name, the English and the Indonesian words; an indicator and a scenario bring their own."""


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


def _index(language: str) -> int:
    if language not in LANGUAGES:
        raise InputError(f"language: {language!r} is not known{did_you_mean(language, LANGUAGES)}")
    return LANGUAGES.index(language)
