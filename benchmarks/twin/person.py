"""One person, one Mesa agent: who it is and how it stands.

Numbers that the engine's columns hold as float32 are rounded where they are written (``single``).
What somebody lives through stands by subject in the files of the stages, from awareness to homecoming.
"""

from __future__ import annotations

import math
from typing import Any

import mesa

from benchmarks.twin.ground import Cell, District, Gate, Route, Subdistrict
from benchmarks.twin.numbers import ONE, YEAR_DAYS, single
from benchmarks.twin.recruiter import Recruiter
from benchmarks.twin.week import Week
from safepassage.rules.need import cannot_pay, log_income, still_owed, wage_curve
from safepassage.rules.probability import within
from safepassage.world.codes import Count, Papers, Sector, Situation, WayHome
from safepassage.world.draws import Decision, exponential, normal, uniform

ABROAD = (Situation.WORKING, Situation.EXPLOITED)


class Person(mesa.Agent):
    """A potential migrant."""

    # who
    id: int  # register number: keys every draw
    place: int
    cell: Cell
    subdistrict: Subdistrict
    district: District
    female: bool
    age_at_start: float
    schooling: float
    wealth_score: float
    # state
    situation: Situation
    papers: Papers
    way_home: WayHome
    recruiter: Recruiter | None
    route: Route | None
    gate: Gate | None
    awareness: float
    debt_usd: float
    since: int
    due_day: float
    sector: int
    leg: int
    destination: int
    deceived: bool
    intended: bool
    wage_share: float
    trafficked: bool
    harmed: bool
    identified: bool
    aided: bool
    times_trafficked: int
    trips: int
    times_exploited: int
    # own ledger
    departures: int
    episodes: int
    exploited_years: float
    first_step: int
    first_gate: int
    first_sector: int
    first_destination: int
    first_recruiter: int

    def __init__(self, model: mesa.Model, listed: dict[Situation, dict[Person, None]], **values: Any) -> None:
        super().__init__(model)
        self.__dict__.update(values)
        self.listed = listed  # everybody, by situation
        self.best_offer: tuple[float, int, Recruiter, bool, bool] | None = None
        self.cell.persons.append(self)
        self.cell.awareness_sum += int(self.awareness * ONE)
        self.district.stock[self.situation] += 1
        self.subdistrict.abroad += self.situation in ABROAD
        listed[self.situation][self] = None

    @property
    def hidden(self) -> bool:
        """In domestic work, out of sight of those who could help."""
        return self.sector == Sector.DOMESTIC

    @property
    def is_poor(self) -> bool:
        """Wealth rank below the district's poverty line of today."""
        return self.wealth_score < self.district.poverty_score

    def age(self, week: Week) -> float:
        """Years of age at the beginning of the step."""
        return self.age_at_start + week.age_years

    def is_unemployed(self, week: Week) -> bool:
        """Fifteen or over, in the labour force, without work: the job rank of the present spell says so."""
        if self.age(week) < 15.0:
            return False
        q, key = week.p, week.keys[Decision.JOB_SPELL]
        spell_days = q.job_spell_years * (0.5 + uniform(key, 0, self.id, 0)) * YEAR_DAYS
        spell = math.floor(week.day / spell_days + uniform(key, 0, self.id, 1))
        own = normal(week.keys[Decision.JOB], spell, self.id, 0)
        rho = q.wealth_job_correlation
        return rho * self.wealth_score + math.sqrt(1.0 - rho * rho) * own < self.district.jobless_score

    def years_home(self, week: Week) -> float:
        """Since a resident became one (again)."""
        return (week.step - self.since) * week.years

    def finds_no_work(self, week: Week) -> bool:
        """Back from abroad and without work yet: less likely with time, and with help."""
        if self.trips == 0:
            return False
        q = week.p
        share = q.returnee_jobless_share * math.exp(-self.years_home(week) / q.fresh_return_years)
        if self.aided:
            share *= 1.0 - q.reintegration_work_share
        return uniform(week.keys[Decision.RETURNEE_WORK], self.since, self.id, 0) < share

    def in_shock(self, week: Week) -> bool:
        """Struck by a bad half-year, the poor more often; assistance carries through."""
        if self.aided:
            return False
        q, key = week.p, week.keys[Decision.HOUSEHOLD_SHOCK]
        rate = q.household_shock_per_year * (q.shock_poor_factor if self.is_poor else 1.0)
        period = math.floor(week.day / (0.5 * YEAR_DAYS) + uniform(key, 0, self.id, 1))
        return uniform(key, period, self.id, 0) < within(rate, 0.5)

    def income(self, week: Week) -> float:
        """Log of income at home, in poverty lines."""
        q, district = week.p, self.district
        taken = wage_curve(district.slack, q.wage_curve_elasticity)
        if self.is_unemployed(week) or self.finds_no_work(week):
            taken += math.log(q.jobless_income_share)
        if self.in_shock(week):
            taken += math.log(q.shock_income_share)
        return log_income(
            self.wealth_score, district.poverty_score, q.income_log_spread, taken, q.least_income_ratio
        )

    def need(self, week: Week) -> float:
        """Log of the minimum wage over income at home."""
        return math.log(week.p.minimum_wage_lines) - self.income(week)

    def lacks(self, week: Week, fee_usd: float) -> bool:
        """No cash for a sum that is asked in advance."""
        if fee_usd <= 0.0 or self.in_shock(week):
            return fee_usd > 0.0
        q = week.p
        chance = cannot_pay(fee_usd, self.income(week), q.cash_at_line_usd, q.cash_log_spread)
        return self.draw(week, Decision.FEE) < chance

    def owes(self, week: Week) -> float:
        """Debt of today: at home it is paid off, from the day of coming home on."""
        if self.situation is not Situation.RESIDENT:
            return self.debt_usd
        return still_owed(self.debt_usd, week.p.debt_paid_home_usd_per_year, self.years_home(week))

    def draw(self, week: Week, decision: Decision, alternative: int = 0) -> float:
        """A uniform number of this person's own, the same in every scenario."""
        return uniform(week.keys[decision], week.step, self.id, alternative)

    def clock(self, week: Week, decision: Decision, alternative: int = 0) -> float:
        """An exponential clock of rate one of this person's own."""
        return exponential(week.keys[decision], week.step, self.id, alternative)

    def move(self, week: Week, situation: Situation) -> None:
        """Get into a situation, and write it down."""
        before, district, persons_in = self.situation, self.district, self.listed
        del persons_in[before][self]
        persons_in[situation][self] = None
        self.situation = situation
        self.since = week.step
        district.stock[before] -= 1
        district.stock[situation] += 1
        district.flow[before][situation] += 1
        self.subdistrict.abroad += (situation in ABROAD) - (before in ABROAD)

    def count(self, event: Count) -> None:
        """Write an event into the district's page."""
        self.district.counts[event] += 1

    def begin_journey(self, week: Week) -> None:
        """Wipe what belongs to the last journey, but for what is still owed."""
        self.debt_usd = single(self.owes(week))
        self.recruiter = self.route = self.gate = None
        self.leg, self.destination = 0, -1
        self.papers, self.way_home = Papers.NONE, WayHome.NONE
        self.deceived = self.intended = self.trafficked = False
        self.wage_share = 1.0
        self.harmed = self.identified = self.aided = False
