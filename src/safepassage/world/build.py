"""Putting a world together: its first moment, the end of its spin-up, the start of a scenario."""

from __future__ import annotations

import numpy as np

from safepassage.evidence.errors import InputError
from safepassage.parameters import Parameters
from safepassage.region.region import Region
from safepassage.world.actors_genesis import (
    make_beliefs,
    make_governments,
    make_officials,
    make_recruiters,
    make_registers,
    stock_abroad,
)
from safepassage.world.beliefs import capacity_used, profit_now
from safepassage.world.context import Schedule, fresh_context
from safepassage.world.doses import make_doses
from safepassage.world.draws import Decision, make_keys, uniform
from safepassage.world.genesis import make_people, set_stock_abroad
from safepassage.world.geography_arrays import make_ground, make_local
from safepassage.world.ledger import FIXED_POINT, clear, make_ledger, recount
from safepassage.world.world import Clock, World

YEAR_DAYS = 365.25
PLACEBO_SHARE = 0.05
"""Share of recruiters whose contacts are re-keyed in a placebo."""


def begin_world(region: Region, parameters: Parameters, share: float, seed: int, step_days: float) -> World:
    """The first moment of a world, before its spin-up."""
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise InputError(f"seed = {seed!r} must be a whole number, not negative")
    keys = make_keys(seed)
    ground = make_ground(region, parameters)
    people = make_people(region, parameters, keys, share)
    ledger = make_ledger(
        len(region.districts), len(region.subdistricts), len(region.gate_ids), len(region.cell_row)
    )
    recount(people, ledger)
    row_of_id = np.full(region.population, -1, np.int32)
    row_of_id[people.id] = np.arange(people.id.size)
    np.add.at(ledger.awareness, people.cell, (people.awareness.astype(float) * FIXED_POINT).astype(np.int64))
    world = World(
        region=region, parameters=parameters, p=parameters.packed(), keys=keys, share=share, ground=ground,
        local=make_local(region, parameters), row_of_id=row_of_id,
        sample_of_cell=np.bincount(people.cell, minlength=len(region.cell_row)).astype(np.int64), people=people,
        recruiters=make_recruiters(region, parameters, keys, ground),
        officials=make_officials(region, parameters, keys, ground), governments=make_governments(region, parameters),
        beliefs=make_beliefs(region), registers=make_registers(region), ledger=ledger, doses=make_doses(region),
        context=fresh_context(region), consular=np.array([parameters.officials.initial_training]),
        rows=np.full(people.id.size, -1, np.int32),
        clock=Clock(0, 0.0, step_days, step_days / YEAR_DAYS, 0.0, 1.0 / share, False),
    )  # fmt: skip
    world.consular[0] = parameters.destination.consular_training
    _fill_stock(world)
    return world


def _fill_stock(world: World) -> None:
    """Bring the stocks abroad to what the deaths of 2017-18 imply."""
    target = stock_abroad(world.region, world.parameters) * world.share
    youngest = max(18.0, world.parameters.aspiration.youngest_age_years)
    set_stock_abroad(world.people, world.ledger, world.keys, world.p, target, world.clock.step, youngest)


def finish_spin_up(world: World) -> None:
    """Set the stocks abroad, and remember what recruiting yielded and how freely: the reference of earnings."""
    if world.clock.step > 0:
        _fill_stock(world)
    clear(world.ledger)
    for district in range(len(world.region.districts)):
        world.beliefs.reference[district] = profit_now(world.beliefs, district, world.p)
        world.beliefs.reference_use[district] = capacity_used(
            world.beliefs, world.governments, district, world.p
        )


def start_scenario(
    world: World, parameters: Parameters, schedule: Schedule, *, placebo: bool = False
) -> None:
    """Give a spun-up world its scenario: parameters, dates, and from now on persons' ledgers are written."""
    world.parameters = parameters
    world.p = parameters.packed()
    world.local = make_local(world.region, parameters)
    world.ground = make_ground(world.region, parameters)
    world.schedule = schedule
    world.scenario_step = 0
    world.clock = world.clock._replace(counting=True, age_years=0.0)
    world.recruiters.contacts_made.fill(0)
    world.governments.spent_usd.fill(0.0)
    if placebo:
        for slot in range(len(world.recruiters.rekeyed)):
            chosen = (
                uniform(world.keys[Decision.PLACEBO_CHOICE], 0, int(world.recruiters.id[slot]), 0)
                < PLACEBO_SHARE
            )
            world.recruiters.rekeyed[slot] = chosen


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
