"""What a result rests on: versions, hashes, configuration, seeds, effort."""

from __future__ import annotations

import hashlib
import json
import platform
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from safepassage.ensemble.compare import Runs
from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.reader import PACKAGE, PASSPORTS, config_folder, files_hash

PACKAGES = (
    "safepassage",
    "mesa",
    "numpy",
    "scipy",
    "numba",
    "llvmlite",
    "pandas",
    "pyarrow",
    "hydra-core",
    "matplotlib",
    "joblib",
    "distributed",
    "SALib",
)


def manifest(runs: Runs, command: str) -> dict[str, Any]:
    """Return what is written beside a result as ``manifest.json``.

    ``persons`` are the simulated persons of one run, ``steps`` the steps of all runs together,
    ``cpu_seconds_loop`` the processor time of those steps (spin-ups apart), so that
    ``cpu_seconds_loop / (persons * steps)`` is the time of one person's step.
    """
    spec, effort = runs.spec, runs.effort
    return {
        "command": command,
        "versions": versions(),
        "hashes": {
            "configuration": spec_hash(spec),
            "code": code_hash(),
            "passports": folder_hash(PASSPORTS, "*.yaml"),
            "configs": folder_hash(config_folder(), "**/*.yaml"),
            **_own_configs(spec),
            "tables": dict(sorted(runs.region.hashes.items())),
        },
        "configuration": spec.as_dict(),
        "districts": list(runs.region.districts),
        "seeds": list(effort.seeds),
        "persons": effort.persons,
        "runs": effort.runs,
        "steps": effort.steps,
        "cpu_seconds_loop": effort.cpu_seconds_loop,
        "cpu_seconds_spin_up": effort.cpu_seconds_spin_up,
        "platform": {
            "python": platform.python_version(),
            "system": platform.system(),
            "machine": platform.machine(),
        },
    }


def versions() -> dict[str, str]:
    """Return the versions of this package and of those that its results rest on."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def spec_hash(spec: RunSpec) -> str:
    """Return a SHA-256 of what decides the results: workers and the names of folders do not."""
    values = {**spec.deciding("lives", "runs"), **_own_configs(spec)}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _own_configs(spec: RunSpec) -> dict[str, str]:
    """The hash of the user's own configurations, where there are some."""
    if not spec.own_configs:
        return {}
    return {"own_configs": folder_hash(spec.own_configs[0], "**/*.yaml")}


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Return a SHA-256 over the package's Python files."""
    return folder_hash(PACKAGE, "**/*.py")


def folder_hash(folder: Path, pattern: str) -> str:
    """Return a SHA-256 over the names and contents of a folder's files, in the order of names."""
    return files_hash(folder, sorted(folder.glob(pattern)))
