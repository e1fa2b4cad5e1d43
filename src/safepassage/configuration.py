"""The command line's keys: their types, their words, and the names that they may take.

Knows nothing of Hydra: the schema is a plain dataclass, which ``cli.hydra_job`` registers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.reader import config_folder


@dataclass
class Configuration:
    """Keys of a composed configuration and their types; the values stand in configs/config.yaml."""

    region: str = ""
    scenarios: list[str] = field(default_factory=list)
    governments: list[str] = field(default_factory=list)
    experiment: str = ""
    population_share: float = 0.0
    seed: int = 0
    replicates: int = 0
    workers: int = 0
    executor: str = ""
    step_days: float = 0.0
    start: str = ""
    end: str = ""
    spin_up_years: float = 0.0
    budget_usd_per_year: float = 0.0
    parameters: dict[str, float] = field(default_factory=dict)
    results: str | None = None
    language: str = ""


HELP = {
    "region": "indonesia, sambas, timor, classroom, or a folder of one's own",
    "scenario": "a name, or several as [a,b]",
    "government": "responsive, as_is or unresponsive, or several as [a,b]",
    "experiment": "a named set of scenarios, governments and replicates",
    "population_share": "simulated persons per real one, above 0 and at most 1",
    "seed": "master seed; each replicate's own follows from it",
    "replicates": "seeds per scenario and government",
    "workers": "processes; the results do not depend on it",
    "executor": "local or serial",
    "step_days": "days in a step",
    "start": "first day, as 2016-01-01",
    "end": "last day, as 2023-12-31",
    "spin_up_years": "years without IOM before the start",
    "budget_usd_per_year": "what IOM may spend in a year, overhead included",
    "parameters": "parameters.NAME=NUMBER replaces a passport's value",
    "results": "output folder of an earlier compare (report, replay)",
    "language": "en or id",
}
"""What each key of the command line means."""

LISTS = {"scenario": "scenarios", "government": "governments"}
"""Keys that take one name or several, and the list that they fill."""

GROUPS = ("experiment", "executor")
"""Keys whose names are files that Hydra composes."""


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
    if first not in HELP and first not in LISTS.values():
        raise InputError(f"unknown key {key!r}{did_you_mean(first, HELP)}")
    if "." in key and first != "parameters":
        raise InputError(
            f"{key!r}: {first} has no parts; write {first}=VALUE ({HELP.get(first, 'a list of names')})"
        )
