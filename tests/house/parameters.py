"""Numbers: every parameter is read, the dataclasses are in step with the passports, no number is without a passport."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Module, dotted, modules, package_folder

from safepassage.evidence.passports import load_passports

READERS = ("rules", "stages", "world", "interventions")
"""Floors in which reading a parameter counts."""

EVERYWHERE = (0.0, 1.0, 2.0)
"""Numbers that mean themselves inside a formula: nothing, all, a pair."""

OF_NATURE: dict[float, str] = {
    7.0: "days in a week",
    365.25: "days in a year",
    52.1786: "weeks in a year",
    2.0**40: "one in the ledger's fixed-point sums",
    0.5: "a half: rounding, the middle of a step, the mean of a gamma of shape two",
    18.0: "the Palermo Protocol's age: below it no means need be shown",
    15.0: "the age from which Sakernas counts a labour force and the tables an adult",
    1000.0: "per thousand",
    100_000.0: "per 100,000",
    111.32: "kilometres in a degree of latitude",
}
"""Numbers of nature, of units, of arithmetic. Those below 1e-5 only keep arithmetic finite."""

OF_FORM: dict[tuple[str, float], str] = {
    ("rules.aspiration", 0.01): "a floor under the wage ratio, whose logarithm is taken",
    ("rules.gates", 0.01): "as above",
    (
        "rules.need",
        2.576,
    ): "bounds of the poverty line's score, so that nobody is infinitely rich where nobody is poor",
    ("rules.need", 0.1): "a floor under unemployment against the start year, whose logarithm is taken",
    ("rules.gates", 0.999999): "a chance below one, whose logarithm is taken",
    ("stages.homecoming", 0.999): "as above",
    ("rules.trade", 0.1): "bounds of the profit ratio, so that entry stays finite",
    ("rules.trade", 10.0): "as above",
    ("world.clock", 7.0): "days of a step where nobody says how many",
    ("world.clock", 365.25): "the same in years",
    ("world.genesis", 75.0): "the end of the age pyramid, see age_scale_years",
    (
        "world.build",
        0.05,
    ): "the placebo's share of recruiters: a random twentieth, as the measure of churn is defined",
    ("world.actors_genesis", 1.5): "years from 2016 to the middle of 2017-18, the years of the deaths",
}
"""Numbers that belong to the form of a rule or to a definition, by module."""

DEBTS: dict[tuple[str, float], str] = {}
"""Assumed numbers that stand in the code without a passport. To be paid off, not added to."""

SHOWING = ("rules.compiled", "world.draws", "world.actors", "world.person", "world.people", "world.grid")
"""Modules that compile, draw or show: their numbers are no assumptions of a rule."""


def unread(root: Path) -> list[str]:
    """Passports whose parameter no line of `READERS`, and no government's setting, reads."""
    read = {
        name
        for module in modules(root)
        if module.folder in READERS
        for name in _read(module, _submodels(root))
    }
    for setting in (root / "configs" / "government").glob("*.yaml"):
        # a government's setting is three words that name passports
        read.update(line.split(":")[1].strip() for line in setting.read_text().splitlines() if ":" in line)
    passports = load_passports.__wrapped__(package_folder(root) / "evidence" / "parameters")
    return [
        f"evidence/parameters/{one.submodel}.yaml: no line of {', '.join(READERS)} reads {name}; use it or take it out"
        for name, one in passports.items()
        if name not in read
    ]


def _submodels(root: Path) -> set[str]:
    return {path.stem for path in (package_folder(root) / "evidence" / "parameters").glob("*.yaml")}


def _read(module: Module, submodels: set[str]) -> Iterator[str]:
    """Names of parameters that a module reads: from the packed record, a submodel, a passport, or by district."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            base = node.value
            packed = isinstance(base, ast.Subscript) and dotted(base.value).split(".")[-1] == "p"
            last = dotted(base).split(".")[-1]
            if packed or last == "q" or last in submodels:
                yield node.attr
        elif isinstance(node, ast.Call) and dotted(node.func) == "from_passport":
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))
        elif isinstance(node, ast.FunctionDef) and any(
            isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "local"
            for call in ast.walk(node)
        ):
            for text in ast.walk(node):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def out_of_step(root: Path) -> list[str]:
    """Parameters with a passport and no field, or a field and no passport, by submodel."""
    source = next(one for one in modules(root) if one.name == "parameters.submodels")
    fields: dict[str, dict[str, int]] = {}
    table: dict[str, str] = {}
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef):
            fields[node.name] = {
                item.target.id: item.lineno
                for item in node.body
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
            }
        elif isinstance(node, ast.Assign) and dotted(node.targets[0]) == "SUBMODELS":
            assert isinstance(node.value, ast.Dict)
            table = {
                key.value: dotted(value)
                for key, value in zip(node.value.keys, node.value.values, strict=True)
                if isinstance(key, ast.Constant) and isinstance(key.value, str)
            }
    passports = load_passports.__wrapped__(package_folder(root) / "evidence" / "parameters")
    faults = []
    for submodel in sorted({one.submodel for one in passports.values()} | set(table)):
        have = {name for name, one in passports.items() if one.submodel == submodel}
        want = fields.get(table.get(submodel, ""), {})
        file = f"evidence/parameters/{submodel}.yaml"
        faults += [
            f"{file}: {name} has no field in parameters/submodels.py" for name in sorted(have - set(want))
        ]
        faults += [
            f"{source.place(want[name])}: {name} has no passport in {file}"
            for name in sorted(set(want) - have)
        ]
    return faults


def bare_numbers(root: Path) -> list[str]:
    """Numbers with a point in `READERS` that have neither a passport nor a place in the lists above.

    Whole numbers are codes, indices and counts, and are not looked at.
    """
    listed = {**OF_FORM, **DEBTS}
    return [
        f"{module.place(line)}: {number:g} has no passport; put it into evidence/parameters"
        for module in modules(root)
        for number, line in _numbers(module)
        if (module.name, number) not in listed
    ]


def debts_owed(root: Path) -> list[tuple[str, float]]:
    """Those of `DEBTS` that still stand in the code."""
    owed = {(module.name, number) for module in modules(root) for number, _ in _numbers(module)}
    return [debt for debt in DEBTS if debt in owed]


def _numbers(module: Module) -> Iterator[tuple[float, int]]:
    """Numbers of a module that may be assumptions, with their lines."""
    if module.folder not in READERS or module.name in SHOWING:
        return
    fields = {id(node) for node in _defaults(module.tree)}
    named = {id(line.value) for line in module.tree.body if isinstance(line, ast.Assign | ast.AnnAssign)}
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, float) or abs(node.value) < 1e-5:
            continue
        if id(node) in fields:
            plain = node.value == 1.0
        else:
            plain = node.value in OF_NATURE or (node.value in EVERYWHERE and id(node) not in named)
        if not plain:
            yield node.value, node.lineno


def _defaults(tree: ast.Module) -> Iterator[ast.AST]:
    """Defaults of the fields of classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and line.value is not None:
                    yield from ast.walk(line.value)
