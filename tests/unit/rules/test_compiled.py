"""``rules/compiled.py``: the cache folder is named by the sources, and compiled rules say what the Python says."""

from __future__ import annotations

import inspect
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safepassage.rules import (
    abroad,
    aspiration,
    authority,
    awareness,
    compiled,
    gates,
    offers,
    probability,
    trade,
)

MODULES = (abroad, aspiration, authority, awareness, gates, offers, probability, trade)
RULES = [
    pytest.param(function, id=f"{module.__name__.rsplit('.', 1)[-1]}.{name}")
    for module in MODULES
    for name, function in vars(module).items()
    if hasattr(function, "py_func") and function.py_func.__module__ == module.__name__
]


@pytest.mark.parametrize("rule", RULES)
def test_a_compiled_rule_gives_what_its_python_gives(rule: object) -> None:
    """No fast-math, no reordering: the same to the last digits."""
    python = rule.py_func  # type: ignore[attr-defined]
    for base in (0.2, 0.55, 0.9):
        arguments = []
        for place, (name, parameter) in enumerate(inspect.signature(python).parameters.items()):
            kind = str(parameter.annotation)
            arguments.append({"bool": base > 0.5, "int": place % 3}.get(kind, base / (1 + place % 4)))
            assert name
        assert math.isclose(rule(*arguments), python(*arguments), rel_tol=1e-14, abs_tol=1e-300)  # type: ignore[operator]


def test_every_rule_is_documented_and_typed() -> None:
    for parameter in RULES:
        python = parameter.values[0].py_func
        assert python.__doc__
        assert python.__annotations__["return"]


def test_every_rule_module_has_its_tests() -> None:
    here = Path(__file__).parent
    for path in Path(compiled.__file__).parent.glob("*.py"):
        if path.stem != "__init__":
            assert (here / f"test_{path.stem}.py").exists(), path.stem


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small package: a stage that reads a rule, and a world that nobody reads."""
    texts = {
        "stages/go.py": "from safepassage.rules.one import x\n",
        "rules/one.py": "x = 1\n",
        "world/more.py": "from safepassage.figures.style import y\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(compiled, "_PACKAGE", tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    """Sources are read once a process."""
    for known in (compiled.sources, compiled.key, compiled.cache_base, compiled.cache_folder):
        known.cache_clear()


def test_a_module_reads_itself_and_what_it_imports(small: Path) -> None:
    assert list(compiled.sources("stages.go")) == ["stages.go", "rules.one"]
    assert list(compiled.sources("rules.one")) == ["rules.one"]
    assert list(compiled.sources("world.more")) == ["world.more"], "figures are not compiled"
    assert not compiled.sources("figures.style")


@pytest.mark.parametrize(
    ("changed", "seen"), [("stages/go", True), ("rules/one", True), ("world/more", False)]
)
def test_a_changed_rule_changes_the_key_of_who_reads_it(small: Path, changed: str, seen: bool) -> None:
    """A cached stage must never keep an old rule, nor be compiled anew for what it does not read."""
    before = compiled.key("stages.go")
    assert len(before) == 16
    forget()
    assert compiled.key("stages.go") == before
    path = small / f"{changed}.py"
    path.write_text(path.read_text() + "# a word\n")
    forget()
    assert (compiled.key("stages.go") != before) == seen


def test_the_cache_goes_where_it_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEPASSAGE_CACHE", str(small / "named"))
    folder = small / "named" / "safepassage" / f"stages.go-{compiled.key('stages.go')}"
    assert compiled.cache_folder("stages.go") == folder
    assert folder.is_dir()
    forget()
    monkeypatch.delenv("SAFEPASSAGE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(small / "xdg"))
    assert compiled.cache_folder("stages.go").is_relative_to(small / "xdg")


def test_where_the_folder_cannot_be_made_another_is_taken(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = small / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("SAFEPASSAGE_CACHE", str(blocked))
    assert not compiled.cache_base().is_relative_to(blocked)
    forget()
    monkeypatch.setattr(compiled.tempfile, "gettempdir", lambda: str(blocked))
    with pytest.raises(OSError, match="SAFEPASSAGE_CACHE"):
        compiled.cache_base()


def test_an_import_compiles_nothing() -> None:
    """The command line answers before anything is compiled."""
    code = "import safepassage.rules.probability as p; print(len(p.within.signatures))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stdout.strip() == "0"
