"""The seed of each replicate: a plain number that follows from the master seed alone."""

from __future__ import annotations

import numpy as np


def replicate_seed(master: int, replicate: int) -> int:
    """Return the seed of one replicate, in [0, 2**53).

    It does not depend on how many replicates there are, so more of them can be added later.
    53 bits, because JSON readers hold numbers as doubles.

    >>> replicate_seed(1, 0) == replicate_seed(1, 0) != replicate_seed(1, 1)
    True
    """
    return _seed(master, replicate)


def draw_seed(master: int, draw: int, replicate: int) -> int:
    """Return the seed of one replicate of one draw, where every draw has seeds of its own.

    >>> len({draw_seed(1, 0, 0), draw_seed(1, 1, 0), draw_seed(1, 0, 1), replicate_seed(1, 0)})
    4
    """
    # Counted from one: SeedSequence takes a trailing zero for nothing.
    return _seed(master, draw + 1, replicate + 1)


def _seed(*words: int) -> int:
    word = np.random.SeedSequence(list(words)).generate_state(1, np.uint64)[0]
    return int(word) >> 11
