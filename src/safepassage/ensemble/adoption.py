"""A sweep's folder taken up: its design and manifest are written, or held against those that it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from safepassage.ensemble import store
from safepassage.ensemble.design import describe
from safepassage.ensemble.folder import SweepFolder
from safepassage.ensemble.manifest import versions
from safepassage.ensemble.plan import Plan
from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import load_passports

DECIDING_PACKAGES = ("numpy", "numba", "llvmlite", "pyarrow")
"""Another version of these may move the last digit, or a byte of the files."""

SUMS = ("steps", "runs_timed", "cpu_seconds_loop", "cpu_seconds_spin_up")
"""What the manifest adds up over calls."""

_KEPT = ("calls", "versions", "persons", "files", *SUMS)
"""What a later call leaves in the manifest as it was."""


def adopt(plan: Plan, home: SweepFolder, say: Callable[[str], object]) -> dict[str, Any]:
    """Write the design and the manifest of a new sweep; hold those of an old one against the plan.

    Raises
    ------
    InputError
        The folder holds another sweep.
    """
    table = plan.table()
    if not home.begun:
        if home.stored():
            raise InputError(
                f"{home.path} holds batches without a design; name another folder with hydra.run.dir=FOLDER"
            )
        manifest = _new_manifest(plan)
        store.write_parquet(table, home.design)
        store.write_json(manifest, home.manifest)
        return manifest
    manifest = home.read_manifest()
    before = home.read_design()
    if set(zip(before["batch"], before["run"], strict=True)) - set(
        zip(table["batch"], table["run"], strict=True)
    ):
        raise InputError(
            f"{home.path} holds another sweep ({_difference(plan, manifest)}); name another folder with "
            "hydra.run.dir=FOLDER, or go back to what it was to resume it"
        )
    if len(table) > len(before):
        say(f"{home.path}: extended from {manifest['runs']} to {plan.runs} runs")
        store.write_parquet(table, home.design)
    now = versions()
    other = [f"{name} {found}, now {now.get(name)}" for name, found in manifest["versions"].items()
             if name in DECIDING_PACKAGES and now.get(name) != found]  # fmt: skip
    if other:
        say(f"the batches stored were made with {'; '.join(other)}: last digits may differ")
    manifest.update({key: value for key, value in _new_manifest(plan).items() if key not in _KEPT})
    store.write_json(manifest, home.manifest)
    return manifest


def _new_manifest(plan: Plan) -> dict[str, Any]:
    known = load_passports()
    return {
        "command": "sweep",
        "versions": versions(),
        "hashes": {"code": plan.code, "data": plan.data},
        "configuration": plan.spec.as_dict(),
        "varied": describe([known[name] for name in plan.columns]),
        "runs": plan.runs,
        "batches": len(plan.batches),
        "seeds": sorted({unit.seed for batch in plan.batches for unit in batch.units}),
        "persons": 0,
        **dict.fromkeys(SUMS, 0),
        "calls": [],
        "files": {},
    }


def _difference(plan: Plan, manifest: dict[str, Any]) -> str:
    """Say what is another in a folder than in the plan: code, data, or which keys."""
    hashes = manifest["hashes"]
    if hashes["code"] != plan.code:
        return "the code that decides results has changed since"
    if hashes["data"] != plan.data:
        return "the region's tables or the passports have changed since"
    then, now = manifest["configuration"], plan.spec.deciding("lives", "runs")
    for key in now:
        if key != "experiment" and then.get(key) != now[key]:
            return f"{key}={_short(then.get(key))} there, {key}={_short(now[key])} here"
    return "its list, scenario or government files have changed since"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "..."
