"""How an indicator is read: what is kept of every step, and how all steps' raw numbers become the indicator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from safepassage.parameters import Parameters
from safepassage.world.codes import Count, Expected, ExpectedRecord, Register, Role, Situation
from safepassage.world.ledger import FIXED_POINT
from safepassage.world.world import World

Raw = NDArray[Any]
"""What was kept of the steps taken, [T, D] or [T, D, ...]."""


class Scales(NamedTuple):
    """What stands throughout a run, by which raw numbers become indicators."""

    real: float  # persons per simulated one
    years: float  # length of a step
    people: NDArray[np.float64]  # [D] simulated persons, at least one
    parameters: Parameters


Take = Callable[[World], Raw]
"""Gives an array of one step with a row per district first; the recorder copies it and cuts off further rows."""

Tell = Callable[[Raw, Scales], Raw]
"""Makes the indicator of all steps taken, [T, D], from what was kept of them."""


@dataclass(frozen=True)
class Reading:
    """What is taken of a step, and what it tells. An array is kept once for all indicators that take it."""

    take: Take
    tell: Tell


_COUNTS: Take = attrgetter("ledger.counts")
_STOCK: Take = attrgetter("ledger.stock")
_EXPECTED: Take = attrgetter("ledger.expected")
_MOVED: Take = attrgetter("ledger.moved")
_RECORDED: Take = attrgetter("registers.recorded")
_EXPECTED_RECORDS: Take = attrgetter("registers.expected")
_TRAINING: Take = attrgetter("governments.training")


def level(place: str) -> Reading:
    """An array of the world as it stands, a number a district: ``level("governments.responsiveness")``."""
    return Reading(attrgetter(place), lambda kept, scales: kept)


def count(event: Count) -> Reading:
    """Persons to whom it happened in the step, scaled to the register."""
    return Reading(_COUNTS, lambda kept, scales: kept[..., event] * scales.real)


def expected(event: Expected) -> Reading:
    """The sum of persons' chances in the step, scaled to the register."""
    return Reading(_EXPECTED, lambda kept, scales: kept[..., event] / FIXED_POINT * scales.real)


def stock(*situations: Situation) -> Reading:
    """Persons in one of these situations at the end of the step, scaled to the register."""
    return Reading(
        _STOCK, lambda kept, scales: np.add.reduce([kept[..., one] * scales.real for one in situations])
    )


def person_years(situation: Situation) -> Reading:
    """Time that persons have spent in a situation since the start, scaled to the register."""
    return Reading(
        _STOCK,
        lambda kept, scales: np.cumsum(kept[..., situation] * scales.real * scales.years, axis=0),
    )


def alive() -> Reading:
    """Persons who are not dead, scaled to the register."""
    return Reading(_STOCK, lambda kept, scales: (kept.sum(axis=2) - kept[..., Situation.DEAD]) * scales.real)


def recorded(register: Register) -> Reading:
    """What a register shows of the step."""
    return Reading(_RECORDED, lambda kept, scales: kept[..., register])


def expected_cases() -> Reading:
    """Cases that the police may be expected to open in the step."""
    return Reading(_EXPECTED_RECORDS, lambda kept, scales: kept[..., ExpectedRecord.CASES])


def expected_victims() -> Reading:
    """Victims in the cases that the police may be expected to open in the step."""
    return Reading(
        _EXPECTED_RECORDS,
        lambda kept, scales: kept[..., ExpectedRecord.CASES] * scales.parameters.enforcement.victims_per_case,
    )


def moved_in() -> Reading:
    """Recruiters who moved to the district in the step."""
    return Reading(_MOVED, lambda kept, scales: kept.sum(axis=1))


def moved_out() -> Reading:
    """Recruiters who moved away from the district in the step."""
    return Reading(_MOVED, lambda kept, scales: kept.sum(axis=2))


def mean_awareness() -> Reading:
    """The mean over all persons of the district."""
    return Reading(_awareness, lambda kept, scales: kept / FIXED_POINT / scales.people)


def _awareness(world: World) -> Raw:
    districts = len(world.region.districts)
    return np.bincount(world.ground.cell_district, world.ledger.awareness, minlength=districts)


def mean_training(*roles: Role) -> Reading:
    """The mean of the officials' mean training in each of these roles."""
    return Reading(_TRAINING, lambda kept, scales: kept[..., list(roles)].mean(axis=2))
