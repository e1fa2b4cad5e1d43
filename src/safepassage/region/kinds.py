"""The kinds of gate. Compiled code knows them too, so this module imports nothing of the region's reading."""

from __future__ import annotations

from enum import IntEnum


class GateKind(IntEnum):
    """The kinds of gate, in the order in which they are reported."""

    FORMAL = 0
    TRADITIONAL = 1
    UNOFFICIAL = 2
    HUB = 3
