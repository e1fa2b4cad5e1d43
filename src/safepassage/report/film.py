"""Two scenarios run once more on the same draws, with what can be watched of them written down.

A results folder holds series only, so the two worlds are run again, with the folder's
configuration and its first replicate's seed; the same code gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from safepassage.analysis.results import read_spec
from safepassage.ensemble.seeds import replicate_seed
from safepassage.ensemble.spec import BASELINE, RunSpec
from safepassage.evidence.errors import InputError
from safepassage.figures.frames import MOST_DESTINATIONS, MOST_GATES, Codes, Film, Frames, pack, situation_of
from safepassage.interventions.scenario import load_government, load_scenario
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.region.region import Ints
from safepassage.world.codes import Situation
from safepassage.world.world import World

POOL = 40_000
"""Simulated persons whose steps are written down at most; 2 bytes each a step."""
SHOWN = 1_200
"""Persons drawn at most."""
RECRUITERS = 120
_MULTIPLIER = np.uint64(2654435761)


@dataclass(frozen=True)
class Recording:
    """A film with what the charts beside it need.

    Attributes
    ----------
    film
        Persons and recruiters to be drawn.
    series
        Of each world, [steps, districts, indicators].
    averted, newly_harmed
        Running numbers of simulated persons over all persons, [steps].
    of_movers
        How many of the recorded persons ever left home; the film shows ``film.ids.size`` of them.
    """

    spec: RunSpec
    film: Film
    series: tuple[NDArray[np.float64], NDArray[np.float64]]
    averted: NDArray[np.int64]
    newly_harmed: NDArray[np.int64]
    persons: int
    of_movers: int


class _Watch:
    """An observer that notes where some persons and recruiters are."""

    def __init__(self, model: BorderModel, rows: Ints, slots: Ints) -> None:
        steps = model.steps_total + 1
        self.codes = np.zeros((steps, rows.size), np.uint16)
        self.recruiters = np.zeros((steps, slots.size), np.uint16)
        self._rows, self._slots = rows, slots
        self._gates = model.region.route_gates
        self._write(model.world, 0)

    def read(self, world: World) -> None:
        """Note this step."""
        self._write(world, world.scenario_step + 1)

    def _write(self, world: World, at: int) -> None:
        self.codes[at] = pack(world.people, self._rows, self._gates)
        trade = world.recruiters
        at_work = trade.active[self._slots] & (trade.custody_until[self._slots] <= world.clock.day)
        self.recruiters[at] = np.where(at_work, trade.cell[self._slots].astype(np.int64) + 1, 0)


def two_worlds(spec: RunSpec, chosen: set[str]) -> RunSpec:
    """Fit a specification to two scenarios under one government and one seed.

    Parameters
    ----------
    spec
        What the command line gave; with ``results`` the stored run's configuration takes its place.
    chosen
        Keys that the user named; ``scenario`` and ``government`` then choose among the stored ones
        or any others.

    Raises
    ------
    InputError
        More than two scenarios or one government are named, or only the baseline.
    """
    base = spec
    if spec.results is not None:
        stored, _ = read_spec(spec.results)
        base = replace(stored, language=spec.language, results=spec.results)
    named = spec.scenario if chosen & {"scenario", "scenarios"} else ()
    if len(named) > 2:
        raise InputError(
            f"replay shows two scenarios, not {len(named)}; name one or two, as scenario=integrated"
        )
    others = [name for name in base.scenario if name != BASELINE]
    if len(named) == 2:
        pair = (named[0], named[1])
    elif named and named[0] != BASELINE:
        pair = (BASELINE, named[0])
    elif others and not named:
        pair = (BASELINE, "integrated" if "integrated" in others else others[-1])
    else:
        raise InputError(
            f"replay needs a scenario besides {BASELINE}; add one, for example scenario=integrated"
        )
    rulers = spec.government if chosen & {"government", "governments"} else base.government[:1]
    if len(rulers) > 1:
        raise InputError(
            f"replay takes one government, not {len(rulers)}; name one, as government={rulers[0]}"
        )
    return replace(base, scenario=pair, government=rulers, replicates=1, churn=False)


def record(spec: RunSpec, progress: Callable[[int], object] | None = None) -> Recording:
    """Run both worlds of `two_worlds` from one spin-up and write them down.

    Parameters
    ----------
    spec
        Two scenarios, one government.
    progress
        Called with 1 after each world.

    Raises
    ------
    InputError
        A name cannot be loaded, or the region has more gates or destinations than a film can name.
    """
    region = load_region(spec.region)
    if len(region.gate_ids) > MOST_GATES or len(region.destinations) > MOST_DESTINATIONS:
        raise InputError(
            f"region {spec.region}: {len(region.gate_ids)} gates and {len(region.destinations)} destinations; "
            f"a replay can name {MOST_GATES} and {MOST_DESTINATIONS}: draw fewer in a region of its own"
        )
    seed = replicate_seed(spec.seed, 0)
    parameters = load_parameters(spec.parameters)
    world = spin_up(
        region, spec.population_share, seed, parameters, spec.spin_up_years, spec.step_days, spec.start
    )
    rows = _spread(world.people.id, POOL)
    slots = np.unique(np.linspace(0, len(world.recruiters.active) - 1, RECRUITERS).astype(np.int64))
    watches, models = [], []
    for scenario in spec.scenario:
        model = BorderModel(
            region, load_scenario(scenario, spec.own_configs), load_government(spec.government[0], spec.own_configs),
            spec.population_share, seed, start=spec.start, end=spec.end, step_days=spec.step_days,
            spin_up_years=spec.spin_up_years, budget_usd_per_year=spec.budget_usd_per_year,
            parameters=parameters, spun_up=world,
        )  # fmt: skip
        watch = _Watch(model, rows, slots)
        model.world.observers = (*model.world.observers, watch)
        model.run()
        models.append(model)
        watches.append(watch)
        if progress is not None:
            progress(1)
    moves = _ever_away(watches[0].codes) | _ever_away(watches[1].codes)
    shown = rows[moves][_spread(world.people.id[rows[moves]], SHOWN)]
    columns = np.searchsorted(rows, shown)
    first, second = (
        Frames(scenario, watch.codes[:, columns], watch.recruiters)
        for scenario, watch in zip(spec.scenario, watches, strict=True)
    )
    film = Film(
        region=region,
        government=spec.government[0],
        dates=tuple(models[0].dates),
        step_days=spec.step_days,
        ids=world.people.id[shown].astype(np.int64),
        home_cell=world.people.cell[shown].astype(np.int64),
        recruiter_ids=world.recruiters.id[slots].astype(np.int64),
        worlds=(first, second),
    )
    return _recording(spec, film, models, int(moves.sum()))


def _recording(spec: RunSpec, film: Film, models: list[BorderModel], movers: int) -> Recording:
    before, after = (model.person_ledger()["first_step"] for model in models)
    steps = np.arange(models[0].steps_total)
    return Recording(
        spec=spec,
        film=film,
        series=(models[0].series, models[1].series),
        averted=_running(before, after, steps),
        newly_harmed=_running(after, before, steps),
        persons=before.size,
        of_movers=movers,
    )


def _spread(ids: NDArray[np.integer], most: int) -> Ints:
    """Positions of at most so many ids, chosen by a mixing of the id: the same in every world; ascending."""
    if ids.size <= most:
        return np.arange(ids.size)
    mixed = ids.astype(np.uint64) * _MULTIPLIER & np.uint64(0xFFFFFFFF)
    return np.sort(np.argsort(mixed, kind="stable")[:most])


def _ever_away(codes: Codes) -> NDArray[np.bool_]:
    """Who is ever waiting, in transit, abroad or assisted."""
    return np.asarray((situation_of(codes) != Situation.RESIDENT).any(axis=0))


def _running(one: Ints, other: Ints, steps: Ints) -> NDArray[np.int64]:
    """Persons exploited in the one world by each step and not, by then, in the other."""
    size = steps.size
    entered = np.where(one >= 0, one, size)
    # counted from the own first episode until the other world's, if that comes at all
    until = np.maximum(np.where(other >= 0, other, size), entered)
    change = np.bincount(entered, minlength=size + 1)[:size] - np.bincount(until, minlength=size + 1)[:size]
    return np.cumsum(change).astype(np.int64)
