"""The page of performance holds what was measured and nothing else; the enlarged region is what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.enlarged import enlarge
from benchmarks.page import NONE, page
from benchmarks.run import growth, twin_ratio

from safepassage.region.load import load_region


def test_nothing_measured_is_said_so() -> None:
    text = page({}, {}, {})
    assert "python -m benchmarks.sweeps" in text
    assert text.count(NONE) >= 7
    assert "measure again" in text


def test_what_was_measured_stands_on_the_page() -> None:
    engine = [
        {"persons": n, "steps": 10, "cpu_seconds_loop": n / 1e6, "ms_per_step": n / 1e4, "ns_per_person_step": 10.0,
         "peak_memory_mb": 300.0, "load_average": 0.9}
        for n in (10_000, 1_000_000)
    ]  # fmt: skip
    bench = {"engine": engine, "full": engine[-1], "growth_exponent": growth(engine),
             "floor": {"ns_per_person_step": 0.5}, "machine": {"processor": "a processor"}}  # fmt: skip
    sizes = [{"runs": n, "seconds": n / 50, "store_mb": n / 100, "driver_peak_mb": 300, "worker_peak_mb": 250,
              "load_average": 2.0} for n in (100, 10_000)]  # fmt: skip
    thousand = {"seconds": 121.6, "cpu_seconds": 240.0, "store_mb": 78.0, "peak_mb": 290}
    sweeps = {"sizes": sizes, "thousand": thousand}
    text = page(bench, {}, sweeps)
    assert "**122 s**, 240 CPU s, 78 MB stored" in text
    assert "| 10,000 | 200.0 | 50 | 100.0 | 300 | 250 | 2.0 |" in text
    assert "1.0 CPU s, 10 weeks, 1,000,000 persons" in text
    assert "power 1.00, from 10,000 to 1,000,000" in text
    assert "100 million; a person and step costs 20 times one bare pass (0.50 ns)" in text
    assert "nothing else ran" in text
    busy = [{**one, "load_average": 2.5} for one in engine]
    assert "measure again" in page({**bench, "engine": busy}, {}, {})


def test_the_twins_ratio_is_that_of_its_largest_size() -> None:
    text = (
        " persons  steps  engine s   twin s  ratio  load  result\n"
        "   2,000    104     0.010     3.10    310  0.50  the same\n"
        " 100,000     10     0.020     8.00    400  0.60  the same\n"
    )
    assert twin_ratio(text) == 400.0
    assert twin_ratio("") is None


def test_an_enlarged_region_has_so_many_more_people(tmp_path: Path) -> None:
    before = load_region("indonesia").district_population()
    after = load_region(str(enlarge(tmp_path, 3))).district_population()
    assert after.tolist() == pytest.approx((3 * before).tolist())
