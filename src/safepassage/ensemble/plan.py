"""The plan of a sweep: every run, its name, its seed, and the batch in which it is stored.

A plan follows from the specification alone. Workers, executors and interruptions have no part in
it, so the same files result whoever makes them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from safepassage.ensemble.design import Point, affordable, points
from safepassage.ensemble.identity import code_identity, data_identity, run_names
from safepassage.ensemble.seeds import draw_seed, replicate_seed
from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.errors import InputError
from safepassage.region.load import load_region

RUNS_PER_BATCH = 10
"""A batch holds at least as many runs, where `DesignSpec.batch` does not say how many draws."""


@dataclass(frozen=True)
class Run:
    """One arm of one draw and seed."""

    name: str
    scenario: str
    government: str


@dataclass(frozen=True)
class Unit:
    """One draw and one seed: a spin-up, and the runs that start from it."""

    draw: int
    replicate: int
    seed: int
    parameters: dict[str, float]
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Batch:
    """What one file of the store holds."""

    number: int
    units: tuple[Unit, ...]

    @property
    def runs(self) -> Iterator[tuple[Unit, Run]]:
        """Every run with its unit, in the order of the file's rows."""
        return ((unit, run) for unit in self.units for run in unit.runs)


@dataclass(frozen=True)
class Plan:
    """All batches of a sweep.

    Attributes
    ----------
    spec
        What is run; its design's list has been read.
    columns
        Parameters that vary, in the order of their columns.
    code, data
        Hashes of the sources and of the data that decide the results.
    repeated
        Draws whose values an earlier draw has already (Morris): rows of the design, no runs.
    """

    spec: RunSpec
    columns: tuple[str, ...]
    batches: tuple[Batch, ...]
    code: str
    data: str
    repeated: tuple[tuple[int, int], ...] = ()

    @cached_property
    def runs(self) -> int:
        """Number of runs."""
        return sum(len(unit.runs) for batch in self.batches for unit in batch.units)

    def table(self) -> pd.DataFrame:
        """Return the design: a row per draw, arm and replicate, with the run that answers for it.

        Columns ``draw``, ``batch``, ``run``, ``scenario``, ``government``, ``replicate``, ``seed``
        and the parameters varied.
        """
        # By column: rows as dicts would be the largest thing in a driver's memory.
        held = [(batch.number, unit, run) for batch in self.batches for unit, run in batch.runs]
        columns: dict[str, Any] = {
            "draw": np.array([unit.draw for _, unit, _ in held], np.int64),
            "batch": np.array([number for number, _, _ in held], np.int64),
            "run": [run.name for _, _, run in held],
            "scenario": [run.scenario for _, _, run in held],
            "government": [run.government for _, _, run in held],
            "replicate": np.array([unit.replicate for _, unit, _ in held], np.int64),
            "seed": np.array([unit.seed for _, unit, _ in held], np.int64),
        }
        for name in self.columns:
            columns[name] = np.array([unit.parameters[name] for _, unit, _ in held], np.float64)
        table = pd.DataFrame(columns)
        if not self.repeated:
            return table
        copies = [table[table["draw"] == original].assign(draw=draw) for draw, original in self.repeated]
        return pd.concat([table, *copies], ignore_index=True)


def make_plan(spec: RunSpec) -> Plan:
    """Lay out a sweep.

    Parameters
    ----------
    spec
        What to run; ``design`` says what varies.

    Raises
    ------
    InputError
        A design that cannot be made, or names that cannot be loaded.
    """
    if spec.sequential:
        raise InputError("replicates=auto is for compare; a sweep needs a number, for example replicates=4")
    draws = points(spec.design, spec.parameters, spec.seed)
    arms = max(
        len(point.arms) if point.arms else len(spec.scenario) * len(spec.government) for point in draws
    )
    affordable(arms * len(draws) * spec.replicates, "runs", "fewer draws, arms or replicates")
    code, data = code_identity(), data_identity(load_region(spec.region))
    world = f"{code} {data}"
    first: dict[tuple[float, ...], int] = {}
    repeated: list[tuple[int, int]] = []
    kept: list[tuple[int, Point]] = []
    for number, point in enumerate(draws):
        values = tuple(point.parameters.values())
        if spec.design.seeds == "common" and values in first and point.arms is None:
            repeated.append((number, first[values]))
            continue
        first.setdefault(values, number)
        kept.append((number, point))
    size = spec.design.batch or max(1, math.ceil(RUNS_PER_BATCH / arms))
    batches: list[Batch] = []
    # By replicate first: a sweep that is given more of them keeps its batches.
    for replicate in range(spec.replicates):
        for start in range(0, len(kept), size):
            units = tuple(
                _unit(spec, number, point, replicate, world) for number, point in kept[start : start + size]
            )
            batches.append(Batch(len(batches), units))
    columns = tuple(draws[0].parameters)
    return Plan(spec, columns, tuple(batches), code, data, tuple(repeated))


def _unit(spec: RunSpec, draw: int, point: Point, replicate: int, world: str) -> Unit:
    seed = (
        replicate_seed(spec.seed, replicate)
        if spec.design.seeds == "common"
        else draw_seed(spec.seed, draw, replicate)
    )
    arms = point.arms or tuple(
        (scenario, government) for government in spec.government for scenario in spec.scenario
    )
    values = {**point.parameters, **spec.parameters}
    names = run_names(spec, arms, seed, values, world)
    runs = tuple(Run(name, *arm) for name, arm in zip(names, arms, strict=True))
    return Unit(draw, replicate, seed, point.parameters, runs)


def without(batch: Batch, finished: frozenset[str]) -> Batch:
    """Return a batch without the runs that are finished."""
    units = (
        replace(unit, runs=tuple(run for run in unit.runs if run.name not in finished))
        for unit in batch.units
    )
    return replace(batch, units=tuple(unit for unit in units if unit.runs))


def only(batch: Batch, wanted: frozenset[str]) -> Batch:
    """Return a batch with no other runs than these."""
    return without(batch, frozenset(run.name for _, run in batch.runs) - wanted)


def from_table(design: pd.DataFrame, columns: tuple[str, ...]) -> list[Batch]:
    """Return the batches that a stored design holds, in their order; the list of a design need not be there."""
    batches: dict[int, dict[tuple[int, int], list[dict[str, Any]]]] = {}
    rows: list[Any] = design.drop_duplicates("run").to_dict("records")
    for row in rows:
        batches.setdefault(row["batch"], {}).setdefault((row["replicate"], row["draw"]), []).append(row)
    return [
        Batch(number, tuple(_stored_unit(of_unit, columns) for of_unit in units.values()))
        for number, units in sorted(batches.items())
    ]


def _stored_unit(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Unit:
    head = rows[0]
    return Unit(
        draw=int(head["draw"]),
        replicate=int(head["replicate"]),
        seed=int(head["seed"]),
        parameters={name: float(head[name]) for name in columns},
        runs=tuple(Run(row["run"], row["scenario"], row["government"]) for row in rows),
    )
