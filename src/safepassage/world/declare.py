"""How state is declared: a group is a named tuple of arrays, each with its axes, unit and meaning.

    class Officials(NamedTuple):
        training: Annotated[F64, over("official", "0-1", "what training has left")]

Making, clearing, copying, reordering, checking and the page of columns follow from the declaration alone.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, NamedTuple, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray


class Array(NamedTuple):
    """What one array holds. ``default`` is its value where nothing has happened yet."""

    axes: tuple[str, ...]
    unit: str
    meaning: str
    default: float | None = 0.0  # None: scratch, whatever stood there
    cleared: bool = False  # back to the default at the beginning of every step
    shared: bool = False  # never written once it is made: copies of a world share it


class Declared(NamedTuple):
    """An array with its name and type, as a row of a table."""

    name: str
    dtype: np.dtype[Any]
    array: Array


def over(
    axes: str,
    unit: str,
    meaning: str,
    default: float | None = 0.0,
    *,
    cleared: bool = False,
    shared: bool = False,
) -> Array:
    """Declare an array over axes, written with spaces between them."""
    return Array(tuple(axes.split()), unit, meaning, default, cleared, shared)


def _dtype(hint: Any) -> np.dtype[Any]:
    """The dtype in an ``NDArray[...]``, which NumPy spells in more than one way."""
    inner = get_args(hint)[-1]
    found: np.dtype[Any] = np.dtype(get_args(inner)[0] if get_args(inner) else inner)
    return found


@functools.cache
def table(group: type) -> tuple[Declared, ...]:
    """All arrays of a group, in their order."""
    hints = get_type_hints(group, include_extras=True)
    return tuple(
        Declared(name, _dtype(hint.__origin__), hint.__metadata__[0]) for name, hint in hints.items()
    )


def make[T: tuple[Any, ...]](group: type[T], sizes: Mapping[str, int]) -> T:
    """A group in which nothing has happened yet.

    Filled, never left as ``np.zeros`` returns them: untouched pages make loops slower.

    Parameters
    ----------
    sizes
        Length of every axis that the group names.
    """
    return group(*(_made(one, [sizes[axis] for axis in one.array.axes]) for one in table(group)))


def _made(one: Declared, shape: list[int]) -> NDArray[Any]:
    if one.array.default is None:
        return np.empty(shape, one.dtype)
    return np.full(shape, one.array.default, one.dtype)


def clear(state: tuple[NDArray[Any], ...]) -> None:
    """Bring back to their defaults what is cleared at the beginning of every step."""
    for number, default in _cleared(type(state)):
        state[number].fill(default)


@functools.cache
def _cleared(group: type) -> tuple[tuple[int, Any], ...]:
    return tuple((n, one.array.default) for n, one in enumerate(table(group)) if one.array.cleared)


def copy[T: tuple[Any, ...]](state: T) -> T:
    """An independent copy; what is never written stays shared."""
    group = type(state)
    arrays = [a if one.array.shared else a.copy() for a, one in zip(state, table(group), strict=True)]
    return group(*arrays)


def reordered[T: tuple[Any, ...]](state: T, axis: str, order: NDArray[np.int64]) -> T:
    """A copy whose rows along an axis stand in another order."""
    group = type(state)
    arrays = [
        np.take(a, order, one.array.axes.index(axis)) if axis in one.array.axes else a.copy()
        for a, one in zip(state, table(group), strict=True)
    ]
    return group(*arrays)


def contiguous[T: tuple[Any, ...]](state: T) -> T:
    """The same group with every array in one piece."""
    group = type(state)
    return group(*(np.ascontiguousarray(array) for array in state))


def check(state: tuple[NDArray[Any], ...]) -> None:
    """Hold a group to its declaration, which compiled code relies on; what is shared cannot be written from now on.

    Raises
    ------
    TypeError
        An array of another dtype, number of axes or length than declared, not contiguous, or read-only.
    """
    group, sizes = type(state), dict[str, int]()
    for one, array in zip(table(group), state, strict=True):
        name, axes = f"{group.__name__}.{one.name}", one.array.axes
        if array.dtype != one.dtype or array.ndim != len(axes) or not array.flags.c_contiguous:
            raise TypeError(
                f"{name} is {array.dtype} with {array.ndim} axes; declared is a contiguous {one.dtype} "
                f"over {' '.join(axes)}"
            )
        for axis, size in zip(axes, array.shape, strict=True):
            if sizes.setdefault(axis, size) != size:
                raise TypeError(
                    f"{name} has {size} along {axis}, where others of its group have {sizes[axis]}"
                )
        if one.array.shared:
            array.flags.writeable = False
        elif not array.flags.writeable:
            raise TypeError(f"{name} is read-only; give a copy")


def writable(state: tuple[NDArray[Any], ...]) -> tuple[NDArray[Any], ...]:
    """The same group with copies of what is read-only and should not be: what comes out of a pickle may be so."""
    group: Any = type(state)
    return tuple.__new__(
        group,
        (
            array if one.array.shared or array.flags.writeable else array.copy()
            for one, array in zip(table(group), state, strict=True)
        ),
    )


def sizes_of(state: tuple[NDArray[Any], ...]) -> dict[str, int]:
    """Length of every axis of a group."""
    return {
        axis: size
        for one, array in zip(table(type(state)), state, strict=True)
        for axis, size in zip(one.array.axes, array.shape, strict=True)
    }


def bytes_each(group: type, axis: str) -> int:
    """Memory of one row of the arrays that have an axis and no other."""
    return sum(one.dtype.itemsize for one in table(group) if one.array.axes == (axis,))
