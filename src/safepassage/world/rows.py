"""Which rows a loop has to visit: found eight at a time, in the order in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from safepassage.rules.compiled import compiled

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def marked(marks: NDArray[np.bool_], rows: NDArray[np.int64]) -> int:
    """Write the rows of all marks into ``rows``; return how many they are."""
    words = marks[: marks.size // 8 * 8].view(np.uint64)
    n = 0
    for w in range(words.size):
        if words[w] != 0:
            for i in range(8 * w, 8 * w + 8):
                if marks[i]:
                    rows[n] = i
                    n += 1
    for i in range(8 * words.size, marks.size):
        if marks[i]:
            rows[n] = i
            n += 1
    return n


@compiled
def not_settled(world: World) -> NDArray[np.int64]:
    """Rows of those who are not at home, or were harmed on their last journey; found once a step.

    To all others nothing happens between recruitment and the end of a step.
    """
    found, away = world.visits.not_settled, world.visits.away
    if found[0] < 0:
        found[0] = _unsettled(world.people.situation, world.people.harmed, away)
    return away[: found[0]]


@compiled
def _unsettled(situation: NDArray[np.uint8], harmed: NDArray[np.bool_], rows: NDArray[np.int64]) -> int:
    whole = situation.size // 8 * 8
    situations = situation[:whole].view(np.uint64)
    harms = harmed[:whole].view(np.uint64)
    n = 0
    for w in range(situations.size):
        if situations[w] | harms[w] != 0:
            for i in range(8 * w, 8 * w + 8):
                if situation[i] != 0 or harmed[i]:
                    rows[n] = i
                    n += 1
    for i in range(whole, situation.size):
        if situation[i] != 0 or harmed[i]:
            rows[n] = i
            n += 1
    return n


def runs_of(cell: NDArray[np.int16]) -> NDArray[np.int64]:
    """First rows of runs of persons of one cell, and the number of persons at the end: shape [runs + 1]."""
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    return np.append(starts, cell.size).astype(np.int64)
