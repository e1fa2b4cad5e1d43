"""Every record that a pattern is held against stands in a table of the region."""

from __future__ import annotations

import csv
import itertools

import pytest

from safepassage.analysis import records
from safepassage.analysis.records import PLACEMENTS_CUT, Record
from safepassage.evidence.reader import regions_folder
from safepassage.observation import INDICATOR_NAMES

ALL = (*records.NOT_FITTED, *records.SAMBAS_PLACEMENTS, *itertools.chain(*records.DEATHS.values()), *(
    one for one in vars(records).values() if isinstance(one, Record)
))  # fmt: skip


@pytest.mark.parametrize("record", ALL, ids=lambda one: f"{one.region} {one.year} {one.measure}")
def test_the_table_has_the_record(record: Record) -> None:
    path = regions_folder() / "indonesia" / record.table
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if (row["year"], row["region"], row["indicator"]) == (record.year, record.region, record.measure)
        ]
    assert [float(row["value"]) for row in rows] == [record.value]
    assert rows[0]["confidence"] == "found-in-source"
    assert record.indicator in INDICATOR_NAMES


def test_what_shaped_the_inputs_says_so() -> None:
    path = regions_folder() / "indonesia" / "policy_events.csv"
    notes = path.read_text(encoding="utf-8")
    for number in ("1224 / 871", "603 / 1613", "14.6 a year"):
        assert number in notes
    assert {one.value for one in ALL if one.informs} >= {871.0, 1224.0, 553.0, 1613.0, 73.0, 44.0}
    assert not any(one.informs for one in ALL if one.indicator == "deaths_repatriated")


def test_the_cut_of_placements_is_a_year_against_a_year() -> None:
    assert pytest.approx(1.0 - 603.3 / 1613.0, abs=1e-3) == PLACEMENTS_CUT


def test_deaths_of_spans_are_added_up() -> None:
    assert records.deaths_of([(2017, 2019)]) == (38, 32)
    assert records.deaths_of([(2021, 2022)]) == (34, 14)
    assert records.deaths_of(records.DEATHS) == (97, 66)
