"""What the server refuses is said in both languages: each message in the source is found in the table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.dashboard.test_scenario_file import BROKEN

import safepassage
from safepassage.dashboard.problems import PROBLEMS, UNTRANSLATED, indonesian
from safepassage.dashboard.scenario_file import read
from safepassage.evidence.errors import InputError, did_you_mean

PACKAGE = Path(safepassage.__file__).parent
REACHED: dict[str, tuple[str, ...]] = {
    "dashboard/visitor.py": (),
    "dashboard/settings.py": (),
    "dashboard/levers.py": (),
    "dashboard/scenario_file.py": (),
    "interventions/fields.py": (),
    "interventions/gates.py": (),
    "interventions/scenario.py": ("load_government",),
    "parameters/parameters.py": (),
}
"""Modules whose refusals a visitor can reach, and functions in them that read the project's own files."""

NOT_HERE = ("a scenario file holds no mapping within an intervention", "left: left")
"""Said when a file is written, of what `read` has refused before; a place set before another's message."""


def spoken(node: ast.expr) -> str:
    """A text as it might come out: what is put in becomes a word, a hint at near words a hint."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(spoken(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "; known: a, b" if "did_you_mean" in ast.dump(node.value) else "left"
    return ""


def messages(module: str, without: tuple[str, ...]) -> Iterator[str]:
    """Every text with which a module refuses."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    kept = [node for node in tree.body if getattr(node, "name", "") not in without]
    for node in (inner for one in kept for inner in ast.walk(one)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            text = " ".join(spoken(node.args[0]).split())
            if name in ("InputError", "_problem") and text and text not in NOT_HERE:
                yield text


@pytest.mark.parametrize("module", REACHED)
def test_every_refusal_that_a_visitor_can_reach_is_in_the_table(module: str) -> None:
    found = set(messages(module, REACHED[module]))
    english = UNTRANSLATED.split("{")[0]
    assert not [text for text in found if indonesian(text).startswith(english)]
    assert found


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_in_indonesian_too(text: str) -> None:
    with pytest.raises(InputError) as refusal:
        read(text, "mine.yaml")
    said = indonesian(str(refusal.value))
    assert not said.startswith(UNTRANSLATED.split("{")[0])
    assert said.split(":")[0].replace("baris", "line").replace("skenario", "scenario") in str(refusal.value)
    assert not re.search(r"\b(is not|known|did you mean|unknown|adds? up)\b", said)


def test_names_numbers_and_near_words_stay() -> None:
    near = did_you_mean("integrted", ["integrated", "no_iom"])
    assert indonesian(f"scenario 'integrted' is not known{near}") == (
        "skenario 'integrted' tidak dikenal; maksud Anda 'integrated'?"
    )
    assert indonesian("a.yaml, line 3: not valid YAML: x") == (
        "a.yaml, baris 3: bukan YAML yang benar; periksa titik dua, kurung dan indentasi (pembaca berkas: x)"
    )
    assert "1e+15" in indonesian("budget = 1e+15 is outside 0 to 2e+06")
    assert indonesian("nobody translated this") == UNTRANSLATED.format(text="nobody translated this")


def test_both_sides_of_the_table_have_the_same_places() -> None:
    for english, other in PROBLEMS:
        assert sorted(re.findall(r"\{(\w+)\}", english)) == sorted(re.findall(r"\{(\w+)\}", other)), english
