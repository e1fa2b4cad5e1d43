"""The sweep as a command: faults made for real (a few; ``python -m benchmarks.faults`` makes many), exit codes."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEW = [
    "design.draws=4",
    "population_share=0.3",
    "scenario=[no_iom,partner]",
    "government=[as_is]",
    "design.batch=1",
]


@pytest.fixture(scope="module")
def faults() -> Iterator[ModuleType]:
    """``benchmarks.faults``, which is not installed: found from the checkout's root."""
    if not Path("/proc").is_dir():
        pytest.skip("needs /proc to find what is left behind")
    sys.path.insert(0, str(ROOT))
    yield importlib.import_module("benchmarks.faults")
    sys.path.remove(str(ROOT))


@pytest.fixture(scope="module")
def whole(faults: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "whole"
    done = faults.finish(folder, *FEW, "executor=serial")
    assert done.returncode == 0, done
    assert "8 of 8 runs" in done.stdout
    assert done.stderr == ""
    return folder


@pytest.mark.slow
def test_killed_workers_and_drivers_cost_nothing(faults: ModuleType, whole: Path, tmp_path: Path) -> None:
    many = [*FEW[1:], "design.draws=30"]
    full = tmp_path / "full"
    assert faults.finish(full, *many, "executor=serial").returncode == 0
    counted = faults.kills(tmp_path / "killed", full, 2, random.Random(1), *many, pause=2.0)
    assert counted["driver"] + counted["worker"] == 2
    assert counted["longest_left_behind_s"] < 60.0


def test_files_that_cannot_be_written_stop_it_in_one_line(
    faults: ModuleType, whole: Path, tmp_path: Path
) -> None:
    faults.short_files(tmp_path / "s", whole, *FEW)


def test_an_interrupt_says_how_to_go_on(faults: ModuleType, whole: Path, tmp_path: Path) -> None:
    faults.interrupted(tmp_path / "s", whole, *FEW)


def test_status_verify_and_refusals_have_their_exit_codes(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from safepassage.__main__ import main

    monkeypatch.chdir(tmp_path)
    assert main(["sweep", "--status", f"hydra.run.dir={whole}"]) == 0
    assert "8 of 8" in capsys.readouterr().out
    assert main(["verify", str(whole), "sample=1"]) == 0
    for words, said in (
        (["sweep", "--status"], "no sweep is stored here"),
        (["sweep", "design.kind=morris", "design.vary=[contact_per_week]"], "contacts_per_week"),
        (["sweep", "design.draw=3"], "design.draws"),
        (["sweep", "--multirun"], "multirun"),
        (["sweep", "replicates=auto"], "auto"),
        (["sweep", "executor=serial", "executor.address=tcp://a:1"], "executor=dask"),
        (["sweep", "merge", "a"], "two folders"),
        (["verify", "nowhere"], "no sweep is stored here"),
        (["verify", str(whole), "sample=0"], "sample"),
        (["verify", str(whole), "sample=²"], "sample"),
        (["verify", str(whole), "workers=99999"], "workers"),
        (["sweep", "--status", "experimnt=smoke"], "experiment"),
        (["sweep", "--status", "smoke"], "KEY=VALUE"),
        (["sweep", "part='²/2'"], "K/N"),
        (["sweep", "replicates=1000000", "design.draws=1000"], "4e+09 runs"),
    ):
        assert main(words) == 2, words
        error = capsys.readouterr().err
        assert said in error, (words, error)
        assert len(error.splitlines()) == 1, error
    assert list(tmp_path.iterdir()) == []
