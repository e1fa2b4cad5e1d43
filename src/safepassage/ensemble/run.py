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
from safepassage.interventions.scenario import load_government, load_scenario
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region


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
    region = load_region(spec.region)
    began = time.process_time()
    world = spin_up(
        region,
        spec.population_share,
        task.seed,
        load_parameters(spec.parameters),
        spec.spin_up_years,
        spec.step_days,
        spec.start,
    )
    spin_up_seconds = time.process_time() - began

    def live(scenario: str, government: str, placebo: bool = False) -> _Lived:
        model = BorderModel(
            region,
            load_scenario(scenario, spec.own_configs),
            load_government(government, spec.own_configs),
            spec.population_share,
            task.seed,
            start=spec.start,
            end=spec.end,
            step_days=spec.step_days,
            spin_up_years=spec.spin_up_years,
            budget_usd_per_year=spec.budget_usd_per_year,
            parameters=load_parameters(spec.parameters),
            spun_up=world,
            placebo=placebo,
        )
        started = time.process_time()
        model.run()
        return _Lived(model, model.person_ledger(), time.process_time() - started)

    results = []
    for government in spec.government:
        baseline = live(BASELINE, government) if BASELINE in spec.scenario else None
        placebo = live(BASELINE, government, placebo=True) if baseline is not None and spec.churn else None
        for scenario in spec.scenario:
            arm = baseline if baseline is not None and scenario == BASELINE else live(scenario, government)
            counts, churn = _pairs(baseline, placebo, arm, spec.step_days)
            results.append(
                ArmResult(
                    scenario,
                    government,
                    task.replicate,
                    task.seed,
                    tuple(arm.model.dates),
                    arm.model.series.copy(),
                    counts,
                    churn,
                    by_subdistrict(arm.persons, len(region.subdistricts)),
                    arm.model.world.governments.spent_usd[: arm.model.series.shape[1]].copy(),
                    len(arm.persons["id"]),
                    arm.cpu_seconds,
                    spin_up_seconds,
                )
            )
            spin_up_seconds = 0.0
    return results


def _pairs(
    baseline: _Lived | None, placebo: _Lived | None, arm: _Lived, step_days: float
) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]:
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
