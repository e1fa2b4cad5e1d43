"""Stage 1: a new page of the ledger, and what the world outside is like."""

from __future__ import annotations

from typing import Any

from scipy.special import ndtri

from benchmarks.twin.land import Land
from benchmarks.twin.week import Week


def read_context(land: Land, schedule: Any, week: Week) -> None:
    """A new page of the ledger, and what the world outside is like."""
    row = schedule.rows[week.of_scenario]
    for d, district in enumerate(land.districts):
        district.open_page(len(land.gates))
        district.poverty_score = float(row.poverty_score[d])
        district.jobless_score = float(row.jobless_score[d])
        district.wage_ratio = row.wage_ratio[d].tolist()
        district.demand = row.demand[d].tolist()
        district.permit, district.office = float(row.permit[d]), float(row.office[d])
        district.opening, district.access = float(row.opening[d]), float(row.access[d])
        district.slack, district.home_wage = float(row.slack[d]), float(row.home_wage[d])
        district.outreach = float(row.outreach[d])
    for gate in land.gates:
        gate.openness = float(row.openness[gate.index])
        gate.screening = gate.closure = 1.0
        gate.focus = 0.0
        gate.arrivals = gate.entered = 0


def shift_context(land: Land, schedule: Any, week: Week) -> None:
    """Scenario factors act on what the world outside is like."""
    rates = schedule.poverty_rate[week.of_scenario]
    in_labour_force = schedule.participation_rate[week.of_scenario]
    without_work = schedule.unemployment_rate[week.of_scenario]
    for d, district in enumerate(land.districts):
        doses = district.government.doses
        district.permit *= doses.permit
        district.office *= doses.office
        district.opening *= doses.opening
        district.access *= doses.access
        district.wage_ratio = [ratio * doses.wage for ratio in district.wage_ratio]
        if doses.poverty != 1.0:
            district.poverty_score = float(ndtri(min(1.0, float(rates[d]) * doses.poverty)))
        if doses.unemployment != 1.0:
            jobless = min(1.0, float(without_work[d]) * doses.unemployment)
            district.jobless_score = float(ndtri(float(in_labour_force[d]) * jobless))
            district.slack *= doses.unemployment
    for gate in land.gates:
        gate.openness *= gate.closure
