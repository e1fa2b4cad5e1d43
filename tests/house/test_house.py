# ruff: noqa: E501
"""The house stands: directions, tenants, files, chance, passports; and each check catches a seeded fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.house.floors import front_door, wrong_way
from tests.house.parameters import out_of_step, unread
from tests.house.tenants import chance, compiled_elsewhere, opened_files, wrong_tenants
from tests.house.tree import ROOT, package_folder

CHECKS = (front_door, wrong_way, wrong_tenants, compiled_elsewhere, opened_files, chance, out_of_step, unread)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_is_in_order(check: Callable[[Path], list[str]]) -> None:
    assert check(ROOT) == []


FAULTS: dict[str, tuple[Callable[[Path], list[str]], str, str]] = {
    "a rule that imports a stage": (wrong_way, "rules/offers.py", "from safepassage.stages import step\n"),
    "a stage that imports a stage": (wrong_way, "stages/transit.py", "from safepassage.stages import gates\n"),
    "mesa in a stage": (wrong_tenants, "stages/gates.py", "import mesa\n"),
    "matplotlib in analysis": (wrong_tenants, "analysis/effects.py", "import matplotlib\n"),
    "a file opened in a rule": (opened_files, "rules/gates.py", "TEXT = open('x').read()\n"),
    "chance in a stage": (chance, "stages/gates.py", "import random\nX = random.random()\n"),
    "a passport without a field": (
        out_of_step, "evidence/parameters/gates.yaml",
        "\nno_field:\n  description: x\n  value: 1\n  low: 1\n  high: 1\n  unit: '1'\n  kind: assumed\n  role: constant\n"
        "  derivation: x\n",
    ),
    "a passport that no rule reads": (
        unread, "evidence/parameters/gates.yaml",
        "\nnever_read:\n  description: x\n  value: 1\n  low: 1\n  high: 1\n  unit: '1'\n  kind: assumed\n  role: constant\n"
        "  derivation: x\n",
    ),
    "compiled outside": (
        compiled_elsewhere, "analysis/effects.py", "from safepassage.rules.compiled import compiled\n",
    ),
    "a front door that grows": (front_door, "__init__.py", "\n" * 60),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_seeded_fault_is_caught(name: str, tmp_path: Path) -> None:
    check, file, text = FAULTS[name]
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "regions"))
    before = check(tmp_path)
    path = package_folder(tmp_path) / file
    path.write_text(path.read_text() + text)
    assert len(check(tmp_path)) > len(before), name
