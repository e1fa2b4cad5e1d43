"""Does a parameter do anything? Two runs with it at the ends of its range, and the same draws, have to differ."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from safepassage.evidence.passports import Passport
from safepassage.interventions.scenario import Scenario, make_intervention
from safepassage.model import BorderModel, spin_up
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.world import World

Series = NDArray[np.float64]
"""[steps, districts, indicators], expectations included."""

Run = Callable[[Mapping[str, float]], Series]
"""A run with some parameters set."""


def scenario_of(*kinds: str, **fields: float) -> Scenario:
    """Interventions of these kinds; the three roles share the budget."""
    roles = {"implementer": {"share": 1 / 3}, "facilitator": {"share": 1 / 3}, "partner": {"share": 1 / 3}}
    raw = [{"kind": kind, **roles.get(kind, fields)} for kind in kinds]
    return Scenario("+".join(kinds), interventions=tuple(make_intervention(one, "a test") for one in raw))


@functools.lru_cache(maxsize=8)
def _spun_up(region: str, share: float, years: float, overrides: tuple[tuple[str, float], ...]) -> World:
    return spin_up(load_region(region), share, 1, load_parameters(dict(overrides)), years)


@dataclass(frozen=True)
class Setting:
    """A small world in which a parameter is given the chance to do something."""

    overrides: Mapping[str, float] = field(default_factory=dict)
    region: str = "classroom"
    share: float = 1.0
    scenario: Scenario = field(
        default_factory=lambda: scenario_of("implementer", "facilitator", "partner", "task_force")
    )
    government: str = "unresponsive"  # away from the as-is responsiveness, or no door could be felt
    years: int = 2
    spin_up_years: float = 1.0
    why: str = ""

    def run(self, changed: Mapping[str, float]) -> Series:
        """The series with some parameters changed, in the spin-up too. What is changed goes before the setting."""
        return self._run({**self.overrides, **changed}, self.scenario)

    def run_from_the_start(self, changed: Mapping[str, float]) -> Series:
        """The series with some parameters changed by the scenario, and the spin-up as the setting says."""
        scenario = dataclasses.replace(self.scenario, parameters=dict(changed))
        return self._run(self.overrides, scenario)

    def _run(self, overrides: Mapping[str, float], scenario: Scenario) -> Series:
        world = _spun_up(self.region, self.share, self.spin_up_years, tuple(sorted(overrides.items())))
        return BorderModel(
            world.region, scenario, self.government, self.share, 1, spun_up=world,
            parameters=load_parameters(overrides), end=dt.date(2015 + self.years, 12, 31),
        ).run().series  # fmt: skip


LIVELY = Setting(
    overrides={
        "base_aspiration_per_year": 0.03, "recruiters_per_1000": 2.0, "broker_intent": 0.4, "licensed_share": 0.3,
        "onset_irregular_per_year": 0.3, "deportation_per_year": 0.3, "self_report_share": 0.5,
        "opening_per_year": 20.0, "conviction_base": 0.5, "find_inspection_per_year": 0.1,
        "consular_cases_per_100000": 50.0,
    },
    why="the classroom's 20,000 people would live through too few events in two years; these raise them",
)  # fmt: skip
"""Where a parameter is looked at unless `TAILORED` says otherwise."""

INDONESIA = Setting(
    LIVELY.overrides,
    "indonesia",
    0.02,
    years=1,
    why="the classroom has one destination: nothing to choose between",
)

COURTS = Setting(
    {
        **LIVELY.overrides, "opening_per_year": 100.0, "cases_per_investigator_per_year": 1000.0,
        "detention_years": 0.05, "conviction_base": 0.2,
    },
    why="few are arrested in two years, and most are back before a conviction would tell: here many, and back soon",
)  # fmt: skip
"""Where convictions are looked at."""

TAILORED: dict[str, Setting] = {
    "authority_own_ratio": Setting(
        {**LIVELY.overrides, "authority_rule": 1.0}, why="a number of the independent rule"
    ),
    "authority_steepness": Setting(
        {**LIVELY.overrides, "authority_rule": 2.0}, why="a number of the threshold rule"
    ),
    "courses_per_official_per_year": Setting(
        {**LIVELY.overrides, "training_cost_usd": 10.0},
        why="it binds where courses are cheap: here money would buy forty times as many",
    ),
    "wage_route_weight": INDONESIA,
    "land_border_log_weight": INDONESIA,
    **{
        name: Setting(
            {**LIVELY.overrides, "base_aspiration_per_year": base},
            region,
            share,
            years=1,
            spin_up_years=5.0,
            why="base rates are found from the fourth year of a spin-up on",
        )
        for name, region, share, base in (
            ("stock_holds", "classroom", 1.0, 0.03),
            ("base_factor_most", "classroom", 1.0, 0.3),
            ("exits_lent", "indonesia", 0.02, 0.001),
            ("counts_kept_per_year", "indonesia", 0.02, 0.001),
        )
    },
    "profit_elasticity": Setting(
        {**LIVELY.overrides, "entry_per_year": 5.0, "leaving_per_year": 5.0},
        why="forty recruiters seldom enter or leave within two years; here they do",
    ),
    **{
        name: Setting(
            {**LIVELY.overrides, "entry_per_year": 5.0, "leaving_per_year": 5.0, "refusal_log_odds": 2.0},
            scenario=scenario_of("screening", factor=10.0),
            why="it matters where fewer pass than before; here questioning rises tenfold, and recruiters come and go",
        )
        for name in ("recruiter_income_usd", "recruiter_cost_usd")
    },
    **{
        name: Setting(
            {
                **LIVELY.overrides,
                "district_move_per_year": moves,
                "district_unfamiliarity": 0.05,
                "deterrence": 1.5,
            },
            "indonesia",
            0.02,
            scenario=scenario_of("task_force", opening_factor=5.0),
            years=1,
            why="few ask within a year, and for little gain nobody goes; here they ask often and gain more",
        )
        for name, moves in (
            ("district_move_per_year", 1.0),
            ("district_unfamiliarity", 12.0),
            ("corridor_unfamiliarity", 12.0),
        )
    },
    "village_prior_years": Setting(
        {**LIVELY.overrides, "deterrence": 1.5, "move_rate_per_year": 12.0, "village_learning": 2.0},
        why="arrests are rare and feared a little: here they are feared more, and recruiters move every month",
    ),
    "false_papers_responsiveness": Setting(
        {**LIVELY.overrides, "base_aspiration_per_year": 0.3, "false_papers_share": 0.3, "risk_weight": 6.0},
        government="responsive",
        why="false papers only turn travellers to other gates: here many leave, many with them, and minding risk",
    ),
    "debt_relief_share": Setting(
        {
            **LIVELY.overrides,
            "base_aspiration_per_year": 0.3,
            "assistance_log_odds": 5.0,
            "assistance_places_per_100000": 1e6,
            "assistance_weeks": 4.0,
            "escape_per_year": 5.0,
            "return_screened_share": 1.0,
            "return_recognition_log_odds": 5.0,
            "debt_log_ratio": 1.0,
        },
        why="it matters to those who were helped in debt and are home again: few in two years; here they are many",
    ),
    "closed_floor": Setting(
        LIVELY.overrides,
        scenario=scenario_of("closure", openness=0.0),
        years=1,
        why="it matters only where a gate is closed",
    ),
    "debt_hold": Setting(
        {**LIVELY.overrides, "debt_rule": 1.0},
        why="it matters only where a debt holds its debtor",
    ),
    "conviction_training": COURTS,
    "protection_conviction_log_odds": dataclasses.replace(COURTS, scenario=scenario_of("protection")),
    "plan_adopted": Setting(
        LIVELY.overrides,
        scenario=scenario_of("action_plan"),
        why="what is adopted acts through the next year's budget",
    ),
    **{
        name: Setting(
            LIVELY.overrides, scenario=scenario_of(kind), years=1, why=f"it matters only under {kind}"
        )
        for name, kind in (
            ("service_offices_factor", "service_offices"),
            ("service_offices_cost_usd_per_year", "service_offices"),
            ("screening_factor", "screening"),
            ("closure_openness", "closure"),
            ("openness_pull", "closure"),
            ("shut_out_stays", "moratorium"),
            ("moratorium_permit_factor", "moratorium"),
            ("protection_cooperation_log_odds", "protection"),
            ("protection_stopped_factor", "protection"),
            ("protection_cost_usd_per_year", "protection"),
            ("hotline_report_factor", "hotline"),
            ("hotline_register_factor", "hotline"),
            ("hotline_cost_usd_per_year", "hotline"),
            ("hotline_asked_share", "hotline"),
            ("hotline_family_finds_per_year", "hotline"),
            ("plan_cost_usd_per_year", "action_plan"),
            ("shelter_places_per_100000", "shelters"),
            ("shelter_referral_log_odds", "shelters"),
            ("shelter_cost_usd_per_place", "shelters"),
            ("cross_border_factor", "cross_border"),
            ("cross_border_cost_usd_per_year", "cross_border"),
            ("university_reach_factor", "university_partners"),
            ("university_cost_usd_per_year", "university_partners"),
            ("socialisation_persons_per_1000", "socialisation"),
            ("socialisation_courses", "socialisation"),
            ("socialisation_cost_usd_per_year", "socialisation"),
        )
    },
    **{
        name: Setting(
            LIVELY.overrides, government=government, why=f"it is a number of the setting {government}"
        )
        for name, government in (
            ("responsive_level", "responsive"),
            ("responsive_uptake", "responsive"),
            ("as_is_uptake", "as_is"),
        )
    },
}
"""Parameters that need a world of their own, and why."""

FROM_THE_START: dict[str, Setting] = {
    "entry_per_year": Setting(
        {**LIVELY.overrides, "leaving_per_year": 2.0},
        why="a place is taken anew only once it is vacant: here many leave the trade",
    ),
    "village_prior_contacts": Setting(
        {**LIVELY.overrides, "move_rate_per_year": 12.0, "village_learning": 2.0},
        why="at the end of a spin-up villages are known: here recruiters move every month, by what they believe",
    ),
    "repatriated_share_2023": Setting(
        {**LIVELY.overrides, "death_irregular_per_year": 0.05},
        years=4,
        why="bodies come home by ones: here many die, and longer",
    ),
}
"""Parameters that a scenario's override needs another world to show, and why."""

DEAD: dict[str, str] = {}
"""Parameters that are read and move nothing, and why. Troubles, not exemptions: the list has to be exact."""


def still(passports: Iterable[Passport], run_of: Callable[[str], Run]) -> list[str]:
    """Names of the parameters between whose ends no indicator differs, in any step or district."""
    return [
        one.name
        for one in passports
        if np.array_equal(
            run_of(one.name)({one.name: one.low}), run_of(one.name)({one.name: one.high}), equal_nan=True
        )
    ]


def run_of(name: str) -> Run:
    """The run in which a parameter is looked at."""
    return TAILORED.get(name, LIVELY).run


def run_from_the_start_of(name: str) -> Run:
    """The run in which a scenario's override of a parameter is looked at."""
    return FROM_THE_START.get(name, TAILORED.get(name, LIVELY)).run_from_the_start
