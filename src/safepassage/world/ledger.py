"""What happened in this step: counts of persons, expectations, and flows between situations.

Counts and flows are integers; expectations are sums of persons' probabilities in fixed point.
Both add up to the same number in any order. A person's situation changes through ``move`` and
nowhere else, so stock(t + 1) = stock(t) + in - out can be checked at every step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from safepassage.rules.compiled import compiled, compiled_as
from safepassage.world.codes import Count, Situation

if TYPE_CHECKING:
    from safepassage.world.state import Columns, Ledger
    from safepassage.world.world import World

FIXED_POINT = 2.0**40
"""One in the fixed-point sums."""


def recount(people: Columns, ledger: Ledger) -> None:
    """Fill the stocks from the columns, at the start of a world."""
    ledger.stock.fill(0)
    np.add.at(ledger.stock, (people.district, people.situation), 1)
    gone = (people.situation == Situation.WORKING) | (people.situation == Situation.EXPLOITED)
    ledger.abroad[:] = np.bincount(people.subdistrict[gone], minlength=ledger.abroad.size)
    ledger.awareness.fill(0)
    aware = (people.awareness.astype(float) * FIXED_POINT).astype(np.int64)
    np.add.at(ledger.awareness, people.cell, aware)


@compiled
def share_abroad(world: World) -> NDArray[np.float64]:
    """Share of each subdistrict's people of the register who are abroad, [S]."""
    abroad, people = world.ledger.abroad, world.ground.subdistrict_population
    out = np.empty(people.size)
    for s in range(people.size):
        out[s] = abroad[s] * world.clock.scale / max(1.0, people[s])
    return out


@compiled
def move(world: World, row: int, situation: int) -> None:
    """Put one person into a situation and write it down."""
    people, ledger = world.people, world.ledger
    before = people.situation[row]
    district = people.district[row]
    was_abroad = before == Situation.WORKING or before == Situation.EXPLOITED
    is_abroad = situation == Situation.WORKING or situation == Situation.EXPLOITED
    people.situation[row] = situation
    people.since[row] = world.clock.step
    ledger.stock[district, before] -= 1
    ledger.stock[district, situation] += 1
    ledger.flow[district, before, situation] += 1
    if is_abroad and not was_abroad:
        ledger.abroad[people.subdistrict[row]] += 1
    elif was_abroad and not is_abroad:
        ledger.abroad[people.subdistrict[row]] -= 1


@compiled
def count(world: World, row: int, what: int) -> None:
    """One more event of a person's home district."""
    world.ledger.counts[world.people.district[row], what] += 1


@compiled
def mark_trafficked(world: World, row: int) -> None:
    """The person becomes trafficked on this journey."""
    people = world.people
    people.trafficked[row] = True
    count(world, row, Count.TRAFFICKED)
    if people.times_trafficked[row] > 0:
        count(world, row, Count.RETRAFFICKED)
    people.times_trafficked[row] = min(255, people.times_trafficked[row] + 1)


@compiled_as("int64(float64)")
def in_fixed_point(amount: float) -> int:
    """An amount as a fixed-point integer, cut off."""
    return int(amount * FIXED_POINT)


@compiled_as("int64(float64)")
def fixed(probability: float) -> int:
    """A probability as a fixed-point integer."""
    return int(probability * FIXED_POINT + 0.5)


@compiled_as("float64(int64)")
def real(total: int) -> float:
    """The amount that a fixed-point integer stands for."""
    return total / FIXED_POINT
