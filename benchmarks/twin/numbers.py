"""The two kinds of number that the engine stores and Python does not have."""

from __future__ import annotations

import struct

ONE = 2.0**40
"""One in the fixed-point sums of probabilities."""

_FLOAT32 = struct.Struct("f")
_pack, _unpack = _FLOAT32.pack, _FLOAT32.unpack


def single(value: float) -> float:
    """The nearest float32, as the engine's columns hold it (as ``float(np.float32(value))``, faster)."""
    rounded: float = _unpack(_pack(value))[0]
    return rounded


def fixed(probability: float) -> int:
    """A probability as a fixed-point integer, so that sums do not depend on their order."""
    return int(probability * ONE + 0.5)
