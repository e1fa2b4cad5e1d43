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


def test_information_reaches_so_many_a_year_where_and_while_it_lasts() -> None:
    region = load_region("indonesia")
    schedule = make_schedule(region, dt.date(2017, 9, 4), 4, 7.0, frozen=False)
    belu, ttu = region.districts.index("belu"), region.districts.index("ttu")
    rows = np.array([row.outreach for row in schedule.rows])
    assert rows[0].tolist() == [0.0] * 4
    assert (rows[1:, [belu, ttu]] == 200.0).all()
    assert rows[:, [d for d in range(4) if d not in (belu, ttu)]].sum() == 0.0
    frozen = make_schedule(region, dt.date(2018, 1, 1), 4, 7.0, frozen=True)
    assert not any(row.outreach.any() for row in frozen.rows)
