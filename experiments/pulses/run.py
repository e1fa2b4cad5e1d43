"""Pulses: one district's enforcement times five for two years, and one gate shut for two years.

    python experiments/pulses/run.py                  16 seeds, two processes; writes pulses.csv beside this file
    python experiments/pulses/run.py --seeds 4 --into /tmp/pulses

Every seed has one spin-up, from which its three worlds start: without a pulse, with the one, with the other. So a
change is one of the same lives, and what moves elsewhere is displacement, not chance between worlds.
"""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from safepassage.ensemble.executor import map_tasks
from safepassage.interventions import Scenario
from safepassage.interventions.scenario import make_intervention
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.stages.adaptation import strangeness_of
from safepassage.world.world import World

DISTRICT, GATE = "malaka", "aruk"
ON, OFF, END = dt.date(2018, 1, 1), dt.date(2020, 1, 1), dt.date(2021, 1, 1)
FACTOR = 5.0
ENFORCEMENT: list[dict[str, object]] = [
    {"kind": "task_force", "opening_factor": FACTOR, "districts": [DISTRICT]},
    {"kind": "screening", "factor": FACTOR, "districts": [DISTRICT],
     "kinds": ["formal", "traditional", "hub", "unofficial"]},
]  # fmt: skip
CLOSURE: list[dict[str, object]] = [{"kind": "closure", "openness": 0.0, "gate": GATE}]
MEASURES = ("contacts", "recruiters at work", "expected_trafficked", "trafficked", "entered_exploitation")
BOOTSTRAPS = 4000
SETTINGS: dict[str, dict[str, float]] = {
    "central": {},
    "strong": {"deterrence": 1.5, "district_move_per_year": 1.0, "district_unfamiliarity": 0.1},
}
"""Parameters of all worlds, spin-up included: as they are, and at the ends of their ranges where moving pays most."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Task:
    """One seed."""

    seed: int
    share: float
    parameters: str  # a key of `SETTINGS`


@dataclass(frozen=True)
class Seen:
    """What is kept of one world, from the beginning of the pulse to a year after its end."""

    by_district: Numbers  # [measure, D]
    by_gate: Numbers  # [A] persons who reached each gate, at full scale
    departures: float
    believed: (
        Numbers  # [2, D] arrests a recruiter and year, and earnings in USD a year, at the end of the pulse
    )


def pulse(measures: list[dict[str, object]], name: str) -> Scenario:
    """A scenario whose measures act from `ON` to `OFF`."""
    dates = {"start": ON, "end": OFF}
    return Scenario(name, interventions=tuple(make_intervention({**one, **dates}, name) for one in measures))


def live(world: World, scenario: Scenario, task: Task) -> Seen:
    """Run one world, and add up what happens from the beginning of the pulse on."""
    model = BorderModel(
        world.region, scenario, "as_is", task.share, task.seed, spun_up=world, parameters=world.parameters, end=END
    )  # fmt: skip
    districts, recruiters = len(world.region.districts), model.world.recruiters
    contacts, arrivals = np.zeros(districts), np.zeros(len(world.region.gate_ids))
    before = recruiters.contacts_made.copy()
    for today in model.dates:
        model.step()
        made = recruiters.contacts_made - before
        before = recruiters.contacts_made.copy()
        if today < OFF:
            beliefs = model.world.beliefs
            believed = np.array([beliefs.arrest_risk, beliefs.earnings_usd])
        if today >= ON:
            contacts += np.bincount(recruiters.district, made, districts)
            arrivals += model.world.ledger.gate_arrivals * model.world.clock.scale
    during = np.array([today >= ON for today in model.dates])
    found = [contacts, model.indicator("recruiters_active")[during].mean(axis=0)]
    found += [model.indicator(name)[during].sum(axis=0) for name in MEASURES[2:]]
    left = sum(model.indicator(f"departures_{way}")[during].sum() for way in ("regular", "irregular"))
    return Seen(np.array(found), arrivals, float(left), believed)


def run_seed(task: Task) -> dict[str, object]:
    """The three worlds of a seed, and how far apart earnings are beside what strangers lose."""
    parameters = load_parameters(SETTINGS[task.parameters])
    world = spin_up(load_region("indonesia"), task.share, task.seed, parameters)
    none = live(world, Scenario("none"), task)
    found = {name: live(world, pulse(measures, name), task) for name, measures in
             (("enforcement", ENFORCEMENT), ("closure", CLOSURE))}  # fmt: skip
    return {"none": none, **found, **gaps(world)}


def gaps(world: World) -> dict[str, object]:
    """Log earnings that brokers of the pulse's corridor could gain elsewhere in it, and what it would cost them."""
    region, recruiters = world.region, world.recruiters
    corridor = region.district_corridor
    mine = region.districts.index(DISTRICT)
    near = np.flatnonzero(corridor == corridor[mine])
    brokers = np.flatnonzero(recruiters.active & ~recruiters.licensed & (recruiters.district == mine))
    costs = [strangeness_of(world, int(r), int(d)) for r in brokers for d in near if d != mine]
    earnings = np.log(np.maximum(1.0, world.beliefs.earnings_usd))
    return {
        "spread": float(np.ptp(earnings[near])),
        "all": float(np.ptp(earnings)),
        "cost": float(np.mean(costs)),
    }


def quotient(there: Numbers, elsewhere: Numbers) -> tuple[float, float, float]:
    """What comes up elsewhere over what went there, with its 95 percent interval over seeds."""
    draws = np.random.default_rng(1).integers(0, there.size, (BOOTSTRAPS, there.size))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = -elsewhere[draws].mean(axis=1) / there[draws].mean(axis=1)
        low, high = np.nanpercentile(found, [2.5, 97.5])
        return float(-elsewhere.mean() / there.mean()), float(low), float(high)


def row(
    of: str, measure: str, without: tuple[Numbers, Numbers], with_it: tuple[Numbers, Numbers]
) -> dict[str, object]:
    """A line of the result: change there and elsewhere with standard errors, and the quotient."""
    there, elsewhere = with_it[0] - without[0], with_it[1] - without[1]
    middle, low, high = quotient(there, elsewhere)
    error = [float(change.std(ddof=1) / np.sqrt(change.size)) for change in (there, elsewhere)]
    return {
        "pulse": of, "measure": measure, "there_without": without[0].mean(), "change_there": there.mean(),
        "error_there": error[0], "elsewhere_without": without[1].mean(), "change_elsewhere": elsewhere.mean(),
        "error_elsewhere": error[1], "displaced": middle, "low": low, "high": high,
    }  # fmt: skip


def table(results: list[dict[str, object]]) -> pd.DataFrame:
    """All lines of both pulses."""
    region = load_region("indonesia")
    corridor = region.district_corridor
    mine, rows = region.districts.index(DISTRICT), []
    others = np.flatnonzero((corridor == corridor[mine]) & (np.arange(corridor.size) != mine))
    for m, measure in enumerate(MEASURES):

        def split(arm: str, m: int = m) -> tuple[Numbers, Numbers]:
            seen = np.array([result[arm].by_district[m] for result in results])  # type: ignore[attr-defined]
            return seen[:, mine], seen[:, others].sum(axis=1)

        rows.append(
            row(f"enforcement x {FACTOR:g} in {DISTRICT}", measure, split("none"), split("enforcement"))
        )
    gate = region.gate_ids.index(GATE)

    def gates(arm: str) -> tuple[Numbers, Numbers]:
        seen = np.array([result[arm].by_gate for result in results])  # type: ignore[attr-defined]
        return seen[:, gate], np.delete(seen, gate, axis=1)[:, np.delete(region.gate_corridor, gate) ==
                                                           region.gate_corridor[gate]].sum(axis=1)  # fmt: skip

    rows.append(row(f"{GATE} shut", "arrivals at gates", gates("none"), gates("closure")))
    left = [np.array([result[arm].departures for result in results]) for arm in ("none", "closure")]  # type: ignore[attr-defined]
    nothing = np.zeros(left[0].size)
    rows.append(row(f"{GATE} shut", "departures of all districts", (left[0], nothing), (left[1], nothing)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all seeds, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=16)
    parser.add_argument("--share", type=float, default=0.02)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    frames = []
    for setting in SETTINGS:
        tasks = [Task(seed, given.share, setting) for seed in range(1, given.seeds + 1)]
        results = list(map_tasks(run_seed, tasks, workers=given.workers))
        frames.append(table(results).assign(parameters=setting))
        print(f"{setting} parameters")
        print(frames[-1].round(3).to_string(index=False))
        print_beliefs(results)
    given.into.mkdir(parents=True, exist_ok=True)
    pd.concat(frames).round(3).to_csv(given.into / "pulses.csv", index=False)


def print_beliefs(results: list[dict[str, object]]) -> None:
    """Say what the pulse did to beliefs, and whether moving could have paid."""
    mine = load_region("indonesia").districts.index(DISTRICT)
    for arm in ("none", "enforcement"):
        seen = np.array([result[arm].believed for result in results])  # type: ignore[attr-defined]
        risk, earnings = seen[:, 0, mine].mean(), np.exp(np.log(seen[:, 1, mine]).mean())
        print(f"{DISTRICT}, {arm}: believed arrests {risk:.3f} a year, earnings {earnings:,.0f} USD")
    spread, everywhere, cost = (
        np.mean([result[key] for result in results]) for key in ("spread", "all", "cost")
    )
    print(
        f"log earnings, most less least, within the corridor {spread:.2f}, of all districts {everywhere:.2f}; "
        f"what strangers lose within the corridor, mean {cost:.2f}"
    )


if __name__ == "__main__":
    main()
