"""What the server refuses is said in both languages, by the code of each error."""

from __future__ import annotations

import ast
import pickle
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.dashboard.test_scenario_file import BROKEN

import safepassage
from safepassage.dashboard.problems import in_indonesian
from safepassage.dashboard.scenario_file import read
from safepassage.evidence.errors import InputError
from safepassage.words import catalogue

PACKAGE = Path(safepassage.__file__).parent
WORDS = catalogue("problems")
ENGLISH = "(dalam bahasa Inggris)"
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
"""Modules whose refusals a visitor can reach, and functions in them that read or write the project's own files."""


def template(node: ast.expr) -> str:
    """A pattern of a text: what is put in becomes anything."""
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(template(part) for part in node.values)
    return ".+?"


def spoken(node: ast.expr) -> list[str]:
    """The codes that stand in the source; none where a part is put in."""
    if isinstance(node, ast.IfExp):
        return spoken(node.body) + spoken(node.orelse)
    return [str(node.value)] if isinstance(node, ast.Constant) else []


def refusals(module: str, without: tuple[str, ...]) -> Iterator[ast.Call]:
    """Every call that makes an error, but for those in the functions that are left out."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    kept = [node for node in tree.body if getattr(node, "name", "") not in without]
    for node in (inner for one in kept for inner in ast.walk(one)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InputError":
            yield node


@pytest.mark.parametrize("module", REACHED)
def test_every_refusal_that_a_visitor_can_reach_has_its_text(module: str) -> None:
    found = list(refusals(module, REACHED[module]))
    assert found
    for call in found:
        keywords = {one.arg: one.value for one in call.keywords}
        assert "code" in keywords, f"{module}:{call.lineno}: an error without a code"
        codes = spoken(keywords["code"])
        assert set(codes) <= set(WORDS.texts) and (
            codes or any(re.fullmatch(template(keywords["code"]), key) for key in WORDS.texts)
        ), f"{module}:{call.lineno}: words/problems.yaml has no text for it"
        for code in codes:
            gaps = {name for _, name, _, _ in string.Formatter().parse(WORDS.texts[code]["en"]) if name}
            assert gaps <= set(keywords), f"{module}:{call.lineno}: {code}"


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_in_both_languages_alike(text: str) -> None:
    with pytest.raises(InputError) as refusal:
        read(text, "mine.yaml")
    problem = refusal.value
    said = in_indonesian(problem)
    assert WORDS.say(problem.code, "en", **problem.values) == problem.message
    assert not said.startswith(ENGLISH)
    assert said.split(":")[0].replace("baris", "line").replace("skenario", "scenario") in str(problem)
    assert not re.search(r"\b(is not|known|did you mean|unknown|adds? up)\b", said)


def test_names_numbers_and_near_words_stay() -> None:
    known = ["integrated", "no_iom"]
    problem = InputError(
        "scenario 'integrted' is not known",
        code="unknown.scenario",
        near=("integrted", known),
        name="integrted",
    )
    assert str(problem) == "scenario 'integrted' is not known; did you mean 'integrated'?"
    assert in_indonesian(problem) == "skenario 'integrted' tidak dikenal; maksud Anda 'integrated'?"
    assert in_indonesian(InputError("x", code="unknown.lever", near=("zz", known), name="zz")).endswith(
        "; yang dikenal: integrated, no_iom"
    )
    yaml = InputError("not valid YAML: x", code="not_yaml", place="a.yaml", line=3, why="x")
    assert str(yaml) == "a.yaml, line 3: not valid YAML: x"
    assert in_indonesian(yaml) == (
        "a.yaml, baris 3: bukan YAML yang benar; periksa titik dua, kurung dan indentasi (pembaca berkas: x)"
    )
    assert str(yaml.within("b")) == "b: a.yaml, line 3: not valid YAML: x"
    assert in_indonesian(InputError("nobody translated this")) == f"{ENGLISH} nobody translated this"


def test_an_error_comes_through_a_pipe_as_it_was() -> None:
    problem = InputError("not valid YAML: x", code="not_yaml", place="a", line=3, near=("x", ["y"]), why="x")
    again = pickle.loads(pickle.dumps(problem))
    assert str(again) == str(problem) and in_indonesian(again) == in_indonesian(problem)


def test_both_languages_have_the_same_places() -> None:
    for code, both in WORDS.texts.items():
        gaps = [{part[1:] for part in string.Formatter().parse(text) if part[1]} for text in both.values()]
        assert gaps[0] == gaps[1], code
