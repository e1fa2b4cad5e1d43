"""A table once it is read: typed rows held to a schema, and the errors of its cells."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from safepassage.evidence.errors import InputError, did_you_mean

Value = str | int | float | dt.date | None

TYPES = ("text", "integer", "number", "date", "value")
"""The types of a column, see `Column`."""


@dataclass(frozen=True)
class Column:
    """What a column may hold.

    ``type`` is ``text``, ``integer``, ``number``, ``date`` (ISO) or ``value`` (a number
    whose limits follow from the row's unit, or text where the unit says so). ``empty``
    cells are read as None; a column that may be ``absent`` is then None in every row.
    """

    name: str
    type: str
    empty: bool = False
    absent: bool = False
    low: float = -math.inf
    high: float = math.inf
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSchema:
    """The columns of a table, its key (no two rows alike in it), limits by unit."""

    columns: dict[str, Column]
    key: tuple[str, ...] = ()
    unit_limits: Mapping[str, tuple[float, float]] | None = None
    text_units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One line of a table; the accessors are for columns that the schema has typed."""

    path: Path
    line: int
    cells: Mapping[str, Value]

    def text(self, column: str) -> str:
        """Return the cell as text, ``""`` where it is empty."""
        value = self.cells[column]
        return "" if value is None else str(value)

    def number(self, column: str) -> float:
        """Return the cell as a number, NaN where it is empty."""
        value = self.cells[column]
        if value is None:
            return math.nan
        if isinstance(value, int | float):
            return float(value)
        raise self.error(column, "a number")

    def integer(self, column: str) -> int:
        """Return the cell as a whole number; an empty cell is an `InputError`."""
        value = self.cells[column]
        if isinstance(value, int):
            return value
        raise self.error(column, "a whole number")

    def date(self, column: str) -> dt.date:
        """Return the cell as a date; an empty cell is an `InputError`."""
        value = self.cells[column]
        if isinstance(value, dt.date):
            return value
        raise self.error(column, "a date such as 2020-03-18")

    def empty(self, column: str) -> bool:
        """Return whether the cell is empty (or the column absent)."""
        return self.cells.get(column) is None

    def error(self, column: str, allowed: str) -> InputError:
        """Return the error of this cell, to be raised."""
        return cell_error(self.path, self.line, column, self.cells.get(column), allowed)


@dataclass(frozen=True)
class Table:
    """A table that was read: its rows in the order of the file, and its SHA-256."""

    path: Path
    sha256: str
    rows: tuple[Row, ...]

    def where(self, **equal: Value) -> list[Row]:
        """Return the rows whose cells equal the given values."""
        return [r for r in self.rows if all(r.cells[c] == v for c, v in equal.items())]

    def error(self, what: str) -> InputError:
        """Return an error of the table as a whole, to be raised."""
        return InputError(f"{self.path}: {what}")


def cell_error(path: Path, line: int, column: str, value: object, allowed: str) -> InputError:
    """Return the error of a cell: file, line, column, value, what is allowed."""
    shown = "empty" if value is None else repr(str(value))
    return InputError(f"{path}, line {line}, column '{column}': {shown}; allowed: {allowed}")


def header_faults(path: Path, header: list[str], schema: TableSchema) -> list[InputError]:
    """Return what is wrong with the first line."""
    faults = []
    if not any(header):
        faults.append(InputError(f"{path}, line 1: the file is empty; needed: {', '.join(schema.columns)}"))
        return faults
    for name in header:
        if name not in schema.columns:
            near = did_you_mean(name, schema.columns)
            faults.append(InputError(f"{path}, line 1, column '{name}': unknown column{near}"))
        elif header.count(name) > 1:
            faults.append(
                InputError(f"{path}, line 1, column '{name}': stands {header.count(name)} times; keep one")
            )
    for name, column in schema.columns.items():
        if name not in header and not column.absent:
            faults.append(
                InputError(f"{path}, line 1: column '{name}' is missing; needed: {', '.join(schema.columns)}")
            )
    return faults


def parse_row(
    path: Path, line: int, header: list[str], cells: list[str], schema: TableSchema
) -> tuple[Row | None, list[InputError]]:
    """Return a typed row and no faults, or None and what is wrong with it."""
    if len(cells) != len(header):
        return None, [InputError(f"{path}, line {line}: {len(cells)} cells; the header has {len(header)}")]
    texts = dict(zip(header, cells, strict=True))
    values: dict[str, Value] = {}
    faults = []
    for name, column in schema.columns.items():
        try:
            values[name] = _parse_cell(texts.get(name, ""), column, texts, schema)
        except ValueError as allowed:
            faults.append(cell_error(path, line, name, texts.get(name) or None, str(allowed)))
    return (None if faults else Row(path, line, values)), faults


def _parse_cell(text: str, column: Column, row: Mapping[str, str], schema: TableSchema) -> Value:
    """Return the cell's value; a ValueError says what is allowed."""
    if text == "":
        if column.empty or column.absent:
            return None
        raise ValueError(_allowed(column))
    if column.type == "text":
        if column.words and text not in column.words:
            raise ValueError(_allowed(column))
        return text
    if column.type == "date":
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError("a date such as 2020-03-18") from None
    low, high = column.low, column.high
    if column.type == "value":
        unit = row.get("unit", "")
        if unit in schema.text_units:
            return text
        low, high = (schema.unit_limits or {}).get(unit, (low, high))
    return _parse_number(text, low, high, whole=column.type == "integer")


def _parse_number(text: str, low: float, high: float, whole: bool) -> int | float:
    allowed = ("a whole number" if whole else "a number") + _limits(low, high)
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        raise ValueError(allowed) from None
    # NaN fails every comparison, so it is refused here with infinity.
    if not low <= number <= high or not math.isfinite(number):
        raise ValueError(allowed)
    return number


def _limits(low: float, high: float) -> str:
    if math.isfinite(low) and math.isfinite(high):
        return f" from {low:g} to {high:g}"
    if math.isfinite(low):
        return f" of {low:g} or more"
    return f" up to {high:g}" if math.isfinite(high) else ""


def _allowed(column: Column) -> str:
    if column.words:
        return ", ".join(column.words)
    if column.type in ("integer", "number"):
        kind = "a whole number" if column.type == "integer" else "a number"
        return kind + _limits(column.low, column.high)
    return {"date": "a date such as 2020-03-18", "value": "a number"}.get(column.type, "some text")


def duplicates(rows: list[Row], key: tuple[str, ...]) -> list[InputError]:
    """Return the rows that are alike in the key (in everything, where there is none)."""
    seen: dict[tuple[Value, ...], int] = {}
    faults = []
    for row in rows:
        mark = tuple(row.cells[c] for c in key) if key else tuple(row.cells.values())
        if mark in seen:
            what = ", ".join(f"{c} {row.text(c)!r}" for c in key) or "the whole row"
            faults.append(
                InputError(
                    f"{row.path}, line {row.line}: duplicate of line {seen[mark]} ({what}); keep one of them"
                )
            )
        seen.setdefault(mark, row.line)
    return faults
