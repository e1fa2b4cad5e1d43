"""What things are called in pictures and pages, in English and Indonesian. Words only."""

from __future__ import annotations

import datetime as dt
import math

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.words import LANGUAGES, Language, catalogue

__all__ = [
    "LABELS",
    "LANGUAGES",
    "SAID",
    "Language",
    "either",
    "label",
    "number",
    "short_number",
    "year_range",
]

SAID = catalogue("figures")
"""What the figures say, and the names of things under ``label``."""

LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "indicator": {
        "trafficked": ("Persons trafficked", "Orang yang diperdagangkan"),
        "expected_trafficked": ("Trafficked, expected", "Diperdagangkan, harapan"),
        "entered_exploitation": ("Persons entering exploitation", "Orang yang mulai dieksploitasi"),
        "exploited": ("Persons in exploitation", "Orang dalam situasi eksploitasi"),
        "exploitation_years": ("Years of exploitation", "Tahun eksploitasi"),
        "abroad": ("Persons abroad", "Orang di luar negeri"),
        "departures_regular": ("Regular departures", "Keberangkatan prosedural"),
        "departures_irregular": ("Irregular departures", "Keberangkatan nonprosedural"),
        "attempts": ("Attempts to leave", "Upaya berangkat"),
        "crossed_formal": ("Departures by formal post (PLBN)", "Keberangkatan lewat PLBN"),
        "crossed_traditional": ("Departures by traditional post (PLBT)", "Keberangkatan lewat PLBT"),
        "crossed_unofficial": ("Departures outside posts", "Keberangkatan di luar pos"),
        "crossed_hub": ("Departures by port or airport", "Keberangkatan lewat pelabuhan atau bandara"),
        "refused": ("Persons refused exit", "Orang yang ditolak keluar"),
        "identified_true": ("Trafficked persons identified", "Korban yang teridentifikasi"),
        "identified_false": ("False identifications", "Identifikasi keliru"),
        "assisted": ("Persons assisted", "Orang yang didampingi"),
        "returned": ("Persons returned", "Orang yang pulang"),
        "retrafficked": ("Persons trafficked again", "Orang yang diperdagangkan kembali"),
        "deaths_abroad": ("Deaths abroad", "Kematian di luar negeri"),
        "recorded_cases": ("Police cases", "Kasus polisi"),
        "recorded_victims": ("Victims in police files", "Korban dalam berkas polisi"),
        "recorded_suspects": ("Suspects in police files", "Tersangka dalam berkas polisi"),
        "expected_cases": ("Police cases, expected", "Kasus polisi, nilai harapan"),
        "expected_victims": ("Victims in police files, expected", "Korban dalam berkas, nilai harapan"),
        "expected_deaths": ("Deaths abroad, expected", "Kematian di luar negeri, nilai harapan"),
        "registered_victims": ("Women-and-children register", "Register perempuan dan anak"),
        "deaths_repatriated": ("Deaths repatriated", "Jenazah yang dipulangkan"),
        "deported": ("Persons deported", "Orang yang dideportasi"),
        "recorded_deportations": ("Deportations in the register", "Deportasi dalam register"),
        "recorded_interceptions": (
            "Prevented departures in the register",
            "Keberangkatan yang dicegah dalam register",
        ),
        "placements": ("Regular placements", "Penempatan resmi"),
        "recruiters_active": ("Recruiters active", "Perekrut aktif"),
        "recruiters_arrested": ("Recruiters arrested", "Perekrut yang ditangkap"),
        "recruiters_moved_in": ("Recruiters moved in", "Perekrut yang pindah masuk"),
        "recruiters_moved_out": ("Recruiters moved out", "Perekrut yang pindah keluar"),
        "awareness": ("Awareness (0-1)", "Kesadaran (0-1)"),
        "training": ("Training of officials (0-1)", "Pelatihan petugas (0-1)"),
        "responsiveness": ("Responsiveness of government (0-1)", "Ketanggapan pemerintah (0-1)"),
        "spend_usd": ("Spending of IOM (USD)", "Belanja IOM (USD)"),
        "unspent_usd": ("Unspent money of IOM (USD)", "Dana IOM yang tidak terpakai (USD)"),
        "spend_government_usd": ("Spending of government (USD)", "Belanja pemerintah (USD)"),
        "population": ("Persons in the register", "Penduduk terdaftar"),
    },
    "scenario": {
        "no_iom": ("Without IOM", "Tanpa IOM"),
        "historical": ("As it was, 2016-2023", "Seperti adanya, 2016-2023"),
        "implementer": ("IOM as implementer", "IOM sebagai pelaksana"),
        "facilitator": ("IOM as facilitator", "IOM sebagai fasilitator"),
        "partner": ("IOM as partner", "IOM sebagai mitra"),
        "integrated": ("All three roles", "Ketiga peran"),
        "integrated_by_records": ("All three roles, by records", "Ketiga peran, menurut catatan"),
        "integrated_by_posts": ("All three roles, by posts", "Ketiga peran, menurut pos"),
        "awareness_only": ("Awareness only", "Penyuluhan saja"),
        "enforcement_only": ("Enforcement only", "Penegakan hukum saja"),
        "regular_channel": ("Service offices", "Kantor layanan"),
        "task_force": ("Task force", "Gugus tugas"),
        "border_closure": ("Border closure", "Penutupan perbatasan"),
        "moratorium": ("Moratorium", "Moratorium"),
        "poverty_shock": ("Poverty shock", "Guncangan kemiskinan"),
        "unemployment_shock": ("Unemployment shock", "Guncangan pengangguran"),
        "wage_gap": ("Wider wage gap", "Kesenjangan upah melebar"),
        "protection": ("Victim protection", "Perlindungan korban"),
        "hotline": ("Hotline", "Layanan pengaduan"),
        "action_plans": ("Action plans", "Rencana aksi daerah"),
        "shelters": ("Shelters", "Rumah aman"),
        "cross_border": ("Co-operation across the border", "Kerja sama lintas batas"),
        "university_partners": ("University and NGO partners", "Mitra universitas dan LSM"),
        "socialisation": ("Socialisation", "Sosialisasi"),
        "institutions": ("All institutions", "Semua lembaga"),
    },
}
"""By kind and name, the English and the Indonesian words; further kinds stand in the catalogue."""

for _key in SAID.group("label"):
    _kind, _name = _key.split(".", 1)
    _texts = SAID.texts[f"label.{_key}"]
    LABELS.setdefault(_kind, {})[_name] = (_texts["en"], _texts["id"])


def label(kind: str, name: str, language: Language = "en") -> str:
    """Say what a thing is called.

    Parameters
    ----------
    kind
        A key of ``LABELS``.
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
    if kind not in LABELS:
        raise InputError(f"labels: no kind {kind!r}{did_you_mean(kind, LABELS)}")
    words = LABELS[kind].get(name) or LABELS[kind].get(name.replace("-", "_"))
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
