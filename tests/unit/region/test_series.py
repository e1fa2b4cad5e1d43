"""Yearly series and dated events at known values."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pytest

from safepassage.region.region import Region
from safepassage.region.series import shrink


def test_poverty_at_known_values(indonesia: Region) -> None:
    r = indonesia
    year = {int(y): i for i, y in enumerate(r.years)}
    known = {
        ("sambas", 2016): (8.54, False),
        ("sambas", 2023): (6.90, True),
        ("belu", 2016): (15.80, False),
        ("belu", 2020): (15.51, True),
        ("ttu", 2021): (22.62, False),
        ("malaka", 2021): (16.33, False),
        ("malaka", 2016): (17.26, True),
    }
    for (district, y), (percent, proxy) in known.items():
        d = r.districts.index(district)
        assert r.poverty_rate[year[y], d] == pytest.approx(percent / 100)
        assert r.poverty_proxy[year[y], d] == proxy
    assert r.poverty_proxy.sum() == 1 + 3 + 7 + 7


def test_unemployment_is_shrunk_half_way_to_the_province(indonesia: Region) -> None:
    r = indonesia
    year = {int(y): i for i, y in enumerate(r.years)}
    sambas, belu = r.districts.index("sambas"), r.districts.index("belu")
    assert shrink(0.04, 0.06) == pytest.approx(0.05)
    assert r.unemployment_rate[year[2022], sambas] == pytest.approx((5.08 + 5.11) / 200)
    ratio = (1 + (5.26 / 3.01 + 5.35 / 3.77) / 2) / 2
    assert r.unemployment_rate[year[2023], belu] == pytest.approx(0.0314 * ratio)
    assert r.participation_rate[year[2022], sambas] == pytest.approx((74.12 + 68.97) / 200)
    assert ((r.unemployment_rate > 0.01) & (r.unemployment_rate < 0.08)).all()
    assert ((r.participation_rate > 0.6) & (r.participation_rate < 0.85)).all()


def test_wage_ratios(indonesia: Region) -> None:
    r = indonesia
    malaysia, timor_leste = r.destinations.index("malaysia"), r.destinations.index("timor_leste")
    assert r.wage_ratio[-1, :, malaysia] == pytest.approx([1.923, 2.361, 2.361, 2.361], abs=0.001)
    assert r.wage_ratio[0, 0, malaysia] == pytest.approx(860 * 3213.3 / 1_739_400)
    assert (r.wage_ratio[:, :, timor_leste] == 1).all()


def test_people(indonesia: Region) -> None:
    r = indonesia
    assert r.female_share[0] == pytest.approx(317_441 / 651_246)
    assert r.schooling_years.tolist() == [6.72, 7.36, 7.96, 7.10]
    assert r.adult_share == 0.739
    assert r.deaths_per_year_2017_18.tolist() == pytest.approx([np.nan, 5.5, 4.5, 12], nan_ok=True)


def test_closures_and_events(indonesia: Region) -> None:
    r = indonesia
    of = {g: [c for c in r.closures if r.gate_ids[c.gate] == g] for g in r.gate_ids}
    assert [(c.start, c.end) for c in of["aruk"]] == [(dt.date(2020, 3, 18), dt.date(2022, 4, 14))]
    assert of["motamasin"][0].end == dt.date(2022, 3, 24)
    assert of["wini"][0].end == dt.date(2022, 3, 31)
    assert of["motaain"][-1].end == dt.date(2022, 4, 7)
    for gate in ("entikong", "nunukan", "batam"):
        assert (of[gate][0].start, of[gate][0].end) == (dt.date(2020, 3, 18), dt.date(2022, 4, 1))
    for gate in ("napan", "turiskain", "builalo", "temajuk", "jagoi_babang"):
        assert of[gate][0].end > dt.date(2024, 1, 1)
    for gate in ("laktutus", "lakmaras", "haumeniana"):
        assert r.gate_opened[r.gate_ids.index(gate)] == dt.date.max
    for spans in of.values():
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans)), "closures of a gate overlap"
    for gate in ("kupang", "atapupu", "pontianak", "paths_belu", "paths_sambas"):
        assert of[gate] == []
    everyone = tuple(range(4))
    kinds = {(e.kind, e.start): e.districts for e in r.events}
    assert kinds["service_office", dt.date(2017, 11, 23)] == (0,)
    assert kinds["service_office", dt.date(2017, 9, 4)] == (1, 2, 3)
    assert kinds["moratorium", dt.date(2018, 11, 14)] == (1, 2, 3)
    assert kinds["moratorium", dt.date(2022, 7, 13)] == everyone
    assert kinds["memorandum", dt.date(2022, 4, 1)] == everyone
    assert kinds["detection_shock", dt.date(2023, 6, 9)] == (1, 2, 3)
