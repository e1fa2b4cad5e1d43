# ruff: noqa: E501
"""The package's sources as a tree to be questioned: modules, imports, calls. Nothing is imported or run.

Every check of this folder is a function of a root (a checkout, or a copy of one) that returns faults, one line each, with file, line and
remedy. So a fault can be seeded in a copy, see ``test_seeded_faults.py``.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "safepassage"
STUDIES = ("benchmarks", "experiments")
"""Folders beside the package whose modules are named from the checkout: ``benchmarks.twin.person``."""


@dataclass(frozen=True)
class Import:
    """One imported module, in full: ``safepassage.world.draws``, ``numpy.random``."""

    name: str
    line: int
    typing: bool
    """Whether it stands under ``if TYPE_CHECKING``: nothing is imported at run time."""


@dataclass(frozen=True)
class Module:
    """One Python file."""

    name: str
    """Dotted, without the package: ``world.draws``; ``""`` for the package's own ``__init__``."""

    path: Path
    tree: ast.Module

    def place(self, line: int) -> str:
        """Where a fault stands, as ``world/draws.py:12``."""
        return f"{self.name.replace('.', '/') or '__init__'}.py:{line}"

    @property
    def folder(self) -> str:
        """The first word of the name: ``world``."""
        return self.name.split(".")[0]


def package_folder(root: Path) -> Path:
    """Where the package's sources are."""
    return root / "src" / PACKAGE


def modules(root: Path) -> list[Module]:
    """Every module of the package, sorted by name."""
    return _modules(package_folder(root), package_folder(root))


def studies(root: Path) -> list[Module]:
    """Every module of benchmarks and experiments."""
    return [module for name in STUDIES for module in _modules(root / name, root)]


def _modules(folder: Path, above: Path) -> list[Module]:
    found = []
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(above).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, _parsed(path, path.stat().st_mtime_ns)))
    return found


def test_modules(root: Path) -> list[Module]:
    """Every file of ``tests`` but those of this folder, which name things only to check them."""
    return [
        Module(path.relative_to(root).as_posix(), path, _parsed(path, path.stat().st_mtime_ns))
        for path in sorted((root / "tests").rglob("*.py"))
        if "house" not in path.relative_to(root).parts
    ]


test_modules.__test__ = False  # type: ignore[attr-defined]  # pytest would collect it by its name


@functools.lru_cache(maxsize=1024)
def _parsed(path: Path, stamp: int) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(module: Module, known: frozenset[str] = frozenset()) -> Iterator[Import]:
    """Every import of a module, those inside functions too.

    ``from a import b`` gives ``a.b`` where that is a module of ``known`` or of another's package, else ``a``.
    """
    typed = _typing_lines(module.tree)
    package = [PACKAGE, *module.name.split(".")] if module.name else [PACKAGE]
    if module.path.stem != "__init__":
        package = package[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, node.lineno in typed)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                full = f"{base}.{alias.name}"
                whole = full if full in known or base.split(".")[0] not in (PACKAGE, *STUDIES) else base
                yield Import(whole, node.lineno, node.lineno in typed)


def _typing_lines(tree: ast.Module) -> set[int]:
    """Lines that stand under ``if TYPE_CHECKING``."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for child in node.body:
                lines.update(range(child.lineno, (child.end_lineno or child.lineno) + 1))
    return lines


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a chain of attributes that begins with a name, else ``""``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""
