"""Fields of an intervention that say themselves what a scenario may write into them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Collection
from functools import partial
from typing import Any

from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import load_passports


def number(default: float, high: float = math.inf) -> Any:
    """A number from zero to ``high``."""
    return dataclasses.field(default=default, metadata={"read": partial(_number, high=high)})


def from_passport(name: str) -> Any:
    """A strength or cost: the passport's value in the run unless the scenario gives its own; see `Timed.strength`."""
    return dataclasses.field(
        default=None,
        metadata={
            "passport": name,
            "read": lambda value, where: _number(value, where, load_passports()[name].most),
        },
    )


def some_of(known: Collection[str], default: tuple[str, ...], what: str) -> Any:
    """One or several of the ``known`` names; ``what`` they name, for errors."""

    def names(value: Any, where: str) -> tuple[str, ...]:
        found = tuple(map(str, value if isinstance(value, list | tuple) else [value]))
        for name in found:
            if name not in known:
                raise InputError(
                    f"{what} {name!r} is not known",
                    code=f"unknown.{what.replace(' ', '_')}", place=where, near=(name, known), name=name,
                )  # fmt: skip
        return found

    return dataclasses.field(default=default, metadata={"read": names})


def one_of(known: Collection[str], default: str, what: str) -> Any:
    """One of the ``known`` names; ``what`` they name, for errors."""

    def name(value: Any, where: str) -> str:
        if value not in known:
            raise InputError(
                f"{what} {value!r} is not known",
                code=f"unknown.{what}", place=where, near=(str(value), known), name=str(value),
            )  # fmt: skip
        return str(value)

    return dataclasses.field(default=default, metadata={"read": name})


def names() -> Any:
    """One or several names that only the region knows; none means all."""

    def as_texts(value: Any, where: str) -> tuple[str, ...]:
        return tuple(map(str, value if isinstance(value, list | tuple) else [value]))

    return dataclasses.field(default=(), metadata={"read": as_texts})


def read(field: dataclasses.Field[Any], value: Any, where: str) -> Any:
    """What a scenario wrote into a field, in its type.

    Raises
    ------
    InputError
        It is of another type, out of range, or not one of the known names.
    """
    return field.metadata["read"](value, where) if "read" in field.metadata else value


def _number(value: Any, where: str, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{where} = {value!r} is not a number", code="no_number", name=where, value=value)
    if not 0.0 <= value <= high:
        raise InputError(
            f"{where} = {value!r} is outside 0 to {high:g}",
            code="outside", name=where, value=repr(value), low=0.0, high=high,
        )  # fmt: skip
    return float(value)


def _date(value: Any, where: str) -> dt.date | None:
    # YAML reads a date with a time as a moment, which no step can be compared with.
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError(
            f"{where} = '{value}' is not a date; write YYYY-MM-DD", code="no_date", name=where, value=value
        ) from None


A_DATE = {"read": _date}
"""Metadata of a field that holds a date, or None."""
