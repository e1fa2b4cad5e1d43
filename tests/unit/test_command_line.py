"""The command line as a user meets it: what it refuses, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from safepassage.dashboard.hub import Limits

TINY = [
    "region=classroom",
    "scenario=integrated",
    "government=as_is",
    "replicates=2",
    "workers=1",
    "population_share=0.5",
    "spin_up_years=1",
    "end=2016-12-31",
]


def call(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "safepassage", *words], cwd=folder, capture_output=True, text=True, timeout=300
    )


REFUSED = [
    ("compar", "compare"),
    ("compare repicates=2", "replicates"),
    ("compare +foo=1", "foo"),
    ("compare foo.bar=1", "foo"),
    ("compare ~seed", "seed"),
    ("compare seed", "KEY=VALUE"),
    ("compare seed=-1", "seed"),
    ("compare seed=1,2", "--multirun"),
    ("compare -m seed=interval(1,2)", "a,b"),
    ("compare -m seed=1,x", "seed=x"),
    ("compare design=3", "design.kind"),
    ("compare parameters=3", "NAME=NUMBER"),
    ("compare replicates=0", "replicates"),
    ("compare replicates=many", "replicates"),
    ("compare workers=1.5", "workers"),
    ("compare population_share=nan", "population_share"),
    ("compare population_share=1.5", "population_share"),
    ("compare population_share=0.0000001", "population_share"),
    ("compare step_days=0", "step_days"),
    ("compare spin_up_years=nan", "spin_up_years"),
    ("compare budget_usd_per_year=-1", "budget_usd_per_year"),
    ("compare start=2024-01-01", "start"),
    ("compare start=soon", "soon"),
    ("compare experiment=role", "roles"),
    ("compare executor=proceses", "processes"),
    ("compare language=de", "language"),
    ("compare scenario=integrted", "integrated"),
    ("compare scenario=no_iom", "scenario"),
    ("compare scenario=[partner,partner]", "partner"),
    ("compare government=responsiv", "responsive"),
    ("compare region=indonesa", "indonesia"),
    ("compare region.name=indonesia", "region"),
    ("compare parameters.intent_brokr=0.2", "intent_brok"),
    ("compare hydra.run.dr=x", "dr"),
    ("compare --fast", "--fast"),
    ("run scenario=[no_iom,partner]", "one scenario"),
    ("region check", "region"),
    ("region check nowhere", "nowhere"),
    ("sources nowhere", "nowhere"),
    ("calibrate", "unknown command"),
    ("region draw mine", "region check FOLDER"),
]


@pytest.mark.parametrize(("line", "named"), REFUSED)
def test_wrong_input_is_answered_in_one_line_and_leaves_nothing(
    line: str, named: str, tmp_path: Path
) -> None:
    result = call(*line.split(), folder=tmp_path)
    said = result.stderr + (result.stdout if line.startswith("region check ") else "")
    assert result.returncode == 2
    assert len(said.strip().splitlines()) == 1, said
    assert named in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    result = call("run", *TINY[:1], "scenario=no_iom", "hydra.run.dir=file/inside", folder=tmp_path)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize("words", ["--help", "compare --help", "run --help", "--version", "compare seed=x"])
def test_words_need_neither_mesa_nor_numba_and_come_at_once(words: str, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom safepassage.__main__ import main\n"
        f"main({words.split()!r})\n"
        "print(sorted({'mesa', 'numba', 'pandas', 'scipy', 'matplotlib'} & set(sys.modules)), file=sys.stderr)"
    )
    began = time.process_time()
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert result.stderr.splitlines()[-1] == "[]"
    assert time.process_time() - began < 1.0


def test_help_names_every_key_and_what_can_be_named(tmp_path: Path) -> None:
    text = call("compare", "--help", folder=tmp_path).stdout
    for word in (
        "population_share",
        "budget_usd_per_year",
        "hydra.run.dir",
        "integrated",
        "unresponsive",
        "roles",
        "number of days, at least 0.5 and at most 28) [7.0]",
        "at most 1000000) [16]",  # replicates, as the experiment of compare has them
    ):
        assert word in text


def test_help_of_the_dashboard_explains_its_keys_and_a_sweeps_keys_stay_with_it(tmp_path: Path) -> None:
    text = call("dashboard", "--help", folder=tmp_path).stdout
    for word in (
        "port  ",
        "region  ",
        "visitors  ",
        "at most 65535) [8765]",
        f"at most 1000) [{Limits().visitors}]",
    ):
        assert word in text
    assert "at most 10000000) [3]" in call("verify", "--help", folder=tmp_path).stdout
    assert "design.kind" in call("sweep", "--help", folder=tmp_path).stdout
    assert "design.kind" not in call("replay", "--help", folder=tmp_path).stdout


def test_compare_writes_its_tables_and_only_in_its_folder(tmp_path: Path) -> None:
    result = call("compare", *TINY, "hydra.run.dir=out", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    out = tmp_path / "out"
    names = {path.name for path in out.iterdir()}
    assert names == {
        ".hydra",
        "series.parquet",
        "effects.csv",
        "persons.csv",
        "subdistricts.csv",
        "spending.csv",
        "manifest.json",
        "figures",
    }
    for word in (
        "exploitation years averted",
        "departures, irregular",
        "refused exit",
        "identified falsely",
        "churn",
    ):
        assert word in result.stdout
    series = pd.read_parquet(out / "series.parquet")
    assert series["scenario"].unique().tolist() == ["no_iom", "integrated"]
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["steps"] == series["date"].nunique() * 4
    assert manifest["configuration"]["government"] == ["as_is"]
    assert {"versions", "hashes", "seeds", "persons", "cpu_seconds_loop"} <= set(manifest)


def test_run_writes_a_series_and_shows_its_totals(tmp_path: Path) -> None:
    result = call("run", *TINY, "hydra.run.dir=out", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        ".hydra",
        "series.parquet",
        "manifest.json",
    }
    assert "exploitation_years" in result.stdout


def test_several_jobs_go_into_folders_of_their_own(tmp_path: Path) -> None:
    result = call("run", *TINY, "--multirun", "seed=1,2", "hydra.sweep.dir=out", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    seeds = [json.loads((tmp_path / "out" / job / "manifest.json").read_text())["seeds"] for job in "01"]
    assert seeds[0] != seeds[1]


def test_several_jobs_go_into_the_folder_of_the_command_where_none_is_named(tmp_path: Path) -> None:
    result = call("run", *TINY, "-m", "government=as_is,responsive", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    (made,) = (tmp_path / "outputs" / "run").iterdir()
    found = [json.loads((made / job / "manifest.json").read_text())["configuration"] for job in "01"]
    assert [one["government"] for one in found] == [["as_is"], ["responsive"]]


def test_interrupting_ends_with_130_and_leaves_no_half_of_a_table(tmp_path: Path) -> None:
    words = [*TINY[:4], "workers=2", "replicates=500", "hydra.run.dir=out"]
    process = subprocess.Popen(
        [sys.executable, "-m", "safepassage", "compare", *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # background jobs ignore it
    )
    while not (tmp_path / "out").exists() and process.poll() is None:
        time.sleep(0.1)
    time.sleep(1.0)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said.strip() == "safepassage: interrupted"
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".hydra"]


def test_a_new_region_can_be_checked_and_run(tmp_path: Path) -> None:
    assert call("region", "new", "mine", folder=tmp_path).returncode == 0
    assert call("region", "check", "mine", folder=tmp_path).returncode == 0
    again = call("region", "new", "mine", folder=tmp_path)
    assert again.returncode == 2
    result = call("run", *TINY[1:], "region=mine", "hydra.run.dir=out", folder=tmp_path)
    assert result.returncode == 0, result.stderr


def test_sources_says_what_is_assumed(tmp_path: Path) -> None:
    result = call("sources", folder=tmp_path)
    assert result.returncode == 0
    assert "assumed" in result.stdout.splitlines()[0]
