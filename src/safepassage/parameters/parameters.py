"""Parameters of one run: nested frozen dataclasses, their values by district, and their packed form."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import Passport, load_passports
from safepassage.parameters import submodels as s

Packed = NDArray[np.void]
"""One record with a float64 field per parameter, shape [1]: what compiled loops read."""


def packed_dtype() -> np.dtype[np.void]:
    """The fields of the record that compiled loops read: every parameter by name."""
    names = [item.name for kind in s.SUBMODELS.values() for item in fields(kind)]
    return np.dtype([(name, "f8") for name in names])


@dataclass(frozen=True)
class Parameters:
    """All parameters of a run, one dataclass per submodel.

    ``overridden`` names those that differ from their passport's central value.
    """

    aspiration: s.Aspiration
    awareness: s.Awareness
    recruitment: s.Recruitment
    channel: s.Channel
    transit: s.Transit
    gates: s.Gates
    destination: s.Destination
    return_home: s.ReturnHome
    enforcement: s.Enforcement
    trade: s.Trade
    officials: s.Officials
    government: s.Government
    programme: s.Programme
    measures: s.Measures
    genesis: s.Genesis
    overridden: tuple[str, ...] = ()

    def flat(self) -> dict[str, float]:
        """Every parameter by name."""
        return {
            item.name: getattr(getattr(self, name), item.name)
            for name in s.SUBMODELS
            for item in fields(s.SUBMODELS[name])
        }

    def one(self, name: str) -> float:
        """One parameter by name.

        Raises
        ------
        InputError
            There is none of this name.
        """
        known = load_passports()
        if name not in known:
            raise InputError(
                f"parameter {name!r} is not known", code="unknown.parameter", near=(name, known), name=name
            )
        value: float = getattr(getattr(self, known[name].submodel), name)
        return value

    def packed(self) -> Packed:
        """The record that compiled loops read, shape [1]."""
        return np.array([tuple(self.flat().values())], dtype=packed_dtype())

    def local(self, name: str, places: Sequence[tuple[str, ...]]) -> NDArray[np.float64]:
        """Values of one parameter at places, each named by its ids, nearest first.

        A place takes the passport's ``by`` value of the first of its ids that has one, moved as far
        as the run moved the parameter (`Passport.at`); else the parameter's own value.
        """
        passport = load_passports()[name]
        value = self.flat()[name]
        out = np.full(len(places), value)
        for row, ids in enumerate(places):
            for place in ids:
                if place in passport.by:
                    out[row] = passport.at(place, value)
                    break
        return out


def _check(name: str, value: Any, known: Mapping[str, Passport]) -> float:
    if name not in known:
        raise InputError(
            f"parameter {name!r} is not known", code="unknown.parameter", near=(name, known), name=name
        )
    passport = known[name]
    low, high, unit = passport.low, passport.high, passport.unit

    def refusal(code: str, what: str) -> InputError:
        told = {"name": name, "value": value, "unit": unit, "low": low, "high": high}
        return InputError(f"parameter {name} = {value!r} {what}", code=f"parameter.{code}", **told)

    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusal("no_number", f"is not a number ({unit})")
    if not -1e12 < float(value) < 1e12:
        raise refusal("infinite", f"is not a finite number ({unit})")
    if low >= 0.0 and not float(value) >= 0.0:
        raise refusal("negative", f"must not be negative ({unit})")
    if unit == "choice" and value not in range(int(low), int(high) + 1):
        raise refusal("choice", f"is not one of the whole numbers {low:g} to {high:g}")
    if unit.startswith(("share", "probability", "0-1", "switch", "weight")) and not float(value) <= 1.0:
        raise refusal("above_one", f"is above 1; it is a {unit}")
    return float(value)


@functools.lru_cache(maxsize=64)
def _load(overrides: tuple[tuple[str, float], ...]) -> Parameters:
    known = load_passports()
    values = {name: passport.value for name, passport in known.items()}
    values.update({name: _check(name, value, known) for name, value in overrides})
    parts = {
        name: kind(**{item.name: values[item.name] for item in fields(kind)})
        for name, kind in s.SUBMODELS.items()
    }
    return Parameters(**parts, overridden=tuple(sorted(name for name, _ in overrides)))


def load_parameters(overrides: Mapping[str, float] | None = None) -> Parameters:
    """Central values of the passports with ``overrides`` by name.

    Values outside a passport's range are allowed (zero switches a mechanism off), as long as they
    mean something: finite, not negative where the range is not, at most 1 for shares.

    Raises
    ------
    InputError
        An unknown name (with the nearest right ones) or a value without meaning.
    """
    given: dict[Any, Any] = dict(overrides or {})
    for name, value in given.items():
        # A file may hold anything: a list as a value, a number as a name.
        if not isinstance(name, str) or not isinstance(value, int | float):
            _check(str(name), value, load_passports())
    return _load(tuple(sorted(given.items())))
