"""The one handle by which compiled code holds a world: all groups, the parameters, the keys and the clock.

A handle is a table of words in memory: for each array where its data begin and how long its axes are, then the
clock. In compiled code ``people = world.people`` is the same pointer, ``people.debt_usd`` one or two loads, and nothing
of it is reference counted: the world keeps its arrays alive while a compiled function runs. So there is little to
compile, and handing over a world is handing over a number (decision 70).

What numba has to be told stands in this file alone. `World` is what compiled functions are called with: its
``_numba_type_`` is how numba knows a world, its ``_address`` where the table is.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.errors import NumbaTypeError
from numba.core.imputils import lower_cast, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, box, register_model, unbox
from numba.np.arrayobj import make_array, populate_array

from safepassage.parameters import packed_dtype
from safepassage.world.clock import Clock
from safepassage.world.declare import table
from safepassage.world.state import GROUPS

HANDED = (*GROUPS, "p", "keys", "clock")
"""Names in a world that compiled code can read: ``world.people``, ``world.p``, ``world.clock`` and so on."""
_WORD = 8


class Borrowed(types.Array):  # type: ignore[misc]
    """An array that lives in a world. What is cut out of it is an array as any other."""


class GroupType(types.Opaque):  # type: ignore[misc]
    """What compiled code sees of a group."""


class HandleType(types.Opaque):  # type: ignore[misc]
    """What compiled code sees of a world."""


@register_model(Borrowed)
class _BorrowedModel(models.StructModel):  # type: ignore[misc]
    """As numba's own arrays, but their owner is a bare pointer, which nobody counts."""

    def __init__(self, manager: Any, kind: Any) -> None:
        members = models.ArrayModel(manager, types.Array(kind.dtype, kind.ndim, "C"))
        fields = dict(zip(members._fields, members._members, strict=True))
        super().__init__(manager, kind, list({**fields, "meminfo": types.voidptr}.items()))


register_model(GroupType)(models.OpaqueModel)
register_model(HandleType)(models.OpaqueModel)


@lower_cast(Borrowed, types.Array)
def _as_any_array(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:
    return value


def _borrowed(dtype: np.dtype[Any], axes: int, readonly: bool = False) -> Borrowed:
    return Borrowed(numba.from_dtype(dtype), axes, "C", readonly=readonly)


def _layout() -> tuple[dict[str, dict[str, tuple[int, Borrowed]]], int]:
    """Of every array of every group its first word and its type; and the first word of the clock."""
    groups = {
        name: [
            (one.name, _borrowed(one.dtype, len(one.array.axes), one.array.shared)) for one in table(group)
        ]
        for name, group in GROUPS.items()
    }
    groups[""] = [("p", _borrowed(packed_dtype(), 1)), ("keys", _borrowed(np.dtype(np.uint64), 1))]
    layout: dict[str, dict[str, tuple[int, Borrowed]]] = {}
    word = 0
    for name, arrays in groups.items():
        layout[name] = {}
        for array, kind in arrays:
            layout[name][array] = word, kind
            word += 1 + kind.ndim
    return layout, word


_LAYOUT, _CLOCK_WORD = _layout()
_CLOCK_TYPE = numba.typeof(Clock(0, 0.0, 0.0, 0.0))
_CLOCK_FORMAT = "".join(
    {types.int64: "q", types.float64: "d", types.boolean: "q"}[kind] for kind in _CLOCK_TYPE
)
_DIGEST = zlib.crc32(repr((_LAYOUT, _CLOCK_TYPE)).encode())
"""Stands in the names of the types, so that nothing compiled for another layout is taken from a cache."""
HANDLE_TYPE = HandleType(f"World{_DIGEST:x}")
_GROUP_TYPES = {name: GroupType(f"{name}{_DIGEST:x}") for name in GROUPS}
_NAMES = {kind: name for name, kind in _GROUP_TYPES.items()} | {HANDLE_TYPE: ""}


@infer_getattr
class _GroupAttributes(AttributeTemplate):  # type: ignore[misc]
    key = GroupType

    def generic_resolve(self, kind: Any, name: str) -> Any:
        """Type of an array of a group."""
        found = _LAYOUT[_NAMES[kind]].get(name)
        return found and found[1]


@infer_getattr
class _HandleAttributes(AttributeTemplate):  # type: ignore[misc]
    key = HandleType

    def generic_resolve(self, kind: Any, name: str) -> Any:
        """Type of what a world hands to compiled code."""
        if name == "clock":
            return _CLOCK_TYPE
        found = _LAYOUT[""].get(name)
        return _GROUP_TYPES.get(name) or (found and found[1])


def _load(builder: Any, handle: Any, word: int, kind: Any) -> Any:
    """A word of the table, which never changes while compiled code runs: LLVM may load it once."""
    where = builder.bitcast(cgutils.pointer_add(builder, handle, word * _WORD), kind.as_pointer())
    loaded = builder.load(where)
    loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
    return loaded


@lower_getattr_generic(GroupType)
def _array(context: Any, builder: Any, kind: Any, handle: Any, name: str) -> Any:
    """An array, made of its words in the table."""
    word, array_type = _LAYOUT[_NAMES[kind]][name]
    length = context.get_value_type(types.intp)
    array = make_array(array_type)(context, builder)
    data = _load(builder, handle, word, array.data.type)
    shape = [_load(builder, handle, word + 1 + axis, length) for axis in range(array_type.ndim)]
    itemsize = context.get_abi_sizeof(context.get_data_type(array_type.dtype))
    strides = [length(itemsize)]
    for size in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], size, flags=["nsw"]))
    populate_array(array, data=data, shape=shape, strides=strides, itemsize=itemsize, meminfo=None)
    return array._getvalue()


@lower_getattr_generic(HandleType)
def _part(context: Any, builder: Any, kind: Any, handle: Any, name: str) -> Any:
    """A group is the same pointer; the clock is read word by word."""
    if name in GROUPS:
        return handle
    if name != "clock":
        return _array(context, builder, kind, handle, name)
    values = []
    for number, field in enumerate(_CLOCK_TYPE):
        loaded = _load(
            builder,
            handle,
            _CLOCK_WORD + number,
            ir.DoubleType() if field == types.float64 else ir.IntType(64),
        )
        values.append(context.cast(builder, loaded, types.int64, field) if field == types.boolean else loaded)
    return context.make_tuple(builder, _CLOCK_TYPE, values)


@unbox(HandleType)
def _unboxed(kind: Any, world: Any, c: Any) -> NativeValue:
    """The pointer that a world holds as its ``_address``."""
    address = c.pyapi.object_getattr_string(world, "_address")
    value = c.pyapi.long_as_voidptr(address)
    c.pyapi.decref(address)
    return NativeValue(value, is_error=c.pyapi.c_api_error())


@box(Borrowed)
def _not_returned(kind: Any, value: Any, c: Any) -> None:
    raise NumbaTypeError(
        "an array of a world is not returned to Python, where nobody would keep it alive: copy it"
    )


class Handle:
    """The table of one world. It is worth as much as the arrays in it: whoever replaces one makes another handle."""

    def __init__(self, world: Any) -> None:
        self._words = np.zeros(_CLOCK_WORD + len(_CLOCK_TYPE), np.int64)
        for group, arrays in _LAYOUT.items():
            held = getattr(world, group) if group else world
            for name, (word, kind) in arrays.items():
                array = getattr(held, name)
                if not group and (numba.typeof(array).dtype != kind.dtype or not array.flags.c_contiguous):
                    raise TypeError(
                        f"world.{name} is {array.dtype}; compiled code reads a contiguous {kind.dtype}"
                    )
                self._words[word] = array.ctypes.data
                self._words[word + 1 : word + 1 + kind.ndim] = array.shape
        self.address = self._words.ctypes.data
        self.set_clock(world.clock)

    def set_clock(self, clock: Clock) -> None:
        """Let compiled code read another time."""
        struct.pack_into(_CLOCK_FORMAT, self._words, _CLOCK_WORD * _WORD, *clock)
