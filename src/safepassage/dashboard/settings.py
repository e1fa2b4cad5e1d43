"""What a visitor asked for, checked: one region, share and seed, and two worlds on the same draws."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safepassage.dashboard.levers import BY_NAME, CARRIER, OWN, Values, apply, checked, real
from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.errors import InputError
from safepassage.interventions.scenario import (
    GovernmentSetting,
    Scenario,
    government_names,
    load_government,
    load_scenario,
    scenario_names,
)
from safepassage.region.load import load_region, region_names
from safepassage.region.region import Region

MOST_PERSONS = 30_000
"""Simulated persons of one world: what two worlds of fifty visitors may hold in memory."""

FEWEST_PERSONS = 100

SIDES = ("left", "right")
UPLOADED = "uploaded"
"""The name of a scenario that came as a file."""


def all_regions(own: str | None = None) -> dict[str, Region]:
    """Read every region, by name: a folder of one's own first, then those that come with the library."""
    return {name: load_region(name) for name in (*([own] if own else []), *region_names())}


@dataclass(frozen=True)
class Choices:
    """What a visitor of this server may choose from; the same for all.

    ``regions`` are those of `all_regions`, ``own_configs`` is a folder with ``scenario/NAME.yaml``.
    """

    regions: Mapping[str, Region] = field(default_factory=all_regions)
    own_configs: tuple[Path, ...] = ()

    @property
    def scenarios(self) -> list[str]:
        """Names of scenarios."""
        return scenario_names(self.own_configs)

    @property
    def governments(self) -> list[str]:
        """Names of government settings, and the page's own."""
        return [*government_names(self.own_configs), OWN]


@dataclass(frozen=True)
class WorldSettings:
    """One world: a scenario, a government, the levers that were touched."""

    scenario: str = "no_iom"
    government: str = "as_is"
    levers: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """Everything that makes the two worlds."""

    region: str
    population_share: float
    seed: int
    worlds: tuple[WorldSettings, WorldSettings]


@dataclass(frozen=True)
class Plan:
    """A world ready to be made: what `BorderModel` takes."""

    scenario: Scenario
    government: GovernmentSetting
    government_key: str
    budget_usd_per_year: float


def default_budget() -> float:
    """IOM's budget a year where no lever says otherwise."""
    return RunSpec().budget_usd_per_year


def read(raw: Any, choices: Choices) -> Settings:
    """Check what came over the wire.

    Raises
    ------
    InputError
        Anything that cannot be run: says which, and what would do.
    """
    if not isinstance(raw, Mapping):
        raise InputError(
            "settings are a mapping of region, population_share, seed and worlds", code="no_settings"
        )
    _known(raw, ("region", "population_share", "seed", "worlds"), "settings")
    region = str(raw.get("region", next(iter(choices.regions))))
    _one_of("region", region, choices.regions)
    share = real("population_share", raw.get("population_share"))
    seed, worlds = raw.get("seed"), raw.get("worlds")
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**53:
        value = str(seed)[:40]
        raise InputError(
            f"seed = {value!r} is not a whole number from 0 to 2^53 - 1", code="no_seed", value=value
        )
    if not isinstance(worlds, list) or len(worlds) != len(SIDES):
        raise InputError("worlds is a list of two: left, right", code="no_worlds")
    persons = round(choices.regions[region].population * share)
    low, high = shares(choices.regions[region])
    if not low <= share <= high:
        raise InputError(
            f"population_share = {share:g} makes {persons:,} simulated persons; "
            f"from {low:.2g} to {high:.3g} is possible here ({MOST_PERSONS:,} persons at most)",
            code="share_outside",
            share=share,
            persons=persons,
            low=low,
            high=high,
            most=MOST_PERSONS,
        )
    left, right = (_world(one, choices) for one in worlds)
    return Settings(region, share, seed, (left, right))


def shares(region: Region) -> tuple[float, float]:
    """Least and largest population share of a region."""
    people = region.population
    return min(1.0, FEWEST_PERSONS / people), min(1.0, MOST_PERSONS / people)


def _world(raw: Any, choices: Choices) -> WorldSettings:
    if not isinstance(raw, Mapping):
        raise InputError("a world is a mapping of scenario, government and levers", code="no_world")
    _known(raw, ("scenario", "government", "levers"), "a world")
    scenario, government = str(raw.get("scenario", "no_iom")), str(raw.get("government", "as_is"))
    _one_of("scenario", scenario, [*choices.scenarios, UPLOADED])
    _one_of("government", government, choices.governments)
    levers = raw.get("levers", {})
    if not isinstance(levers, Mapping):
        raise InputError("levers is a mapping of names and numbers", code="no_levers")
    return WorldSettings(scenario, government, checked(levers))


def plan(world: WorldSettings, uploaded: Scenario | None, choices: Choices, side: str) -> Plan:
    """Turn one world's settings into what `BorderModel` takes.

    Raises
    ------
    InputError
        The shares add up to more than one, or nothing was uploaded.
    """
    if world.scenario == UPLOADED:
        if uploaded is None:
            raise InputError(
                f"no scenario file was uploaded for the {side} world; choose a scenario or upload one",
                code=f"no_upload.{side}",
            )
        base = uploaded
    else:
        base = load_scenario(world.scenario, choices.own_configs)
    levers = dict(world.levers)
    if world.government != OWN:
        levers = {name: value for name, value in levers.items() if BY_NAME[name].group != "government"}
    key = CARRIER if world.government == OWN else world.government
    return Plan(
        scenario=apply(base, levers, side),
        government=load_government(key, choices.own_configs),
        government_key=key,
        budget_usd_per_year=levers.get("budget", default_budget()),
    )


def file_name(text: Any) -> str:
    """A name for an uploaded file that is safe to show and to save under."""
    return re.sub(r"[^\w.-]+", "_", str(text))[-60:] or "scenario.yaml"


def _known(raw: Mapping[Any, Any], keys: tuple[str, ...], what: str) -> None:
    for key in raw:
        if key not in keys:
            name = str(key)[:40]
            raise InputError(
                f"unknown key {name!r}", code="unknown.key", place=what, near=(name, keys), name=name
            )


def _one_of(key: str, value: str, known: Any) -> None:
    if value not in known:
        name = value[:60]
        raise InputError(f"{key} {name!r} is not known", code=f"unknown.{key}", near=(name, known), name=name)
