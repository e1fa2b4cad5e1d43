"""A key of the command line is stated once: one line in a copy of the tree, and it is there in full."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
from tests.house.tree import ROOT

from safepassage.ensemble.keys import declarations
from safepassage.ensemble.spec import RunSpec
from safepassage.model import BorderModel

NEW = '    patience_days: float = key(3.0, "how long one waits", unit="days", least=1, most=9)\n'
ABOVE = "    parameters: Mapping[str, float] = key("

Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Call:
    """Run Python in a copy of the tree whose `RunSpec` has one key more."""
    folder = tmp_path_factory.mktemp("tree")
    for name in ("src", "configs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / "src" / "safepassage" / "ensemble" / "spec.py"
    text = path.read_text(encoding="utf-8")
    assert text.count(ABOVE) == 1
    path.write_text(text.replace(ABOVE, NEW + ABOVE), encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], cwd=folder, capture_output=True, text=True, timeout=300,
            env={**os.environ, "PYTHONPATH": str(folder / "src")},
        )  # fmt: skip

    return run


def test_a_key_added_stands_in_the_help_with_type_unit_range_and_default(call: Call) -> None:
    line = "  patience_days        how long one waits (a number of days, at least 1 and at most 9) [3.0]"
    assert line in call("-m", "safepassage", "run", "--help").stdout.splitlines()


def test_a_key_added_is_composed_with_its_default_and_with_what_is_said(call: Call) -> None:
    words = ("-m", "safepassage", "run", "region=classroom", "population_share=1", "--cfg", "job")
    assert "patience_days: 3.0" in call(*words).stdout.splitlines()
    assert "patience_days: 4" in call(*words, "patience_days=4").stdout.splitlines()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("patience_days=10", "patience_days=10 is not a number of days, at least 1 and at most 9"),
        ("patience_days=long", "patience_days=long is not a number of days, at least 1 and at most 9"),
        ("patience_day=4", "unknown key 'patience_day'; did you mean 'patience_days'"),
    ],
)
def test_a_key_added_is_checked(call: Call, word: str, said: str) -> None:
    done = call("-m", "safepassage", "run", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"safepassage: {said}") and done.stderr.count("\n") == 1


def test_a_key_added_is_pythons_too_and_part_of_what_a_result_is_known_by(call: Call) -> None:
    program = (
        "from safepassage.ensemble.identity import run_names\n"
        "from safepassage.ensemble.manifest import spec_hash\n"
        "from safepassage.ensemble.spec import RunSpec\n"
        "long, short = (RunSpec.from_mapping({'patience_days': days}) for days in (4, 2))\n"
        "print(long.patience_days, long.as_dict()['patience_days'], spec_hash(long) == spec_hash(short))\n"
        "arms = [('no_iom', 'as_is')]\n"
        "print(run_names(long, arms, 1, {}, '') == run_names(short, arms, 1, {}, ''))"
    )
    assert call("-c", program).stdout == "4.0 4.0 False\nFalse\n"


def test_the_model_has_the_defaults_of_the_keys() -> None:
    mine = inspect.signature(BorderModel).parameters
    for name in ("region", "population_share", "seed", "start", "end", "step_days", "spin_up_years",
                 "budget_usd_per_year"):  # fmt: skip
        assert mine[name].default == getattr(RunSpec(), name), name
    assert (mine["scenario"].default,) == RunSpec().scenario
    assert (mine["government"].default,) == RunSpec().government


def test_a_key_is_said_in_one_line_each() -> None:
    for declared in declarations(RunSpec).values():
        assert 4 < len(declared.key.meaning) < 80 and "\n" not in declared.key.meaning, declared.name
