"""How functions are told: few parameters, few lines; and what compiled code may be called from, and may read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Module, dotted, imports, modules

MOST_PARAMETERS = {"stages": 7, "world": 7, "rules": 8}
ELSEWHERE = 10
"""Parameters of a function at most, ``self`` left out."""

MOST_LINES = 70
"""Lines of a function at most, its docstring included; fifty as a rule."""

WRITTEN_ONCE = {
    ("comparison", "compare"): "the keys of the command line, as Python's keywords",
    ("model", "BorderModel.__init__"): "the keys of one run, as Python's keywords",
}
"""Functions that may keep a long list of keywords, and why."""

READ_BY_COMPILED = ("rules", "world", "stages", "region.kinds")
"""Rooms that modules with compiled code import: what is imported is hashed into the name of the cache."""

MAY_IMPORT_MORE = {
    "world.handle": "builds the type of the handle from the declarations and the parameters' names",
    "world.actors_genesis": "counts actors in Python; compiled code gets numbers",
    "world.geography_arrays": "makes the arrays in Python",
    "rules.compiled": "the decorator itself",
}
"""Modules with compiled code whose Python part imports other rooms, and why."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: Module) -> Iterator[tuple[str, Function]]:
    """Every function of a module with its name, within its class."""

    def inside(owner: ast.AST, within: str) -> Iterator[tuple[str, Function]]:
        for node in ast.iter_child_nodes(owner):
            if isinstance(node, Function):
                yield within + node.name, node
                yield from inside(node, f"{within}{node.name}.")
            elif isinstance(node, ast.ClassDef):
                yield from inside(node, f"{within}{node.name}.")
            else:
                yield from inside(node, within)

    return inside(module.tree, "")


def parameters_of(node: Function) -> int:
    """Number of a function's parameters, ``self`` and ``cls`` left out."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return sum(one.arg not in ("self", "cls") for one in given)


def lines_of(node: Function) -> int:
    """Number of a function's lines, its decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_many_parameters(root: Path) -> list[str]:
    """Functions with more parameters than their room allows."""
    faults = []
    for module in modules(root):
        most = MOST_PARAMETERS.get(module.folder, ELSEWHERE)
        for name, node in functions(module):
            if parameters_of(node) > most and (module.name, name) not in WRITTEN_ONCE:
                faults.append(
                    f"{module.place(node.lineno)}: {name} takes {parameters_of(node)} parameters; at most {most}"
                )
    return faults


def too_long(root: Path) -> list[str]:
    """Functions of more than `MOST_LINES`."""
    return [
        f"{module.place(node.lineno)}: {name} has {lines_of(node)} lines; at most {MOST_LINES}"
        for module in modules(root)
        for name, node in functions(module)
        if lines_of(node) > MOST_LINES and (module.name, name) not in WRITTEN_ONCE
    ]


def is_compiled(node: ast.AST) -> bool:
    """Whether a function is decorated as compiled."""
    return isinstance(node, Function) and any(
        dotted(one.func if isinstance(one, ast.Call) else one) in ("compiled", "compiled_as")
        for one in node.decorator_list
    )


def private_from_python(root: Path) -> list[str]:
    """Private compiled functions called from Python: they are compiled without what such a call needs."""
    faults = []
    for module in modules(root):
        hidden = {
            node.name for _, node in functions(module) if is_compiled(node) and node.name.startswith("_")
        }
        for _, node in functions(module):
            if is_compiled(node):
                continue
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and dotted(call.func) in hidden:
                    called = dotted(call.func)
                    faults.append(
                        f"{module.place(call.lineno)}: calls {called} from Python; take off its underscore"
                    )
    return faults


def read_elsewhere(root: Path) -> list[str]:
    """Modules with compiled code that import, at run time, what the cache does not look at."""
    faults = []
    for module in modules(root):
        if module.name in MAY_IMPORT_MORE or not any(is_compiled(node) for _, node in functions(module)):
            continue
        for one in imports(module):
            first, _, rest = one.name.partition(".")
            if first == "safepassage" and not one.typing and rest and not rest.startswith(READ_BY_COMPILED):
                faults.append(f"{module.place(one.line)}: compiled code stands beside an import of {rest}")
    return faults
