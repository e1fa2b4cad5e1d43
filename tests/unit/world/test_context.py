"""The schedule of a horizon: made once for a region, and never another region's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from safepassage.region.load import load_region
from safepassage.world.context import make_schedule

START = dt.date(2016, 1, 1)


def test_a_region_has_its_schedule_made_once() -> None:
    region = load_region("classroom")
    schedule = make_schedule(region, START, 52, 7.0, frozen=False)
    assert make_schedule(region, START, 52, 7.0, frozen=False) is schedule
    assert make_schedule(region, START, 52, 7.0, frozen=True) is not schedule


def test_a_changed_region_of_the_same_name_and_tables_has_a_schedule_of_its_own() -> None:
    region = load_region("classroom")
    poorer = replace(region, poverty_rate=np.minimum(region.poverty_rate * 2.0, 1.0))
    before = make_schedule(region, START, 10, 7.0, frozen=False)
    after = make_schedule(poorer, START, 10, 7.0, frozen=False)
    assert (after.poverty_rate > before.poverty_rate).all()
