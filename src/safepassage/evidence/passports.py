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
Acts = Literal["always", "genesis"]

PASSPORTS = Path(__file__).parent / "parameters"
_FIELDS = {
    "description", "value", "low", "high", "unit", "kind", "role", "source", "derivation",
    "population", "checked_on", "note", "by", "acts",
}  # fmt: skip


@dataclass(frozen=True)
class Passport:
    """What is known of one parameter.

    ``by`` holds values for districts or corridors (by id) that differ from ``value``. A place with a range
    of its own in ``by_range`` moves within that; all others are moved by the same ratio as ``value``.
    What ``acts`` at genesis makes the first people, actors and stocks: set from the start of a scenario on it would do
    nothing, or half of what it says.
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
    by_range: dict[str, tuple[float, float]] = field(default_factory=dict)
    acts: Acts = "always"

    @property
    def most(self) -> float:
        """The largest value that means something: 1 for shares, else infinite."""
        of_one = ("share", "probability", "0-1", "switch", "weight")
        return 1.0 if self.unit.startswith(of_one) else math.inf

    def at(self, place: str, value: float) -> float:
        """What a place of ``by`` has where a run sets the parameter to a value.

        With a range of its own: as far along it as ``value`` is along ``low``, the passport's value, ``high``,
        linear between them, so that the ends of both are reached together; beyond them by the same ratio, or
        by the same step where a number may be negative. Without one: by the same ratio or step throughout.
        """
        own, ratio = self.by[place], self.value > 0.0 and self.low >= 0.0
        mine, its = [self.value], [own]
        if place in self.by_range:
            low, high = self.by_range[place]
            mine = [self.low, *mine, self.high]
            its = [low, own, high]
        for a, b, c, d in zip(mine, mine[1:], its, its[1:], strict=False):
            if a <= value <= b and a < b:
                return c + (d - c) * (value - a) / (b - a)
        end = 0 if value < mine[0] else -1
        if ratio and mine[end]:
            return its[end] * (value / mine[end])
        return its[end] + value - mine[end]

    @property
    def places(self) -> tuple[tuple[str, float, tuple[float, float] | None], ...]:
        """Places with a value of their own: name, value, and its range where it has one."""
        return tuple((place, own, self.by_range.get(place)) for place, own in self.by.items())


def _number(raw: Any, name: str, key: str, file: Path) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise InputError(f"{file.name}: {name}.{key} is {raw!r}; a finite number is needed")
    return float(raw)


def _places(
    raw: dict[Any, Any], name: str, file: Path
) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Values of places, and the ranges of those that have one: a number, or a mapping of value, low and high."""
    by, ranges = {}, {}
    for key, given in raw.items():
        place, where = str(key), f"by.{key}"
        if not isinstance(given, dict):
            by[place] = _number(given, name, where, file)
            continue
        if set(given) != {"value", "low", "high"}:
            raise InputError(
                f"{file.name}: {name}.{where} holds {', '.join(map(str, given))}; a number, or value, low and high"
            )
        value, low, high = (
            _number(given[end], name, f"{where}.{end}", file) for end in ("value", "low", "high")
        )
        if not low <= value <= high:
            raise InputError(
                f"{file.name}: {name}.{where} = {value} is outside its own range {low} to {high}"
            )
        by[place], ranges[place] = value, (low, high)
    return by, ranges


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
    if raw.get("acts", "always") not in get_args(Acts):
        raise InputError(f"{file.name}: {name}.acts is {raw['acts']!r}; one of {get_args(Acts)}")
    value, low, high = (_number(raw[key], name, key, file) for key in ("value", "low", "high"))
    if not low <= value <= high:
        raise InputError(f"{file.name}: {name} = {value} is outside its own range {low} to {high}")
    source = raw.get("source") or {}
    if raw["kind"] in ("measured", "borrowed", "derived") and raw["kind"] != "derived" and not source:
        raise InputError(f"{file.name}: {name} is {raw['kind']} and names no source")
    by, by_range = _places(raw.get("by") or {}, name, file)
    return Passport(
        name=name, submodel=file.stem, description=str(raw["description"]), value=value, low=low, high=high,
        unit=str(raw["unit"]), kind=raw["kind"], role=raw["role"], derivation=str(raw["derivation"]),
        source=source.get("key"), where=source.get("where"), population=str(raw.get("population") or ""),
        checked_on=str(raw.get("checked_on") or ""), note=str(raw.get("note") or ""), by=by, by_range=by_range,
        acts=raw.get("acts", "always"),
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
