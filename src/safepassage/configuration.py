"""The command line's keys, as `RunSpec` declares them, and the names that they may take. Knows nothing of Hydra."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from safepassage.ensemble.keys import Declared, Keys, declarations
from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.reader import config_folder, read_yaml


def _typed(cls: type[Keys]) -> Iterator[tuple[str, Declared]]:
    """The keys of a class and of the classes within it, by the name that the command line writes."""
    for one in declarations(cls).values():
        if isinstance(one.hint, type) and issubclass(one.hint, Keys):
            for name, part in _typed(one.hint):
                yield name, part._replace(key=replace(part.key, only=one.key.only))
        elif one.key.shown:
            yield one.name, one


KEYS = dict(_typed(RunSpec))
"""Keys of the command line by name: ``seed``, ``executor.address``, ``design.kind``."""

LISTS = {one.name: one.key.listed for one in KEYS.values() if one.key.listed}
"""Keys that take one name or several, and the list that they fill."""

GROUPS = tuple(name for name, one in KEYS.items() if one.key.group)
"""Keys whose names are files that Hydra composes."""

RENAMED = {one.name: field for field, one in declarations(RunSpec).items() if one.key.typed}
"""Keys that stand elsewhere in the configuration, where the first word is a name already."""


def composed_defaults() -> dict[str, Any]:
    """Return what is composed where nothing is said: every key with its default, and the files of `GROUPS`."""
    shown = {name: one for name, one in declarations(RunSpec).items() if one.key.shown}
    return {
        "defaults": ["_self_", *({name: shown[name].default} for name in GROUPS)],
        **{one.key.listed or name: one.default for name, one in shown.items()},
    }


def help_lines(command: str, experiment: str) -> list[str]:
    """Return a line for each key that a command takes, with its default under an experiment."""
    said = read_yaml(config_folder() / "experiment" / f"{experiment}.yaml")
    for group in [name for name, value in said.items() if isinstance(value, dict)]:
        said |= {f"{group}.{part}": value for part, value in said.pop(group).items()}
    return [
        f"  {name:<20} {one.words(said.get(one.key.listed or name, one.default))}"
        for name, one in KEYS.items()
        if one.key.only in ("", command)
    ]


OWN_GROUPS = ("scenario", "government", "intervention", "experiment")
"""Folders that a user's own configuration folder may hold."""


def own_folder(text: str) -> Path:
    """Return the user's own configuration folder that ``--config-dir`` names.

    Raises
    ------
    InputError
        There is no such folder, or none of `OWN_GROUPS` is in it.
    """
    folder = Path(text)
    if not text or not folder.is_dir():
        raise InputError(f"--config-dir {text}: no such folder; name one that holds scenario/NAME.yaml")
    if not any((folder / group).is_dir() for group in OWN_GROUPS):
        raise InputError(
            f"--config-dir {text}: holds none of the folders {', '.join(OWN_GROUPS)}; make scenario/NAME.yaml"
        )
    return folder


def names_of(group: str, own: Path | None = None) -> list[str]:
    """Return the names of a folder of ``configs`` and of the user's own, sorted."""
    folders = [config_folder(), *([own] if own else [])]
    return sorted({path.stem for folder in folders for path in (folder / group).glob("*.yaml")})


def check_name(group: str, name: str, own: Path | None = None) -> None:
    """Refuse a name without a file in its folder of ``configs`` or of the user's own.

    Raises
    ------
    InputError
        Names the nearest right ones.
    """
    known = names_of(group, own)
    if name not in known:
        raise InputError(f"{group}={name}: no such {group}{did_you_mean(name, known)}")


def check_key(key: str) -> None:
    """Refuse a key that the command line does not have.

    Raises
    ------
    InputError
        Names the nearest right ones.
    """
    first = key.split(".")[0]
    parts = [name for name in KEYS if name.startswith(f"{first}.")]
    if key in KEYS or key in LISTS.values():
        return
    if "." in key and parts:
        raise InputError(f"unknown key {key!r}{did_you_mean(key, parts)}")
    if parts:
        raise InputError(
            f"{key!r} has parts; write for example {parts[0]}=VALUE ({KEYS[parts[0]].key.meaning})"
        )
    if first not in KEYS and first not in LISTS.values():
        raise InputError(f"unknown key {key!r}{did_you_mean(first, KEYS)}")
    if "." in key and first != "parameters":
        raise InputError(f"{key!r}: {first} has no parts; write {first}=VALUE")
