"""What the world outside does to the model: yearly series, closures, dated events, week by week.

A ``Schedule`` holds every step of a horizon; ``Context`` is the step that stages read.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from safepassage.region.region import Floats, Region
from safepassage.world.state import Context

EVENT_FIELD = {
    "service_office": "office",
    "moratorium": "permit",
    "detection_shock": "opening",
    "memorandum": "access",
    "demand": "demand",
}
"""Kind of a dated event -> the factor of ``Context`` that it multiplies."""

INFORMATION = "information"
"""The kind of a dated event that reaches so many persons a year in each of its districts, on top of programmes."""


class Schedule(NamedTuple):
    """All steps of a horizon: first axis T."""

    dates: tuple[dt.date, ...]
    poverty_rate: Floats  # [T, D]
    participation_rate: Floats  # [T, D]
    unemployment_rate: Floats  # [T, D]
    rows: tuple[Context, ...]


def _interpolated(region: Region, series: Floats, month: int, days: Floats) -> Floats:
    """A yearly series at ordinal ``days``, linear between its reference days, flat outside."""
    reference = np.array([dt.date(int(year), month, 15).toordinal() for year in region.years], float)
    flat = series.reshape(len(reference), -1)
    out = np.stack([np.interp(days, reference, column) for column in flat.T], axis=1)
    return out.reshape((len(days), *series.shape[1:]))


def _share_of_step(start: dt.date, end: dt.date, first: Floats, step_days: float) -> Floats:
    """Share of each step, which begins at ordinal day ``first``, that lies in [start, end)."""
    overlap = np.minimum(first + step_days, end.toordinal()) - np.maximum(first, start.toordinal())
    return np.clip(overlap / step_days, 0.0, 1.0)


@functools.lru_cache(maxsize=8)
def make_schedule(region: Region, start: dt.date, steps: int, step_days: float, *, frozen: bool) -> Schedule:
    """Every step's context, computed once per process and region.

    Parameters
    ----------
    frozen
        For the spin-up: the conditions of the start year at every step, no closure and no event.
    """
    first: Floats = np.asarray(start.toordinal() + step_days * np.arange(steps), np.float64)
    middle: Floats = np.asarray(first + 0.5 * step_days, np.float64)
    if frozen:
        middle = np.full(steps, dt.date(start.year, 7, 1).toordinal(), float)
    poverty = _interpolated(region, region.poverty_rate, 3, middle)
    unemployment = _interpolated(region, region.unemployment_rate, 8, middle)
    participation = _interpolated(region, region.participation_rate, 8, middle)
    wages = _interpolated(region, region.wage_ratio, 7, middle)
    home = _interpolated(region, region.home_wage_usd, 7, middle)
    districts, gates = len(region.districts), len(region.gate_ids)
    openness = np.ones((steps, gates))
    factors = {name: np.ones((steps, districts)) for name in EVENT_FIELD.values()}
    outreach = np.zeros((steps, districts))
    when = np.full(steps, float(start.toordinal())) if frozen else first
    for gate, opened in enumerate(region.gate_opened):
        if opened is not None:
            openness[:, gate] *= _share_of_step(opened, dt.date.max, when, step_days)
    if not frozen:
        for closure in region.closures:
            share = _share_of_step(closure.start, closure.end, first, step_days)
            openness[:, closure.gate] *= 1.0 - share * (1.0 - closure.openness)
        for event in region.events:
            share = _share_of_step(event.start, event.end, first, step_days)
            for district in event.districts:
                if event.kind == INFORMATION:
                    outreach[:, district] += share * event.value
                else:
                    factors[EVENT_FIELD[event.kind]][:, district] *= 1.0 + share * (event.value - 1.0)
    begun = _interpolated(
        region, region.unemployment_rate, 8, np.full(1, dt.date(start.year, 7, 1).toordinal(), float)
    )
    slack = unemployment / np.maximum(begun, 1e-9)
    demand = np.repeat(factors["demand"][:, :, None], len(region.destinations), axis=2)
    rows = tuple(
        Context(
            ndtri(poverty[t]), ndtri(participation[t] * unemployment[t]), wages[t], demand[t],
            openness[t], factors["permit"][t], factors["office"][t], factors["opening"][t], factors["access"][t],
            slack[t], home[t], outreach[t],
        )
        for t in range(steps)
    )  # fmt: skip
    dates = tuple(dt.date.fromordinal(int(day)) for day in first)
    return Schedule(dates, poverty, participation, unemployment, rows)
