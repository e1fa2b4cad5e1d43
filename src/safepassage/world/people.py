"""``model.people``: the columns seen as a set of persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.world.columns import Columns
from safepassage.world.world import World

if TYPE_CHECKING:
    import mesa


class People:
    """All simulated persons of a model, or a selection of them. Columns are read, not written.

    >>> poor = model.people.select(lambda people: people.get("poor"))   # doctest: +SKIP
    >>> poor.agg("awareness", np.mean)                                  # doctest: +SKIP
    """

    def __init__(self, model: mesa.Model, world: World, rows: NDArray[np.int64] | None = None) -> None:
        self.model = model
        self._world = world
        self._rows = rows

    def __len__(self) -> int:
        return self._world.people.id.size if self._rows is None else int(self._rows.size)

    def get(self, name: str) -> NDArray[Any]:
        """A column of the selection, as a copy; ``poor`` and ``age`` are derived for today.

        Raises
        ------
        InputError
            There is no such column.
        """
        people, world = self._world.people, self._world
        if name == "poor":
            values: NDArray[Any] = people.wealth_score < world.context.poverty_score[people.district]
        elif name == "age":
            values = people.age_at_start + np.float32(world.clock.age_years)
        elif name in Columns._fields:
            values = getattr(people, name)
        else:
            raise InputError(f"persons have no column {name!r}{did_you_mean(name, (*Columns._fields, 'poor', 'age'))}")
        return values.copy() if self._rows is None else values[self._rows]

    def select(self, choice: NDArray[np.bool_] | Callable[[People], NDArray[np.bool_]]) -> People:
        """The persons for whom a mask of this selection's length, or a function that gives one, is true."""
        mask = np.asarray(choice(self) if callable(choice) else choice)
        if mask.shape != (len(self),) or mask.dtype != bool:
            raise InputError(f"a mask of {len(self)} booleans is needed, not {mask.dtype} of shape {mask.shape}")
        rows = np.arange(self._world.people.id.size) if self._rows is None else self._rows
        return People(self.model, self._world, rows[mask])

    def agg(self, name: str, function: Callable[[NDArray[Any]], Any]) -> Any:
        """A function of one column, e.g. ``agg("debt_usd", np.mean)``."""
        return function(self.get(name))
