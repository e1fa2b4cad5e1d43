"""The study's institutions, each a measure of governments that a scenario can switch on.

Strengths and costs are the passports' (``measures.yaml``) unless the scenario gives its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.paying import spend_own, towards
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Protection(Timed):
    """Witness and victim protection (LPSK): identified persons report more often, fewer cases are stopped."""

    cooperation_log_odds: float | None = None
    stopped_factor: float | None = None
    usd_per_year: float | None = None
    name: str = "protection"

    def act(self, world: World) -> None:
        """Raise co-operation, lower the share of cases that are stopped."""
        q, active = world.parameters.measures, self.active(world)
        more = self.strength("cooperation_log_odds", q.protection_cooperation_log_odds)
        world.doses.cooperation[:] += more * active
        world.doses.stopped[:] *= towards(
            self.strength("stopped_factor", q.protection_stopped_factor), active
        )
        spend_own(world, self.strength("usd_per_year", q.protection_cost_usd_per_year) * active)


@dataclass(frozen=True)
class Hotline(Timed):
    """A hotline for women and children (SAPA): more come forward at home, and more reach their register."""

    report_factor: float | None = None
    register_factor: float | None = None
    usd_per_year: float | None = None
    name: str = "hotline"

    def act(self, world: World) -> None:
        """Raise the home door and the women-and-children register."""
        q, active = world.parameters.measures, self.active(world)
        world.doses.self_report[:] *= towards(self.strength("report_factor", q.hotline_report_factor), active)
        world.doses.register[:] *= towards(
            self.strength("register_factor", q.hotline_register_factor), active
        )
        spend_own(world, self.strength("usd_per_year", q.hotline_cost_usd_per_year) * active)


@dataclass(frozen=True)
class ActionPlan(Timed):
    """A regional action plan and local rule (RAD, Perda), decreed: the district spends more of its own."""

    adopted: float | None = None
    usd_per_year: float | None = None
    name: str = "action_plan"

    def act(self, world: World) -> None:
        """Decree the plan; it is adopted at the pace at which a government changes."""
        q, active = world.parameters.measures, self.active(world)
        world.doses.action_plan[:] += self.strength("adopted", q.plan_adopted) * active
        spend_own(world, self.strength("usd_per_year", q.plan_cost_usd_per_year) * active)


@dataclass(frozen=True)
class Shelters(Timed):
    """Further shelters: places in assistance, and a place near by is taken up more."""

    places_per_100000: float | None = None
    referral_log_odds: float | None = None
    usd_per_place: float | None = None
    name: str = "shelters"

    def act(self, world: World) -> None:
        """Open places, raise referral."""
        q, active = world.parameters.measures, self.active(world)
        people = world.ground.district_population / 100000.0
        places = self.strength("places_per_100000", q.shelter_places_per_100000) * active * people
        world.doses.assistance_places[:] += places
        more = self.strength("referral_log_odds", q.shelter_referral_log_odds)
        world.doses.referral[:] += more * active
        world.doses.spend_own[:] += places * self.strength("usd_per_place", q.shelter_cost_usd_per_place)


@dataclass(frozen=True)
class CrossBorder(Timed):
    """Co-operation across the border (RMIM, RCM, the memorandum with Malaysia): rescue, and both doors behind it."""

    factor: float | None = None
    usd_per_year: float | None = None
    name: str = "cross_border"

    def act(self, world: World) -> None:
        """Raise rescue and the odds of recognition abroad and on return."""
        q, active = world.parameters.measures, self.active(world)
        world.doses.rescue[:] *= towards(self.strength("factor", q.cross_border_factor), active)
        spend_own(world, self.strength("usd_per_year", q.cross_border_cost_usd_per_year) * active)


@dataclass(frozen=True)
class UniversityPartners(Timed):
    """University and NGO partners (Untan and others): the same outreach money reaches more people."""

    reach_factor: float | None = None
    usd_per_year: float | None = None
    name: str = "university_partners"

    def act(self, world: World) -> None:
        """Raise the reach of all outreach, IOM's and the governments'."""
        q, active = world.parameters.measures, self.active(world)
        world.doses.reach[:] *= towards(self.strength("reach_factor", q.university_reach_factor), active)
        spend_own(world, self.strength("usd_per_year", q.university_cost_usd_per_year) * active)


@dataclass(frozen=True)
class Socialisation(Timed):
    """Socialisation of the Palermo Protocol and of ministerial regulation: to villages, and to officials."""

    persons_per_1000: float | None = None
    courses_per_official: float | None = None
    usd_per_year: float | None = None
    name: str = "socialisation"

    def act(self, world: World) -> None:
        """Reach villages and officials."""
        q, active = world.parameters.measures, self.active(world)
        people = world.ground.district_population / 1000.0
        persons = self.strength("persons_per_1000", q.socialisation_persons_per_1000)
        world.doses.outreach_persons[:] += persons * active * people
        courses = self.strength("courses_per_official", q.socialisation_courses)
        world.doses.courses_per_official[:] += courses * active
        spend_own(world, self.strength("usd_per_year", q.socialisation_cost_usd_per_year) * active)
