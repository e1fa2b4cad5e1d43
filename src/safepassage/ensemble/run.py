"""One seed: one spin-up, then every government and scenario from that same world."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safepassage.ensemble.pair import Horizon, Persons, pair_counts
from safepassage.ensemble.seeds import replicate_seed
from safepassage.ensemble.spec import BASELINE, RunSpec
from safepassage.ensemble.start import Start, alone, begin
from safepassage.model import BorderModel

_Pairs = tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]
"""`ArmResult.counts` and `ArmResult.churn`."""


@dataclass(frozen=True)
class SeedTask:
    """One replicate of a specification; small, since it is sent to other processes."""

    spec: RunSpec
    replicate: int

    @property
    def seed(self) -> int:
        """The seed of this replicate."""
        return replicate_seed(self.spec.seed, self.replicate)


@dataclass(frozen=True)
class ArmResult:
    """What one run leaves behind.

    Attributes
    ----------
    dates
        First day of each step.
    series
        Shape [steps, districts, indicators], scaled to the real population.
    counts
        `pair_counts` against the baseline of the same seed and government, in simulated persons;
        None for the baseline itself, and where no baseline was run.
    churn
        The placebo's counts scaled to as many changed contacts as this arm has; None likewise.
    subdistricts
        Shape [subdistricts, 2]: episodes of exploitation begun, and persons aged 15 and over at the
        start, by home subdistrict; simulated persons.
    spending
        Shape [districts, activities]: USD over the horizon, the lines of `Activity`.
    persons
        Simulated persons.
    cpu_seconds
        Processor time of the loop over steps.
    """

    scenario: str
    government: str
    replicate: int
    seed: int
    dates: tuple[dt.date, ...]
    series: NDArray[np.float64]
    counts: NDArray[np.float64] | None
    churn: NDArray[np.float64] | None
    subdistricts: NDArray[np.int64]
    spending: NDArray[np.float64]
    persons: int
    cpu_seconds: float
    spin_up_seconds: float


@dataclass(frozen=True)
class _Lived:
    """A finished run, as long as its persons are needed."""

    model: BorderModel
    persons: Persons
    cpu_seconds: float


def seed_tasks(spec: RunSpec) -> list[SeedTask]:
    """Return the tasks of a specification, one per replicate."""
    return [SeedTask(spec, replicate) for replicate in range(spec.replicates)]


def run_seed(task: SeedTask) -> list[ArmResult]:
    """Run every arm of one seed.

    Parameters
    ----------
    task
        The specification and the number of the replicate.

    Returns
    -------
    list of ArmResult
        By government, then by scenario, in the order of the specification. The placebo is run
        and counted, not returned.

    Notes
    -----
    Persons are paired here and only counts are kept: the ledgers of a comparison at full
    population would not fit into memory.
    """
    spec = task.spec
    began = time.process_time()
    if len(spec.scenario) == len(spec.government) == 1 and not spec.churn:
        model = alone(spec, task.seed)
        spin_up_seconds = time.process_time() - began
        only = _lived(model)
        return [_result(task, spec.scenario[0], spec.government[0], only, (None, None), spin_up_seconds)]
    start = begin(spec, task.seed)
    spin_up_seconds = time.process_time() - began
    results = []
    for government in spec.government:
        baseline = _live(start, BASELINE, government) if BASELINE in spec.scenario else None
        placebo = _live(start, BASELINE, government, True) if baseline is not None and spec.churn else None
        for scenario in spec.scenario:
            arm = baseline if scenario == BASELINE else None
            arm = arm or _live(start, scenario, government)
            pairs = _pairs(baseline, placebo, arm, spec.step_days)
            results.append(_result(task, scenario, government, arm, pairs, spin_up_seconds))
            spin_up_seconds = 0.0
    return results


def _live(start: Start, scenario: str, government: str, placebo: bool = False) -> _Lived:
    return _lived(start.model(scenario, government, placebo=placebo))


def _lived(model: BorderModel) -> _Lived:
    began = time.process_time()
    model.run()
    return _Lived(model, model.person_ledger(), time.process_time() - began)


def _result(
    task: SeedTask, scenario: str, government: str, arm: _Lived, pairs: _Pairs, spin_up_seconds: float
) -> ArmResult:
    model, (counts, churn) = arm.model, pairs
    districts = len(model.region.districts)
    return ArmResult(
        scenario, government, task.replicate, task.seed, tuple(model.dates), model.series.copy(), counts, churn,
        by_subdistrict(arm.persons, len(model.region.subdistricts)),
        model.world.governments.spent_usd[:districts].copy(), len(arm.persons["id"]), arm.cpu_seconds,
        spin_up_seconds,
    )  # fmt: skip


def _pairs(baseline: _Lived | None, placebo: _Lived | None, arm: _Lived, step_days: float) -> _Pairs:
    """Counts of an arm against the baseline, and the placebo's scaled to its changed contacts."""
    if baseline is None or arm is baseline:
        return None, None
    horizon = Horizon(step_days, baseline.model.steps_total)
    districts = baseline.model.series.shape[1]
    counts = pair_counts(baseline.persons, arm.persons, districts, horizon)
    if placebo is None:
        return counts, None
    noise = pair_counts(baseline.persons, placebo.persons, districts, horizon)
    return counts, noise * churn_scale(baseline.model, placebo.model, arm.model)


def by_subdistrict(persons: Persons, subdistricts: int) -> NDArray[np.int64]:
    """Return episodes begun and persons of 15 and over by home subdistrict, shape [subdistricts, 2]."""
    home = persons["subdistrict"]
    episodes = np.bincount(home, persons["episodes"], minlength=subdistricts)
    adults = np.bincount(home, persons["age"] >= 15.0, minlength=subdistricts)
    return np.stack([episodes, adults], axis=1).astype(np.int64)


def churn_scale(baseline: BorderModel, placebo: BorderModel, arm: BorderModel) -> float:
    """Return how many times the placebo's changed contacts the arm has changed.

    See ``BorderModel.contacts_changed``: contacts that reach another person at an equal number
    are not seen, so this is a lower bound.
    """
    rekeyed = placebo.contacts_changed(baseline)
    return arm.contacts_changed(baseline) / rekeyed if rekeyed > 0 else 0.0
