"""Putting a world together: its first moment, the end of its spin-up, the start of a scenario."""

from __future__ import annotations

from typing import Any

import numpy as np

from safepassage.evidence.errors import InputError
from safepassage.parameters import Parameters
from safepassage.region.region import Region
from safepassage.world.actors_genesis import (
    begin_governments,
    begin_officials,
    begin_recruiters,
    fill_returned,
    fill_stock,
    official_numbers,
    recruiter_numbers,
    recruiter_places,
)
from safepassage.world.clock import YEAR_DAYS, Clock
from safepassage.world.context import Schedule
from safepassage.world.declare import clear, make
from safepassage.world.draws import Decision, make_keys, uniform
from safepassage.world.genesis import endow, sample_ids, set_traits
from safepassage.world.geography_arrays import make_ground, make_local
from safepassage.world.ledger import recount
from safepassage.world.rows import runs_of
from safepassage.world.state import CODE_SIZES, GROUPS, Columns, Sample
from safepassage.world.world import World

PLACEBO_SHARE = 0.05
"""Share of recruiters whose contacts are re-keyed in a placebo."""


def begin_world(region: Region, parameters: Parameters, share: float, seed: int, step_days: float) -> World:
    """The first moment of a world, before its spin-up.

    Raises
    ------
    InputError
        A seed that is no whole number, or a share that is not in (0, 1] or leaves nobody.
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise InputError(f"seed = {seed!r} must be a whole number, not negative")
    if not 0.0 < share <= 1.0:
        raise InputError(f"population_share = {share!r} must be above 0 and at most 1")
    keys = make_keys(seed)
    total = int(region.place_population.sum())
    ids = sample_ids(total, share, float(uniform(keys[Decision.PLACEBO], 0, 0, 1)))
    if ids.size == 0:
        raise InputError(f"population_share = {share!r} leaves no person of {total}; take a larger one")
    recruiters = recruiter_numbers(region, parameters, keys)
    places = recruiter_places(recruiters, parameters)
    officials = official_numbers(region, parameters, keys)
    sizes = {
        **CODE_SIZES, "person": ids.size, "register": total, "recruiter": sum(places), "official": sum(officials),
        "district": len(region.districts), "government": len(region.governments), "cell": len(region.cell_row),
        "subdistrict": len(region.subdistricts), "gate": len(region.gate_ids), "destination": len(region.destinations),
    }  # fmt: skip
    given: dict[str, Any] = {
        "ground": make_ground(region, parameters),
        "local": make_local(region, parameters),
    }
    given["people"] = _people(region, ids, make(Columns, sizes))
    given["sample"] = sample_of(given["people"], total, len(region.cell_row))
    world = World(
        region=region, parameters=parameters, share=share, p=parameters.packed(), keys=keys,
        clock=Clock(0, 0.0, step_days, step_days / YEAR_DAYS, scale=1.0 / share),
        **{name: given[name] if name in given else make(group, sizes) for name, group in GROUPS.items()},
    )  # fmt: skip
    endow(world, region.female_share, region.schooling_years)
    recount(world.people, world.ledger)
    begin_recruiters(world, recruiters, places)
    begin_officials(world, officials)
    begin_governments(world)
    world.consulates.training[0] = parameters.destination.consular_training
    fill_stock(world)
    fill_returned(world)
    return world


def _people(region: Region, ids: Any, people: Columns) -> Columns:
    """Let persons of these register numbers live where the register has them; rows are sorted by place."""
    place = np.searchsorted(np.cumsum(region.place_population), ids, side="right")
    people.id[:] = ids
    people.place[:] = place
    people.cell[:] = region.place_cell[place]
    people.subdistrict[:] = region.place_subdistrict[place]
    people.district[:] = region.place_district[place]
    return people


def sample_of(people: Columns, register: int, cells: int) -> Sample:
    """Where the simulated persons of a register of so many stand."""
    row_of_id = np.full(register, -1, np.int32)
    row_of_id[people.id] = np.arange(people.id.size)
    of_cell = np.bincount(people.cell, minlength=cells).astype(np.int64)
    return Sample(row_of_id, of_cell, runs_of(people.cell))


def finish_spin_up(world: World) -> None:
    """Set the stocks abroad."""
    if world.clock.step > 0:
        fill_stock(world)
    clear(world.ledger)


def start_scenario(
    world: World, parameters: Parameters, schedule: Schedule, *, placebo: bool = False
) -> None:
    """Give a spun-up world its scenario: parameters, dates, and from now on persons' ledgers are written.

    What the scenario says of recruiters holds for those who are in the trade already, each by their own score.
    """
    before = world.parameters.recruitment.contacts_per_week
    world.parameters = parameters
    world.p = parameters.packed()
    world.local = make_local(world.region, parameters)
    world.ground = make_ground(world.region, parameters)
    world.schedule = schedule
    world.scenario_step = 0
    world.clock = world.clock._replace(counting=True, age_years=0.0)
    world.recruiters.contacts_made.fill(0)
    set_traits(world, parameters.recruitment.contacts_per_week / before if before > 0.0 else 1.0)
    world.governments.spent_usd.fill(0.0)
    if placebo:
        key = world.keys[Decision.PLACEBO_CHOICE]
        for slot, who in enumerate(world.recruiters.id.tolist()):
            world.recruiters.rekeyed[slot] = uniform(key, 0, who, 0) < PLACEBO_SHARE


def set_government(world: World, start: float | str, returns_to: float | str, uptake: float | str) -> None:
    """One setting for all governments, the outside ones included: none is ranked.

    A text names the parameter of the run that holds the value.
    """
    start, returns_to, uptake = (
        world.parameters.one(value) if isinstance(value, str) else value
        for value in (start, returns_to, uptake)
    )
    world.governments.responsiveness[:] = start
    world.governments.returns_to[:] = returns_to
    world.governments.uptake[:] = uptake
