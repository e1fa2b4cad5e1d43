"""Numbers as the engine stores and adds them, and lengths of a year."""

from __future__ import annotations

import struct

ONE = 2.0**40
"""One in the fixed-point sums of probabilities."""

YEAR_DAYS = 365.25
YEAR_WEEKS = 52.1786

NEVER = 1e-12
"""The least rate by which a clock is divided."""

_FLOAT32 = struct.Struct("f")
_pack, _unpack = _FLOAT32.pack, _FLOAT32.unpack


def single(value: float) -> float:
    """The nearest float32, as the engine's columns hold it (as ``float(np.float32(value))``, faster)."""
    rounded: float = _unpack(_pack(value))[0]
    return rounded


def fixed(probability: float) -> int:
    """A probability as a fixed-point integer, so that sums do not depend on their order."""
    return int(probability * ONE + 0.5)


def sum_in_order(values: list[float]) -> float:
    """Plain left-to-right sum. Python's ``sum`` compensates rounding errors since 3.12."""
    total = 0.0
    for value in values:
        total += value
    return total
