"""The BibTeX file: entries come out as they stand, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from safepassage.evidence.bibliography import load_bibliography
from safepassage.evidence.errors import InputError

TEXT = """
% a comment
@article{One2020,
  author = {One, {A}nna and Two, Ben},
  title = {On {B}orders},
  year = {2020}
}
@misc{Two2021, note = {a {nested {deep}} note}}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.bib"
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_come_out_whole(tmp_path: Path) -> None:
    entries = load_bibliography(written(tmp_path, TEXT))
    assert list(entries) == ["One2020", "Two2021"]
    one = entries["One2020"]
    assert one.kind == "article"
    assert one.fields["author"] == "One, {A}nna and Two, Ben"
    assert one.text.startswith("@article{One2020,") and one.text.endswith("}")
    assert one.line == "One, {A}nna and Two, Ben, 2020, On {B}orders"
    assert entries["Two2021"].text == "@misc{Two2021, note = {a {nested {deep}} note}}"


@pytest.mark.parametrize(
    ("text", "named"),
    [(TEXT + "@misc{Three, note = {open", "Three"), (TEXT + "@misc{One2020, year = {1}}", "twice")],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(InputError, match=named):
        load_bibliography(written(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_bibliography(tmp_path / "none.bib")
