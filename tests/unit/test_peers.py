"""The work on which peers are compared has one answer, and ours gives it."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.peers import chain
from benchmarks.peers.__main__ import agrees
from benchmarks.peers.in_engine import run_chain


def test_the_shares_of_the_chain_are_those_of_its_matrix() -> None:
    shares = np.zeros(4)
    for weight, ratio in ((0.75, 1.0), (0.25, 1.5)):
        leave, again = chain.within(chain.LEAVE * ratio), chain.within(chain.LEAVE_AGAIN * ratio)
        out, free = chain.within(chain.EXPLOITED + chain.RETURN), chain.within(chain.RELEASED)
        move = np.array(
            [
                [1 - leave, leave, 0, 0],
                [0, 1 - out, out * 0.2, out * 0.8],
                [0, 0, 1 - free, free],
                [0, again, 0, 1 - again],
            ]
        )
        shares += weight * np.linalg.matrix_power(move, chain.STEPS)[0]
    assert chain.expected_shares() == pytest.approx(shares)


def test_the_chain_in_our_manner_gives_them() -> None:
    counts, _, _ = run_chain(20_000, chain.STEPS)
    assert (counts.sum(axis=1) == 20_000).all()
    assert agrees(counts[-1].tolist()) == "yes"
    wrong = counts[-1] + np.array([-500, 500, 0, 0])
    assert agrees(wrong.tolist()).startswith("NO")
