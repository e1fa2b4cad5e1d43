"""The reader: typed tables, and errors that name file, line, column, value, remedy."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import (
    config_folder,
    copy_files,
    file_hash,
    inspect_table,
    load_schema,
    read_table,
    read_yaml,
    regions_folder,
)
from safepassage.evidence.table import Column, TableSchema

SCHEMA = TableSchema(
    columns={
        "year": Column("year", "integer", low=2000, high=2030),
        "place": Column("place", "text", words=("here", "there")),
        "value": Column("value", "value"),
        "unit": Column("unit", "text"),
        "since": Column("since", "date", empty=True),
        "note": Column("note", "text", empty=True, absent=True),
    },
    key=("year", "place"),
    unit_limits={"%": (0, 100)},
    text_units=("direction",),
)
HEADER = "year,place,value,unit,since\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_are_typed(tmp_path: Path) -> None:
    text = HEADER + "2016,here,12.5,%,2020-03-18\n2017,there,falls,direction,\n"
    table = read_table(write(tmp_path, text), SCHEMA)
    first, second = table.rows
    assert first.integer("year") == 2016
    assert first.number("value") == 12.5
    assert first.date("since") == dt.date(2020, 3, 18)
    assert second.text("value") == "falls"
    assert second.empty("since")
    assert second.empty("note")
    assert (first.line, second.line) == (2, 3)
    assert table.sha256 == hashlib.sha256(text.encode()).hexdigest() == file_hash(table.path)


def test_a_quoted_cell_over_two_lines_keeps_the_line_count(tmp_path: Path) -> None:
    text = 'year,place,value,unit,since,note\n2016,here,1,%,,"two\nlines"\n2016,there,200,%,,\n'
    with pytest.raises(InputError, match="line 4, column 'value': '200'"):
        read_table(write(tmp_path, text), SCHEMA)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + "2016,here,many,%,\n", ["line 2", "column 'value'", "'many'", "from 0 to 100"]),
        (HEADER + "2016,here,130,%,\n", ["line 2", "column 'value'", "'130'", "from 0 to 100"]),
        (HEADER + "2016,here,NaN,%,\n", ["line 2", "column 'value'", "'NaN'", "a number"]),
        (HEADER + "2016,here,inf,persons,\n", ["line 2", "column 'value'", "'inf'", "a number"]),
        (HEADER + "2016,here,,%,\n", ["line 2", "column 'value'", "empty"]),
        (HEADER + "2016.5,here,1,%,\n", ["line 2", "column 'year'", "a whole number from 2000 to 2030"]),
        (HEADER + "2016,hree,1,%,\n", ["line 2", "column 'place'", "'hree'", "here, there"]),
        (HEADER + "2016,here,1,%,18 March\n", ["line 2", "column 'since'", "2020-03-18"]),
        (HEADER + "2016,here,1,%,\n2016,here,2,%,\n", ["line 3", "duplicate of line 2", "keep one"]),
        (HEADER + "2016,here,1,%\n", ["line 2", "4 cells", "5"]),
        (HEADER, ["line 2", "no rows"]),
        ("", ["line 1", "empty"]),
        ("year,place,value,unit\n2016,here,1,%\n", ["line 1", "column 'since' is missing"]),
        (HEADER.replace("place", "plcae"), ["line 1", "column 'plcae'", "unknown", "'place'"]),
        (HEADER.strip() + ",year\n", ["line 1", "column 'year'", "2 times"]),
        (HEADER + '2016,"here,1,%,\n', ["line 2", "quotes"]),
    ],
)
def test_a_fault_names_file_line_and_remedy(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_table(path, SCHEMA)
    message = str(caught.value)
    for part in ["table.csv", *expected]:
        assert part in message
    assert "\n" not in message


def test_inspection_finds_every_fault_and_keeps_the_good_rows(tmp_path: Path) -> None:
    text = HEADER + "2016,here,x,%,\n2017,here,130,%,\n2018,here,1,%,\n"
    table, faults = inspect_table(write(tmp_path, text), SCHEMA)
    assert len(faults) == 2
    assert [row.line for row in table.rows] == [4]


def test_a_file_that_is_missing_or_no_text(tmp_path: Path) -> None:
    write(tmp_path, HEADER)
    with pytest.raises(InputError, match=r"tabel.csv: no such file; did you mean 'table.csv'"):
        read_table(tmp_path / "tabel.csv", SCHEMA)
    (tmp_path / "table.csv").write_bytes(b"year,place\n\xff\xfe,x\n")
    with pytest.raises(InputError, match=r"line 2: not UTF-8"):
        read_table(tmp_path / "table.csv", SCHEMA)
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path, SCHEMA)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", ["line 3", "not valid YAML"]),
        ("a: 1\na: 2\n", ["line 2", "'a' stands twice"]),
        ("- 1\n- 2\n", ["line 1", "a mapping"]),
        ("a: !!python/object/apply:os.getcwd []\n", ["line 1", "not valid YAML"]),
    ],
)
def test_yaml_faults_name_the_line(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_yaml(path)
    for part in ["file.yaml", *expected]:
        assert part in str(caught.value)


def test_yaml_is_read_and_an_empty_file_is_an_empty_mapping(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("base: &base {a: 1}\nmore: {<<: *base, b: two}\n")
    assert read_yaml(path) == {"base": {"a": 1}, "more": {"a": 1, "b": "two"}}
    path.write_text("# nothing yet\n")
    assert read_yaml(path) == {}
    with pytest.raises(InputError, match="no such file"):
        read_yaml(tmp_path / "none.yaml")


def test_every_table_that_ships_is_held_to_the_schema() -> None:
    schema = load_schema(regions_folder() / "schema.yaml")
    paths = sorted(regions_folder().glob("*/*.csv"))
    assert len(paths) > 30
    for path in paths:
        table, faults = inspect_table(path, schema[path.name])
        assert faults == []
        assert table.rows


def test_nothing_from_memory_and_no_position_of_a_path_ships() -> None:
    schema = load_schema(regions_folder() / "schema.yaml")
    for path in sorted(regions_folder().glob("*/*.csv")):
        for row in read_table(path, schema[path.name]).rows:
            assert row.cells.get("confidence") != "from-memory-unverified"
            assert not str(row.cells.get("indicator", "")).startswith("informal_path_distance")
            if row.cells.get("kind") == "informal_path" and "lon" in row.cells:
                assert row.empty("lon")
                assert row.empty("row")


def test_a_schema_with_an_unknown_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "schema.yaml"
    path.write_text("unit_limits: {}\ntext_units: []\ntables: {a.csv: {columns: {x: {type: txet}}}}\n")
    with pytest.raises(InputError, match="column 'x' has type 'txet'; allowed: text, integer"):
        load_schema(path)


def test_the_config_folder_is_found() -> None:
    assert config_folder().name == "configs"
    assert config_folder().is_dir()


def test_files_are_copied_only_into_a_new_or_empty_folder(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.csv").write_text("a\n")
    assert copy_files(source, tmp_path / "new" / "deep") == ["a.csv"]
    with pytest.raises(InputError, match="not empty"):
        copy_files(source, tmp_path / "new" / "deep")
    with pytest.raises(InputError, match="is a file"):
        copy_files(source, source / "a.csv")
