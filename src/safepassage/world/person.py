"""One person as a Mesa agent: a view on a row of the columns, made when somebody looks."""

from __future__ import annotations

import math
from typing import Any

import mesa
import numpy as np
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.world.holder import Holder
from safepassage.world.ledger import move
from safepassage.world.state import Columns
from safepassage.world.world import World

DERIVED = ("age", "poor", "unique_id")
FIXED = ("id", "place", "cell", "subdistrict", "district", "unique_id", "age", "poor")
"""What a person is rather than what happens to them: read only."""


def read_column(world: World, name: str) -> NDArray[Any]:
    """A column, or a derived one, for all persons (not a copy where it is a column).

    Raises
    ------
    InputError
        There is no such column.
    """
    people = world.people
    if name == "poor":
        poor: NDArray[np.bool_] = people.wealth_score < world.context.poverty_score[people.district]
        return poor
    if name == "age":
        return people.age_at_start + np.float32(world.clock.age_years)
    if name == "unique_id":
        return people.id
    if name in Columns._fields:
        column: NDArray[Any] = getattr(people, name)
        return column
    raise InputError(f"persons have no column {name!r}{did_you_mean(name, (*Columns._fields, *DERIVED))}")


def write_column(world: World, name: str, rows: NDArray[np.int64], values: Any) -> None:
    """Set a column for some persons. A situation changes through the ledger, as in a stage.

    Raises
    ------
    InputError
        There is no such column, it is read only, or a value does not fit its type.
    """
    column = read_column(world, name)
    if name in FIXED:
        raise InputError(
            f"{name} of a person cannot be set: it is who they are, or follows from other columns"
        )
    given = np.broadcast_to(np.asarray(values), rows.shape)
    if given.dtype.kind not in "biuf" or (given.dtype.kind == "f" and not np.isfinite(given).all()):
        raise InputError(f"{name} takes finite numbers ({column.dtype}), not {given.dtype}")
    cast = given.astype(column.dtype)
    if column.dtype.kind in "iu" and not np.array_equal(cast.astype(float), given.astype(float)):
        raise InputError(f"{name} takes whole numbers that fit {column.dtype}, not {values!r}")
    if name != "situation":
        column[rows] = cast
        return
    if cast.size and int(cast.max()) >= world.ledger.stock.shape[1]:
        raise InputError(f"situation {int(cast.max())} is not one of Situation's numbers 0 to 6")
    for row, situation in zip(rows, cast, strict=True):
        move(world, int(row), int(situation))


class Person(mesa.Agent):  # type: ignore[misc]
    """A potential migrant. Attributes are the columns' names; ``age`` and ``poor`` are of today.

    It does not call ``Agent.__init__``, which would register it: persons live in
    ``model.people``, and the view costs nothing until it is made.
    """

    def __init__(self, model: Holder, row: int) -> None:
        self.__dict__["model"] = model
        self.__dict__["row"] = row

    @property
    def unique_id(self) -> int:
        """The register number: never changes, keys every draw."""
        return int(self.model.world.people.id[self.row])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or (name not in Columns._fields and name not in DERIVED):
            raise AttributeError(
                f"a person has no {name!r}{did_you_mean(name, (*Columns._fields, *DERIVED))}"
            )
        return read_column(self.model.world, name)[self.row].item()

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in Columns._fields and name not in DERIVED:
            raise AttributeError(
                f"a person has no {name!r}{did_you_mean(name, (*Columns._fields, *DERIVED))}"
            )
        if isinstance(value, float) and not math.isfinite(value):
            raise InputError(f"{name} takes a finite number, not {value!r}")
        write_column(self.model.world, name, np.array([self.row]), value)

    def remove(self) -> None:
        """Refused: a person does not leave the register; set ``situation`` to ``Situation.DEAD``."""
        raise InputError(
            "a person cannot be removed: the register is fixed; set situation = Situation.DEAD instead"
        )

    def __repr__(self) -> str:
        return f"<Person {self.unique_id}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.model is self.model and other.row == self.row

    def __hash__(self) -> int:
        return hash((id(self.model), self.row))
