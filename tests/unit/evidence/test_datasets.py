"""The passports of tables: licence, hash, schema."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from safepassage.evidence.datasets import datasets
from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import regions_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "region"
    shutil.copytree(regions_folder() / "classroom", made)
    return made


def test_every_table_of_a_region_has_its_passport(folder: Path) -> None:
    found = datasets(folder)
    assert [one.name for one in found] == sorted(path.name for path in folder.glob("*.csv"))
    assert all(
        one.rows > 0 and len(one.sha256) == 64 and "library's own licence" in one.licence for one in found
    )
    assert not any(one.faults for one in found)


def test_a_changed_cell_changes_the_hash_and_a_wrong_one_is_a_fault(folder: Path) -> None:
    before = {one.name: one for one in datasets(folder)}
    path = folder / "hub_edges.csv"
    path.write_text(path.read_text().replace(",0.5,", ",0.6,").replace(",40,", ",-40,"))
    after = {one.name: one for one in datasets(folder)}
    assert after["hub_edges.csv"].sha256 != before["hub_edges.csv"].sha256
    assert "cost_usd" in after["hub_edges.csv"].faults[0]
    assert after["wages.csv"] == before["wages.csv"]


def test_licences_are_read_from_the_table_of_the_page(folder: Path) -> None:
    (folder / "sources.md").write_text(
        "# S\n\n| file | from | licence |\n| --- | --- | --- |\n| wages.csv, border.csv | press | facts |\n"
    )
    found = {one.name: one for one in datasets(folder)}
    assert (found["wages.csv"].content, found["border.csv"].licence) == ("press", "facts")
    assert found["cells.csv"].licence == ""


def test_a_table_that_no_schema_knows_is_a_fault(folder: Path) -> None:
    (folder / "more.csv").write_text("a\n1\n")
    assert "no schema" in {one.name: one for one in datasets(folder)}["more.csv"].faults[0]


def test_a_folder_without_the_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"sources\.md"):
        datasets(tmp_path)
