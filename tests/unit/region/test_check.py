"""The faults of a folder of one's own: each is named with file, line and remedy, by the loader and by the check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.region.folders import edit

from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import regions_folder
from safepassage.region.check import check_region
from safepassage.region.load import load_region


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
