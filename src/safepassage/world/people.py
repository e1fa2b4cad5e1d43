"""``model.people``: all persons, or a selection, with the manners of Mesa's ``AgentSet``.

What is the same: ``select``, ``get``, ``set``, ``agg``, ``count``, ``groupby``, ``do``,
``shuffle_do``, ``map``, ``sort``, ``shuffle``, iteration, ``in``, ``len``, indexing.
What is not: functions given to ``select``, ``groupby`` and ``sort`` get the whole selection and
answer with an array, because columns are fast and single persons are not (about 1 ns against
1 us each); ``add``, ``remove`` and ``discard`` refuse, because the register is fixed.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.world.holder import Holder
from safepassage.world.person import Person, read_column, write_column

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


class People:
    """Persons of one model in a fixed order.

    >>> poor = model.people.select(lambda people: people.get("poor"))   # doctest: +SKIP
    >>> poor.agg("awareness", np.mean)                                  # doctest: +SKIP
    """

    def __init__(self, model: Holder, rows: Rows | None = None) -> None:
        self.model = model
        self._rows = rows

    @property
    def rows(self) -> Rows:
        """Row numbers of the selection in the world's columns, shape [len(self)]."""
        return np.arange(self.model.world.people.id.size) if self._rows is None else self._rows

    def __len__(self) -> int:
        return self.model.world.people.id.size if self._rows is None else int(self._rows.size)

    def __iter__(self) -> Iterator[Person]:
        return (self._view(int(row)) for row in self.rows)

    def __getitem__(self, item: int) -> Person:
        return self._view(int(self.rows[item]))

    def __contains__(self, person: object) -> bool:
        if not isinstance(person, Person) or person.model is not self.model:
            return False
        return self._rows is None or bool(np.isin(person.row, self._rows))

    def __repr__(self) -> str:
        return f"<People: {len(self)} of {self.model.world.people.id.size}>"

    def _view(self, row: int) -> Person:
        """The one view of a row: the same object as long as somebody holds it."""
        views: weakref.WeakValueDictionary[int, Person] = self.model.person_views
        person = views.get(row)
        if person is None:
            person = views[row] = Person(self.model, row)
        return person

    def _other(self, rows: Rows) -> People:
        return People(self.model, rows)

    def get(self, names: str | list[str]) -> Any:
        """A column of the selection as a copy, shape [len(self)]; a list of names gives a list of them.

        Raises
        ------
        InputError
            There is no such column.
        """
        if not isinstance(names, str):
            return [self.get(name) for name in names]
        column = read_column(self.model.world, names)
        return column.copy() if self._rows is None else column[self._rows]

    def set(self, name: str, value: Any) -> People:
        """Set a column to one value or an array of the selection's length; returns self.

        Raises
        ------
        InputError
            No such column, a read-only one, or values that do not fit.
        """
        write_column(self.model.world, name, self.rows, value)
        return self

    def select(
        self, choice: Mask | Callable[[People], Mask] | None = None, at_most: int | float = np.inf
    ) -> People:
        """Persons for whom a mask, or a function of this selection that gives one, is true.

        ``at_most`` keeps the first so many; below 1 it is a share.
        """
        rows = self.rows
        if choice is not None:
            mask = np.asarray(choice(self) if callable(choice) else choice)
            if mask.shape != (len(self),) or mask.dtype != bool:
                raise InputError(
                    f"a mask of {len(self)} booleans is needed, not {mask.dtype} of shape {mask.shape}"
                )
            rows = rows[mask]
        if np.isfinite(at_most):
            most = int(at_most * rows.size) if isinstance(at_most, float) and at_most < 1 else int(at_most)
            rows = rows[:most]
        return self._other(rows)

    def agg(
        self, name: str, function: Callable[[NDArray[Any]], Any] | Iterable[Callable[[NDArray[Any]], Any]]
    ) -> Any:
        """A function, or several, of one column: ``agg("debt_usd", np.mean)``."""
        column = self.get(name)
        return function(column) if callable(function) else [one(column) for one in function]

    def count(self, choice: Mask | Callable[[People], Mask] | None = None) -> int:
        """How many persons, or how many for whom the choice is true."""
        return len(self.select(choice))

    def groupby(self, by: str | Callable[[People], NDArray[Any]]) -> dict[Any, People]:
        """Selections by the values of a column, or of a function of this selection, in their order."""
        keys = np.asarray(by(self) if callable(by) else self.get(by))
        return {key.item(): self._other(self.rows[keys == key]) for key in np.unique(keys)}

    def sort(self, key: str | Callable[[People], NDArray[Any]], ascending: bool = False) -> People:
        """This selection in the order of a column; equal ones stay in order."""
        keys = np.asarray(key(self) if callable(key) else self.get(key))
        order = np.argsort(keys if ascending else -keys.astype(float), kind="stable")
        return self._other(self.rows[order])

    def shuffle(self) -> People:
        """This selection in a random order, from the model's own generator: it touches no life."""
        return self._other(self.model.rng.permutation(self.rows))

    def map(self, function: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """The results of a function, or of a method by name, for each person."""
        if isinstance(function, str):
            return [getattr(person, function)(*args, **kwargs) for person in self]
        return [function(person, *args, **kwargs) for person in self]

    def do(self, function: str | Callable[..., Any], *args: Any, **kwargs: Any) -> People:
        """Call a function for each person; returns self."""
        self.map(function, *args, **kwargs)
        return self

    def shuffle_do(self, function: str | Callable[..., Any], *args: Any, **kwargs: Any) -> People:
        """The same in random order."""
        self.shuffle().map(function, *args, **kwargs)
        return self

    def to_list(self) -> list[Person]:
        """The persons as views."""
        return list(self)

    def _refuse(self, *_: object) -> None:
        raise InputError(
            "persons are not added or removed: the register is fixed; choose population_share instead"
        )

    add = remove = discard = clear = pop = _refuse
