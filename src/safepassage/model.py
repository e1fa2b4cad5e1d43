"""``BorderModel``: a ``mesa.Model`` that wires the world, the stages and the observers. No rules here."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import math
import weakref
from collections.abc import Callable, Sequence
from typing import Any

import mesa
import numpy as np
from mesa.agent import AgentSet
from mesa.discrete_space import OrthogonalMooreGrid
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.interventions import (
    GovernmentSetting,
    Scenario,
    check_overrides,
    check_shares,
    load_government,
    load_scenario,
)
from safepassage.observation import INDICATOR_NAMES, SeriesRecorder
from safepassage.parameters import Parameters, load_parameters
from safepassage.region.load import load_region
from safepassage.region.region import Region
from safepassage.rules.compiled import compiling
from safepassage.stages import AHEAD, SCHEDULE, STAGES, step
from safepassage.world.actors import ActorView, check_classes, make_agents
from safepassage.world.balance import Balancer
from safepassage.world.build import begin_world, finish_spin_up, set_government, start_scenario
from safepassage.world.clock import YEAR_DAYS
from safepassage.world.codes import Situation
from safepassage.world.context import make_schedule
from safepassage.world.grid import make_grids
from safepassage.world.order import shuffled
from safepassage.world.people import People
from safepassage.world.person import Person
from safepassage.world.world import Stage, World

logging.getLogger("MESA").setLevel(logging.WARNING)

_AHEAD = "from safepassage.stages import compile_ahead; compile_ahead()"
START, END = dt.date(2016, 1, 1), dt.date(2023, 12, 31)


def number_of_steps(start: dt.date, end: dt.date, step_days: float) -> int:
    """Whole steps from ``start`` to ``end``: the last begins before the end (417 weeks for 2016-2023)."""
    return math.floor(((end - start).days + 1) / step_days + 1e-9)


def spin_up(
    region: Region, population_share: float, seed: int, parameters: Parameters, spin_up_years: float = 10.0,
    step_days: float = 7.0, start: dt.date = START,
) -> World:  # fmt: skip
    """A world that has lived for years as in the start year, without IOM; steady where its stock abroad is known.

    Computed once per seed and parameter draw; every scenario and government starts from a copy.
    """
    steps = round(spin_up_years * YEAR_DAYS / step_days)
    ahead = [STAGES[name].__module__ for name in AHEAD] if steps else []
    with compiling("a spin-up" if steps else "a world", _AHEAD, ahead):
        world = begin_world(region, parameters, population_share, seed, step_days)
        if steps:
            world.schedule = make_schedule(region, start, steps, step_days, frozen=True)
        balancer = Balancer(world)
        for _ in range(steps):
            step(world)
            balancer.read(world)
        finish_spin_up(world)
    return world


class BorderModel(mesa.Model):  # type: ignore[misc]
    """One border world under one scenario and one government, step by step.

    Parameters
    ----------
    region
        A ``Region``, a shipped region's name, or a folder of one's own tables.
    scenario, government
        Names in ``configs/`` or the loaded objects.
    population_share
        Share of the register that is simulated, above 0 and at most 1; one agent per person at 1.
    seed
        Whole number; the same seed gives the same draws in every scenario.
    start, end, step_days, spin_up_years, budget_usd_per_year
        Horizon (the last step begins before ``end``), days of a step, years of spin-up, IOM's
        budget in USD a year.
    parameters
        Overrides of passports as a ``Parameters``; the scenario's own overrides come on top.
    spun_up
        A world from ``spin_up`` to start from (copied); without it the spin-up is run here.
    actors
        Subclasses of ``Recruiter``, ``Official``, ``LocalGovernment`` or ``IOMOffice`` to use in
        their place; an ``act`` that they override is called once a step.
    datacollector
        A ``mesa.DataCollector``; it collects after every step.
    storage_order
        Above zero, persons, recruiters and officials are stored in another order: an audit, since it
        must change nobody's life.
    placebo
        Re-key the contact draws of a random twentieth of the recruiters: measures churn.

    Raises
    ------
    InputError
        A name that does not exist or a value out of range.
    """

    def __init__(
        self, region: Region | str = "indonesia", scenario: Scenario | str = "no_iom",
        government: GovernmentSetting | str = "as_is", population_share: float = 0.02, seed: int | None = 1, *,
        start: dt.date = START, end: dt.date = END, step_days: float = 7.0, spin_up_years: float = 10.0,
        budget_usd_per_year: float = 300_000.0, parameters: Parameters | None = None, spun_up: World | None = None,
        storage_order: int = 0, placebo: bool = False, actors: dict[type[Any], type[Any]] | None = None,
        datacollector: mesa.DataCollector | None = None,
    ) -> None:  # fmt: skip
        if seed is None:
            seed = int(np.random.SeedSequence().generate_state(1)[0])
        self.seed = seed
        super().__init__(rng=seed)
        self.region = load_region(region) if isinstance(region, str) else region
        self.scenario_in_force = load_scenario(scenario) if isinstance(scenario, str) else scenario
        check_shares(self.scenario_in_force)
        check_overrides(self.scenario_in_force.parameters, f"scenario {self.scenario_in_force.name}")
        self.government_in_force = load_government(government) if isinstance(government, str) else government
        if not end > start:
            raise InputError(f"end = {end} is not after start = {start}")
        if not 0.0 < step_days <= 28.0:
            raise InputError(f"step_days = {step_days!r} must be above 0 and at most 28")
        if not 0.0 <= budget_usd_per_year < 1e12:
            raise InputError(
                f"budget_usd_per_year = {budget_usd_per_year!r} must be a finite amount, not negative"
            )
        base = parameters or load_parameters()
        # A world of this model's own needs no copy: at full scale that is a quarter of the memory.
        if spun_up is None:
            self.world = spin_up(self.region, population_share, seed, base, spin_up_years, step_days, start)
        else:
            self.world = spun_up.copy()
        if storage_order:
            self.world = shuffled(self.world, storage_order)
        self.steps_total = number_of_steps(start, end, step_days)
        self.parameters = _with_overrides(base, self.scenario_in_force.parameters)
        schedule = make_schedule(self.region, start, self.steps_total, step_days, frozen=False)
        start_scenario(self.world, self.parameters, schedule, placebo=placebo)
        set_government(
            self.world,
            self.government_in_force.start,
            self.government_in_force.returns_to,
            self.government_in_force.uptake,
        )
        self.world.interventions = tuple(
            sorted(self.scenario_in_force.interventions, key=lambda item: item.name)
        )
        self.world.budget_usd_per_year = budget_usd_per_year
        self.world.targeting = self.scenario_in_force.targeting
        self._recorder = SeriesRecorder(self.steps_total, len(self.region.districts))
        self.world.observers = (self._recorder,)
        self.schedule: Sequence[Stage] = SCHEDULE
        self.person_views: weakref.WeakValueDictionary[int, Person] = weakref.WeakValueDictionary()
        self.people = People(self)
        self.first_step = self.world.clock.step
        self._grids: dict[str, OrthogonalMooreGrid] = {}
        self._actors_made = False
        self._actor_classes = dict(actors or {})
        check_classes(self._actor_classes)
        self._let_actors_act()
        if datacollector is not None:
            self.datacollector = datacollector

    @property
    def agents(self) -> AgentSet:
        """Actors: recruiters, officials, governments, IOM. Persons are in ``people``, not here.

        Made when first asked for, so that a sweep does not pay for views that nobody looks at.
        """
        self._make_actors()
        return super().agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """Actors by their class, and ``Person``: all persons, as a ``People``."""
        self._make_actors()
        return {**super().agents_by_type, Person: self.people}

    def _make_actors(self) -> None:
        if "_actors_made" in self.__dict__ and not self._actors_made:
            self._actors_made = True
            make_agents(self, self.world, self._actor_classes)

    def _let_actors_act(self) -> None:
        """Actors whose class overrides ``act`` are called in every step."""
        acting = [made for made in self._actor_classes.values() if made.act is not ActorView.act]
        if acting:
            self.world.acting = tuple(agent for made in acting for agent in self.agents_by_type[made])

    def step(self) -> None:
        """One step of all thirteen stages.

        Raises
        ------
        RuntimeError
            The horizon is over.
        """
        if self.world.scenario_step >= self.steps_total:
            self.running = False
            raise RuntimeError(
                f"the horizon of {self.steps_total} steps is over; make a model with a later end"
            )
        step(self.world, self.schedule)
        if hasattr(self, "datacollector"):
            self.datacollector.collect(self)
        if self.world.scenario_step >= self.steps_total:
            self.running = False

    def run(self, progress: Callable[[int], None] | None = None) -> BorderModel:
        """Step to the end of the horizon; ``progress`` is called with the number of steps done."""
        while self.world.scenario_step < self.steps_total:
            self.step()
            if progress is not None:
                progress(self.world.scenario_step)
        return self

    @property
    def dates(self) -> list[dt.date]:
        """First day of every step."""
        assert self.world.schedule is not None
        return list(self.world.schedule.dates)

    @property
    def series(self) -> NDArray[np.float64]:
        """Indicators, float64 [steps, districts, indicators]; see ``INDICATOR_NAMES``."""
        return self._recorder.series

    def indicator(self, name: str) -> NDArray[np.float64]:
        """One indicator, [steps, districts]."""
        return self.series[:, :, INDICATOR_NAMES.index(name)]

    @property
    def entered_by_gate(self) -> NDArray[np.int64]:
        """Simulated persons who entered exploitation since the start, by the last gate they passed."""
        return self._recorder.entered_by_gate.copy()

    @property
    def contacts(self) -> int:
        """Contacts that recruiters have made with persons of the register since the start."""
        return int(self.world.recruiters.contacts_made.sum())

    def contacts_changed(self, baseline: BorderModel | None = None) -> int:
        """How many contacts are other ones than in the baseline, at full scale.

        Recruiters who are re-keyed here changed all of theirs; of the others, the difference in
        number counts. A contact is the same draw in both worlds as long as its recruiter makes it.
        """
        mine, rekeyed = self.world.recruiters.contacts_made, self.world.recruiters.rekeyed
        changed = int(mine[rekeyed].sum())
        if baseline is not None:
            changed += int(np.abs(mine - baseline.world.recruiters.contacts_made)[~rekeyed].sum())
        return changed

    def grids(self) -> dict[str, OrthogonalMooreGrid]:
        """The border grid of every corridor with its property layers, as it is now."""
        self._grids = make_grids(self, self.world)
        return self._grids

    def grid(self, corridor: str) -> OrthogonalMooreGrid:
        """One corridor's grid as last made by ``grids``."""
        return (self._grids or self.grids())[corridor]

    def __getstate__(self) -> dict[str, Any]:
        """Views of persons are not kept: they are made again when looked at."""
        return {**self.__dict__, "person_views": None, "_grids": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.person_views = weakref.WeakValueDictionary()

    def person_ledger(self) -> dict[str, NDArray[Any]]:
        """What each simulated person has lived through since the start, one entry per person and column.

        Read-only views of the world as it stands: at full scale copies would be a tenth of all memory.
        """
        people, context = self.world.people, self.world.context
        names = (
            "id", "place", "subdistrict", "district", "female", "schooling", "episodes", "exploited_years",
            "first_gate",
            "first_sector", "first_destination", "first_recruiter", "departures",
        )  # fmt: skip
        ledger: dict[str, NDArray[Any]] = {name: getattr(people, name).view() for name in names}
        ledger["age"] = people.age_at_start.view()
        ledger["poor"] = people.wealth_score < context.poverty_score[people.district]
        ledger["first_step"] = np.where(people.first_step >= 0, people.first_step - self.first_step, -1)
        for column in ledger.values():
            column.flags.writeable = False
        return ledger

    def situations(self) -> dict[str, int]:
        """Simulated persons by situation."""
        total = self.world.ledger.stock.sum(axis=0)
        return {situation.name.lower(): int(total[situation]) for situation in Situation}


def _with_overrides(base: Parameters, overrides: dict[str, float]) -> Parameters:
    """The base parameters with a scenario's overrides on top."""
    if not overrides:
        return base
    flat = base.flat()
    changed = {name: flat[name] for name in base.overridden} | overrides
    return dataclasses.replace(load_parameters(changed))
