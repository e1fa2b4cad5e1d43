"""One place for each change: each is made in one file of a copy of the tree, and the copy runs with it.

The copy runs once for all changes: its loops are compiled anew, since compiled code is kept by the path of its source.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.house.tree import PACKAGE, ROOT

SRC = f"src/{PACKAGE}/"
INDICATOR = """    Indicator("plans_adopted", "0-1", "mean", "state", ("Plans adopted", "Rencana yang disahkan"),
              level("governments.action_plan"),
              "how far the district's action plan is adopted"),
"""
INTERVENTION = '''"""Radio."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.interventions.fields import number
from safepassage.interventions.timed import Timed
from safepassage.world.world import World


@dataclass(frozen=True)
class Radio(Timed):
    """A ``share`` of each district's people hear of safe migration in a year."""

    share: float = number(1.0, high=1.0)
    name: str = "radio"

    def act(self, world: World) -> None:
        """Reach listeners."""
        world.doses.outreach_persons[:] += self.active(world) * self.share * world.ground.district_population
'''
SCENARIO = """title: {en: Radio, id: Radio desa}
description: A quarter of the people listen.
interventions:
  - {kind: radio, share: 0.25}
  - {kind: action_plan}
"""
ACTOR = '''class Police(ActorView):
    """One district's police."""

    views = "registers"

    @property
    def waiting(self) -> float:
        """Reports that wait to be opened."""
        return float(self.arrays.waiting[self.row])


KINDS: tuple[type[ActorView], ...] = (Police, '''
RUN = """
import json, sys
from pathlib import Path
import safepassage as sp
from safepassage.evidence.errors import InputError
from safepassage.figures.labels import label
from safepassage.interventions.scenario import make_intervention
result = sp.compare(
    ["no_iom", "radio"], region="classroom", government=["as_is"], population_share=0.2, replicates=2, workers=1,
    spin_up_years=0.5, end="2016-06-30", executor="serial",
)
result.save(Path(sys.argv[1]))
model = sp.BorderModel("classroom", population_share=0.2, spin_up_years=0.5)
model.step()
police = [actor.waiting for actor in model.agents if type(actor).__name__ == "Police"]
try:
    make_intervention({"kind": "radio", "share": 2.0}, "a file")
except InputError as problem:
    refused = str(problem)
said = {
    "from": sp.__file__, "refused": refused, "police": police, "waiting": model.world.registers.waiting.tolist(),
    **{f"{kind} {language}": label(kind, name, language)
       for kind, name in (("indicator", "plans_adopted"), ("scenario", "radio")) for language in ("en", "id")},
}
print(json.dumps(said))
"""


@dataclass(frozen=True)
class Outcome:
    """What the changed copy wrote and said."""

    series: pd.DataFrame
    effects: pd.DataFrame
    said: dict[str, Any]

    def effect(self, indicator: str) -> float:
        """The difference that the scenario makes everywhere."""
        rows = self.effects[(self.effects["indicator"] == indicator) & (self.effects["district"] == "all")]
        return float(rows["difference"].item())


def replace(path: Path, old: str, new: str) -> None:
    """Put a text in the place of one that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, path
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A copy with an indicator more, an actor more, an intervention and its scenario more; and its run."""
    copy = tmp_path_factory.mktemp("changed")
    for name in ("src", "configs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    end = ")  # fmt: skip\n"
    replace(copy / SRC / "observation/indicators.py", end, INDICATOR + end)
    replace(copy / SRC / "world/actors.py", "KINDS: tuple[type[ActorView], ...] = (", ACTOR)
    (copy / SRC / "interventions/kinds/radio.py").write_text(INTERVENTION, encoding="utf-8")
    (copy / "configs/scenario/radio.yaml").write_text(SCENARIO, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", RUN, str(copy / "out")], capture_output=True, text=True, cwd=copy, timeout=600,
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "SAFEPASSAGE_CACHE": str(copy / "cache")},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout.splitlines()[-1])
    assert said["from"].startswith(str(copy))
    series, effects = (
        pd.read_parquet(copy / "out/series.parquet"),
        pd.read_csv(copy / "out/effects.csv", keep_default_na=False),
    )
    return Outcome(series, effects, said)


def test_an_indicator_is_one_declaration(changed: Outcome) -> None:
    adopted = changed.series.groupby("scenario")["plans_adopted"].max()
    assert adopted["radio"] > 0.0 == adopted["no_iom"]
    assert 0.0 < changed.effect("plans_adopted") < adopted["radio"]  # a mean over time of what grows
    assert changed.said["indicator en"] == "Plans adopted"
    assert changed.said["indicator id"] == "Rencana yang disahkan"


def test_an_intervention_is_one_file_and_its_scenario(changed: Outcome) -> None:
    assert changed.effect("awareness") > 0.0
    assert changed.said["scenario en"] == "Radio"
    assert changed.said["scenario id"] == "Radio desa"
    assert changed.said["refused"] == "a file: radio.share = 2.0 is outside 0 to 1"


def test_an_actor_is_one_class(changed: Outcome) -> None:
    assert len(changed.said["police"]) == 2
    assert changed.said["police"] == changed.said["waiting"]
