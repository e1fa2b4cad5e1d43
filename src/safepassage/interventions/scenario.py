"""Scenarios and government settings as they stand in ``configs/``, read and checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.passports import load_passports
from safepassage.evidence.reader import config_folder, read_yaml
from safepassage.interventions import targeting
from safepassage.interventions.fields import read
from safepassage.interventions.kinds import KINDS
from safepassage.interventions.money import Programme
from safepassage.parameters import load_parameters
from safepassage.words import LANGUAGES, Language
from safepassage.world.world import Intervention


@dataclass(frozen=True)
class Scenario:
    """A named list of interventions and parameter overrides on the world as it was.

    ``targeting`` is the rule by which districts share IOM's money; ``title_id`` the title in
    Indonesian, where it has one of its own.
    """

    name: str
    title: str = ""
    description: str = ""
    interventions: tuple[Intervention, ...] = ()
    parameters: dict[str, float] = field(default_factory=dict)
    targeting: str = targeting.DEFAULT
    title_id: str = ""

    def called(self, language: Language) -> str:
        """The title in a language; a scenario of one's own may have one title for both."""
        return (self.title_id if language == "id" else "") or self.title


@dataclass(frozen=True)
class GovernmentSetting:
    """A government's triple: where responsiveness starts, drifts back to, and its uptake; each 0 to 1.

    A text names the parameter of the run that holds the value.
    """

    name: str
    start: float | str
    returns_to: float | str
    uptake: float | str


def make_intervention(raw: Any, where: str) -> Intervention:
    """An intervention from its mapping; ``kind`` names its class, the rest its fields."""
    if not isinstance(raw, dict) or "kind" not in raw:
        raise InputError(
            f"an intervention is a mapping with a kind, not {raw!r}", code="no_kind", place=where, value=raw
        )
    kind = str(raw["kind"])
    if kind not in KINDS:
        raise InputError(
            f"kind {kind!r} is not known", code="unknown.kind", place=where, near=(kind, KINDS), name=kind
        )
    known = {item.name: item for item in dataclasses.fields(KINDS[kind])}
    values = {}
    for name, value in raw.items():
        if name == "kind":
            continue
        if name not in known:
            raise InputError(
                f"{kind} has no field {name!r}",
                code="no_field", place=where, near=(str(name), known), kind=kind, name=name,
            )  # fmt: skip
        values[name] = read(known[name], value, f"{where}: {kind}.{name}")
    start, end = values.get("start"), values.get("end")
    if start is not None and end is not None and not start < end:
        raise InputError(
            f"{kind} ends on {end}, not after its start on {start}; change one of the two",
            code="ends_early", place=where, kind=kind, start=start, end=end,
        )  # fmt: skip
    made: Intervention = KINDS[kind](**values)
    return made


def check_shares(scenario: Scenario) -> None:
    """Refuse programmes that together ask for more than IOM's whole budget on some day."""
    of_iom = [item for item in scenario.interventions if isinstance(item, Programme)]
    for item in of_iom:
        day = item.start or dt.date.min
        total = sum(
            other.share
            for other in of_iom
            if (other.start or dt.date.min) <= day and (other.end is None or day < other.end)
        )
        if not total <= 1.0 + 1e-9:
            first = "the start" if item.start is None else item.start
            raise InputError(
                f"scenario {scenario.name}: the shares of IOM's budget add up to {total:g} from {first} on; at most 1",
                code="shares_from_start" if item.start is None else "shares_from_day",
                name=scenario.name, total=total, day=first,
            )  # fmt: skip


def check_overrides(names: Iterable[str], place: str) -> None:
    """Refuse overrides of what acts only while a world is made: a scenario begins after that.

    Raises
    ------
    InputError
        The first such name, and how to set it.
    """
    known = load_passports()
    for name in names:
        if known[name].acts == "genesis":
            raise InputError(
                f"{name} makes the first people, actors or stocks, and a scenario begins after that; set it for the "
                f"whole run: parameters.{name}=VALUE on the command line, or under parameters of an experiment",
                code="parameter.genesis", place=place, name=name,
            )  # fmt: skip


def _names(group: str, folders: tuple[Path, ...]) -> dict[str, Path]:
    found = {}
    for folder in folders:
        found.update({path.stem: path for path in sorted((folder / group).glob("*.yaml"))})
    return found


def _file(group: str, name: str, extra: tuple[Path, ...]) -> Path:
    found = _names(group, (config_folder(), *extra))
    if name not in found:
        raise InputError(
            f"{group} {name!r} is not known", code=f"unknown.{group}", near=(name, found), name=name
        )
    return found[name]


def scenario_names(extra: tuple[Path, ...] = ()) -> list[str]:
    """Names of all scenarios; ``extra`` are a user's own configuration folders."""
    return list(_names("scenario", (config_folder(), *extra)))


def government_names(extra: tuple[Path, ...] = ()) -> list[str]:
    """Names of all government settings."""
    return list(_names("government", (config_folder(), *extra)))


@functools.lru_cache(maxsize=64)
def load_scenario(name: str, extra: tuple[Path, ...] = ()) -> Scenario:
    """A scenario by name.

    Raises
    ------
    InputError
        An unknown name, field, kind or parameter, or a value out of range, with its place.
    """
    path = _file("scenario", name, extra)
    return scenario_from(read_yaml(path), name, path.name, extra)


def scenario_from(raw: dict[str, Any], name: str, place: str, extra: tuple[Path, ...] = ()) -> Scenario:
    """A scenario from what stands in its file; ``place`` names the file in errors.

    Raises
    ------
    InputError
        As `load_scenario`.
    """
    known = {"title", "description", "interventions", "parameters", "targeting"}
    for key in raw:
        if key not in known:
            raise InputError(
                f"unknown key {key!r}", code="unknown.key", place=place, near=(str(key), known), name=key
            )
    items, overrides = raw.get("interventions") or [], raw.get("parameters") or {}
    if not isinstance(items, list):
        raise InputError(
            "interventions is a list, one line with a dash for each", code="no_list", place=place
        )
    if not isinstance(overrides, dict):
        raise InputError("parameters is a mapping, NAME: NUMBER", code="no_parameters", place=place)
    made = []
    for number, item in enumerate(items):
        where = f"{place}: interventions[{number}]"
        if isinstance(item, str):
            item = read_yaml(_file("intervention", item, extra))
        made.append(make_intervention(item, where))
    names = [item.name for item in made]
    for twice in {item for item in names if names.count(item) > 1}:
        raise InputError(
            f"two interventions are called {twice!r}; give each its own name",
            code="twice",
            place=place,
            name=twice,
        )
    parameters = dict(overrides)
    load_parameters(parameters)
    check_overrides(parameters, f"{place}: parameters")
    rule = raw.get("targeting", targeting.DEFAULT)
    if not isinstance(rule, str) or rule not in targeting.RULES:
        raise InputError(
            f"targeting {rule!r} is not known",
            code="unknown.targeting", place=place, near=(str(rule), targeting.RULES), name=rule,
        )  # fmt: skip
    title, title_id = _titles(raw.get("title") or name, place)
    return Scenario(name, title, str(raw.get("description") or ""), tuple(made), parameters, rule, title_id)


def _titles(raw: Any, place: str) -> tuple[str, str]:
    """A title in English and Indonesian, from one text for both or a text in each language."""
    if not isinstance(raw, dict):
        return str(raw), ""
    if set(raw) != set(LANGUAGES) or not all(isinstance(text, str) and text for text in raw.values()):
        languages = ", ".join(LANGUAGES)
        raise InputError(
            f"title is a text, or a text in each of {languages}",
            code="no_title",
            place=place,
            languages=languages,
        )
    return raw["en"], raw["id"]


@functools.lru_cache(maxsize=64)
def load_government(name: str, extra: tuple[Path, ...] = ()) -> GovernmentSetting:
    """A government setting by name; each of its three numbers lies in [0, 1]."""
    path = _file("government", name, extra)
    raw = read_yaml(path)
    values: dict[str, float | str] = {}
    for key in raw:
        if key not in ("start", "returns_to", "uptake", "title", "description"):
            raise InputError(
                f"{path.name}: unknown key {key!r}{did_you_mean(str(key), ('start', 'returns_to', 'uptake'))}"
            )
    for key in ("start", "returns_to", "uptake"):
        value = raw.get(key)
        if isinstance(value, str):
            load_parameters().one(value)
            values[key] = value
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 <= value <= 1.0:
            raise InputError(f"{path.name}: {key} = {value!r} must be a number from 0 to 1")
        values[key] = float(value)
    return GovernmentSetting(name, **values)
