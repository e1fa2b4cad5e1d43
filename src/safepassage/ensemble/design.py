"""Designs: which values the parameters of a sweep take. Points come from passports, samplers or a list."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.ensemble.draws import value_at
from safepassage.ensemble.spec import DesignSpec
from safepassage.ensemble.store import read_rows
from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.passports import Passport, load_passports
from safepassage.parameters import load_parameters

GROUPS = {"uncertainties": "uncertainty", "levers": "lever"}
"""Words that stand for all parameters of a role."""

MOST_RUNS = 10_000_000
MORRIS_LEVELS = 4


@dataclass(frozen=True)
class Point:
    """One draw: values by parameter, and the arms of its own if the list names them."""

    parameters: dict[str, float]
    arms: tuple[tuple[str, str], ...] | None = None


def varied(design: DesignSpec, fixed: Mapping[str, float]) -> list[Passport]:
    """Return the passports of what a design varies, in the order of the passports.

    Parameters
    ----------
    design
        Its ``vary`` is read.
    fixed
        Parameters that the run sets itself: a group leaves them out, a name that is among them
        is refused.

    Raises
    ------
    InputError
        A name that is not known, that is fixed, or that has no range.
    """
    known = load_passports()
    chosen: set[str] = set()
    for word in design.vary:
        if word in GROUPS:
            chosen |= {
                name
                for name, one in known.items()
                if one.role == GROUPS[word] and one.low < one.high and name not in fixed
            }
            continue
        if word not in known:
            raise InputError(f"design.vary: {word!r} is not known{did_you_mean(word, [*known, *GROUPS])}")
        if word in fixed:
            raise InputError(f"{word} is varied by design.vary and set by parameters.{word}; keep one")
        if not known[word].low < known[word].high:
            raise InputError(
                f"design.vary: {word} has no range in its passport (low = high = {known[word].low:g})"
            )
        chosen.add(word)
    return [one for one in known.values() if one.name in chosen]


def points(design: DesignSpec, fixed: Mapping[str, float], seed: int) -> list[Point]:
    """Return the draws of a design; the same arguments give the same draws.

    Parameters
    ----------
    design
        What is varied and how.
    fixed
        Parameters that the run sets itself.
    seed
        Master seed of the run; samplers are seeded from it.

    Raises
    ------
    InputError
        Names that are not known, values without meaning, a list that cannot be read.

    Notes
    -----
    Samples are uniform between low and high of the passport, or log-uniform where high is at
    least three times a positive low; switches are 0 or 1. Parameters are independent of each
    other: no correlation between them is known.
    """
    if design.kind == "none":
        return [Point({})]
    if design.kind == "list":
        return _listed(Path(str(design.file)), fixed)
    passports = varied(design, fixed)
    if design.kind == "full_factorial":
        values = [_levels(one, design.levels) for one in passports]
        affordable(math.prod(len(one) for one in values), "points", "fewer parameters, or latin_hypercube")
        return [
            Point(dict(zip((one.name for one in passports), row, strict=True)))
            for row in itertools.product(*values)
        ]
    return [
        Point(
            {passport.name: value_at(passport, float(u)) for passport, u in zip(passports, row, strict=True)}
        )
        for row in _unit_sample(design, len(passports), seed)
    ]


def _levels(passport: Passport, levels: int) -> list[float]:
    if passport.unit == "switch":
        return [0.0, 1.0]
    return [value_at(passport, float(u)) for u in np.linspace(0.0, 1.0, levels)]


def affordable(number: int, what: str, remedy: str) -> None:
    """Refuse more than `MOST_RUNS` of something, before memory is full of them."""
    if number > MOST_RUNS:
        raise InputError(
            f"the design has {float(number):.3g} {what}, at most {MOST_RUNS:,} can be made; take {remedy}"
        )


def _unit_sample(design: DesignSpec, dimensions: int, seed: int) -> NDArray[np.float64]:
    """Points in the unit cube, [points, dimensions]."""
    per_draw = {"sobol": dimensions + 2, "morris": dimensions + 1}.get(design.kind, 1)
    affordable(design.draws * per_draw, "points", "fewer draws")
    rng = np.random.default_rng(seed)
    from scipy.stats import qmc  # half a second, which only designs should cost

    if design.kind == "latin_hypercube":
        return np.asarray(qmc.LatinHypercube(dimensions, rng=rng).random(design.draws), np.float64)
    if design.kind == "quasi_random":
        sampler = qmc.Sobol(dimensions, rng=rng)
        # Balanced to the next power of two, of which the first are taken: scipy warns of anything else.
        return np.asarray(sampler.random_base2((design.draws - 1).bit_length())[: design.draws], np.float64)
    problem = {
        "num_vars": dimensions,
        "names": [str(n) for n in range(dimensions)],
        "bounds": [[0.0, 1.0]] * dimensions,
    }
    # SALib takes seeds of 32 bits.
    small = int(rng.integers(2**31))
    if design.kind == "sobol":
        from SALib.sample import sobol

        if design.draws & (design.draws - 1):
            raise InputError(
                f"design.draws={design.draws}: design.kind=sobol needs a power of two, for example "
                f"{1 << design.draws.bit_length()}"
            )
        return np.asarray(sobol.sample(problem, design.draws, calc_second_order=False, seed=small))
    from SALib.sample import morris

    return np.asarray(morris.sample(problem, design.draws, num_levels=MORRIS_LEVELS, seed=small))


def _listed(path: Path, fixed: Mapping[str, float]) -> list[Point]:
    """Points of a CSV; rows with the same values are one draw with several arms."""
    arms: dict[tuple[tuple[str, float], ...], list[tuple[str, str]]] = {}
    own_arms: bool | None = None
    for line, row in read_rows(path):
        names = [name for name in row if name not in ("scenario", "government")]
        own_arms = "scenario" in row or "government" in row
        if own_arms and not {"scenario", "government"} <= set(row):
            raise InputError(
                f"{path}, line 1: scenario and government go together; add the column that is missing"
            )
        values: dict[str, float] = {}
        for name in names:
            if name in fixed:
                raise InputError(
                    f"{path}, line 1: {name} is set by parameters.{name} too; take one of them out"
                )
            try:
                values[name] = float(row[name])
            except ValueError:
                raise InputError(
                    f"{path}, line {line}: {name} = {row[name]!r} is not a number; give one in each row"
                ) from None
        try:
            load_parameters(values)
        except InputError as problem:
            raise InputError(f"{path}, line {line}: {problem}") from None
        arm = (row["scenario"], row["government"]) if own_arms else ("", "")
        of_point = arms.setdefault(tuple(values.items()), [])
        if arm in of_point:
            raise InputError(
                f"{path}, line {line}: the row stands twice; keep one (replicates=N repeats with other seeds)"
            )
        of_point.append(arm)
    if not arms:
        raise InputError(f"{path}: no rows below the header; at least one is needed")
    return [Point(dict(values), tuple(found) if own_arms else None) for values, found in arms.items()]


def describe(passports: Sequence[Passport]) -> list[dict[str, Any]]:
    """Return what the manifest says of varied parameters: range, unit, kind of knowledge, role."""
    return [
        {
            "name": one.name,
            "low": one.low,
            "high": one.high,
            "unit": one.unit,
            "kind": one.kind,
            "role": one.role,
        }
        for one in passports
    ]
