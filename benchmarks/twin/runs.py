"""Models to compare: an engine's model and its twin from the same moment, and the two in step."""

from __future__ import annotations

import dataclasses
import functools
import time
from collections.abc import Mapping
from typing import Any

from benchmarks.twin.compare import first_difference, indicators_differ, number
from benchmarks.twin.model import BorderTwin
from safepassage.interventions import Scenario
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.world import World

BUSY = {
    "base_aspiration_per_year": 0.06, "recruiters_per_1000": 2.0, "contacts_per_week": 4.0, "accept_log_odds": -1.5,
    "broker_intent": 0.5, "agency_intent": 0.3, "initial_awareness": 0.3, "exit_recognition_log_odds": -1.0,
    "exit_false_log_odds": -3.0, "refusal_log_odds": 0.5, "visitor_refusal_log_odds": -1.0, "permit_refusal_share": 0.1,
    "patrol_chance": 0.5, "document_weeks": 6.0, "onset_irregular_per_year": 0.3, "onset_regular_per_year": 0.1,
    "end_irregular_per_year": 0.8, "deportation_per_year": 0.3, "death_irregular_per_year": 0.02,
    "escape_per_year": 1.0, "find_inspection_per_year": 0.6, "consular_cases_per_100000": 100.0,
    "worked_off_per_year": 0.5, "self_report_share": 0.5, "detention_years": 0.1,
    "assistance_places_per_100000": 200.0, "assistance_weeks": 8.0, "opening_per_year": 4.0, "conviction_base": 0.5,
    "custody_years": 0.3, "entry_per_year": 2.0, "leaving_per_year": 0.5, "move_rate_per_year": 12.0,
    "deterrence": 1.5, "district_move_per_year": 12.0, "land_border_log_weight": 0.0, "wealth_job_correlation": 0.2,
}  # fmt: skip
"""Two thousand people live through little in a year: with these, every branch of every stage is taken."""

NO_CHANGE: Mapping[str, float] = {}


@functools.lru_cache(maxsize=8)
def spun_up(
    region: str, persons: int, seed: int, years: float, step_days: float, overrides: tuple[tuple[str, float], ...]
) -> World:  # fmt: skip
    """A world of about so many persons after its spin-up."""
    made = load_region(region)
    share = min(1.0, persons / made.population)
    return spin_up(made, share, seed, load_parameters(dict(overrides)), years, step_days)


def pair(
    scenario: Scenario | str, government: str = "as_is", *, region: str = "classroom", persons: int = 2000,
    seed: int = 1, spin_up_years: float = 1.0, step_days: float = 7.0, overrides: Mapping[str, float] = NO_CHANGE,
    bounded: bool = True, **more: Any,
) -> tuple[BorderModel, BorderTwin]:  # fmt: skip
    """The engine's model (``more`` are its keywords) and the twin of its world, both before their first step."""
    world = spun_up(region, persons, seed, spin_up_years, step_days, tuple(sorted(overrides.items())))
    model = BorderModel(
        world.region, scenario, government, world.share, seed, spun_up=world, step_days=step_days,
        parameters=load_parameters(dict(overrides)), **more,
    )  # fmt: skip
    return model, BorderTwin(model.world, bounded=bounded)


@dataclasses.dataclass
class Outcome:
    """What running both side by side gave."""

    difference: str | None = None
    steps: int = 0
    moves: int = 0
    """Changes of situation that both lived through."""
    engine_seconds: float = 0.0
    twin_seconds: float = 0.0
    """CPU seconds of the steps alone, of this process."""


def run_together(model: BorderModel, twin: BorderTwin, steps: int, *, judge: bool = True) -> Outcome:
    """Step both; after every step look for a difference, and stop at the first."""
    outcome = Outcome()
    for _ in range(min(steps, model.steps_total - model.world.scenario_step)):
        began = time.process_time()
        model.step()
        between = time.process_time()
        twin.step()
        outcome.twin_seconds += time.process_time() - between
        outcome.engine_seconds += between - began
        outcome.steps += 1
        outcome.moves += int(model.world.ledger.flow.sum())
        if judge:
            outcome.difference = first_difference(model.world, twin)
            if outcome.difference is not None:
                return outcome
    if model.world.scenario_step == outcome.steps:
        outcome.difference = indicators_differ(model.series, twin)
    return outcome


def run_in_turn(model: BorderModel, twin: BorderTwin, steps: int) -> Outcome:
    """Run the engine over all steps, then the twin, and compare the ends: each is timed as it runs alone.

    Step by step in alternation each would find the other's persons in the caches.
    """
    outcome = Outcome(steps=steps)
    began = time.process_time()
    for _ in range(steps):
        model.step()
        outcome.moves += int(model.world.ledger.flow.sum())
    between = time.process_time()
    for _ in range(steps):
        twin.step()
    outcome.engine_seconds = between - began
    outcome.twin_seconds = time.process_time() - between
    outcome.difference = first_difference(model.world, twin) or indicators_differ(model.series, twin)
    return outcome


__all__ = ["BUSY", "Outcome", "first_difference", "number", "pair", "run_in_turn", "run_together"]
