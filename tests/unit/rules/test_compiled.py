"""``rules/compiled.py``: the cache folder is named by the sources, and compiled rules say what the Python says."""

from __future__ import annotations

import inspect
import math
import os
import subprocess
import sys
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


def test_the_hash_of_the_sources_is_steady_and_short() -> None:
    assert compiled.sources_hash() == compiled.sources_hash()
    assert len(compiled.sources_hash()) == 16
    assert compiled.cache_folder().name == compiled.sources_hash()
    assert compiled.cache_folder().is_dir()


def test_a_changed_rule_changes_the_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cached stage must never keep an old rule: the cache is another as soon as one source is."""
    for folder in ("rules", "region", "world", "stages"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.py").write_text("x = 1\n")
    monkeypatch.setattr(compiled, "_PACKAGE", tmp_path)
    before = compiled.sources_hash()
    for folder in ("rules", "region", "world", "stages"):
        (tmp_path / folder / "one.py").write_text("x = 2\n")
        changed = compiled.sources_hash()
        assert changed != before
        before = changed
    (tmp_path / "rules" / "one.py").rename(tmp_path / "rules" / "two.py")
    assert compiled.sources_hash() != before


def test_the_cache_goes_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEPASSAGE_CACHE", str(tmp_path / "named"))
    assert compiled.cache_folder() == tmp_path / "named" / "safepassage" / compiled.sources_hash()
    monkeypatch.delenv("SAFEPASSAGE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert compiled.cache_folder().is_relative_to(tmp_path / "xdg")


def test_where_the_folder_cannot_be_made_another_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("SAFEPASSAGE_CACHE", str(blocked))
    assert not compiled.cache_folder().is_relative_to(blocked)
    monkeypatch.setattr(compiled.tempfile, "gettempdir", lambda: str(blocked))
    with pytest.raises(OSError, match="SAFEPASSAGE_CACHE"):
        compiled.cache_folder()


def test_an_import_compiles_nothing() -> None:
    """The command line answers before anything is compiled."""
    code = "import safepassage.rules.probability as p; print(len(p.within.signatures))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stdout.strip() == "0"
