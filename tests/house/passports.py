"""Passports of numbers and of tables: complete, in closed words, dated, citing what is there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.house.tree import package_folder

from safepassage.evidence.bibliography import TABLE, load_bibliography
from safepassage.evidence.datasets import SOURCES, datasets
from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import Passport, load_passports
from safepassage.evidence.reader import read_yaml

UNITS = {
    "1": "a pure number", "0-1": "a level", "probability": "0 to 1", "share": "0 to 1", "share of people": "0 to 1",
    "share of offers": "0 to 1", "share of placements": "0 to 1", "share of the gap": "0 to 1",
    "switch": "0 or 1", "weight": "0 to 1", "ratio": "", "odds": "", "log odds": "", "log ratio": "", "log weight": "",
    "log weight/year": "per year of schooling", "log weight/km": "", "elasticity": "",
    "correlation": "-1 to 1", "1/year": "rate", "1/week": "rate",
    "1/1000 persons": "", "1/USD": "", "years": "", "weeks": "", "days": "", "km": "", "km/day": "", "USD": "",
    "USD/year": "", "poverty lines": "income over the poverty line",
    "USD/day": "", "USD/km": "", "USD/person": "", "USD/session": "", "USD/year per 100,000": "", "persons": "",
    "persons/week": "", "persons/year": "", "persons/case": "", "persons/session": "", "persons/year per 100,000": "",
    "places per 100,000": "", "cases/year": "",
    "attempts": "", "contacts": "", "choice": "a whole number that names a rule", "1/unit": "of a level from 0 to 1",
    "courses/year": "", "recruiter-years": "a recruiter at work for a year", "persons/year per 1,000": "",
}  # fmt: skip
"""The closed list of units, with what they mean where they do not say it."""

BARE_REASONS = ("assumed", "prototype")
"""A derivation of one of these words gives no reason: how it was assumed is to be said."""


def passports_of(root: Path) -> dict[str, Passport]:
    """The passports of a root, read anew (copies of one root differ)."""
    return load_passports.__wrapped__(package_folder(root) / "evidence" / "parameters")


def broken_passports(root: Path) -> list[str]:
    """Passports that the reader refuses, have an unknown unit or date, or cite what is not there."""
    try:
        passports = passports_of(root)
        entries = load_bibliography.__wrapped__(package_folder(root) / "evidence" / "sources.bib")
    except InputError as fault:
        return [str(fault)]
    tables = {path.name for path in (package_folder(root) / "evidence" / "regions").rglob("*.csv")}
    faults = []
    for name, one in passports.items():
        place = f"evidence/parameters/{one.submodel}.yaml: {name}"
        if one.unit not in UNITS:
            faults.append(
                f"{place} has the unit {one.unit!r}; use one of tests/house/passports.py, or add it there"
            )
        if not one.population:
            faults.append(f"{place} does not say of whom it holds (population)")
        if one.kind == "borrowed" and "carried over" not in f"{one.population} {one.derivation}":
            faults.append(f"{place} is borrowed and does not say why it may be carried over")
        if (
            one.kind == "derived"
            and not any(sign.isdigit() for sign in one.derivation)
            and "two-year" not in one.derivation
        ):
            faults.append(f"{place} is derived and does not show the sum")
        if one.role in ("uncertainty", "lever") and not one.low < one.high:
            faults.append(f"{place} is an {one.role} without a range")
        if one.source and one.source.startswith(TABLE):
            if one.source.removeprefix(TABLE) not in tables:
                faults.append(f"{place} cites {one.source}; no region has that table")
        elif one.source and one.source not in entries:
            faults.append(f"{place} cites {one.source}; sources.bib has no such entry")
        faults += _date_faults(place, one.checked_on)
    return faults


def _date_faults(place: str, text: str) -> list[str]:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return [f"{place}.checked_on is {text!r}; write the day on which somebody looked, as 2026-11-24"]
    # A day of leeway: the sun may be up elsewhere.
    return (
        [f"{place}.checked_on is {day}, a day to come"]
        if day > dt.date.today() + dt.timedelta(days=1)
        else []
    )


def reasons_missing(root: Path) -> list[str]:
    """Assumed numbers whose derivation is a bare word. Reported, not refused: they say that they are assumed."""
    return [
        name
        for name, one in passports_of(root).items()
        if one.derivation.strip().rstrip(".").lower() in BARE_REASONS
    ]


def broken_datasets(root: Path) -> list[str]:
    """Tables without a licence, with faults against the schema, or pages about tables that are not there."""
    faults = []
    for page in sorted((package_folder(root) / "evidence" / "regions").glob(f"*/{SOURCES}")):
        found = datasets(page.parent)
        for one in found:
            place = f"{page.parent.name}/{one.name}"
            faults += [f"{place}: {fault}" for fault in one.faults[:3]]
            if not one.licence:
                faults.append(f"{place}: {SOURCES} beside it names no licence")
        if (
            found
            and read_yaml(page.parent / "region.yaml")["made_up"] is False
            and not (page.parent / "known_issues.md").is_file()
        ):
            faults.append(f"{page.parent.name}: known_issues.md is missing beside the tables")
        named = {
            word.strip("`,")
            for word in page.read_text(encoding="utf-8").split()
            if word.strip("`,").endswith(".csv")
        }
        faults += [
            f"{page.parent.name}/{SOURCES}: names {name}, which is not there"
            for name in sorted(named - {one.name for one in found})
        ]
    return faults
