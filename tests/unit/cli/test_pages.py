"""The commands report and replay: what they refuse in one line, and what they write."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tiny import comparison

from safepassage.__main__ import main

REFUSED = [
    ("report results=nothing", "no such folder"),
    ("report results=FOLDER seed=2", "seed="),
    ("report results=FOLDER scenario=partner", "scenario="),
    ("report results=FOLDER langauge=id", "langauge="),
    ("report scenario=no_iom", "besides no_iom"),
    ("report language=de", "language"),
    ("replay results=nothing", "no such folder"),
    ("replay results=FOLDER budget_usd_per_year=1", "budget_usd_per_year="),
    ("replay results=FOLDER scenario=[partner,integrated,no_iom]", "two scenarios"),
    ("replay results=FOLDER scenario=integratd", "integrated"),
    ("replay results=FOLDER government=[responsive,as_is]", "one government"),
    ("replay scenario=no_iom", "besides no_iom"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("compare")
    comparison().save(made)
    return made


@pytest.mark.parametrize(("words", "named"), REFUSED)
def test_a_wrong_word_is_one_line_and_leaves_nothing(
    words: str, named: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(words.replace("FOLDER", str(folder)).split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert named in said.err and said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_pages_are_written_from_a_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [f"results={folder}", "language=id", "hydra.run.dir=out"]
    assert main(["report", *words]) == 0
    assert main(["replay", *words, "scenario=partner", "government=unresponsive"]) == 0
    said = capsys.readouterr()
    assert said.out.split() == [str(tmp_path / "out" / name) for name in ("report.html", "replay.html")]
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_file()} == {
        "report.html", "replay.html", "agents.gif",
    }  # fmt: skip
    for name in ("report.html", "replay.html"):
        assert '<html lang="id">' in (tmp_path / "out" / name).read_text(encoding="utf-8")


def test_help_names_what_may_follow(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("report", "replay"):
        assert main([command, "--help"]) == 0
        assert "results" in capsys.readouterr().out
