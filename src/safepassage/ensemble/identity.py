"""What a run is, as a hash: its configuration, its data, and the code that decides its results."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.reader import PACKAGE, PASSPORTS, files_hash
from safepassage.interventions.scenario import load_government, load_scenario
from safepassage.region.region import Region

DECIDING = (
    "evidence", "region", "parameters", "rules", "world", "stages", "interventions", "observation", "model.py",
    "ensemble/batch.py", "ensemble/draws.py", "ensemble/design.py", "ensemble/seeds.py", "ensemble/start.py",
)  # fmt: skip
"""Sources that decide what a run comes to: a change of a figure or of the command line does not cost a sweep."""

DIGITS = 20
"""Hexadecimal digits of a run's name: 80 bits, so that no two of a billion runs meet."""


@lru_cache(maxsize=1)
def code_identity() -> str:
    """Return a SHA-256 over the sources in `DECIDING`."""
    places = [PACKAGE / name for name in DECIDING]
    found = [sorted(place.rglob("*.py")) if place.is_dir() else [place] for place in places]
    return files_hash(PACKAGE, itertools.chain.from_iterable(found))


def data_identity(region: Region) -> str:
    """Return a SHA-256 over a region's tables and all passports, whatever the folder is called."""
    tables = "".join(f"{Path(name).name} {found}\n" for name, found in sorted(region.hashes.items()))
    passports = files_hash(PASSPORTS, sorted(PASSPORTS.glob("*.yaml")))
    return hashlib.sha256(f"{tables}{passports}".encode()).hexdigest()


@lru_cache(maxsize=256)
def _arm(scenario: str, government: str, folders: tuple[Path, ...]) -> str:
    """What a scenario and a government hold, in words: the same file elsewhere is the same arm."""
    return f"{load_scenario(scenario, folders)!r} {load_government(government, folders)!r}"


def run_names(
    spec: RunSpec, arms: Iterable[tuple[str, str]], seed: int, parameters: Mapping[str, float], world: str
) -> list[str]:
    """Return the hash of each arm's run, `DIGITS` hexadecimal digits.

    Parameters
    ----------
    spec
        Its keys that decide lives are read.
    arms, seed, parameters
        Scenarios with their governments, their seed, and all values that replace those of the passports.
    world
        `code_identity` and `data_identity`, joined.
    """
    own = {"seed": seed, "parameters": dict(sorted(parameters.items())), "world": world}
    held = {**spec.deciding("lives"), **own}
    # What the arms have in common is written and hashed once: it is most of a large sweep's plan.
    common = hashlib.sha256(json.dumps(held, sort_keys=True).encode())
    names = []
    for scenario, government in arms:
        arm = common.copy()
        arm.update(_arm(scenario, government, spec.own_configs).encode())
        names.append(arm.hexdigest()[:DIGITS])
    return names
