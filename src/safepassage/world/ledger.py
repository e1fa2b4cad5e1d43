"""What happened in this step: counts of persons, expectations, and flows between situations.

Counts and flows are integers; expectations are sums of persons' probabilities in fixed point.
Both add up to the same number in any order. A person's situation changes through ``move`` and
nowhere else, so stock(t + 1) = stock(t) + in - out can be checked at every step.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safepassage.rules.compiled import compiled
from safepassage.world.codes import Situation
from safepassage.world.columns import Columns

FIXED_POINT = 2.0**40
"""One in the fixed-point sums."""

N_SITUATIONS = len(Situation)


class Count(IntEnum):
    """Events counted by home district, simulated persons."""

    ATTEMPTS = 0
    DEPARTURES_REGULAR = 1
    DEPARTURES_IRREGULAR = 2
    CROSSED_FORMAL = 3
    CROSSED_TRADITIONAL = 4
    CROSSED_UNOFFICIAL = 5
    CROSSED_HUB = 6
    REFUSED = 7
    TRAFFICKED = 8
    ENTERED_EXPLOITATION = 9
    RETRAFFICKED = 10
    IDENTIFIED_TRUE = 11
    IDENTIFIED_FALSE = 12
    ASSISTED = 13
    RETURNED = 14
    DEATHS_ABROAD = 15
    PLACEMENTS = 16
    DEPORTED = 17


N_COUNTS = len(Count)


class Expected(IntEnum):
    """Sums of persons' probabilities by home district, in fixed point."""

    REPORTS = 0  # persons who would report
    REGISTERED = 1  # women and children identified
    DEATHS = 2
    ASSISTANCE_DEMAND = 3  # identified persons referred, before places are allotted
    ACCEPTANCES = 4  # accepted offers of recruiters, among those contacted
    CONTACTS = 5
    TRAFFICKED = 6  # each offer by itself, and debts that may turn work into forced work


N_EXPECTED = len(Expected)


class Ledger(NamedTuple):
    """Arrays of one world. ``stock``, ``abroad`` and ``ever`` stand; the rest is cleared every step."""

    stock: NDArray[np.int64]  # [D, situation] persons
    abroad: NDArray[np.int64]  # [S] persons working abroad or exploited, by home subdistrict
    flow: NDArray[np.int64]  # [D, situation from, situation to] in this step
    counts: NDArray[np.int64]  # [D, N_COUNTS] in this step
    expected: NDArray[np.int64]  # [D, N_EXPECTED] in this step, fixed point
    gate_arrivals: NDArray[np.int64]  # [A] persons reaching each gate in this step
    gate_stops: NDArray[np.int64]  # [D, A] probability of being stopped, fixed point, in this step
    gate_tries: NDArray[np.int64]  # [D, A] persons reaching each gate, by home district
    entered_by_gate: NDArray[np.int64]  # [A] persons entering exploitation, by their last gate
    village: NDArray[
        np.int64
    ]  # [S, 2] contacts and acceptances by home subdistrict, fixed point, in this step
    moved: NDArray[np.int64]  # [D, D] recruiters who moved from a district to another, in this step
    awareness: NDArray[np.int64]  # [C] sum of awareness over persons of a cell, fixed point


def make_ledger(districts: int, subdistricts: int, gates: int, cells: int) -> Ledger:
    """An empty ledger."""
    shapes = (
        (districts, N_SITUATIONS), (subdistricts,), (districts, N_SITUATIONS, N_SITUATIONS),
        (districts, N_COUNTS), (districts, N_EXPECTED), (gates,), (districts, gates), (districts, gates),
        (gates,), (subdistricts, 2), (districts, districts), (cells,),
    )  # fmt: skip
    return Ledger(*(np.zeros(shape, np.int64) for shape in shapes))


def clear(ledger: Ledger) -> None:
    """Forget the step's events; stocks stand."""
    for array in ledger[2:11]:
        array.fill(0)


def recount(people: Columns, ledger: Ledger) -> None:
    """Fill the stocks from the columns, at the start of a world."""
    ledger.stock.fill(0)
    np.add.at(ledger.stock, (people.district, people.situation), 1)
    gone = (people.situation == Situation.WORKING) | (people.situation == Situation.EXPLOITED)
    ledger.abroad[:] = np.bincount(people.subdistrict[gone], minlength=ledger.abroad.size)


@compiled
def share_abroad(ledger: Ledger, people: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    """Share of each subdistrict's people of the register who are abroad, [S].

    ``people`` is the register by subdistrict, ``scale`` real persons per simulated one.
    """
    out = np.empty(people.size)
    for s in range(people.size):
        out[s] = ledger.abroad[s] * scale / max(1.0, people[s])
    return out


@compiled
def move(people: Columns, ledger: Ledger, row: int, situation: int, step: int) -> None:
    """Put one person into a situation and write it down."""
    before = people.situation[row]
    district = people.district[row]
    was_abroad = before == Situation.WORKING or before == Situation.EXPLOITED
    is_abroad = situation == Situation.WORKING or situation == Situation.EXPLOITED
    people.situation[row] = situation
    people.since[row] = step
    ledger.stock[district, before] -= 1
    ledger.stock[district, situation] += 1
    ledger.flow[district, before, situation] += 1
    if is_abroad and not was_abroad:
        ledger.abroad[people.subdistrict[row]] += 1
    elif was_abroad and not is_abroad:
        ledger.abroad[people.subdistrict[row]] -= 1


@compiled
def in_fixed_point(amount: float) -> int:
    """An amount as a fixed-point integer, cut off."""
    return int(amount * 1099511627776.0)


@compiled
def fixed(probability: float) -> int:
    """A probability as a fixed-point integer."""
    return int(probability * 1099511627776.0 + 0.5)
