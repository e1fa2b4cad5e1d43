"""``BorderTwin``: the model written plainly for Mesa, one agent per person, thirteen stages in a row.

It starts from a world of the engine after its spin-up (or at any later moment), copied into
agents, and from there on shares nothing with it but the rules, the keyed draws and the schedule.
"""

from __future__ import annotations

from types import SimpleNamespace

import mesa

from benchmarks.twin.abroad import live_abroad
from benchmarks.twin.aspiration import let_people_aspire
from benchmarks.twin.awareness import spread_awareness
from benchmarks.twin.context import read_context
from benchmarks.twin.enforcement import enforce
from benchmarks.twin.gates import pass_gates
from benchmarks.twin.home import come_home
from benchmarks.twin.institutions import run_programmes
from benchmarks.twin.observe import indicators
from benchmarks.twin.recruitment import recruit
from benchmarks.twin.settle import settle
from benchmarks.twin.trade import adapt
from benchmarks.twin.ways import choose_ways, process_documents
from benchmarks.twin.week import Week
from safepassage.observation import INDICATOR_NAMES
from safepassage.world.world import World


class BorderTwin(mesa.Model):
    """The border world as Mesa agents.

    Parameters
    ----------
    world
        Where to start from; it is read, not kept.
    bounded
        Leave off working out a person's exact rate of aspiration where the draw already lies
        above the largest rate that anybody of the subdistrict can have. Without it every rate
        is worked out: slower, and a check of that bound.
    """

    def __init__(self, world: World, *, bounded: bool = True) -> None:
        super().__init__(rng=0)  # never drawn from: every draw is keyed
        assert world.schedule is not None
        if len(world.acting):
            raise ValueError("the twin runs actors without behaviour of their own")
        self.bounded = bounded
        self.p, self.keys = SimpleNamespace(**world.parameters.flat()), list(world.keys)
        self.schedule, self.scenario_step = world.schedule, world.scenario_step
        self.interventions = sorted(world.interventions, key=lambda item: item.name)
        self.budget_usd_per_year, self.targeting = world.budget_usd_per_year, world.targeting
        clock = world.clock
        self.number, self.day, self.days, self.years = clock.step, clock.day, clock.days, clock.years
        self.age_years, self.scale = clock.age_years, clock.scale
        self.land = settle(self, world, self.p)
        self.datacollector = mesa.DataCollector(tables={"indicators": ["step", "district", *INDICATOR_NAMES]})

    def step(self) -> None:
        """One step, in the order of the table of contents of ``safepassage.stages``."""
        land, week = self.land, self.week()
        read_context(land, self.schedule, week)
        run_programmes(land, self.interventions, self.schedule, week)
        spread_awareness(land, week)
        seekers = let_people_aspire(land, week, self.bounded)
        recruit(land, seekers, week)
        process_documents(land, week)
        choose_ways(land, week)
        pass_gates(land, week)
        live_abroad(land, week)
        come_home(land, week)
        enforce(land, week)
        adapt(land, week)
        self.observe(week)
        self.number += 1
        self.scenario_step += 1
        self.day += self.days
        self.age_years += self.years

    def week(self) -> Week:
        """What the step is for those who live through it."""
        return Week(
            self.p, self.keys, self.number, self.scenario_step, self.schedule.dates[self.scenario_step], self.day,
            self.days, self.years, self.age_years, self.scale, self.budget_usd_per_year, self.targeting,
        )  # fmt: skip

    def observe(self, week: Week) -> None:
        """Truth and records are written down, by district."""
        for district in self.land.districts:
            row = {
                "step": week.of_scenario,
                "district": district.name,
                **indicators(self.land, district, week),
            }
            self.datacollector.add_table_row("indicators", row)
