"""Keys: a frozen dataclass whose fields say all that there is to say of a key.

Reading, checking, help and the defaults of a composed configuration follow from the declaration::

    step_days: float = key(7.0, "length of a step", unit="days", least=0.5, most=28)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from types import UnionType
from typing import Any, ClassVar, Literal, NamedTuple, Self, get_args, get_origin, get_type_hints

from safepassage.evidence.errors import InputError, did_you_mean

Decides = Literal["lives", "runs", "nothing"]


@dataclass(frozen=True)
class Key:
    """What a field's name, type and default do not say.

    Attributes
    ----------
    meaning
        One line.
    unit
        Of a number, in the plural.
    least, above, most
        Bounds of a number, ``above`` without the bound itself; of a list, the names that it needs.
    example
        A remedy for a wrong value.
    typed
        What the command line writes where the field's own name is taken.
    listed
        Where the value stands in a composed configuration, if the field's name is a folder of names there.
    group
        Whether a value is the name of a file that Hydra composes.
    only
        The one command whose help shows it.
    decides
        ``lives``: what a run comes to, so it is part of the run's name in a store. ``runs``: which
        runs there are, and under what names. ``nothing``: results do not depend on it.
    shown
        Whether the command line has it; else it is for Python alone.
    """

    meaning: str
    unit: str = ""
    least: float | None = None
    above: float | None = None
    most: float | None = None
    example: str = ""
    typed: str = ""
    listed: str = ""
    group: bool = False
    only: str = ""
    decides: Decides = "lives"
    shown: bool = True


def key(default: Any, meaning: str, **more: Any) -> Any:
    """Declare a key as a field: its default (or what makes it), its meaning, and the rest of `Key`."""
    default = {"default_factory" if callable(default) else "default": default}
    return field(**default, metadata={"key": Key(meaning, **more)})


class Declared(NamedTuple):
    """A key as declared: its full name, what is said of it, its type, and its default as JSON holds it."""

    name: str
    key: Key
    hint: Any
    default: Any

    @property
    def kind(self) -> Any:
        """The type, without the None that stands for *not given*."""
        return get_args(self.hint)[0] if isinstance(self.hint, UnionType) else self.hint

    @property
    def wanted(self) -> str:
        """What a value must be: ``a number of days, at least 0.5 and at most 28``; empty for texts and lists."""
        if get_origin(self.kind) is Literal:
            *others, last = get_args(self.kind)
            return f"{', '.join(others)} or {last}"
        if self.kind not in _WORDS:
            return ""
        words = _WORDS[self.kind] + (f" of {self.key.unit}" if self.key.unit else "")
        bounds = {"above": self.key.above, "at least": self.key.least, "at most": self.key.most}
        said = " and ".join(f"{word} {bound}" for word, bound in bounds.items() if bound is not None)
        return f"{words}, {said}" if said else words

    def words(self, default: object) -> str:
        """The line of help: meaning, what it must be, and the default that is in force."""
        shown = ",".join(default) if isinstance(default, list) else default
        wanted = f" ({self.wanted})" if self.wanted else ""
        return self.key.meaning + wanted + (f" [{shown}]" if shown not in (None, "", {}) else "")

    def refused(self, value: object) -> InputError:
        """What is said of a value that it must not be."""
        example = f" ({self.key.example})" if self.key.example else ""
        return InputError(f"{self.name}={value} is not {self.wanted or 'a name'}{example}")


class Keys:
    """What a dataclass of keys inherits: values are read and checked whenever one is made."""

    PREFIX: ClassVar[str] = ""
    """What stands before a key's name where it is written: ``design.``."""

    def __post_init__(self) -> None:
        """Read every value, then hold them against each other."""
        for field_name, declared in declarations(type(self)).items():
            object.__setattr__(self, field_name, read(declared, getattr(self, field_name)))
        self.check_together()

    def check_together(self) -> None:
        """Refuse values that contradict each other."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Build it from texts, numbers and lists, as the command line, a file and Python give them.

        Parameters
        ----------
        values
            By key; what is missing or None takes its default.

        Raises
        ------
        InputError
            An unknown key (with the nearest right ones), or a value of the wrong kind or range.
        """
        known = declarations(cls)
        names = {name: name for name in known}
        names |= {one.key.listed: name for name, one in known.items() if one.key.listed}
        ready: dict[str, Any] = {}
        for given, value in values.items():
            if given not in names:
                raise InputError(f"unknown key {cls.PREFIX + str(given)!r}{did_you_mean(str(given), names)}")
            if value is None:
                continue
            if names[given] in ready:
                raise InputError(f"{names[given]} is given twice, as {given!r} too; keep one of them")
            ready[names[given]] = value
        return cls(**ready)

    def as_dict(self) -> dict[str, Any]:
        """Every key with a value that JSON can hold."""
        return self.deciding(*get_args(Decides))

    def deciding(self, *what: Decides) -> dict[str, Any]:
        """The keys of `as_dict` that decide what is asked, in the words of `Key`."""
        known = declarations(type(self)).items()
        return {name: _plain(getattr(self, name)) for name, one in known if one.key.decides in what}


def declarations(cls: type[Any]) -> dict[str, Declared]:
    """The declared keys of a class by field, in their order."""
    if cls not in _DECLARED:
        _DECLARED[cls] = dict(_declared(cls))
    return _DECLARED[cls]


def _declared(cls: type[Any]) -> Iterator[tuple[str, Declared]]:
    hints = get_type_hints(cls)
    for one in fields(cls):
        said: Key = one.metadata["key"]
        hint = hints[one.name]
        if isinstance(hint, type) and issubclass(hint, Keys):
            default = {name: part.default for name, part in declarations(hint).items()}
        else:
            default = _plain(one.default if one.default_factory is MISSING else one.default_factory())
        yield one.name, Declared(cls.PREFIX + (said.typed or one.name), said, hint, default)


def read(declared: Declared, value: Any) -> Any:
    """Return a value as its key's type wants it.

    Raises
    ------
    InputError
        It is of the wrong kind, or out of its range.
    """
    kind = declared.kind
    if value is None and kind is not declared.hint:
        return None
    if get_origin(kind) is Literal:
        one_of(declared.name, value, get_args(kind))
        return value
    if get_origin(kind) is tuple:
        return _names(declared, value)
    if isinstance(kind, type) and issubclass(kind, Keys):
        return value if isinstance(value, kind) else kind.from_mapping(_mapping(declared, value, "KEY=VALUE"))
    return _READ[get_origin(kind) or kind](declared, value)


def one_of(name: str, value: object, known: Sequence[str]) -> None:
    """Refuse a name that is none of those known, with the nearest of them."""
    if value not in known:
        raise InputError(f"{name} {value!r} is not known{did_you_mean(str(value), known)}")


def _number(declared: Declared, value: Any) -> float:
    """A number of the key's type and range; a text may hold one, as a file's or the environment's do."""
    kind, bounds = declared.kind, declared.key
    try:
        number = kind(value) if isinstance(value, str) else value
    except ValueError:
        raise declared.refused(value) from None
    if isinstance(number, bool) or not isinstance(number, int if kind is int else int | float):
        raise declared.refused(value)
    # Written positively: NaN fails it.
    if not (
        (bounds.above is None or number > bounds.above)
        and (bounds.least is None or number >= bounds.least)
        and (bounds.most is None or number <= bounds.most)
    ):
        raise declared.refused(value)
    return kind(number)  # type: ignore[no-any-return]


def _switch(declared: Declared, value: Any) -> bool:
    if not isinstance(value, bool):
        raise declared.refused(value)
    return value


def _date(declared: Declared, value: Any) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        raise declared.refused(value) from None


def _text(declared: Declared, value: Any) -> str:
    if isinstance(value, Mapping) or not str(value).strip():
        raise declared.refused(repr(value))
    return str(value)


def _mapping(declared: Declared, value: Any, parts: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"{declared.name}={value!r} has no parts; write {declared.name}.{parts}")
    return value


def _numbers(declared: Declared, value: Any) -> dict[str, float]:
    found = {}
    for word, number in _mapping(declared, value, "NAME=NUMBER").items():
        try:
            found[str(word)] = float(number if not isinstance(number, bool) else "")
        except (TypeError, ValueError):
            raise InputError(f"{declared.name}.{word}={number} is not a number") from None
    return found


def _names(declared: Declared, value: Any) -> tuple[str, ...]:
    name = declared.name
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, Iterable) or isinstance(value, Mapping):
        raise InputError(f"{name}={value!r} is neither a name nor a list of names")
    names = tuple(word.strip() if isinstance(word, str) else word for word in value)
    if not all(isinstance(word, str) for word in names):
        raise InputError(f"{name}={list(names)} is neither a name nor a list of names")
    if len(names) < (declared.key.least or 0):
        raise InputError(f"{name} is empty; name at least one, for example {name}={declared.key.example}")
    for word in names:
        if not word:
            raise InputError(f"{name} has an empty name in {list(names)}; take it out")
        if names.count(word) > 1:
            raise InputError(f"{name} {word!r} stands {names.count(word)} times; keep one")
    return names


def _plain(value: Any) -> Any:
    """A value as JSON and YAML hold it."""
    if isinstance(value, Keys):
        return value.as_dict()
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


_DECLARED: dict[type[Any], dict[str, Declared]] = {}
"""What `declarations` has read: the plan of a large sweep asks a million times."""

_WORDS = {int: "a whole number", float: "a number", bool: "true or false", dt.date: "a date as 2016-01-01"}
_READ = {int: _number, float: _number, bool: _switch, dt.date: _date, str: _text, Mapping: _numbers}
