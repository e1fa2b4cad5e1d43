"""The command line's keys: their types, their words, and the names that they may take.

Knows nothing of Hydra: the schema is a plain dataclass, which ``cli.hydra_job`` registers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.reader import config_folder


@dataclass
class DesignKeys:
    """What a sweep varies; see `ensemble.design.DesignSpec`."""

    kind: str = ""
    vary: list[str] = field(default_factory=list)
    draws: int = 0
    levels: int = 0
    file: str | None = None
    seeds: str = ""
    batch: int = 0


@dataclass
class PrecisionKeys:
    """When replicates=auto has enough; see `ensemble.spec.Precision`."""

    indicator: str = ""
    half_width: float = 0.0
    least: int = 0
    most: int = 0


@dataclass
class Configuration:
    """Keys of a composed configuration and their types; the values stand in configs/config.yaml."""

    region: str = ""
    scenarios: list[str] = field(default_factory=list)
    governments: list[str] = field(default_factory=list)
    experiment: str = ""
    population_share: float = 0.0
    seed: int = 0
    replicates: int | str = 0
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
    address: str | None = None
    timeout_seconds: float | None = None
    part: str | None = None
    design: DesignKeys = field(default_factory=DesignKeys)
    precision: PrecisionKeys = field(default_factory=PrecisionKeys)


HELP = {
    "region": "indonesia, sambas, timor, classroom, or a folder of one's own",
    "scenario": "a name, or several as [a,b]",
    "government": "responsive, as_is or unresponsive, or several as [a,b]",
    "experiment": "a named set of scenarios, governments and replicates",
    "population_share": "simulated persons per real one, above 0 and at most 1",
    "seed": "master seed; each replicate's own follows from it",
    "replicates": "seeds per scenario and government; compare also takes auto",
    "workers": "processes; the results do not depend on it",
    "executor": "processes, dask or serial",
    "executor.address": "of a dask scheduler that runs already, as tcp://HOST:PORT",
    "step_days": "days in a step",
    "start": "first day, as 2016-01-01",
    "end": "last day, as 2023-12-31",
    "spin_up_years": "years without IOM before the start",
    "budget_usd_per_year": "what IOM may spend in a year, overhead included",
    "parameters": "parameters.NAME=NUMBER replaces a passport's value",
    "results": "output folder of an earlier compare (report, replay)",
    "language": "en or id",
    "part": "K/N: this machine makes every N-th batch of a sweep (then: sweep merge)",
    "timeout_seconds": "a run of a sweep that takes longer counts as failed",
    "design.kind": "none, full_factorial, latin_hypercube, quasi_random, sobol, morris or list",
    "design.vary": "parameters, or uncertainties, levers; several as [a,b]",
    "design.draws": "points of a sample; trajectories of morris, base points of sobol",
    "design.levels": "values per parameter of full_factorial",
    "design.file": "CSV of design.kind=list: a column per parameter, scenario and government if wanted",
    "design.seeds": "common (all draws share the seeds of the replicates) or own",
    "design.batch": "draws in one file of the store; 0 for ten runs or more",
    "precision.indicator": "what replicates=auto watches",
    "precision.half_width": "half of the interval that is small enough, as a share of the baseline",
    "precision.least": "replicates at the least",
    "precision.most": "replicates at the most",
}
"""What each key of the command line means."""

LISTS = {"scenario": "scenarios", "government": "governments"}
"""Keys that take one name or several, and the list that they fill."""

RENAMED = {"executor.address": "address"}
"""Keys that stand elsewhere in the configuration, where the first word is a name already."""

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
    parts = [name for name in HELP if name.startswith(f"{first}.")]
    if key in HELP or key in LISTS.values():
        return
    if "." in key and parts:
        raise InputError(f"unknown key {key!r}{did_you_mean(key, parts)}")
    if parts and first not in HELP:
        raise InputError(f"{key!r} has parts; write for example {parts[0]}=VALUE ({HELP[parts[0]]})")
    if first not in HELP and first not in LISTS.values():
        raise InputError(f"unknown key {key!r}{did_you_mean(first, HELP)}")
    if "." in key and first != "parameters":
        raise InputError(
            f"{key!r}: {first} has no parts; write {first}=VALUE ({HELP.get(first, 'a list of names')})"
        )
