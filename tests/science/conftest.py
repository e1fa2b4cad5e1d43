"""What the science tests share: small worlds, spin-ups computed once, and how to compare two lives.

A test asks for ``lab`` and says only what is special: ``lab.model("integrated", seed=3, onset_debt_factor=1.0)``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from safepassage.interventions import Scenario
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.build import sample_of
from safepassage.world.ledger import recount
from safepassage.world.state import Columns
from safepassage.world.world import World

START = dt.date(2016, 1, 1)

LIVELY = {"base_aspiration_per_year": 0.02, "recruiters_per_1000": 2.0, "broker_intent": 0.4}
"""The classroom's 20,000 people would live through too few events for a test; these raise them tenfold."""

ALONE = {
    "word_of_mouth_per_year": 0.0,  # talk within a cell
    "testimony_reach": 0.0,  # stories of the assisted
    "network_log_ratio": 0.0,  # cumulative causation
    "assistance_places_per_100000": 1e9,  # places shared
    "consular_cases_per_100000": 1e9,  # consulates' time shared
    "cases_per_investigator_per_year": 1e9,  # investigators' time shared
    "screening_capacity_post": 1e9,  # officers' time shared
    "screening_capacity_traditional": 1e9,
    "screening_capacity_hub": 1e9,
    "risk_weight": 0.0,  # beliefs about gates
    "profit_elasticity": 0.0,  # beliefs about profit
    "district_move_per_year": 0.0,  # beliefs about other districts
    "village_learning": 0.0,  # beliefs about villages
    "sub_recruiter_tie": 0.0,  # those abroad bring recruiters close
    "deterrence": 0.0,  # beliefs about arrests
    "suspects_per_case": 0.0,  # reports of some take recruiters from others
}
"""Every way in which one person's life reaches another's, switched off."""


@functools.lru_cache(maxsize=64)
def _spun_up(
    region: str,
    share: float,
    seed: int,
    years: float,
    step_days: float,
    overrides: tuple[tuple[str, float], ...],
) -> World:
    return spin_up(
        load_region(region), share, seed, load_parameters(dict(overrides)), years, step_days, START
    )


class Lab:
    """Makes models. Spin-ups are shared by all tests; every model starts from its own copy."""

    lively: Mapping[str, float] = LIVELY
    alone: Mapping[str, float] = ALONE

    def spun_up(
        self, *, region: str = "classroom", share: float = 1.0, seed: int = 1, spin_up_years: float = 1.0,
        step_days: float = 7.0, **overrides: float,
    ) -> World:  # fmt: skip
        """A world at the end of its spin-up, to be changed at will."""
        return _spun_up(
            region, share, seed, spin_up_years, step_days, tuple(sorted(overrides.items()))
        ).copy()

    def model(
        self, scenario: Scenario | str = "no_iom", government: str = "as_is", *, region: str = "classroom",
        share: float = 1.0, seed: int = 1, years: float = 1.0, spin_up_years: float = 1.0, step_days: float = 7.0,
        world: World | None = None, placebo: bool = False, budget_usd_per_year: float = 300_000.0, **overrides: float,
    ) -> BorderModel:  # fmt: skip
        """A model before its first step; ``world`` replaces the shared spin-up."""
        if world is None:
            world = self.spun_up(
                region=region,
                share=share,
                seed=seed,
                spin_up_years=spin_up_years,
                step_days=step_days,
                **overrides,
            )
        return BorderModel(
            world.region, scenario, government, share, seed, start=START, step_days=step_days, spun_up=world,
            end=START + dt.timedelta(days=round(365.25 * years)), placebo=placebo,
            budget_usd_per_year=budget_usd_per_year, parameters=load_parameters(overrides),
        )  # fmt: skip


@pytest.fixture(scope="session")
def lab() -> Lab:
    return Lab()


class Compare:
    """Compares worlds and models: bytes, lives, means over seeds."""

    @staticmethod
    def digest(model: BorderModel) -> str:
        """One hash of the series, of every person's columns and of every actor's state."""
        world = model.world
        states = (
            (model.series, *world.consulates), world.people, world.recruiters, world.officials, world.governments,
            world.beliefs, world.registers, world.ledger,
        )  # fmt: skip
        found = hashlib.sha256()
        for array in itertools.chain.from_iterable(states):
            found.update(np.ascontiguousarray(array).tobytes())
        return found.hexdigest()

    @staticmethod
    def differing(people: Columns, others: Columns, but: Iterable[str] = ()) -> NDArray[np.bool_]:
        """Rows whose columns differ in anything, except the columns named."""
        found = np.zeros(people.id.size, bool)
        for name in set(Columns._fields) - set(but):
            found |= getattr(people, name) != getattr(others, name)
        return found

    @staticmethod
    def mean_and_error(values: Any) -> tuple[float, float]:
        """Mean over seeds, and its standard error from their spread."""
        values = np.asarray(values, float)
        return float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))


@pytest.fixture(scope="session")
def compare() -> Compare:
    return Compare()


def _keep(world: World, kept: NDArray[np.bool_]) -> World:
    """The world with only some of its sampled persons: columns, row numbers and sums rebuilt."""
    people = Columns(*(array[kept].copy() for array in world.people))
    sample = sample_of(people, world.sample.row_of_id.size, world.sample.of_cell.size)
    smaller = dataclasses.replace(world.copy(), people=people, sample=sample)
    recount(people, smaller.ledger)
    return smaller


@pytest.fixture(scope="session")
def keep() -> Any:
    return _keep
