"""Engine and twin side by side.

    python -m benchmarks.twin                        CPU seconds at 2,000 and 100,000 persons, and their ratio
    python -m benchmarks.twin --lives                every scenario and government over the whole horizon, bit for bit
    python -m benchmarks.twin --lives --busy         the same with rates that take every branch of every stage

Ends non-zero if anything differs.
"""

from __future__ import annotations

import argparse
import os
import sys

from benchmarks.twin.runs import BUSY, NO_CHANGE, pair, run_in_turn, run_together
from safepassage.interventions import government_names, scenario_names

SIZES = ((2_000, 104), (100_000, 52))
"""Persons, steps."""


def measure(region: str, scenario: str) -> bool:
    """Print CPU seconds of both at each size; whether all agreed."""
    pair_of_warm = pair(scenario, region="classroom", persons=200, spin_up_years=0.0)
    run_together(*pair_of_warm, 2)  # compiled code is loaded or made
    print(f"{scenario} in {region}: CPU seconds of the steps alone, engine against one Mesa agent per person")
    print(f"{'persons':>8} {'steps':>6} {'engine s':>9} {'twin s':>8} {'ratio':>6} {'load':>5}  result")
    agreed = True
    for persons, steps in SIZES:
        model, twin = pair(scenario, region=region, persons=persons, spin_up_years=0.5)
        loads = [os.getloadavg()[0]]
        outcome = run_in_turn(model, twin, steps)
        loads.append(os.getloadavg()[0])
        agreed &= outcome.difference is None
        print(
            f"{len(twin.land.persons):>8,} {outcome.steps:>6} {outcome.engine_seconds:>9.3f}"
            f" {outcome.twin_seconds:>8.2f} {outcome.twin_seconds / outcome.engine_seconds:>6.0f} {max(loads):>5.2f}"
            f"  {outcome.difference or f'the same lives, bit for bit ({outcome.moves:,} moves)'}"
        )
    print(
        f"load: of {os.cpu_count()} cores over the last minute, this process among them, the larger of before and after"
    )
    return agreed


def compare_lives(arguments: argparse.Namespace) -> bool:
    """Print one line per scenario and government; whether all agreed."""
    agreed = True
    overrides = BUSY if arguments.busy else NO_CHANGE
    for scenario in arguments.scenario or scenario_names():
        for government in arguments.government or government_names():
            model, twin = pair(
                scenario, government, region=arguments.region, persons=arguments.persons, seed=arguments.seed,
                spin_up_years=arguments.spin_up_years, overrides=overrides, bounded=not arguments.unbounded,
            )  # fmt: skip
            outcome = run_together(model, twin, arguments.steps)
            agreed &= outcome.difference is None
            print(
                f"{scenario:<20} {government:<13} {len(twin.land.persons):>7,} persons {outcome.steps:>4} steps"
                f" {outcome.moves:>8,} moves  {outcome.difference or 'the same'}",
                flush=True,
            )
    return agreed


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.twin", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )  # fmt: skip
    parser.add_argument("--lives", action="store_true", help="compare lives over the whole horizon")
    parser.add_argument("--busy", action="store_true", help="with rates raised, see runs.BUSY")
    parser.add_argument(
        "--unbounded", action="store_true", help="every rate of aspiration worked out, a check"
    )
    parser.add_argument(
        "--region", help="of the lives (default classroom) or the timings (default indonesia)"
    )
    parser.add_argument("--scenario", action="append", help="may be given again; all when left out")
    parser.add_argument("--government", action="append", help="may be given again; all when left out")
    parser.add_argument("--persons", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--spin-up-years", type=float, default=1.0)
    arguments = parser.parse_args()
    if arguments.lives:
        arguments.region = arguments.region or "classroom"
        return 0 if compare_lives(arguments) else 1
    return 0 if measure(arguments.region or "indonesia", (arguments.scenario or ["integrated"])[0]) else 1


if __name__ == "__main__":
    sys.exit(main())
