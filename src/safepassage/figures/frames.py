"""Where persons and recruiters of a run are after each step, packed small: what a moving picture is drawn from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from safepassage.region.region import Ints, Region
from safepassage.world.codes import Situation
from safepassage.world.state import Columns

Codes = NDArray[np.uint16]

GATE_SHIFT, DESTINATION_SHIFT, PHASE_SHIFT = 3, 9, 12
MOST_GATES, MOST_DESTINATIONS = 62, 6


class Phase(IntEnum):
    """How far a person in transit is."""

    NONE = 0  # about to set out
    TO_FIRST = 1  # on the way to the first gate
    BETWEEN = 2  # past a gate, on the way to the next or abroad
    HOMEWARD = 3


@dataclass(frozen=True)
class Frames:
    """One world's run.

    Attributes
    ----------
    codes
        Shape [steps + 1, persons]: bits 0-2 the situation, 3-8 the gate plus one, 9-11 the
        destination plus one, 12-13 the phase; the first row is the start.
    recruiters
        Shape [steps + 1, recruiters]: the cell in which each works plus one, 0 for out of the trade.
    """

    scenario: str
    codes: Codes
    recruiters: Codes


@dataclass(frozen=True)
class Film:
    """Two worlds on the same draws: the same persons, in the same order."""

    region: Region
    government: str
    dates: tuple[dt.date, ...]  # first day of each step
    step_days: float
    ids: Ints  # [persons] register numbers; only their mixing is ever shown
    home_cell: Ints  # [persons]
    recruiter_ids: Ints
    worlds: tuple[Frames, Frames]


def pack(people: Columns, rows: Ints, route_gates: Ints) -> Codes:
    """Return the codes of some persons as they are now.

    Parameters
    ----------
    people
        All persons of the world.
    rows
        Which.
    route_gates
        ``Region.route_gates``.
    """
    situation = people.situation[rows].astype(np.int64)
    leg, route = people.leg[rows].astype(np.int64), people.route[rows].astype(np.int64)
    moving = situation == Situation.IN_TRANSIT
    out = moving & (route >= 0) & (leg >= 0)
    phase = np.where(moving & (leg < 0), Phase.HOMEWARD, Phase.NONE)
    phase = np.where(out, np.where(leg == 0, Phase.TO_FIRST, Phase.BETWEEN), phase)
    on_route = route_gates[np.maximum(route, 0), np.clip(leg - 1, 0, route_gates.shape[1] - 1)]
    abroad = (situation == Situation.WORKING) | (situation == Situation.EXPLOITED)
    gate = np.where(
        out, on_route, np.where(abroad | (phase == Phase.HOMEWARD), people.gate[rows].astype(np.int64), -1)
    )
    destination = np.where(abroad, people.destination[rows].astype(np.int64), -1)
    code = (
        situation | (gate + 1) << GATE_SHIFT | (destination + 1) << DESTINATION_SHIFT | phase << PHASE_SHIFT
    )
    return code.astype(np.uint16)


def situation_of(codes: Codes) -> NDArray[np.int64]:
    """The situations of codes."""
    return codes.astype(np.int64) & 7


def gate_of(codes: Codes) -> NDArray[np.int64]:
    """The gates of codes, -1 for none."""
    return (codes.astype(np.int64) >> GATE_SHIFT & 63) - 1


def destination_of(codes: Codes) -> NDArray[np.int64]:
    """The destinations of codes, -1 for none."""
    return (codes.astype(np.int64) >> DESTINATION_SHIFT & 7) - 1


def phase_of(codes: Codes) -> NDArray[np.int64]:
    """The phases of codes."""
    return codes.astype(np.int64) >> PHASE_SHIFT & 3


def runs_of(codes: Codes) -> tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.uint16]]:
    """Pack columns into runs: situations last for months, so a person takes a few bytes.

    Parameters
    ----------
    codes
        Shape [steps, persons], fewer than 65,536 steps.

    Returns
    -------
    tuple
        ``values`` and ``lengths`` of all runs, person after person, and the ``number`` of runs of each.
    """
    values, lengths, numbers = [], [], []
    for column in codes.T:
        starts = np.flatnonzero(np.r_[True, column[1:] != column[:-1]])
        values.append(column[starts])
        lengths.append(np.diff(np.r_[starts, len(column)]))
        numbers.append(len(starts))
    if not values:
        return (np.zeros(0, np.uint16),) * 3
    return (
        np.concatenate(values).astype(np.uint16),
        np.concatenate(lengths).astype(np.uint16),
        np.array(numbers, dtype=np.uint16),
    )
