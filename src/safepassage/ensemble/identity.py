"""What a run is, as a hash: its configuration, its data, and the code that decides its results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.reader import file_hash
from safepassage.interventions.scenario import load_government, load_scenario
from safepassage.world.geography import load_region

DECIDING = (
    "evidence", "parameters", "rules", "world", "stages", "interventions", "observation", "model.py",
    "ensemble/batch.py", "ensemble/draws.py", "ensemble/design.py", "ensemble/seeds.py",
)  # fmt: skip
"""Sources that decide what a run comes to: a change of a figure or of the command line does not cost a sweep."""

DIGITS = 20
"""Hexadecimal digits of a run's name: 80 bits, so that no two of a billion runs meet."""


@lru_cache(maxsize=1)
def code_identity() -> str:
    """Return a SHA-256 over the sources in `DECIDING`."""
    package = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for name in DECIDING:
        place = package / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            total.update(f"{path.relative_to(package).as_posix()} {file_hash(path)}\n".encode())
    return total.hexdigest()


@lru_cache(maxsize=8)
def data_identity(region: str) -> str:
    """Return a SHA-256 over a region's tables and all passports, whatever the folder is called."""
    passports = Path(__file__).resolve().parents[1] / "evidence" / "parameters"
    total = hashlib.sha256()
    for name, found in sorted(load_region(region).hashes.items()):
        total.update(f"{Path(name).name} {found}\n".encode())
    for path in sorted(passports.glob("*.yaml")):
        total.update(f"{path.name} {file_hash(path)}\n".encode())
    return total.hexdigest()


@lru_cache(maxsize=256)
def _arm(scenario: str, government: str, folders: tuple[Path, ...]) -> str:
    """What a scenario and a government hold, in words: the same file elsewhere is the same arm."""
    return f"{load_scenario(scenario, folders)!r} {load_government(government, folders)!r}"


def run_name(
    spec: RunSpec, scenario: str, government: str, seed: int, parameters: Mapping[str, float], world: str
) -> str:
    """Return the hash of one run, `DIGITS` hexadecimal digits.

    Parameters
    ----------
    spec
        Its region, share, horizon, steps, spin-up and budget are read.
    scenario, government, seed, parameters
        The arm, its seed, and all values that replace those of the passports.
    world
        `code_identity` and `data_identity`, joined.
    """
    held = {
        "arm": _arm(scenario, government, spec.own_configs),
        "seed": seed,
        "parameters": dict(sorted(parameters.items())),
        "population_share": spec.population_share,
        "step_days": spec.step_days,
        "start": spec.start.isoformat(),
        "end": spec.end.isoformat(),
        "spin_up_years": spec.spin_up_years,
        "budget_usd_per_year": spec.budget_usd_per_year,
        "world": world,
    }
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:DIGITS]
