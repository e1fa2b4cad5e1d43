"""One place for each change: each is made in one file of a copy of the tree, and the copy runs with it.

The copy runs once for all changes. Compiled code is kept by the path and the time of its source, so the copy stands
behind a link that is always the same, with times of the tree: what it compiles is compiled again only after an edit.
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

import numpy as np
import pandas as pd
import pytest
from tests.house.names import stages_out_of_step
from tests.house.tree import PACKAGE, ROOT

from safepassage.model import BorderModel
from safepassage.rules.compiled import compiled
from safepassage.stages import SCHEDULE
from safepassage.world.codes import Situation
from safepassage.world.world import Stage, World

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
COLUMN = """    hours_listened: Annotated[F32, over("person", "hours", "spent listening to the radio")]
"""
STAGE = '''"""Stage 4, listening: the radio is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safepassage.rules.compiled import compiled
from safepassage.world.codes import Situation

if TYPE_CHECKING:
    from safepassage.world.world import World


@compiled
def listen(world: World) -> None:
    """Everybody at home listens for an hour a day."""
    people = world.people
    for i in range(people.id.size):
        if people.situation[i] == Situation.RESIDENT:
            people.hours_listened[i] += world.clock.days
'''
ACTOR = '''class Police(ActorView):
    """One district's police."""

    views = "registers"

    @property
    def waiting(self) -> float:
        """Reports that wait to be opened."""
        return float(self.arrays.waiting[self.row])


KINDS: tuple[type[ActorView], ...] = (Police, '''
RUN = """
import json, pickle, runpy, sys
from pathlib import Path
import numpy as np
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
model.people.set("hours_listened", 0.0)
at_home = model.people.get("situation") == 0
model.step()
hours = model.people.get("hours_listened")
other, again = model.world.copy(), pickle.loads(pickle.dumps(model))
other.people.hours_listened[:] = -1.0
column = {
    "heard": bool((hours == np.where(at_home, 7.0, 0.0)).all() and at_home.any() and not at_home.all()),
    "copied": bool((model.people.get("hours_listened") == hours).all()),
    "pickled": bool((again.people.get("hours_listened") == hours).all()),
    "of one": bool(model.people[0].hours_listened == hours[0]),
    "on the page": runpy.run_path("docs/make_pages.py")["column_table"](),
}
police = [actor.waiting for actor in model.agents if type(actor).__name__ == "Police"]
try:
    make_intervention({"kind": "radio", "share": 2.0}, "a file")
except InputError as problem:
    refused = str(problem)
said = {
    "from": sp.__file__, "column": column, "stages": list(sp.stages.STAGES),
    "refused": refused, "police": police, "waiting": model.world.registers.waiting.tolist(),
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


def write(path: Path, text: str) -> None:
    """Write a file as if it were as old as the tree: what was compiled of it before is then found again."""
    time = os.stat(path if path.exists() else ROOT / SRC / "__init__.py")
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(time.st_atime_ns, time.st_mtime_ns))


def replace(path: Path, old: str, new: str) -> None:
    """Put a text in the place of one that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, path
    write(path, text.replace(old, new))


def add_stage(copy: Path) -> None:
    """One file, and its line in the table of contents."""
    write(copy / SRC / "stages/listening.py", STAGE)
    before = '    ("aspiration", '
    line = '    ("listening", "listen", "the radio is on"),\n'
    replace(copy / SRC / "stages/__init__.py", before, line + before)


@dataclass(frozen=True)
class Copy:
    """A changed copy of the tree, and where what it compiles is kept."""

    root: Path
    compiled: Path


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Copy:
    """A copy with a column, a stage, an indicator, an actor, an intervention and its scenario more."""
    made = tmp_path_factory.mktemp("changed")
    for name in ("src", "configs"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    (made / "docs").mkdir()
    shutil.copy2(ROOT / "docs/make_pages.py", made / "docs")
    replace(
        made / SRC / "world/state.py",
        '    awareness: Annotated[F32, over("person"',
        COLUMN + '    awareness: Annotated[F32, over("person"',
    )
    add_stage(made)
    end = ")  # fmt: skip\n"
    replace(made / SRC / "observation/indicators.py", end, INDICATOR + end)
    replace(made / SRC / "world/actors.py", "KINDS: tuple[type[ActorView], ...] = (", ACTOR)
    write(made / SRC / "interventions/kinds/radio.py", INTERVENTION)
    write(made / "configs/scenario/radio.yaml", SCENARIO)
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("one-place")
    (kept / "next").unlink(missing_ok=True)
    (kept / "next").symlink_to(made)
    (kept / "next").replace(kept / "tree")
    return Copy(kept / "tree", kept / "compiled")


@pytest.fixture(scope="module")
def changed(copy: Copy) -> Outcome:
    """What the changed copy does."""
    root = copy.root
    ran = subprocess.run(
        [sys.executable, "-c", RUN, str(root / "out")], capture_output=True, text=True, cwd=root, timeout=600,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "SAFEPASSAGE_CACHE": str(copy.compiled)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout.splitlines()[-1])
    assert said["from"].startswith(str(root))
    series, effects = (
        pd.read_parquet(root / "out/series.parquet"),
        pd.read_csv(root / "out/effects.csv", keep_default_na=False),
    )
    return Outcome(series, effects, said)


def test_a_column_of_persons_is_one_line(changed: Outcome) -> None:
    """Compiled code reads and writes it; `model.people`, a person, copies, pickles and the page of columns have it."""
    said = dict(changed.said["column"])
    assert (
        "| `hours_listened` | float32 | person | hours | 0 |  | spent listening to the radio |"
        in said.pop("on the page")
    )
    assert said == dict.fromkeys(("heard", "copied", "pickled", "of one"), True)


def test_a_stage_is_one_file_and_its_entry(changed: Outcome, copy: Copy) -> None:
    assert changed.said["stages"][2:5] == ["awareness", "listening", "aspiration"]
    assert stages_out_of_step(copy.root) == []


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


def owe(world: World) -> None:
    """Whoever is at home owes five thousand dollars: a stage of a user's own, in Python."""
    people = world.people
    people.debt_usd[people.situation == Situation.RESIDENT] = 5000.0


@compiled
def owe_compiled(world: World) -> None:
    """The same, compiled."""
    people = world.people
    for i in range(people.id.size):
        if people.situation[i] == Situation.RESIDENT:
            people.debt_usd[i] = 5000.0


def test_a_users_stage_touches_no_file_of_ours() -> None:
    """It acts in its place among the others, whether in Python or compiled."""

    def lived(*mine: Stage) -> World:
        model = BorderModel("classroom", population_share=0.2, spin_up_years=0.1)
        model.schedule = (*SCHEDULE[:5], *mine, *SCHEDULE[5:])
        for _ in range(40):
            model.step()
        return model.world

    without, python, faster = lived(), lived(owe), lived(owe_compiled)
    for name, mine, theirs in zip(python.people._fields, python.people, faster.people, strict=True):
        assert np.array_equal(mine, theirs), name
    home = python.people.situation == Situation.RESIDENT
    assert (
        (python.people.debt_usd[home] == 5000.0).mean()
        > 0.9
        > (without.people.debt_usd[home] == 5000.0).mean()
    )
    assert (python.people.situation != without.people.situation).any()  # debt makes people leave
