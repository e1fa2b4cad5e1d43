# ruff: noqa: E501, F601
"""Numbers: every parameter is read, the dataclasses are in step with the passports, no number is without a passport."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Module, dotted, modules, package_folder

from safepassage.evidence.passports import load_passports

READERS = ("rules", "stages", "world", "interventions")
"""Floors in which reading a parameter counts."""

EVERYWHERE = {0, 1, 2, -1}
"""Numbers that mean themselves: nothing, all, a pair."""

KNOWN_NUMBERS: dict[float, str] = {
    7.0: "days in a week",
    365.25: "days in a year",
    52.1786: "weeks in a year",
    2.0**40: "one in the ledger's fixed-point sums",
    0.5: "a half: rounding, the middle of a step, the mean of a gamma of shape two",
    18.0: "the Palermo Protocol's age: below it no means need be shown",
    15.0: "the age from which Sakernas counts a labour force and the tables an adult",
    75.0: "the end of the age pyramid, see age_scale_years",
    55.0: "the age above which the first stock abroad holds nobody",
    100.0: "percent",
    1000.0: "per thousand",
    100000.0: "per 100,000",
    255: "the largest number of an unsigned byte",
    4000: "the alternative number of staying at home in the race of routes, and the cap of a Poisson count",
    2000: "the alternative number of the destination door",
    3000: "the alternative number of the return door",
    3001: "the alternative number of the home door",
    999: "just below 1,000",
    0.999: "a share below one, where a logarithm would be infinite at one",
    0.999999: "as above",
    0.01: "a floor under a wage ratio, where a logarithm would be infinite at zero",
    111.32: "kilometres in a degree of latitude",
    6371.0: "the earth's radius in kilometres",
    18: "the longest schooling in years that a person can have",
    7: "mean years of schooling from which the regular channel's weight is counted",
    10.0: "bounds of the profit ratio, so that entry stays finite",
    0.1: "as above",
}
"""Numbers of nature, of units, of arithmetic, with what they are. Bounds that only keep arithmetic finite are below 1e-5."""

NUMBER_DEBTS: dict[tuple[str, float], str] = {
    ("stages.gates", 0.25): "years over which a gate's load is remembered",
    ("world.build", 0.05): "share of recruiters re-keyed in the placebo (model.md section 4 gives it)",
    ("world.actors_genesis", 1.25): "places in the trade per recruiter at the start",
    ("world.actors_genesis", 1.5): "years from 2016 to the middle of 2017-18",
    ("interventions.measures", 3.0): "by how much a task force raises the opening of cases",
    ("interventions.measures", 50_000.0): "USD a year that a task force costs governments",
    ("interventions.measures", 1.5): "service offices' capacity factor",
    ("interventions.measures", 100_000.0): "USD a year that service offices cost governments",
    ("interventions.measures", 0.05): "openness of a closed gate",
    (
        "interventions.roles",
        0.2,
    ): "share of the facilitator's training and plans that goes to who runs the hubs",
    ("world.homes", 75.0): "kilometres beyond which cells do not know each other",
    ("world.build", 18.0): "youngest age of the first stock abroad",
}
"""Assumed numbers that stand in the code without a passport. To be paid off, not added to."""

UNCOUNTED = ("world.draws", "world.columns", "world.codes", "world.region", "world.lattice", "world.crossings",
             "world.series", "world.homes", "world.routes", "world.outline", "world.actors", "world.person",
             "world.people", "world.grid", "world.context", "world.dates", "world.check")  # fmt: skip
"""Modules of world that hold a generator, code numbers, tables or views, where numbers are not assumptions about people."""


def unread(root: Path) -> list[str]:
    """Passports whose parameter no line of `READERS` reads."""
    read = {
        name
        for module in modules(root)
        if module.folder in READERS
        for name in _read(module, _submodels(root))
    }
    passports = load_passports.__wrapped__(package_folder(root) / "evidence" / "parameters")
    return [
        f"evidence/parameters/{one.submodel}.yaml: no line of {', '.join(READERS)} reads {name}; use it or take it out"
        for name, one in passports.items()
        if name not in read
    ]


def _submodels(root: Path) -> set[str]:
    return {path.stem for path in (package_folder(root) / "evidence" / "parameters").glob("*.yaml")}


def _read(module: Module, submodels: set[str]) -> Iterator[str]:
    """Names of parameters that a module reads: from the packed record, from a submodel, or by district."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            base = node.value
            packed = isinstance(base, ast.Subscript) and dotted(base.value) == "p"
            last = dotted(base).split(".")[-1]
            if packed or last == "q" or last in submodels:
                yield node.attr
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
                if isinstance(key, ast.Constant)
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
    """Numbers in rules, stages, interventions and world that are neither of `KNOWN_NUMBERS` nor listed as a debt."""
    faults = []
    for module in modules(root):
        if module.folder not in READERS or module.name in UNCOUNTED:
            continue
        for number, line in _numbers(module):
            if (module.name, float(number)) not in NUMBER_DEBTS:
                faults.append(
                    f"{module.place(line)}: {number} has no passport; put it into evidence/parameters"
                )
    return faults


def paid_debts(root: Path) -> list[str]:
    """Debts of `NUMBER_DEBTS` that no longer stand in the code: to be taken from the list."""
    owed = {
        (module.name, float(number))
        for module in modules(root)
        for number, _ in _numbers(module, everything=True)
    }
    return [
        f"{name}: {number:g} ({what})"
        for (name, number), what in NUMBER_DEBTS.items()
        if (name, number) not in owed
    ]


def _numbers(module: Module, everything: bool = False) -> Iterator[tuple[float, int]]:
    """Numbers of a module with their lines; those that mean themselves and those of `KNOWN_NUMBERS` are left out."""
    codes = {
        id(node)
        for one in ast.walk(module.tree)
        if isinstance(one, ast.ClassDef) and _is_enum(one)
        for node in ast.walk(one)
    }
    for node in ast.walk(module.tree):
        if (
            not isinstance(node, ast.Constant)
            or isinstance(node.value, bool)
            or not isinstance(node.value, int | float)
        ):
            continue
        value = node.value
        if id(node) in codes or value in EVERYWHERE or abs(value) < 1e-5:
            continue
        if everything or value not in KNOWN_NUMBERS:
            yield value, node.lineno


def _is_enum(node: ast.ClassDef) -> bool:
    return any(dotted(base).endswith("Enum") for base in node.bases)
