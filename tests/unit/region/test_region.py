"""The region loader: sums, distances, routes, series, and the faults of a folder."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import regions_folder
from safepassage.region.check import check_region, new_region
from safepassage.region.kinds import GateKind
from safepassage.region.lattice import great_circle_km
from safepassage.region.load import load_region, region_names
from safepassage.region.region import MAX_LEGS, Region
from safepassage.region.series import shrink

POPULATION = {"sambas": 651_246, "belu": 232_788, "ttu": 276_032, "malaka": 210_908}


@pytest.fixture(scope="module")
def indonesia() -> Region:
    return load_region("indonesia")


def routes_of(region: Region, corridor: str, destination: str) -> set[tuple[str, ...]]:
    c, d = region.corridors.index(corridor), region.destinations.index(destination)
    chosen = np.flatnonzero((region.route_corridor == c) & (region.route_destination == d))
    return {tuple(region.gate_ids[g] for g in region.route_gates[r, : region.route_legs[r]]) for r in chosen}


# ------------------------------------------------------------------------------ people


def test_persons_sum_to_the_register(indonesia: Region) -> None:
    assert indonesia.population == 1_370_974
    assert dict(zip(indonesia.districts, indonesia.district_population().tolist(), strict=True)) == POPULATION
    assert sum(lattice.population.sum() for lattice in indonesia.lattices) == 1_370_974
    assert len(indonesia.subdistricts) == 67
    assert len(set(indonesia.subdistricts)) == 67


def test_places_are_sorted_and_agree_with_cells_and_subdistricts(indonesia: Region) -> None:
    r = indonesia
    assert len(r.place_cell) == 708
    keys = list(zip(r.place_cell.tolist(), r.place_subdistrict.tolist(), strict=True))
    assert keys == sorted(set(keys))
    assert (r.place_district == r.subdistrict_district[r.place_subdistrict]).all()
    # In the tables brought in no cell is shared by two districts, and zones agree with people.
    assert (r.cell_district[r.place_cell] == r.place_district).all()
    for cell in range(len(r.cell_row)):
        lattice = r.lattices[r.cell_corridor[cell]]
        i, j = r.cell_row[cell], r.cell_col[cell]
        assert lattice.zone[i, j] == r.districts[r.cell_district[cell]]
        assert lattice.population[i, j] == r.place_population[r.place_cell == cell].sum()


@pytest.mark.parametrize(
    ("name", "persons", "districts"),
    [
        ("classroom", 20_000, ("riverside", "hillside")),
        ("sambas", 651_246, ("sambas",)),
        ("timor", 719_728, ("belu", "ttu", "malaka")),
    ],
)
def test_the_other_regions_load(name: str, persons: int, districts: tuple[str, ...]) -> None:
    region = load_region(name)
    assert (region.name, region.population, region.districts) == (name, persons, districts)
    assert region.made_up == (name == "classroom")
    assert check_region(name) == []
    assert len(region.governments) == len(districts) + 1


def test_a_part_of_the_tables_is_the_same_as_in_the_whole(indonesia: Region) -> None:
    for name in ("sambas", "timor"):
        part = load_region(name)
        of = [indonesia.districts.index(d) for d in part.districts]
        assert (part.poverty_rate == indonesia.poverty_rate[:, of]).all()
        assert (part.unemployment_rate == indonesia.unemployment_rate[:, of]).all()
        assert part.deaths_per_year_2017_18.tolist() == pytest.approx(
            indonesia.deaths_per_year_2017_18[of].tolist(), nan_ok=True
        )
        for gate in set(part.gate_ids) - {"kupang"}:
            a, b = part.gate_ids.index(gate), indonesia.gate_ids.index(gate)
            finite = np.isfinite(indonesia.gate_km[:, b])
            if part.corridors == (indonesia.corridors[indonesia.gate_corridor[b]],) and finite.any():
                assert (part.gate_km[:, a] == indonesia.gate_km[finite, b]).all()


def test_regions_are_listed_and_a_misspelt_one_is_answered() -> None:
    assert {"indonesia", "sambas", "timor", "classroom"} <= set(region_names())
    with pytest.raises(InputError, match="did you mean 'sambas'"):
        load_region("sambsa")


def test_a_region_is_loaded_once_and_cannot_be_written(indonesia: Region) -> None:
    assert load_region("indonesia") is indonesia
    for value in [*vars(indonesia).values(), *vars(indonesia.lattices[0]).values()]:
        if isinstance(value, np.ndarray):
            assert not value.flags.writeable
    assert {"cells.csv", "crossings.csv", "region.yaml"} <= set(indonesia.hashes)
    assert all(len(h) == 64 for h in indonesia.hashes.values())


# --------------------------------------------------------------------------- distances


def test_great_circle() -> None:
    zero, one = np.array(0.0), np.array(1.0)
    assert great_circle_km(zero, zero, zero, one) == pytest.approx(111.195, abs=0.01)
    assert great_circle_km(zero, np.array(60.0), one, np.array(60.0)) == pytest.approx(55.6, abs=0.1)


def test_every_populated_cell_reaches_every_gate_of_its_corridor(indonesia: Region) -> None:
    r = indonesia
    on_land = r.gate_kind != GateKind.HUB
    same = r.cell_corridor[:, None] == r.gate_corridor[None, :]
    assert np.isfinite(r.gate_km[same & on_land]).all()
    assert np.isinf(r.gate_km[~(same & on_land)]).all()


def test_distances_over_land_are_no_shorter_than_straight_lines(indonesia: Region) -> None:
    r = indonesia
    for a in np.flatnonzero(r.gate_row >= 0):
        lattice = r.lattices[r.gate_corridor[a]]
        mine = np.flatnonzero(r.cell_corridor == r.gate_corridor[a])
        straight = great_circle_km(
            lattice.lon[r.cell_col[mine]],
            lattice.lat[r.cell_row[mine]],
            lattice.lon[r.gate_col[a]],
            lattice.lat[r.gate_row[a]],
        )
        assert (r.gate_km[mine, a] >= straight - 0.01).all()
        # Eight neighbours overshoot a straight line by at most 8 percent where land is open.
        assert np.median(r.gate_km[mine, a][straight > 20] / straight[straight > 20]) < 1.35


def test_distances_between_posts_are_symmetric_and_obey_the_triangle(indonesia: Region) -> None:
    r = indonesia
    timor = r.corridors.index("timor")
    posts = [a for a in np.flatnonzero(r.gate_row >= 0) if r.gate_corridor[a] == timor]
    cell_at = {
        (int(i), int(j)): c
        for c, (i, j) in enumerate(zip(r.cell_row, r.cell_col, strict=True))
        if r.cell_corridor[c] == timor
    }
    at = {a: cell_at[int(r.gate_row[a]), int(r.gate_col[a])] for a in posts}
    for a in posts:
        assert r.gate_km[at[a], a] == 0
        for b in posts:
            assert r.gate_km[at[a], b] == pytest.approx(r.gate_km[at[b], a], abs=1e-6)
            assert (r.gate_km[:, a] <= r.gate_km[:, b] + r.gate_km[at[b], a] + 1e-6)[
                r.cell_corridor == timor
            ].all()


def test_the_cape_of_temajuk_hangs_on_by_a_corner(indonesia: Region) -> None:
    temajuk = indonesia.gate_ids.index("temajuk")
    assert (indonesia.gate_row[temajuk], indonesia.gate_col[temajuk]) == (2, 15)
    sambas = indonesia.cell_corridor == 0
    assert np.isfinite(indonesia.gate_km[sambas, temajuk]).all()


def test_neighbours_are_near_sorted_and_mutual(indonesia: Region) -> None:
    r = indonesia
    pairs = set()
    for c in range(len(r.cell_row)):
        own = slice(r.cell_neighbour_start[c], r.cell_neighbour_start[c + 1])
        cells, km = r.cell_neighbours[own], r.cell_neighbour_km[own]
        assert cells[0] == c
        assert km[0] == 0
        assert (np.diff(km) >= -1e-6).all()
        assert km.max() <= 75
        assert (r.cell_corridor[cells] == r.cell_corridor[c]).all()
        pairs |= {(c, int(n)) for n in cells}
    assert pairs == {(b, a) for a, b in pairs}
    assert len(r.cell_neighbours) == r.cell_neighbour_start[-1] == len(r.cell_neighbour_km)


# ------------------------------------------------------------------------------- gates


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


# ------------------------------------------------------------------------------ series


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


# -------------------------------------------------------------------- a folder of one's own


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "mine"
    new_region(target)
    return target


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_region_is_the_classroom_and_loads(folder: Path) -> None:
    assert check_region(folder) == []
    assert load_region(folder).population == load_region("classroom").population
    with pytest.raises(InputError, match="not empty"):
        new_region(folder)


def test_an_edit_is_seen_in_the_same_process(folder: Path) -> None:
    before = load_region(folder)
    edit(folder, "poverty.csv", "2016,Riverside,12.0", "2016,Riverside,13.0")
    after = load_region(str(folder))
    assert before.poverty_rate[0, 0] == pytest.approx(0.12)
    assert after.poverty_rate[0, 0] == pytest.approx(0.13)


def test_an_edit_of_shared_tables_is_seen(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    text = (folder / "region.yaml").read_text()
    (other / "region.yaml").write_text("tables: ../mine\n" + text)
    before = load_region(other)
    edit(folder, "poverty.csv", "2016,Riverside,12.0", "2016,Riverside,13.0")
    assert load_region(other).poverty_rate[0, 0] > before.poverty_rate[0, 0]


def test_a_folder_that_is_no_region(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no region\.yaml"):
        load_region(str(tmp_path))
    assert "no region and no folder" in check_region(tmp_path / "none")[0]


FAULTS: list[tuple[str, str, str, list[str]]] = [
    ("poverty.csv", "2017,Riverside,11.75", "2017,Riverside,many", ["line 3", "'value'", "'many'"]),
    ("poverty.csv", "2017,Riverside,11.75", "2017,Riverside,130", ["line 3", "'130'", "0 to 100"]),
    ("poverty.csv", "2017,Riverside,11.75", "2017,Riverside,nan", ["line 3", "'value'", "'nan'"]),
    ("poverty.csv", "2017,Riverside", "2016,Riverside", ["line 3", "duplicate of line 2"]),
    ("poverty.csv", "2017,Riverside", "2011,Riverside", ["line 2", "in 2017", "2016 to 2023"]),
    ("poverty.csv", "value,unit", "valeu,unit", ["line 1", "column 'valeu'", "'value'"]),
    ("unemployment.csv", "2019,Classroom (province),4.0", "2009,Classroom (province),4.0", ["in 2019"]),
    ("wages.csv", "2019,Classroom", "2009,Classroom", ["minimum_wage_UMP", "in 2019"]),
    ("wages_abroad.csv", "2019,neigh", "2009,neigh", ["wage_abroad", "in 2019"]),
    ("wages_abroad.csv", "USD/month", "EUR/month", ["line 2", "'EUR/month'", "USD/month"]),
    ("population_area_hdi.csv", "mean_years_schooling_15plus", "school", ["mean_years_schooling_15plus"]),
    ("subdistricts.csv", "Riverside,6080", "Riverside,0", ["line 2", "'0'", "from 1 to"]),
    ("subdistricts.csv", "Riverside,6080", "Riverside,6081", ["line 2", "'6081'", "6080"]),
    ("subdistricts.csv", "Riverside,6080", "Riversdie,6080", ["line 2", "'Riversdie'", "'Riverside'"]),
    (
        "cells_subdistricts.csv",
        "classroom,1,2,C1.02,",
        "classroom,1,2,C1.02,1",
        ["cells.csv", "'population'"],
    ),
    ("cells_subdistricts.csv", "classroom,1,2,C1.02", "classroom,1,2,C9.02", ["line 2", "'C9.02'"]),
    ("cells_subdistricts.csv", "classroom,1,2,C1.02", "classroom,0,2,C1.02", ["line 2", "'row'", "'0'"]),
    ("cells.csv", "sea,,,30.9,0.0", "sea,,12,30.9,0.0", ["line 2", "'population'", "'12'"]),
    ("cells.csv", "Riverside,,,", "Rivreside,,,", ["'zone'", "'Rivreside'", "Riverside"]),
    ("cells.csv", "classroom,0,1,0.075,0.375,sea,,,30.9,0.0\n", "", ["row 0, col 1", "must be full"]),
    ("cells.csv", "classroom,7,7,", "classroom,7000,7,", ["line 65", "'row'", "64 rows"]),
    ("crossings.csv", "made-up,2,5,", "made-up,0,0,", ["line 2", "column 'row'", "in the sea"]),
    ("crossings.csv", "made-up,2,5,", "made-up,2,7,", ["line 2", "'row'", "neighbourland"]),
    ("crossings.csv", "made-up,2,5,", "made-up,2,50,", ["line 2", "'col'", "'50'", "from 0 to 7"]),
    ("crossings.csv", "F1,Bridge post,formal_post", "F1,Bridge post,fromal_post", ["line 2", "'kind'"]),
    ("crossings.csv", "bridge,always", "bridge,soon", ["line 2", "'open_from'", "always"]),
    (
        "crossings.csv",
        "Neighbourland,,,,made up,made-up,,,,paths_riv",
        "Neighbourland,0.1,,,made up,made-up,,,,paths_riv",
        ["line 4", "'lon'", "unofficial paths"],
    ),
    ("crossings.csv", "ford,always", "bridge,always", ["line 3", "'gate'", "line 2"]),
    ("crossings.csv", "classroom,Hillside,N", "classroom,Hilside,N", ["line 3", "'regency'", "'Hillside'"]),
    ("crossings.csv", "path,classroom,Hillside", "path,classroom,Hilside", ["line 5", "'Hillside'"]),
    ("hub_edges.csv", "Harbour,Neigh", "Harbuor,Neigh", ["line 3", "'Harbuor'", "'Harbour'"]),
    (
        "hub_edges.csv",
        "Classroom districts,Harbour,0.5",
        "Classroom districts,Harbour,-1",
        ["line 2", "'days'"],
    ),
    ("gate_closures.csv", "bridge,,", "brigde,,", ["line 2", "'brigde'", "'bridge'"]),
    ("gate_closures.csv", "2022-04-01", "2019-04-01", ["line 2", "'end'", "after the start, 2020-03-18"]),
    ("gate_closures.csv", "0.05", "5", ["line 2", "'openness'", "from 0 to 1"]),
    ("policy_events.csv", "riverside,2017", "rivreside,2017", ["line 2", "'districts'", "'riverside'"]),
    ("border.csv", "Hillside,16.7", "Hilltop,16.7", ["border_length_geometric", "'Hillside'"]),
    ("region.yaml", "grid: coarse", "grid: corse", ["key grid", "coarse, fine"]),
    ("region.yaml", "made_up: true", "made_up: perhaps", ["key made_up", "true or false"]),
    ("region.yaml", "title: Classroom", "titel: Classroom", ["key titel", "'title'"]),
    ("region.yaml", "years: [2016, 2023]", "years: [2023, 2016]", ["key years"]),
    ("region.yaml", "{origin: classroom}", "{origin: clasroom}", ["key nodes", "'classroom'"]),
    ("region.yaml", "{gate: harbour}", "{gate: habour}", ["crossings.csv", "'habour'", "'harbour'"]),
    ("region.yaml", "corridor: classroom, p", "corridor: clssroom, p", ["riverside.corridor", "'classroom'"]),
    ("region.yaml", "name: classroom", "name: [class", ["line 4", "not valid YAML"]),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), FAULTS)
def test_a_seeded_fault_is_named(folder: Path, name: str, old: str, new: str, expected: list[str]) -> None:
    edit(folder, name, old, new)
    with pytest.raises(InputError) as caught:
        load_region(folder)
    message = str(caught.value)
    assert ".csv" in message or "region.yaml" in message
    for part in expected:
        assert part in message
    assert "\n" not in message
    assert any(all(part in problem for part in expected) for problem in check_region(folder))


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "wages.csv").rename(folder / "wagse.csv")
    with pytest.raises(InputError, match=r"wages\.csv: no such file; did you mean 'wagse\.csv'"):
        load_region(folder)


def test_people_cut_off_from_every_gate_are_refused(folder: Path) -> None:
    text = (folder / "hub_edges.csv").read_text()
    (folder / "hub_edges.csv").write_text(
        "\n".join(line for line in text.splitlines() if "Harbour" not in line) + "\n"
    )
    cells = folder / "cells.csv"
    lines = cells.read_text().splitlines()
    lines[1] = "classroom,0,0,0.025,0.375,Riverside,C1.02,7,30.9,1.0"
    # An island: the cells around the corner become sea, and nobody lives there any more.
    assert lines[1 + 8 + 1].endswith(",Riverside,,,30.9,1.0")
    lines[1 + 8 + 1] = lines[1 + 8 + 1].replace("Riverside,,,30.9,1.0", "sea,,,30.9,0.0")
    cells.write_text("\n".join(lines) + "\n")
    with (folder / "cells_subdistricts.csv").open("a") as file:
        file.write("classroom,0,0,C1.02,7\n")
    edit(folder, "subdistricts.csv", "2490", "2497")
    with pytest.raises(InputError, match=r"cells\.csv, line 2, column 'population': '7'.*no gate"):
        load_region(folder)


def test_check_finds_all_problems_not_only_the_first(folder: Path) -> None:
    edit(folder, "poverty.csv", "2017,Riverside,11.75", "2017,Riverside,130")
    edit(folder, "poverty.csv", "2018,Riverside,11.5", "2018,Riverside,many")
    edit(folder, "crossings.csv", "made-up,2,5,", "made-up,0,0,")
    edit(folder, "crossings.csv", "made-up,5,5,", "made-up,0,1,")
    edit(folder, "gate_closures.csv", "0.05", "5")
    edit(folder, "wages_abroad.csv", "2019,neigh", "2009,neigh")
    problems = check_region(folder)
    assert len(problems) == 6
    assert sum("poverty.csv" in p for p in problems) == 2
    assert sum("in the sea" in p for p in problems) == 2


def test_faults_of_the_real_tables_are_named_too(tmp_path: Path) -> None:
    target = tmp_path / "copy"
    shutil.copytree(regions_folder() / "indonesia", target)
    assert load_region(target).population == 1_370_974
    edit(target, "unemployment.csv", "2016,NTT (province),3.25", "2016,NTT (province),three")
    with pytest.raises(InputError, match=r"unemployment\.csv, line \d+, column 'value': 'three'"):
        load_region(target)


def test_the_fine_grid_has_the_same_people(tmp_path: Path) -> None:
    (tmp_path / "fine").mkdir()
    text = (regions_folder() / "indonesia" / "region.yaml").read_text()
    fine = text.replace("grid: coarse", "tables: indonesia\ngrid: fine")
    (tmp_path / "fine" / "region.yaml").write_text(fine)
    region = load_region(tmp_path / "fine")
    assert region.population == 1_370_974
    assert len(region.cell_row) == 1410
    assert region.lattices[0].cell_degrees == 0.025
    coarse = load_region("indonesia")
    aruk = region.gate_ids.index("aruk")
    mine = [region.cell_corridor == 0, coarse.cell_corridor == 0]
    assert region.gate_km[mine[0], aruk].mean() == pytest.approx(
        coarse.gate_km[mine[1], aruk].mean(), rel=0.1
    )


def test_a_region_may_follow_one_district_of_a_corridor(tmp_path: Path) -> None:
    (tmp_path / "belu").mkdir()
    text = (regions_folder() / "timor" / "region.yaml").read_text()
    kept = [line for line in text.splitlines() if not line.startswith(("  ttu:", "  malaka:"))]
    (tmp_path / "belu" / "region.yaml").write_text("\n".join(kept) + "\n")
    region = load_region(tmp_path / "belu")
    assert region.population == POPULATION["belu"]
    assert [g for g in region.gate_ids if g.startswith("paths_")] == ["paths_belu"]
    run_by = dict(zip(region.gate_ids, region.gate_government.tolist(), strict=True))
    assert (run_by["motaain"], run_by["wini"]) == (0, 1)
    whole = load_region("indonesia")
    wini = whole.gate_ids.index("wini")
    belu = whole.cell_district == whole.districts.index("belu")
    assert (region.gate_km[:, region.gate_ids.index("wini")] == whole.gate_km[belu, wini]).all()
    assert check_region(tmp_path / "belu") == []


def test_loading_is_quick(folder: Path) -> None:
    start = time.process_time()
    load_region(folder)
    assert time.process_time() - start < 0.5
