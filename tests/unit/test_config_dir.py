"""``--config-dir FOLDER``: scenarios, governments, interventions and experiments of one's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import safepassage as sp
from safepassage.analysis.leaning import ONLY_WITH
from safepassage.ensemble.manifest import spec_hash
from safepassage.ensemble.spec import RunSpec

FILES = {
    "scenario/mine.yaml": "title: Mine\ninterventions:\n  - liaison\n  - {kind: task_force}\n",
    "scenario/integrated.yaml": "title: My integrated\ninterventions: []\n",
    "intervention/liaison.yaml": "kind: partner\nshare: 0.5\n",
    "government/keen.yaml": "start: 0.9\nreturns_to: 0.9\nuptake: 1.0\n",
    "experiment/tiny.yaml": (
        "# @package _global_\nexperiment: tiny\nregion: classroom\nscenarios: [no_iom, mine]\ngovernments: [keen]\n"
        "replicates: 2\npopulation_share: 0.5\nspin_up_years: 0\nend: '2016-06-30'\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with ``own``, the user's configurations, in it."""
    for name, text in FILES.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def call(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "safepassage", *words], cwd=folder, capture_output=True, text=True, timeout=300
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_experiment_of_ones_own_runs_on_one_process_and_on_two(folder: Path, workers: str) -> None:
    done = call(
        folder, "compare", "--config-dir", "own", "experiment=tiny", f"workers={workers}", "hydra.run.dir=out"
    )
    assert done.returncode == 0, done.stderr
    series = pd.read_parquet(folder / "out" / "series.parquet")
    assert series["scenario"].unique().tolist() == ["no_iom", "mine"]
    assert series["government"].unique().tolist() == ["keen"]
    assert (series["responsiveness"] > 0.85).all()
    assert series.groupby("scenario")["spend_usd"].sum()["mine"] > 0.0
    manifest = json.loads((folder / "out" / "manifest.json").read_text())
    assert manifest["configuration"]["config_dir"] == "own"
    assert len(manifest["hashes"]["own_configs"]) == 64
    said = call(folder, "sources", "out")
    assert said.returncode == 0, said.stderr
    others = sum({"partner", "task_force"}.isdisjoint(kinds) for kinds in ONLY_WITH.values())
    assert f"{others} more belong to programmes" in said.stdout


def test_a_name_of_ones_own_goes_first(folder: Path) -> None:
    tiny = ["experiment=tiny", "scenario=integrated", "replicates=1"]
    done = call(folder, "compare", "--config-dir=own", *tiny, "hydra.run.dir=out")
    assert done.returncode == 0, done.stderr
    assert pd.read_parquet(folder / "out" / "series.parquet")["spend_usd"].sum() == 0.0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("compare --config-dir own scenario=min", "'mine'"),
        ("compare --config-dir own government=kee", "'keen'"),
        ("compare --config-dir own experiment=tin", "'tiny'"),
        ("compare scenario=mine", "no such scenario"),
        ("compare --config-dir nowhere scenario=mine", "nowhere"),
        ("compare --config-dir . scenario=mine", "scenario/NAME.yaml"),
        ("compare scenario=mine --config-dir", "--config-dir"),
        ("compare --config-dir own --config-dir own", "twice"),
        ("compare --config-dri own", "--config-dir"),
    ],
)
def test_wrong_words_are_answered_in_one_line_and_leave_nothing(folder: Path, words: str, named: str) -> None:
    done = call(folder, *words.split())
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert named in done.stderr
    assert [path.name for path in folder.iterdir()] == ["own"]


def test_a_broken_file_is_named_before_anything_is_made(folder: Path) -> None:
    (folder / "own" / "scenario" / "mine.yaml").write_text("interventions:\n  - {kind: partnr}\n")
    done = call(folder, "compare", "--config-dir", "own", "experiment=tiny")
    assert done.returncode == 2
    assert "partner" in done.stderr and "mine.yaml" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["own"]


def test_python_takes_the_folder_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    result = sp.compare(
        ["no_iom", "mine"], region="classroom", population_share=0.1, replicates=1, spin_up_years=0.0,
        end="2016-03-31", config_dir="own",
    )  # fmt: skip
    assert result.series["spend_usd"].max() > 0.0


def test_the_hash_of_a_run_follows_the_files_and_not_their_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = RunSpec(scenario=("no_iom", "mine"), config_dir=str(folder / "own"))
    before = spec_hash(spec)
    (folder / "own").rename(folder / "moved")
    assert spec_hash(RunSpec(scenario=("no_iom", "mine"), config_dir=str(folder / "moved"))) == before
    (folder / "moved" / "intervention" / "liaison.yaml").write_text("kind: partner\nshare: 0.6\n")
    assert spec_hash(RunSpec(scenario=("no_iom", "mine"), config_dir=str(folder / "moved"))) != before


def test_a_scenario_cannot_set_what_a_world_is_made_of(folder: Path) -> None:
    (folder / "own" / "scenario" / "mine.yaml").write_text(
        "interventions: []\nparameters: {recruiters_per_1000: 0}\n"
    )
    done = call(folder, "compare", "--config-dir", "own", "experiment=tiny", "hydra.run.dir=out")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "mine.yaml: parameters: recruiters_per_1000 makes the first" in done.stderr
    assert "parameters.recruiters_per_1000=VALUE on the command line" in done.stderr
    assert not (folder / "out").exists()
