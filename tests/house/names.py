"""Names: every stage and intervention has a test of its name, every public thing a docstring, no file is too long."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import Module, dotted, modules, package_folder, test_modules

LONG = 400
"""Lines above which a file is reported."""


def unnamed(root: Path) -> list[str]:
    """Stages and interventions without a test called ``test_stage_NAME...`` or ``test_intervention_KIND...``."""
    tests = {
        node.name
        for module in test_modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    }
    wanted = [("stage", name) for name in stages(root)] + [("intervention", kind) for kind in kinds(root)]
    return [
        f"no test is called test_{what}_{name}..."
        for what, name in wanted
        if not any(test == f"test_{what}_{name}" or test.startswith(f"test_{what}_{name}_") for test in tests)
    ]


def stages(root: Path) -> list[str]:
    """Names in ``STAGES`` of stages/__init__.py."""
    value = _assigned(root, "stages", "STAGES")
    assert isinstance(value, ast.Dict)
    return [key.value for key in value.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]


def kinds(root: Path) -> list[str]:
    """Files of interventions/kinds, each a kind."""
    folder = package_folder(root) / "interventions" / "kinds"
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


def _assigned(root: Path, name: str, target: str) -> ast.expr | None:
    """What a module assigns to a name at its top."""
    module = next(one for one in modules(root) if one.name == name)
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and dotted(node.targets[0]) == target:
            return node.value
        if isinstance(node, ast.AnnAssign) and dotted(node.target) == target:
            return node.value
    raise AssertionError(f"{name} assigns no {target}")


def stages_out_of_step(root: Path) -> list[str]:
    """Stages without a file of their name, or files without a place in the table of contents (its docstring)."""
    module = next(one for one in modules(root) if one.name == "stages")
    listed = [
        line.split()[1] for line in (ast.get_docstring(module.tree) or "").splitlines() if line[:1].isdigit()
    ]
    files = {one.name.split(".")[1] for one in modules(root) if one.folder == "stages" and "." in one.name}
    faults = (
        [f"stages/__init__.py lists {listed}, STAGES is {stages(root)}"] if listed != stages(root) else []
    )
    return faults + [f"stages/{name}.py is in no table of contents" for name in sorted(files - set(listed))]


def undocumented(root: Path) -> list[str]:
    """Public modules, classes, functions, methods without a docstring."""
    faults = []
    for module in modules(root):
        if ast.get_docstring(module.tree) is None and module.path.stat().st_size:
            faults.append(f"{module.place(1)}: the module says nothing of itself")
        faults += _undocumented(module, module.tree, "")
    return faults


def _undocumented(module: Module, owner: ast.Module | ast.ClassDef, within: str) -> list[str]:
    faults = []
    for node in owner.body:
        if not isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ) or node.name.startswith("_"):
            continue
        setter = any(dotted(one).endswith((".setter", "overload")) for one in node.decorator_list)
        if ast.get_docstring(node) is None and not setter:
            faults.append(f"{module.place(node.lineno)}: {within}{node.name} has no docstring")
        if isinstance(node, ast.ClassDef):
            faults += _undocumented(module, node, f"{node.name}.")
    return faults


def long_files(root: Path) -> list[tuple[str, int]]:
    """Python files of more than `LONG` lines, longest first. Reported, not refused."""
    found = [
        path
        for folder in ("src", "tests", "benchmarks", "experiments")
        for path in (root / folder).rglob("*.py")
    ]
    sizes = [
        (path.relative_to(root).as_posix(), len(path.read_text(encoding="utf-8").splitlines()))
        for path in found
    ]
    return sorted((one for one in sizes if one[1] > LONG), key=lambda one: -one[1])
