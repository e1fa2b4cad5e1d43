"""Two lives of every person: what a scenario changed, counted by district and group.

Model section 4. For persons of both worlds, from the first date at which the worlds can differ
to the horizon: E episodes of exploitation begun, X years exploited, F step of the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Persons = Mapping[str, NDArray[Any]]
"""What ``BorderModel.person_ledger()`` returns: columns with one row per simulated person."""

SHIFT_DAYS = 28.0
"""A first episode that moves by more than four weeks is delayed or hastened."""

GROSS = ("averted", "newly_harmed", "delayed", "hastened", "rerouted")
"""Counts that depend on how draws are keyed: beside each stands its churn."""

EARLIER = "_year_earlier"
"""Suffix of the same counts one year before the horizon."""

MEASURES = (
    "persons",
    "ever_baseline",
    "ever_scenario",
    *GROSS,
    "episodes_averted",
    "exploitation_years_averted",
    "departures_averted",
    "ever_baseline" + EARLIER,
    "ever_scenario" + EARLIER,
    *(name + EARLIER for name in GROSS),
)

AGES = (("under 18", 18.0), ("18-24", 25.0), ("25-34", 35.0), ("35-49", 50.0), ("50 and over", np.inf))
"""Age at the start: label, and the age below which a person belongs to it."""

SCHOOLING = (
    ("6 years or less", 6.5),
    ("7-9 years", 9.5),
    ("10-12 years", 12.5),
    ("13 years or more", np.inf),
)
"""Years of schooling: primary, junior secondary, senior secondary, above."""

LEVELS: dict[str, tuple[str, ...]] = {
    "all": ("all",),
    "sex": ("female", "male"),
    "age": tuple(name for name, _ in AGES),
    "schooling": tuple(name for name, _ in SCHOOLING),
    "poor": ("poor", "not_poor"),
}
"""The groups of persons, each a division of everybody."""


@dataclass(frozen=True)
class Horizon:
    """How steps count in time: days in a step, steps in all, the first step of the last year."""

    step_days: float
    steps: int

    @property
    def earlier(self) -> int:
        """Steps up to one year before the horizon."""
        return max(0, self.steps - round(365.25 / self.step_days))


def row_labels(districts: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return district (``all`` first), group and level of each row of `pair_counts`."""
    return [
        (district, group, level)
        for group, levels in LEVELS.items()
        for level in levels
        for district in ("all", *districts)
    ]


def pair_counts(
    baseline: Persons, scenario: Persons, districts: int, horizon: Horizon
) -> NDArray[np.float64]:
    """Count what became of each person in the scenario against the baseline.

    Parameters
    ----------
    baseline, scenario
        Ledgers of the same persons in the same order. Groups are those of the baseline, so that
        a scenario cannot move a person between them.
    districts
        Number of districts D.
    horizon
        Length of the run.

    Returns
    -------
    ndarray of float64, shape [rows of `row_labels`, len(MEASURES)]
        Simulated persons, episodes, years or departures; not scaled.

    Raises
    ------
    ValueError
        The two ledgers do not hold the same persons in the same order.
    """
    if not np.array_equal(baseline["id"], scenario["id"]):
        raise ValueError("pair_counts: the two worlds do not hold the same persons in the same order")
    values = _changes(baseline, scenario, horizon)
    # Of most persons nothing differs and nothing is counted: they matter to "persons" alone.
    touched = np.flatnonzero(values.any(axis=1))
    district = np.asarray(baseline["district"], dtype=np.int64)
    blocks = []
    for group, levels in LEVELS.items():
        level = _level(group, baseline)
        cell = level * districts + district
        cells = len(levels) * districts
        counts = np.empty((cells, len(MEASURES)))
        counts[:, 0] = np.bincount(cell, minlength=cells)
        for column in range(1, len(MEASURES)):
            counts[:, column] = np.bincount(
                cell[touched], weights=values[touched, column - 1], minlength=cells
            )
        by_level = counts.reshape(len(levels), districts, len(MEASURES))
        together = by_level.sum(axis=1, keepdims=True)
        blocks.append(np.concatenate([together, by_level], axis=1).reshape(-1, len(MEASURES)))
    return np.concatenate(blocks)


def _changes(baseline: Persons, scenario: Persons, horizon: Horizon) -> NDArray[np.float64]:
    """One row per person, one column per measure after ``persons``."""
    first_before = np.asarray(baseline["first_step"], dtype=np.int64)
    first_after = np.asarray(scenario["first_step"], dtype=np.int64)
    before, after = first_before >= 0, first_after >= 0
    moved_days = np.asarray((first_after - first_before) * horizon.step_days, dtype=np.float64)
    another = np.zeros(before.shape, dtype=np.bool_)
    for name in ("first_gate", "first_sector", "first_destination", "first_recruiter"):
        another |= np.asarray(baseline[name]) != np.asarray(scenario[name])
    differences = [
        np.asarray(baseline[name], dtype=np.float64) - np.asarray(scenario[name], dtype=np.float64)
        for name in ("episodes", "exploited_years", "departures")
    ]
    early_before = before & (first_before < horizon.earlier)
    early_after = after & (first_after < horizon.earlier)
    columns: list[NDArray[Any]] = [
        *_gross(before, after, moved_days, another),
        *differences,
        *_gross(early_before, early_after, moved_days, another),
    ]
    return np.column_stack(columns).astype(np.float64, copy=False)


def _gross(
    before: NDArray[np.bool_],
    after: NDArray[np.bool_],
    moved_days: NDArray[np.float64],
    another: NDArray[np.bool_],
) -> list[NDArray[np.bool_]]:
    """Ever in the baseline, ever in the scenario, then the five of ``GROSS``."""
    both = before & after
    return [
        before,
        after,
        before & ~after,
        after & ~before,
        both & (moved_days > SHIFT_DAYS),
        both & (moved_days < -SHIFT_DAYS),
        both & another,
    ]


def _level(group: str, persons: Persons) -> NDArray[np.int64]:
    """Position of each person's level in ``LEVELS[group]``."""
    if group == "all":
        return np.zeros(len(persons["id"]), dtype=np.int64)
    if group == "sex":
        return np.where(persons["female"], 0, 1).astype(np.int64)
    if group == "poor":
        return np.where(persons["poor"], 0, 1).astype(np.int64)
    limits = np.array([limit for _, limit in (AGES if group == "age" else SCHOOLING)][:-1])
    return np.searchsorted(limits, np.asarray(persons[group], dtype=np.float64), side="right").astype(
        np.int64
    )
