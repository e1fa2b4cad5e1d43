"""What follows from a person's columns and the date: age, poverty, work, income, debt.

Job ranks are not stored. A spell of work lasts half to one and a half times the mean (the person's own draw);
which spell it is follows from the date, and the rank from the spell. So the rank of a person at a date is the
same in every scenario, and the right share is unemployed at every date. Bad half-years of a household follow from
the date in the same way; whether who came home finds work, from the step of coming home.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from safepassage.rules.aspiration import fresh_push
from safepassage.rules.compiled import compiled
from safepassage.rules.need import cannot_pay, log_income, still_owed, wage_curve
from safepassage.rules.probability import within
from safepassage.world.clock import YEAR_DAYS
from safepassage.world.codes import Situation
from safepassage.world.draws import Decision, normal, uniform

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def age_of(world: World, row: int) -> float:
    """Age of today, years."""
    return float(world.people.age_at_start[row] + world.clock.age_years)


@compiled
def is_poor(world: World, row: int) -> bool:
    """Whether the wealth rank lies below the district's poverty rate."""
    people = world.people
    return bool(people.wealth_score[row] < world.context.poverty_score[people.district[row]])


@compiled
def job_score(world: World, row: int) -> float:
    """Normal score of a person's job rank today.

    A Gaussian copula ties it to the wealth score: rho z + sqrt(1 - rho^2) e, e new in every spell.
    """
    q, keys, who = world.p[0], world.keys, world.people.id[row]
    length = q.job_spell_years * (0.5 + uniform(keys[Decision.JOB_SPELL], 0, who, 0)) * YEAR_DAYS
    spell = math.floor(world.clock.day / length + uniform(keys[Decision.JOB_SPELL], 0, who, 1))
    own = normal(keys[Decision.JOB], spell, who, 0)
    rho = q.wealth_job_correlation
    return float(rho * world.people.wealth_score[row] + math.sqrt(1.0 - rho * rho) * own)


@compiled
def is_unemployed(world: World, row: int, age: float) -> bool:
    """Whether a person of 15 and over is in the labour force and without work."""
    if age < 15.0:
        return False
    return bool(job_score(world, row) < world.context.jobless_score[world.people.district[row]])


@compiled
def years_home(world: World, row: int) -> float:
    """Years since a resident became one (again)."""
    return float((world.clock.step - world.people.since[row]) * world.clock.years)


@compiled
def finds_no_work(world: World, row: int) -> bool:
    """Whether somebody back from abroad has no work yet: likely just after, less so with time and with help.

    One draw for each return, so that a person finds work once, and earlier where the chance is lower.
    """
    q, people = world.p[0], world.people
    if people.trips[row] == 0:
        return False
    share = fresh_push(years_home(world, row), q.returnee_jobless_share, q.fresh_return_years)
    if people.aided[row]:
        share *= 1.0 - q.reintegration_work_share
    return bool(uniform(world.keys[Decision.RETURNEE_WORK], people.since[row], people.id[row], 0) < share)


@compiled
def in_shock(world: World, row: int) -> bool:
    """Whether harvest, illness or the like have struck the household in this half-year of its own.

    The poor are struck more often. Who was assisted after the last journey is carried through.
    """
    q, people, key = world.p[0], world.people, world.keys[Decision.HOUSEHOLD_SHOCK]
    if people.aided[row]:
        return False
    rate = q.household_shock_per_year
    if is_poor(world, row):
        rate *= q.shock_poor_factor
    half = 0.5 * YEAR_DAYS
    period = math.floor(world.clock.day / half + uniform(key, 0, people.id[row], 1))
    return bool(uniform(key, period, people.id[row], 0) < within(rate, 0.5))


@compiled
def income_of(world: World, row: int) -> float:
    """Log of a person's income at home today, in poverty lines."""
    q, people, context = world.p[0], world.people, world.context
    d, age = people.district[row], age_of(world, row)
    taken = wage_curve(context.slack[d], q.wage_curve_elasticity)
    if is_unemployed(world, row, age) or finds_no_work(world, row):
        taken += math.log(q.jobless_income_share)
    if in_shock(world, row):
        taken += math.log(q.shock_income_share)
    return log_income(
        people.wealth_score[row], context.poverty_score[d], q.income_log_spread, taken, q.least_income_ratio
    )


@compiled
def need_of(world: World, row: int) -> float:
    """Log of the minimum wage, to which wages abroad are held, over a person's income at home today."""
    return math.log(world.p[0].minimum_wage_lines) - income_of(world, row)


@compiled
def lacks(world: World, row: int, fee_usd: float) -> bool:
    """Whether a person cannot pay this sum in advance. One draw a step: who lacks a sum lacks a larger one."""
    q = world.p[0]
    if fee_usd <= 0.0:
        return False
    if in_shock(world, row):
        return True
    chance = cannot_pay(fee_usd, income_of(world, row), q.cash_at_line_usd, q.cash_log_spread)
    return bool(uniform(world.keys[Decision.FEE], world.clock.step, world.people.id[row], 0) < chance)


@compiled
def owed_by(world: World, row: int) -> float:
    """What a person owes today, USD. At home it is paid off slowly: the column holds it as it was on coming home."""
    people = world.people
    if people.situation[row] != Situation.RESIDENT:
        return float(people.debt_usd[row])
    return still_owed(people.debt_usd[row], world.p[0].debt_paid_home_usd_per_year, years_home(world, row))
