"""A file appears whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from safepassage.ensemble import store
from safepassage.evidence.errors import InputError

FRAME = pd.DataFrame({"name": ["a", "b"], "value": [0.1, 1e-17]})


def test_tables_come_back_as_they_were(tmp_path: Path) -> None:
    read = store.read_parquet(store.write_parquet(FRAME, tmp_path / "deep" / "t.parquet"))
    pd.testing.assert_frame_equal(read, FRAME, check_exact=True)
    read = store.read_csv(store.write_csv(FRAME, tmp_path / "t.csv"))
    pd.testing.assert_frame_equal(read, FRAME, check_exact=True)
    assert store.read_json(store.write_json({"b": 1, "a": [2.5]}, tmp_path / "m.json")) == {
        "b": 1,
        "a": [2.5],
    }


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (
        store.write_parquet(FRAME.copy(), tmp_path / name).read_bytes() for name in ("1.parquet", "2.parquet")
    )
    assert one == two


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:2])
        raise KeyboardInterrupt

    (tmp_path / "f.svg").write_text("old")
    monkeypatch.setattr(Path, "write_bytes", torn)
    with pytest.raises(KeyboardInterrupt):
        store.write_bytes(b"new picture", tmp_path / "f.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["f.svg"]
    assert (tmp_path / "f.svg").read_text() == "old"


def test_a_file_is_on_the_disk_before_it_has_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, replace = os.fsync, os.replace

    def flushed(held: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(held).st_mode) else f"file of {os.fstat(held).st_size}")
        flush(held)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", lambda one, two: done.append("name") or replace(one, two))
    store.write_bytes(b"picture", tmp_path / "f.svg")
    assert done == ["file of 7", "name", "folder"]


def test_what_is_in_the_making_is_no_table_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def look(self: pd.DataFrame, path: Path, **keys: Any) -> None:
        seen.append(path.name)
        path.write_bytes(b"x")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", look)
    store.write_parquet(FRAME, tmp_path / "t.parquet")
    assert len(seen) == 1
    assert not seen[0].endswith(".parquet")


def test_refusals_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot write"):
        store.write_csv(FRAME, tmp_path / "file" / "t.csv")
    (tmp_path / "m.json").write_text("[1]")
    (tmp_path / "t.parquet").write_text("no")
    for read, name in (
        (store.read_json, "m.json"),
        (store.read_parquet, "t.parquet"),
        (store.read_csv, "none.csv"),
    ):
        with pytest.raises(InputError, match=name):
            read(tmp_path / name)
    with pytest.raises(ValueError, match="JSON"):
        store.write_json({"x": float("nan")}, tmp_path / "n.json")
