# ruff: noqa: E501 - a fault is one line
"""The test of the tests: faults are seeded in a copy of the checkout, one by one, and each is caught where it stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.house import floors, names, parameters, passports, tenants, traces
from tests.house.tree import ROOT

PASSPORT = """
{name}:
  description: "a seeded fault"
  value: 0.5
  low: 0.1
  high: 0.9
  unit: {unit}
  kind: {kind}
  role: uncertainty
  source: {source}
  derivation: "made up, 0.5"
  population: "carried over to nobody"
  checked_on: {date}
"""


def passport(
    name: str = "seeded",
    unit: str = "share",
    kind: str = "assumed",
    source: str = "",
    date: str = "2026-11-24",
) -> str:
    return PASSPORT.format(name=name, unit=unit, kind=kind, source=source, date=date)


@dataclass(frozen=True)
class Fault:
    """Text added to a file of the copy (or put in the place of ``old``), and the words by which its check names it."""

    check: Callable[[Path], list[str]]
    file: str
    text: str
    named: str
    old: str = ""


SRC = "src/safepassage/"
GATES = SRC + "evidence/parameters/gates.yaml"
FAULTS: dict[str, Fault] = {
    # directions
    "a rule imports a stage": Fault(floors.wrong_way, SRC + "rules/offers.py", "from safepassage.stages import step\n", "rules/offers"),
    "a stage imports a stage": Fault(floors.wrong_way, SRC + "stages/transit.py", "from safepassage.stages import gates\n", "sibling"),
    "an intervention imports another, inside a function": Fault(
        floors.wrong_way, SRC + "interventions/kinds/partner.py", "def f():\n    from safepassage.interventions.kinds.shock import Shock\n", "sibling"
    ),
    "the world imports the model, if only for its type": Fault(
        floors.wrong_way, SRC + "world/grid.py", "if TYPE_CHECKING:\n    from safepassage.model import BorderModel\n", "floor above"
    ),
    "the package imports a benchmark": Fault(floors.wrong_way, SRC + "comparison.py", "def f():\n    from benchmarks import page\n", "beside the package"),
    "an experiment imports a module that has moved": Fault(
        floors.wrong_way_beside, "experiments/rivals/run.py", "from safepassage.world.geography import load_region as old\n", "no module safepassage.world.geography"
    ),
    "the twin borrows a stage": Fault(floors.wrong_way_beside, "benchmarks/twin/model.py", "from safepassage.stages import gates\n", "imports safepassage.stages.gates"),
    "a relative import up": Fault(floors.wrong_way, SRC + "world/doses.py", "from ..stages import gates\n", "floor above"),
    "a circle of types": Fault(floors.wrong_way, SRC + "world/codes.py", "if TYPE_CHECKING:\n    from safepassage.world import columns\n    from safepassage.world import ledger\n", "circle"),
    "a circle": Fault(floors.wrong_way, SRC + "world/codes.py", "from safepassage.world import columns\nfrom safepassage.world import ledger\n", "circle"),
    "a module without a floor": Fault(floors.wrong_way, SRC + "attic.py", '"""Up."""\n', "attic has no floor"),
    "a front door that grows": Fault(floors.front_door, SRC + "__init__.py", "\n" * 60, "at most 40"),
    # tenants
    "Mesa in a stage": Fault(tenants.wrong_tenants, SRC + "stages/gates.py", "import mesa\n", "imports mesa"),
    "numba in a benchmark": Fault(tenants.wrong_tenants, "benchmarks/stages.py", "import numba\n", "imports numba"),
    "matplotlib in analysis": Fault(
        tenants.wrong_tenants, SRC + "analysis/effects.py", "def f():\n    import matplotlib.pyplot as plt\n", "imports matplotlib"
    ),
    "what Hydra keeps to itself": Fault(
        tenants.wrong_tenants, SRC + "cli/hydra_job.py", "from hydra._internal.utils import run_and_report\n", "not ours"
    ),
    "OmegaConf in parameters": Fault(tenants.wrong_tenants, SRC + "parameters/submodels.py", "from omegaconf import DictConfig\n", "omegaconf"),
    "compiled where the cache does not look": Fault(
        tenants.compiled_elsewhere, SRC + "analysis/effects.py", "from safepassage.rules.compiled import compiled\n", "analysis/effects"
    ),
    "open() in a rule": Fault(tenants.opened_files, SRC + "rules/gates.py", "TEXT = open('x').read()\n", "open() opens"),
    "a table read in analysis": Fault(tenants.opened_files, SRC + "analysis/effects.py", "T = pd.read_csv('x.csv')\n", "read_csv() opens"),
    "a figure saved by figures": Fault(tenants.opened_files, SRC + "figures/effects.py", "def f(fig):\n    fig.savefig('x.png')\n", "savefig() opens"),
    "Python's own chance in a stage": Fault(tenants.chance, SRC + "stages/gates.py", "import random\nX = random.random()\n", "imports random"),
    "an unlisted generator": Fault(tenants.chance, SRC + "region/homes.py", "R = np.random.default_rng(1).random()\n", "np.random.default_rng"),
    "the model's own generator used": Fault(tenants.chance, SRC + "world/actors.py", "def f(model):\n    return model.random.random()\n", "model.random"),
    "a generator whose seed nobody gave": Fault(tenants.chance, SRC + "analysis/effects.py", "import numpy as np\nR = np.random.default_rng(7)\n", "default_rng"),
    # numbers
    "a parameter that nobody reads": Fault(parameters.unread, GATES, passport(), "reads seeded"),
    "a parameter that is no longer read": Fault(
        parameters.unread, SRC + "stages/destination.py", "0.5 < 0.9", "exploited_on_arrival", old="exploited = uniform(keys[Decision.ARRIVAL], clock.step, people.id[row], 0) < q.exploited_on_arrival"
    ),
    "a passport without a field of its dataclass": Fault(parameters.out_of_step, GATES, passport(), "seeded has no field"),
    "a field without a passport": Fault(
        parameters.out_of_step, SRC + "parameters/submodels.py", "    integrity: float\n    honesty: float\n", "honesty has no passport", old="    integrity: float\n"
    ),
    "a number in a rule": Fault(parameters.bare_numbers, SRC + "rules/offers.py", "def f(x: float) -> float:\n    return 0.37 * x\n", "0.37 has no passport"),
    "a number as the default of an intervention": Fault(
        parameters.bare_numbers, SRC + "interventions/kinds/shock.py", "wage_factor: float = number(0.5)", "0.5 has no passport", old="wage_factor: float = number(1.0)"
    ),
    "a number without a passport's field": Fault(passports.broken_passports, GATES, passport().replace('  unit: share\n', ''), "seeded has no unit"),
    "a unit of one's own": Fault(passports.broken_passports, GATES, passport(unit="furlong"), "furlong"),
    "a source that is not there": Fault(passports.broken_passports, GATES, passport(source="{key: Nobody2020}"), "Nobody2020"),
    "a table that is not there": Fault(passports.broken_passports, GATES, passport(source="{key: 'table:none.csv'}"), "none.csv"),
    "a measured number without a source": Fault(passports.broken_passports, GATES, passport(kind="measured"), "names no source"),
    "a date to come": Fault(passports.broken_passports, GATES, passport(date="2999-01-01"), "2999"),
    "no date": Fault(passports.broken_passports, GATES, passport(date="soon"), "'soon'"),
    "a parameter that stands twice": Fault(passports.broken_passports, GATES, passport(name="fee_usd"), "fee_usd"),
    "a table with a wrong cell": Fault(
        passports.broken_datasets, SRC + "evidence/regions/classroom/hub_edges.csv", "Harbour,Nowhere,-1,40,made-up,by sea\n", "days"
    ),
    "a table without a licence": Fault(passports.broken_datasets, SRC + "evidence/regions/indonesia/more.csv", "a,b\n1,2\n", "no licence"),
    # names
    "a stage without a test": Fault(names.unnamed, SRC + "stages/step.py", '"observation", "rest",', "test_stage_rest", old='"observation",'),
    "an intervention without a test": Fault(
        names.unnamed, SRC + "interventions/kinds/amnesty.py", '"""Amnesty."""\n', "test_intervention_amnesty"
    ),
    "a stage outside the table of contents": Fault(names.stages_out_of_step, SRC + "stages/rest.py", '"""Stage 14."""\n', "rest.py"),
    "a public function that says nothing": Fault(names.undocumented, SRC + "rules/offers.py", "def f(x: float) -> float:\n    return x\n", "f has no docstring"),
    # traces
    "an address in a lock": Fault(traces.addresses_in_locks, "requirements.lock", "--index-url https" + "://packages.example/simp" + "le\n", "requirements.lock"),
    "a file in a lock": Fault(traces.addresses_in_locks, "requirements.lock", "mine @ file:///x/mine.whl\n", "requirements.lock"),
    "someone's folder in a config": Fault(traces.traces, "configs/config.yaml", "# results: /ho" + "me/me/results\n", "own folder"),
    "a registry in a page": Fault(traces.traces, "README.md", "pip install --index-url https" + "://packages.example/simp" + "le x\n", "registry"),
    "an address of a network": Fault(traces.traces, "configs/executor/processes.yaml", "# scheduler: 10." + "1.2.3:8786\n", "network address"),
    "another tool's lock": Fault(traces.uncommittable, "uv.lock", "version = 1\n", "uv.lock"),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is checked, without version control and without what is made."""
    folder = tmp_path_factory.mktemp("copy")
    made = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("src", "configs", "tests", "benchmarks", "experiments"):
        shutil.copytree(ROOT / name, folder / name, ignore=made)
    for path in [*ROOT.glob("requirements*"), *ROOT.glob("*.md"), *ROOT.glob("*.toml")]:
        shutil.copyfile(path, folder / path.name)
    return folder


@pytest.fixture
def seeded(copy: Path) -> Iterator[Callable[[Fault], None]]:
    """Seeds a fault in the copy, and takes it out again after the test."""
    before: list[tuple[Path, bytes | None]] = []

    def seed(fault: Fault) -> None:
        path = copy / fault.file
        before.append((path, path.read_bytes() if path.exists() else None))
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if fault.old:
            assert text.count(fault.old) == 1, f"{fault.file} no longer holds {fault.old!r}"
        path.write_text(
            text.replace(fault.old, fault.text) if fault.old else text + fault.text, encoding="utf-8"
        )

    yield seed
    for path, content in before:
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)


def test_the_copy_is_in_order_before_a_fault_is_seeded(copy: Path) -> None:
    """What the checks say of the copy, they say of the checkout: they read the copy, not what is installed."""
    for check in {fault.check for fault in FAULTS.values()}:
        assert check(copy) == check(ROOT), check.__name__


@pytest.mark.parametrize("name", FAULTS)
def test_a_seeded_fault_is_caught(name: str, copy: Path, seeded: Callable[[Fault], None]) -> None:
    fault = FAULTS[name]
    before = set(fault.check(copy))
    seeded(fault)
    found = [said for said in fault.check(copy) if said not in before]
    assert any(fault.named in said for said in found), found or "nothing was found"
