"""The state of persons as a table: one array per column, rows sorted by home place.

``Columns`` is the declaration: name, dtype, and in ``Annotated`` the unit and the meaning.
``column_table()`` gives it as rows for the docs and the tests.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray


class Column(NamedTuple):
    """What one column holds; ``default`` is its value for a person of whom nothing has happened."""

    unit: str
    meaning: str
    default: float = 0


I8 = NDArray[np.int8]
I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]
B = NDArray[np.bool_]
F32 = NDArray[np.float32]


class Columns(NamedTuple):
    """All persons. Every array has the same length; ``id`` keys every draw of a person."""

    # who
    id: Annotated[I32, Column("", "number in the register of all persons; never changes")]
    place: Annotated[I16, Column("index", "home place (cell and subdistrict)")]
    cell: Annotated[I16, Column("index", "home cell")]
    subdistrict: Annotated[I16, Column("index", "home subdistrict")]
    district: Annotated[I8, Column("index", "home district")]
    female: Annotated[B, Column("", "sex")]
    age_at_start: Annotated[F32, Column("years", "age at the start of the scenario")]
    schooling: Annotated[F32, Column("years", "years of schooling")]
    wealth_score: Annotated[
        F32, Column("normal score", "fixed wealth rank; poor when below the poverty line's score")
    ]
    # state
    awareness: Annotated[F32, Column("0-1", "awareness of trafficking and of safe migration")]
    debt_usd: Annotated[F32, Column("USD", "debt of the last journey")]
    situation: Annotated[U8, Column("Situation", "what the person is in")]
    since: Annotated[I32, Column("step", "step at which the situation began")]
    due_day: Annotated[
        F32, Column("day", "in transit: when the next gate, the destination or home is reached")
    ]
    papers: Annotated[U8, Column("Papers", "papers of the present or last journey")]
    sector: Annotated[U8, Column("Sector", "sector of the offer or work")]
    recruiter: Annotated[I16, Column("slot", "recruiter of the present or last journey; -1 none", -1)]
    route: Annotated[I16, Column("index", "route of the present or last journey; -1 none", -1)]
    leg: Annotated[I8, Column("count", "gates of the route already passed; -1 homeward")]
    gate: Annotated[I16, Column("index", "last gate passed on the way out; -1 none", -1)]
    destination: Annotated[I8, Column("index", "country of the present or last stay abroad; -1 none", -1)]
    deceived: Annotated[B, Column("", "the offer's true terms differ from those promised")]
    intended: Annotated[B, Column("", "the placement is made for exploitation")]
    trafficked: Annotated[B, Column("", "trafficked on the present or last journey")]
    harmed: Annotated[B, Column("", "was exploited on the present or last journey")]
    identified: Annotated[B, Column("", "a record: identified on the present or last journey")]
    aided: Annotated[B, Column("", "assisted after the last journey")]
    way_home: Annotated[U8, Column("WayHome", "how the last stay abroad ended")]
    times_trafficked: Annotated[U8, Column("count", "journeys on which the person was trafficked")]
    trips: Annotated[U8, Column("count", "stays abroad begun; experience of migration")]
    # the person's own ledger, from the start of the scenario
    departures: Annotated[U8, Column("count", "departures since the start")]
    episodes: Annotated[U8, Column("count", "episodes of exploitation begun since the start")]
    exploited_years: Annotated[F32, Column("years", "time exploited since the start")]
    first_step: Annotated[I32, Column("step", "step of the first episode since the start; -1 none", -1)]
    first_gate: Annotated[I16, Column("index", "gate of the first episode; -1 none", -1)]
    first_sector: Annotated[I8, Column("Sector", "sector of the first episode; -1 none", -1)]
    first_destination: Annotated[I8, Column("index", "destination of the first episode; -1 none", -1)]
    first_recruiter: Annotated[I16, Column("slot", "recruiter of the first episode; -1 none", -1)]


def _dtype(hint: Any) -> np.dtype[Any]:
    """The dtype written in an ``NDArray[...]`` annotation."""
    dtype: np.dtype[Any] = np.dtype(hint.__args__[0])
    return dtype


def column_table() -> list[tuple[str, np.dtype[Any], Column]]:
    """Rows (name, dtype, declaration) in the order of ``Columns``."""
    hints = get_type_hints(Columns, include_extras=True)
    return [(name, _dtype(hint.__origin__), hint.__metadata__[0]) for name, hint in hints.items()]


_TABLE = column_table()


def make_columns(size: int) -> Columns:
    """Columns of ``size`` persons of whom nothing has happened.

    Filled, never left as ``np.zeros`` returns them: untouched pages make loops slower.
    """
    arrays: list[Any] = [np.full(size, column.default, dtype) for _, dtype, column in _TABLE]
    return Columns(*arrays)


def copy_columns(columns: Columns) -> Columns:
    """An independent copy."""
    arrays: list[Any] = [array.copy() for array in columns]
    return Columns(*arrays)


def bytes_per_person() -> int:
    """Memory of one person's columns."""
    return sum(dtype.itemsize for _, dtype, _ in _TABLE)
