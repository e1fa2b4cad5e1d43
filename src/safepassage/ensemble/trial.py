"""One trial of the patterns: a draw of the parameters, one seed, all the worlds that the patterns contrast."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safepassage.ensemble.seeds import replicate_seed
from safepassage.ensemble.spec import RunSpec
from safepassage.ensemble.start import begin
from safepassage.interventions import Scenario, load_scenario
from safepassage.interventions.kinds.screening import Screening
from safepassage.model import BorderModel
from safepassage.observation import INDICATORS
from safepassage.world.draws import Decision, uniform
from safepassage.world.world import World

ARMS: tuple[tuple[str, str], ...] = (
    ("no_iom", "as_is"),
    ("historical", "as_is"),
    ("integrated", "as_is"),
    ("facilitator", "as_is"),
    ("task_force", "as_is"),
    ("screening_one_gate", "as_is"),
    *((scenario, government) for government in ("responsive", "unresponsive")
      for scenario in ("no_iom", "facilitator", "partner", "integrated")),
)  # fmt: skip
"""Scenario and government of every ordinary world of a trial."""

HALVED = ("halved", "as_is")
NO_ENTRY = ("no_entry", "as_is")
HALVED_NO_ENTRY = ("halved_no_entry", "as_is")
HALVED_ON = dt.date(2018, 1, 1)
"""Half of the recruiters leave at once in the first step that begins on or after this day."""


@dataclass(frozen=True)
class Trial:
    """What is kept of a trial.

    Attributes
    ----------
    quarters
        By arm: indicators per quarter, [quarters, districts, indicators]: flows are sums over the
        steps that begin in the quarter, everything else the mean.
    weekly_cases
        Police cases of the historical world, [steps, districts].
    by_gate
        By arm: persons entering exploitation by last gate, [gates].
    poor_at_risk
        Of the world without IOM, [districts, 2, 3]: not poor or poor; persons, those of them who ever
        departed, and those who ever entered exploitation.
    """

    parameters: dict[str, float]
    first_year: int
    quarters: dict[tuple[str, str], NDArray[np.float64]]
    dates: tuple[dt.date, ...]
    weekly_cases: NDArray[np.float64]
    by_gate: dict[tuple[str, str], NDArray[np.int64]]
    poor_at_risk: NDArray[np.int64]


@dataclass(frozen=True)
class TrialTask:
    """A draw with its number, small enough to be sent to another process."""

    spec: RunSpec
    number: int
    parameters: dict[str, float]


def by_quarter(
    series: NDArray[np.float64], dates: list[dt.date], flows: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Sum flows and average the rest over the steps that begin in each quarter, [quarters, D, indicators]."""
    first = dates[0].year
    quarter = np.array([(day.year - first) * 4 + (day.month - 1) // 3 for day in dates])
    starts = np.flatnonzero(np.diff(quarter, prepend=-1))
    sums = np.add.reduceat(series, starts, axis=0)
    steps = np.diff([*starts, len(dates)])
    means: NDArray[np.float64] = sums / steps[:, None, None]
    return np.where(flows, sums, means)


def run_trial(task: TrialTask) -> Trial:
    """Run every world of one trial on one spin-up."""
    spec = task.spec
    start = begin(spec, replicate_seed(spec.seed, task.number), task.parameters)
    flows = np.array([indicator.kind == "flow" for indicator in INDICATORS])
    quarters, gates = {}, {}
    kept: dict[str, BorderModel] = {}
    for arm in ARMS:
        run = start.model(scenario_of(arm[0]), arm[1]).run()
        quarters[arm], gates[arm] = by_quarter(run.series, run.dates, flows), run.entered_by_gate
        if arm[1] == "as_is" and arm[0] in ("no_iom", "historical"):
            kept[arm[0]] = run
    stopped = {"entry_per_year": 0.0, "leaving_per_year": 0.0}
    for arm, more, halve in (
        (HALVED, {}, True),
        (NO_ENTRY, stopped, False),
        (HALVED_NO_ENTRY, stopped, True),
    ):
        run = start.model("no_iom", "as_is", values=more)
        while run.world.scenario_step < run.steps_total:
            if halve and run.dates[run.world.scenario_step] >= HALVED_ON:
                halve_recruiters(run.world)
                halve = False
            run.step()
        quarters[arm] = by_quarter(run.series, run.dates, flows)
    historical = kept["historical"]
    return Trial(
        parameters=task.parameters,
        first_year=spec.start.year,
        quarters=quarters,
        dates=tuple(historical.dates),
        weekly_cases=historical.indicator("expected_cases"),
        by_gate=gates,
        poor_at_risk=poor_at_risk(kept["no_iom"]),
    )


def scenario_of(name: str) -> Scenario:
    """A scenario by name; the one of P6 is made here, since it names a gate of one region."""
    if name == "screening_one_gate":
        return Scenario(
            name, "Screening tripled at one gate", interventions=(Screening(factor=3.0, gate="aruk"),)
        )
    return load_scenario(name)


def halve_recruiters(world: World) -> None:
    """Take half of the recruiters out of the trade, each by a draw of their own."""
    for slot in range(len(world.recruiters.active)):
        if uniform(world.keys[Decision.PLACEBO_CHOICE], 1, int(world.recruiters.id[slot]), 0) < 0.5:
            world.recruiters.active[slot] = False


def poor_at_risk(model: BorderModel) -> NDArray[np.int64]:
    """Persons of 13 to 60, who ever departed, who ever entered exploitation, [districts, not poor or poor, 3].

    Who was abroad before the start and enters there counts as departed: without a journey nobody enters.
    """
    persons = model.person_ledger()
    out = np.zeros((len(model.region.districts), 2, 3), np.int64)
    adult = (persons["age"] >= 13) & (persons["age"] <= 60)
    entered = adult & (persons["episodes"] > 0)
    departed = adult & (persons["departures"] > 0) | entered
    for column, chosen in enumerate((adult, departed, entered)):
        np.add.at(out[:, :, column], (persons["district"][chosen], persons["poor"][chosen].astype(int)), 1)
    return out
