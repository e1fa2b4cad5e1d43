"""The one handle by which compiled code holds a world: all groups, the parameters, the keys and the clock.

A group is a structref of arrays and the world a structref of groups, so ``people = world.people`` in compiled code
takes a pointer and ``people.debt_usd`` one array. numba's structref is experimental, so it is used in this file
alone. `World` is what compiled functions are called with: its ``_numba_type_`` and ``_meminfo`` are how numba sees
a structref behind a Python object (decision 70).
"""

from __future__ import annotations

import zlib
from typing import Any

import numba
from numba import types
from numba.core import cgutils
from numba.experimental import structref
from numba.extending import intrinsic

from safepassage.parameters import packed_dtype
from safepassage.rules.compiled import compiled
from safepassage.world.clock import Clock
from safepassage.world.declare import table
from safepassage.world.state import GROUPS

HANDED = (*GROUPS, "p", "keys", "clock")
"""Names in a world that compiled code can read: ``world.people``, ``world.p``, ``world.clock`` and so on."""


class _Struct(types.StructRef):  # type: ignore[misc]
    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """A short name: the whole type would stand in the name of every compiled function."""
        return f"{self._typename}{zlib.crc32(self.name.encode()):x}", ()


@structref.register
class GroupType(_Struct):
    """What compiled code sees of a group."""


@structref.register
class HandleType(_Struct):
    """What compiled code sees of a world."""


class Handle(structref.StructRefProxy):  # type: ignore[misc]
    """The handle of one world, as Python keeps it."""


structref.define_boxing(HandleType, Handle)


def _group_type(group: type) -> GroupType:
    fields = []
    for one in table(group):
        dtype, axes = numba.from_dtype(one.dtype), len(one.array.axes)
        fields.append((one.name, types.Array(dtype, axes, "C", readonly=one.array.shared)))
    return GroupType(fields)


def _handle_type() -> HandleType:
    parameters = types.Array(numba.from_dtype(packed_dtype()), 1, "C")
    others = {
        "p": parameters,
        "keys": types.Array(types.uint64, 1, "C"),
        "clock": numba.typeof(Clock(0, 0.0, 0.0, 0.0)),
    }
    groups = [(name, _group_type(group)) for name, group in GROUPS.items()]
    return HandleType([*groups, *others.items()])


HANDLE_TYPE = _handle_type()


def _new(context: Any, builder: Any, kind: Any, values: list[Any]) -> Any:
    """Code that makes a structref and puts values into its fields."""
    made = context.compile_internal(builder, lambda: structref.new(kind), kind(), [])
    data = structref._Utils(context, builder, kind).get_data_struct(made)
    for (name, field), value in zip(kind.field_dict.items(), values, strict=True):
        context.nrt.incref(builder, field, value)
        setattr(data, name, value)
    return made


@intrinsic
def _filled(typingctx: Any, handed: Any) -> Any:
    """A handle filled with named tuples of arrays, parameters, keys and clock."""

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        parts = cgutils.unpack_tuple(builder, args[0], len(handed))
        values = []
        for kind, part in zip(HANDLE_TYPE.field_dict.values(), parts, strict=True):
            if isinstance(kind, GroupType):
                arrays = cgutils.unpack_tuple(builder, part, len(kind.field_dict))
                values.append(_new(context, builder, kind, arrays))
            else:
                values.append(part)
        return _new(context, builder, HANDLE_TYPE, values)

    return HANDLE_TYPE(handed), code


@compiled
def make_handle(*handed: Any) -> Any:
    """A handle of all that is handed, in the order of `HANDED`."""
    return _filled(handed)


@compiled
def set_clock(world: Any, clock: Clock) -> None:
    """Let compiled code read another time."""
    world.clock = clock
