"""Parameter passports: every number that a rule uses, with unit, range, kind, role and source."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.reader import read_yaml

Kind = Literal["measured", "derived", "borrowed", "elicited", "calibrated", "assumed"]
RoleInStudy = Literal["constant", "uncertainty", "lever"]

PASSPORTS = Path(__file__).parent / "parameters"
_FIELDS = {
    "description", "value", "low", "high", "unit", "kind", "role", "source", "derivation",
    "population", "checked_on", "note", "by",
}  # fmt: skip


@dataclass(frozen=True)
class Passport:
    """What is known of one parameter.

    ``by`` holds values for districts or corridors (by id) that differ from ``value``; ``low`` and
    ``high`` then bound the ratio ``value`` can be moved by, applied to all of them alike.
    """

    name: str
    submodel: str
    description: str
    value: float
    low: float
    high: float
    unit: str
    kind: Kind
    role: RoleInStudy
    derivation: str
    source: str | None = None
    where: str | None = None
    population: str = ""
    checked_on: str = ""
    note: str = ""
    by: dict[str, float] = field(default_factory=dict)

    @property
    def most(self) -> float:
        """The largest value that means something: 1 for shares, else infinite."""
        of_one = ("share", "probability", "0-1", "switch", "weight")
        return 1.0 if self.unit.startswith(of_one) else math.inf


def _number(raw: Any, name: str, key: str, file: Path) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise InputError(f"{file.name}: {name}.{key} is {raw!r}; a finite number is needed")
    return float(raw)


def _passport(name: str, raw: Any, file: Path) -> Passport:
    if not isinstance(raw, dict):
        raise InputError(f"{file.name}: {name} needs a passport (a mapping), not {raw!r}")
    for key in raw:
        if key not in _FIELDS:
            raise InputError(
                f"{file.name}: {name} has an unknown field {key!r}{did_you_mean(str(key), _FIELDS)}"
            )
    for key in ("description", "value", "low", "high", "unit", "kind", "role", "derivation"):
        if raw.get(key) in (None, ""):
            raise InputError(f"{file.name}: {name} has no {key}; every number has a passport")
    if raw["kind"] not in get_args(Kind):
        raise InputError(
            f"{file.name}: {name}.kind is {raw['kind']!r}{did_you_mean(str(raw['kind']), get_args(Kind))}"
        )
    if raw["role"] not in get_args(RoleInStudy):
        raise InputError(f"{file.name}: {name}.role is {raw['role']!r}; one of {get_args(RoleInStudy)}")
    value, low, high = (_number(raw[key], name, key, file) for key in ("value", "low", "high"))
    if not low <= value <= high:
        raise InputError(f"{file.name}: {name} = {value} is outside its own range {low} to {high}")
    source = raw.get("source") or {}
    if raw["kind"] in ("measured", "borrowed", "derived") and raw["kind"] != "derived" and not source:
        raise InputError(f"{file.name}: {name} is {raw['kind']} and names no source")
    by = {str(k): _number(v, name, f"by.{k}", file) for k, v in (raw.get("by") or {}).items()}
    return Passport(
        name=name, submodel=file.stem, description=str(raw["description"]), value=value, low=low, high=high,
        unit=str(raw["unit"]), kind=raw["kind"], role=raw["role"], derivation=str(raw["derivation"]),
        source=source.get("key"), where=source.get("where"), population=str(raw.get("population") or ""),
        checked_on=str(raw.get("checked_on") or ""), note=str(raw.get("note") or ""), by=by,
    )  # fmt: skip


@functools.lru_cache(maxsize=4)
def load_passports(folder: Path = PASSPORTS) -> dict[str, Passport]:
    """All passports by parameter name, in the order of files and lines.

    Raises
    ------
    InputError
        A passport is incomplete, out of its own range, or a name stands twice.
    """
    passports: dict[str, Passport] = {}
    for file in sorted(folder.glob("*.yaml")):
        for name, raw in read_yaml(file).items():
            if name in passports:
                raise InputError(f"{file.name}: {name} stands in {passports[name].submodel}.yaml too")
            passports[name] = _passport(str(name), raw, file)
    return passports
