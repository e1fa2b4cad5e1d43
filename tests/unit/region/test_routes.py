"""Gates and the routes through them: who runs them, how they are joined, what a way costs."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from safepassage.region.kinds import GateKind
from safepassage.region.region import MAX_LEGS, Region


def routes_of(region: Region, corridor: str, destination: str) -> set[tuple[str, ...]]:
    c, d = region.corridors.index(corridor), region.destinations.index(destination)
    chosen = np.flatnonzero((region.route_corridor == c) & (region.route_destination == d))
    return {tuple(region.gate_ids[g] for g in region.route_gates[r, : region.route_legs[r]]) for r in chosen}


def test_segments_share_one_density_of_paths(indonesia: Region) -> None:
    r = indonesia
    paths = dict(zip(r.gate_ids, r.gate_paths.tolist(), strict=True))
    assert paths["paths_belu"] == pytest.approx(42 / 148.7 * 117.8)
    assert paths["paths_sambas"] == pytest.approx(42 / 148.7 * 111.6)
    assert paths["paths_malaka"] == pytest.approx(10.3, abs=0.1)
    unofficial = r.gate_kind == GateKind.UNOFFICIAL
    assert unofficial.sum() == 4
    assert (r.gate_paths[~unofficial] == 0).all()
    assert (r.gate_row[unofficial] == -1).all()
    assert (r.gate_row[r.gate_kind == GateKind.HUB] == -1).all()


def test_each_gate_is_run_by_its_district_or_the_outside(indonesia: Region) -> None:
    r = indonesia
    run_by = {g: r.governments[k] for g, k in zip(r.gate_ids, r.gate_government, strict=True)}
    assert run_by["aruk"] == "sambas"
    assert run_by["wini"] == "ttu"
    assert run_by["paths_malaka"] == "malaka"
    assert run_by["jagoi_babang"] == run_by["entikong"] == "outside_sambas_sarawak"
    assert run_by["kupang"] == run_by["atapupu"] == run_by["nunukan"] == "outside_timor"
    assert dict(zip(r.gate_ids, r.gate_opened, strict=True))["aruk"] == dt.date(2017, 3, 17)


def test_routes_of_timor(indonesia: Region) -> None:
    assert routes_of(indonesia, "timor", "malaysia") == {
        ("kupang", "nunukan"),
        ("kupang", "batam"),
        ("atapupu", "nunukan"),
        ("kupang", "pontianak", "aruk"),
        ("kupang", "pontianak", "paths_sambas"),
        ("kupang", "pontianak", "entikong"),
        ("kupang", "pontianak", "pontianak_flights"),
    }
    by_land = routes_of(indonesia, "timor", "timor_leste")
    assert all(len(route) == 1 for route in by_land)
    assert len(by_land) == 3 + 6 + 3


def test_routes_of_sambas(indonesia: Region) -> None:
    assert routes_of(indonesia, "sambas_sarawak", "malaysia") == {
        ("aruk",),
        ("temajuk",),
        ("jagoi_babang",),
        ("paths_sambas",),
        ("entikong",),
        ("pontianak", "entikong"),
        ("pontianak", "pontianak_flights"),
    }
    assert routes_of(indonesia, "sambas_sarawak", "timor_leste") == set()


def test_routes_carry_the_sums_of_their_edges(indonesia: Region) -> None:
    r = indonesia
    wanted = [r.gate_ids.index(g) for g in ("kupang", "pontianak", "aruk")]
    at = next(k for k in range(len(r.route_legs)) if r.route_gates[k, :3].tolist() == wanted)
    assert r.route_days[at].tolist() == [1, 4, 1.25, 0.5, 0]
    assert r.route_cost_usd[at] == 12 + 60 + 45 + 10 + 5 + 20
    assert not r.route_overland[at]
    assert r.route_regular[at]


def test_routes_are_well_formed(indonesia: Region) -> None:
    r = indonesia
    assert r.route_gates.shape == (len(r.route_legs), MAX_LEGS)
    assert r.route_days.shape == (len(r.route_legs), MAX_LEGS + 1)
    for k, legs in enumerate(r.route_legs):
        gates = r.route_gates[k, :legs]
        assert (gates >= 0).all()
        assert (r.route_gates[k, legs:] == -1).all()
        assert (r.route_days[k, legs + 1 :] == 0).all()
        assert r.route_days[k, legs] > 0
        kinds = set(r.gate_kind[gates].tolist())
        assert r.route_regular[k] == (kinds <= {GateKind.FORMAL, GateKind.HUB})
        assert r.route_overland[k] == (r.gate_kind[gates[0]] != GateKind.HUB)
        if r.route_overland[k]:
            assert r.gate_corridor[gates[0]] == r.route_corridor[k]
