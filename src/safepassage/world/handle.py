"""The one handle by which compiled code holds a world: all groups, the parameters, the keys and the clock.

numba's structref is experimental, so it is used in this file alone. `World` is what compiled functions take: its
``_numba_type_`` and ``_meminfo`` are how numba sees a structref behind a Python object (decision 70).
"""

from __future__ import annotations

from typing import Any

import numba
from numba import types
from numba.experimental import structref

from safepassage.parameters import packed_dtype
from safepassage.rules.compiled import compiled
from safepassage.world.clock import Clock
from safepassage.world.declare import table
from safepassage.world.state import GROUPS

HANDED = (*GROUPS, "p", "keys", "clock")
"""Names in a world that compiled code can read: ``world.people``, ``world.p``, ``world.clock`` and so on."""


@structref.register
class HandleType(types.StructRef):  # type: ignore[misc]
    """What compiled code sees of a world."""

    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """A short name: the whole type would stand in the name of every compiled function."""
        return "World", ()


class Handle(structref.StructRefProxy):  # type: ignore[misc]
    """The groups of one world in one piece of memory."""


structref.define_proxy(Handle, HandleType, list(HANDED))


def _group_type(group: Any) -> Any:
    arrays = [
        types.Array(numba.from_dtype(one.dtype), len(one.array.axes), "C", readonly=one.array.shared)
        for one in table(group)
    ]
    same = all(one == arrays[0] for one in arrays)
    return (
        types.NamedUniTuple(arrays[0], len(arrays), group) if same else types.NamedTuple(tuple(arrays), group)
    )


def _handle_type() -> HandleType:
    fields = [(name, _group_type(group)) for name, group in GROUPS.items()]
    others = {
        "p": types.Array(numba.from_dtype(packed_dtype()), 1, "C"),
        "keys": types.Array(types.uint64, 1, "C"),
        "clock": numba.typeof(Clock()),
    }
    return HandleType([*fields, *others.items()])


HANDLE_TYPE = _handle_type()


@compiled
def make_handle(*handed):  # type: ignore[no-untyped-def]
    """A handle of all that is handed, in the order of `HANDED`."""
    return Handle(*handed)


@compiled
def set_clock(world: Any, clock: Clock) -> None:
    """Let compiled code read another time."""
    world.clock = clock
