"""A catalogue: key -> its text in every language, read from one YAML file and checked as a whole."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.reader import read_yaml

Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Catalogue:
    """Texts by key and language; a key of a group is written ``group.key``."""

    name: str
    texts: Mapping[str, Mapping[str, str]]

    def say(self, key: str, language: Language, **values: object) -> str:
        """The text of a key, its ``{names}`` filled in.

        Raises
        ------
        InputError
            There is no such key.
        """
        if key not in self.texts:
            raise InputError(f"words/{self.name}.yaml has no {key!r}{did_you_mean(key, self.texts)}")
        text = self.texts[key][language]
        return text.format(**values) if values else text

    def __contains__(self, key: object) -> bool:
        return key in self.texts

    def group(self, group: str) -> tuple[str, ...]:
        """Keys of a group, without the group's name, in the order of the file."""
        start = f"{group}."
        return tuple(key[len(start) :] for key in self.texts if key.startswith(start))


def _flat(raw: Mapping[str, object], where: str, before: str = "") -> dict[str, Mapping[str, str]]:
    """Entries by dotted key; a mapping whose keys are the languages is an entry, any other one a group."""
    found: dict[str, Mapping[str, str]] = {}
    for name, value in raw.items():
        key = f"{before}{name}"
        if not isinstance(value, Mapping) or not value:
            raise InputError(f"{where}: {key} is neither a group nor a text in {' and '.join(LANGUAGES)}")
        if set(value) & set(LANGUAGES):
            if set(value) != set(LANGUAGES) or not all(isinstance(text, str) for text in value.values()):
                raise InputError(
                    f"{where}: {key} needs a text in each of {', '.join(LANGUAGES)} and nothing else"
                )
            found[key] = value
        else:
            found |= _flat(value, where, f"{key}.")
    return found


@functools.cache
def catalogue(name: str) -> Catalogue:
    """The catalogue ``words/NAME.yaml``.

    Raises
    ------
    InputError
        There is none, or an entry lacks a language.
    """
    path = _FOLDER / f"{name}.yaml"
    return Catalogue(name, _flat(read_yaml(path), path.name))
