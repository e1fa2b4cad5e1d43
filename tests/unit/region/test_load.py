"""The region loader: people and places, parts of a whole, a folder of one's own."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from tests.unit.region.folders import edit

from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import regions_folder
from safepassage.region.check import check_region, new_region
from safepassage.region.load import load_region, region_names
from safepassage.region.region import Region

POPULATION = {"sambas": 651_246, "belu": 232_788, "ttu": 276_032, "malaka": 210_908}


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
