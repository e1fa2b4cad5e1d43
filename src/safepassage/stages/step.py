"""The sentence of one step. Stages 1, 2 and 13 call Python that users give; 2 to 12 are compiled into one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Packed
from safepassage.rules.compiled import compiled
from safepassage.stages import context, observation, programmes
from safepassage.stages.adaptation import change_district, learn, trade
from safepassage.stages.aspiration import set_out
from safepassage.stages.awareness import spread
from safepassage.stages.destination import live_abroad
from safepassage.stages.documents import process
from safepassage.stages.enforcement import enforce
from safepassage.stages.gates import pass_gates
from safepassage.stages.homecoming import come_home
from safepassage.stages.programmes import govern, spend, train
from safepassage.stages.recruitment import recruit
from safepassage.stages.transit import choose_ways
from safepassage.world.actors_state import Beliefs, Governments, Officials, Recruiters, Registers
from safepassage.world.columns import Columns
from safepassage.world.context import Context
from safepassage.world.doses import Doses
from safepassage.world.draws import Keys
from safepassage.world.geography_arrays import Ground, Local
from safepassage.world.ledger import Ledger
from safepassage.world.rows import not_settled
from safepassage.world.world import Clock, Observer, World

STAGES = (
    "context", "programmes", "awareness", "aspiration", "recruitment", "documents", "transit", "gates", "destination",
    "homecoming", "enforcement", "adaptation", "observation",
)  # fmt: skip
"""Names of the stages, in order; ``World.switched_on`` has a flag for each."""


def step(world: World, observers: Sequence[Observer] = ()) -> None:
    """One step of a world, in place; then time moves on."""
    context.act(world)
    programmes.act(world)
    _live(
        world.people, world.ledger, world.context, world.ground, world.local, world.governments, world.recruiters,
        world.officials, world.beliefs, world.registers, world.doses, world.consular, world.rows, world.runs,
        world.row_of_id, world.sample_of_cell, world.switched_on, world.keys, world.p, world.clock,
    )  # fmt: skip
    observation.act(world, observers)
    clock = world.clock
    world.scenario_step += 1
    age = clock.age_years + clock.years if clock.counting else 0.0
    world.clock = clock._replace(step=clock.step + 1, day=clock.day + clock.days, age_years=age)


@compiled
def _live(
    people: Columns, ledger: Ledger, context: Context, ground: Ground, local: Local, governments: Governments,
    recruiters: Recruiters, officials: Officials, beliefs: Beliefs, registers: Registers, doses: Doses,
    consular: NDArray[np.float64], rows: NDArray[np.int32], runs: NDArray[np.int64], row_of_id: NDArray[np.int32],
    sample_of_cell: NDArray[np.int64], on: NDArray[np.bool_], keys: Keys, p: Packed, clock: Clock,
) -> None:  # fmt: skip
    """Stages 2 to 12, each as its file says; ``on`` switches stages off for ablation."""
    seeking = 0
    if on[1]:
        govern(governments, context, doses, ground, p, clock)
        spend(governments, officials, registers, doses, ground, p, clock)
        train(officials, governments, doses, consular, keys, p, clock)
    if on[2]:
        spread(people, ledger, doses, ground, sample_of_cell, runs, rows, keys, p, clock)
    if on[3]:
        seeking = set_out(people, ledger, context, ground, local, governments, rows, keys, p, clock)
    if on[4]:
        looking = rows[:seeking]
        recruit(
            people, ledger, context, ground, governments, recruiters, beliefs, looking, row_of_id, keys, p, clock
        )  # fmt: skip
    away = rows[: not_settled(people, rows)]
    if on[5]:
        process(people, away, ledger, context, ground, governments, keys, p, clock)
    if on[6]:
        choose_ways(people, away, ledger, context, ground, beliefs, keys, p, clock)
    if on[7]:
        pass_gates(
            people, away, ledger, context, ground, governments, officials, registers, doses, keys, p, clock
        )  # fmt: skip
    if on[8]:
        live_abroad(
            people, away, ledger, context, ground, local, governments, registers, doses, consular, keys, p, clock
        )  # fmt: skip
    if on[9]:
        come_home(people, away, ledger, context, ground, governments, registers, doses, keys, p, clock)
    if on[10]:
        enforce(ledger, context, ground, governments, recruiters, beliefs, registers, doses, keys, p, clock)
    if on[11]:
        learn(ledger, beliefs, p, clock)
        change_district(recruiters, beliefs, governments, ledger, ground, keys, p, clock)
        trade(recruiters, beliefs, registers.active, keys, p, clock)
