"""The BibTeX file that passports cite: its entries, kept as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import read_text

BIBLIOGRAPHY = Path(__file__).parent / "sources.bib"

TABLE = "table:"
"""A source key that begins with this names a table of a region instead of an entry."""

_START = re.compile(r"@(\w+)\s*\{\s*([^\s,{}]+)\s*,")
_FIELD = re.compile(r"(\w+)\s*=\s*\{((?:[^{}]|\{[^{}]*\})*)\}")


@dataclass(frozen=True)
class Entry:
    """One entry: ``text`` is what BibTeX reads, ``fields`` are its parts in small letters."""

    key: str
    kind: str
    fields: dict[str, str]
    text: str

    @property
    def line(self) -> str:
        """Author, year, title, place, in one line."""
        named = ("author", "year", "title", "journal", "institution", "number", "eprint", "note")
        return ", ".join(self.fields[name] for name in named if name in self.fields)


@lru_cache(maxsize=4)
def load_bibliography(path: Path = BIBLIOGRAPHY) -> dict[str, Entry]:
    """All entries by key, in the order of the file.

    Raises
    ------
    InputError
        The file is missing, an entry does not end, or a key stands twice.
    """
    text = read_text(path)
    entries: dict[str, Entry] = {}
    for start in _START.finditer(text):
        whole = _whole(text, start.start())
        if not whole:
            raise InputError(f"{path}: the entry {start[2]!r} does not end; a closing brace is missing")
        if start[2] in entries:
            raise InputError(f"{path}: the key {start[2]!r} stands twice")
        fields = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(whole)}
        entries[start[2]] = Entry(start[2], start[1].lower(), fields, whole)
    return entries


def _whole(text: str, start: int) -> str:
    """The entry that begins at ``start``, up to the brace that closes it; empty if none does."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if text[at] == "}" and depth == 0:
            return text[start : at + 1]
    return ""
