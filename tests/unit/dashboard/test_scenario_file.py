"""A world as a scenario file and back; files from elsewhere are read with care."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.unit.dashboard.worlds import WORLD, asked, two_worlds

from safepassage.dashboard import settings
from safepassage.dashboard.downloads import scenario_yaml
from safepassage.dashboard.levers import values_of
from safepassage.dashboard.scenario_file import read, write
from safepassage.dashboard.settings import Choices
from safepassage.evidence.errors import InputError
from safepassage.interventions.scenario import load_scenario, scenario_names


@pytest.mark.parametrize("name", scenario_names())
def test_a_scenario_comes_back_as_it_was(name: str) -> None:
    scenario = load_scenario(name)
    again = read(write(scenario, ["a note", "another: with a colon"]), f"{name}.yaml")
    assert again.interventions == scenario.interventions
    assert again.parameters == scenario.parameters
    assert (again.title, again.title_id) == (scenario.title, scenario.title_id)
    assert again.description == scenario.description
    assert values_of(again) == values_of(scenario)


def test_a_world_of_the_page_runs_as_a_scenario_file(tmp_path: Path) -> None:
    """The command stands in the file's own notes; its series are those of the page."""
    right = {**WORLD, "scenario": "facilitator", "government": "own",
             "levers": {"responsiveness": 0.9, "uptake": 0.8, "training": 0.7, "facilitator": 0.6, "closure": 0.3,
                        "budget": 500_000.0}}  # fmt: skip
    wanted = asked(right=right)
    worlds = two_worlds(wanted)
    worlds.advance(worlds.steps_total)
    text = scenario_yaml(worlds.plans[1], wanted, "mine")
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    command = next(line for line in text.splitlines() if "safepassage run" in line)
    words = command.split("safepassage run --config-dir FOLDER ")[1].split()
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "safepassage", "run", "--config-dir", str(tmp_path), *words, f"hydra.run.dir={out}"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    series = pd.read_parquet(out / "series.parquet")
    mine = worlds.models[1].series.reshape(-1, worlds.models[1].series.shape[2])
    assert np.array_equal(series.iloc[:, 5:].to_numpy(), mine)


def test_an_uploaded_file_takes_the_scenarios_place() -> None:
    scenario = read("title: Mine\ninterventions:\n  - {kind: partner, share: 0.5}\n", "mine.yaml")
    wanted = asked(right={**WORLD, "scenario": "uploaded", "levers": {"implementer": 0.5}})
    made = settings.plan(wanted.worlds[1], scenario, Choices(), "right")
    assert sorted(item.name for item in made.scenario.interventions) == ["implementer", "partner"]
    with pytest.raises(InputError, match="no scenario file"):
        settings.plan(wanted.worlds[1], None, Choices(), "right")


BROKEN = {
    "interventions: [": "not valid YAML",
    "just a text": "mapping",
    "intervention: []": "interventions",
    "title: {en: a}": "title is a text",
    "interventions: []\nparameters: [1]": "parameters is a mapping",
    "interventions: 3": "list",
    "interventions:\n  - {kind: patner}": "partner",
    "interventions:\n  - {kind: partner, share: 7}": "outside",
    "interventions:\n  - {kind: partner, share: 0.6}\n  - {kind: implementer, share: 0.6}": "at most 1",
    "interventions:\n  - {kind: screening, factor: 1.0e+9}": "above",
    "interventions:\n  - {kind: closure, gate: [1]}": "not a text",
    "interventions:\n  - {kind: partner, start: soon}": "not a date",
    "parameters: {contacts_per_week: 1.0e+9}": "outside",
    "parameters: {recruiters_per_1000: 0}": "for the whole run: parameters.recruiters_per_1000=VALUE",
    "parameters: {contacts_a_week: 1}": "contacts_per_week",
    "a: &a [1, 2]\nb: *a": "aliases",
    "a: " + "[" * 2000: "nested",
    "title: x\n" + "#" * 70_000: "longer",
    "interventions:\n" + "  - {kind: partner, share: 0}\n" * 50: "at most",
    "\x00": "not valid YAML",
    "2024-99-99: 1": "y",
    "": "nothing stands in it",
    "interventions:\n  - {kind: partner, start: 2019-01-01 10:00:00}": "not a date",
    "interventions:\n  - {kind: partner, start: 2020-01-01, end: 2019-01-01}": "not after its start",
    "interventions:\n  - {kind: closure, kinds: [[1]]}": "gate kind",
    "interventions:\n  - nothing": "intervention 'nothing' is not known",
    "parameters: {contacts_per_week: [1]}": "not a number",
    "parameters: {contacts_per_week: .nan}": "finite",
    "parameters: {1: 2, a: 3}": "parameter '1' is not known",
    "[1]: 2": "a key is a word",
    "? {a: 1}\n: 3": "a key is a word",
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(InputError, match=BROKEN[text]) as refusal:
        read(text, "mine.yaml")
    assert "mine.yaml" in str(refusal.value) or "scenario uploaded" in str(refusal.value)
    assert len(str(refusal.value)) < 500


def test_a_long_title_is_cut() -> None:
    assert len(read(f"title: {'z' * 5000}", "x.yaml").title) == 80


def test_a_number_of_hundreds_of_digits_is_refused() -> None:
    text = f"title: a\ndescription: b\ninterventions:\n  - {{kind: screening, factor: 1{'0' * 400}}}\n"
    with pytest.raises(InputError, match="digits"):
        read(text, "x.yaml")
