# ruff: noqa: SIM102
"""Import directions: floor n imports floors below n, siblings meet in the world."""

from __future__ import annotations

from pathlib import Path

from tests.house.tree import PACKAGE, STUDIES, Import, Module, imports, modules, studies

FLOORS: tuple[tuple[str, ...], ...] = (
    ("evidence",),
    ("words",),
    ("region",),
    ("parameters",),
    ("rules",),
    ("world",),
    ("stages",),
    ("interventions",),
    ("observation",),
    ("model",),
    ("ensemble",),
    ("analysis",),
    ("figures",),
    ("report",),
    ("dashboard",),
    # Whole jobs as one call: each joins the ensemble, the analysis and the figures. `configuration` holds the
    # command line's keys. The floor below `cli`; its rooms do not import each other.
    ("comparison", "validation", "configuration"),
    ("cli",),
    ("__main__",),
    # The front door names modules of every floor as texts and imports them when first asked for.
    ("",),
)
"""From the ground up; several names are rooms of one floor that do not import each other."""

SEPARATE = ("stages", "interventions")
"""Floors whose rooms do not import each other."""

SIBLINGS = {
    "stages": "the floor's own table of contents, and the sentence of one step",
    "interventions": "the floor's own table of contents",
    "interventions.scenario": "makes an intervention from its kind",
}
"""Rooms of separate floors that may import their siblings, and why."""

HELPERS = {
    "interventions.fields": "what a scenario may write into a field",
    "interventions.timed": "when an intervention acts: two dates that every kind has",
    "interventions.gates": "which gates a measure is for",
    "interventions.paying": "what a measure costs, and how a factor acts while it does",
    "interventions.targeting": "what each district weighs when money is shared, once for the three roles",
    "interventions.money": "how a share of the budget becomes effort by district, once for the three roles",
    "interventions.outreach": "whom sessions seek out, once for the two kinds that hold them",
}
"""Rooms of separate floors that siblings may import, and why: they hold no intervention."""

BESIDE = ("benchmarks", "experiments", "tests", "docs")
"""What stands beside the package: it imports the package, and the package never imports it."""

TWIN = "benchmarks.twin"
TWIN_SHARES: dict[str, str] = {
    "rules": "the science, to the last bit",
    "world.codes": "words",
    "world.draws": "the same person meets the same chance",
    "world.ledger": "the names of counts",
    "world.world": "the settled world that it starts from and is held against",
    "world.state": "the names of a person's columns",
    "world.geography_arrays": "the ids by which passports name a district",
}
"""What the twin may have from the floors that it answers for, and why: an oracle that shares code is none."""


def floor_of(name: str) -> int | None:
    """Number of the floor of a module of the package (dotted, without the package)."""
    first = name.split(".")[0]
    return next((number for number, rooms in enumerate(FLOORS) if first in rooms), None)


def wrong_way(root: Path) -> list[str]:
    """Imports that point up, to a sibling or beside, modules without a floor, and circles. Types count as imports."""
    found = modules(root)
    known = frozenset(f"{PACKAGE}.{module.name}" for module in found if module.name)
    faults, edges = [], {}
    for module in found:
        floor = floor_of(module.name)
        if floor is None:
            faults.append(
                f"{module.place(1)}: {module.name} has no floor; give it one in tests/house/floors.py"
            )
            continue
        found_here = list(imports(module, known))
        own = [one for one in found_here if one.name.split(".")[0] == PACKAGE]
        faults += [fault for one in own if (fault := _fault(module, floor, one))]
        faults += [
            f"{module.place(one.line)}: imports {one.name}, which stands beside the package"
            for one in found_here
            if one.name.split(".")[0] in BESIDE
        ]
        edges[module.name] = {one.name.removeprefix(PACKAGE).lstrip(".") for one in own}
    return faults + _circles(edges)


def wrong_way_beside(root: Path) -> list[str]:
    """Benchmarks and experiments: modules that are not there, circles, and what the twin must not share.

    The objects of the twin name each other's types, so only what is imported at run time can be a circle here.
    """
    found = studies(root)
    known = frozenset(
        [f"{PACKAGE}.{one.name}".rstrip(".") for one in modules(root)] + [one.name for one in found]
    )
    faults, edges = [], {}
    for module in found:
        own = [one for one in imports(module, known) if one.name.split(".")[0] in (PACKAGE, *STUDIES)]
        for one in own:
            if one.name not in known:
                faults.append(f"{module.place(one.line)}: there is no module {one.name}")
            elif _lives(module.name, TWIN) and _not_the_twins(one.name):
                faults.append(
                    f"{module.place(one.line)}: imports {one.name}; {', '.join(TWIN_SHARES)} may be shared"
                )
        edges[module.name] = {one.name for one in own if not one.typing}
    return faults + _circles(edges)


def _lives(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}.")


def _not_the_twins(name: str) -> bool:
    """Whether a module holds rules, state or stages that the twin has to have of its own."""
    inside = name.removeprefix(PACKAGE).lstrip(".")
    return inside.split(".")[0] in ("rules", "world", "stages") and not any(
        _lives(inside, shared) for shared in TWIN_SHARES
    )


def _fault(module: Module, floor: int, one: Import) -> str | None:
    """What is wrong with one import of the package's own, if anything."""
    target = one.name.removeprefix(PACKAGE).lstrip(".")
    if target == module.name:
        return None
    below = floor_of(target)
    what = f"{module.place(one.line)}: imports {target or 'the front door'}"
    if target == "" and module.name:
        # `__version__` is a text of the front door; anything else would go round in a circle.
        return None if module.name == "__main__" else f"{what}; ask the module that holds it"
    if below is None:
        return f"{what}, which has no floor"
    if below > floor:
        return f"{what}, of a floor above; only what stands below may be imported"
    if below < floor:
        return None
    rooms = FLOORS[floor]
    if len(rooms) > 1 and target.split(".")[0] != module.folder:
        return f"{what}, a room of the same floor; meet in a floor below"
    if module.folder in SEPARATE and module.name not in SIBLINGS and target not in HELPERS:
        return f"{what}, a sibling; siblings meet in the world"
    return None


def _circles(edges: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, each circle once."""
    faults: list[str] = []
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = (*path[path.index(name) :], name)
            faults.append(f"a circle of imports: {' -> '.join(circle)}")
            return
        if name in done:
            return
        for target in sorted(edges.get(name, ())):
            # A package's `__init__` gathers its own modules; their asking it back is Python's manner.
            if target != name and not name.startswith(f"{target}."):
                walk(target, (*path, name))
        done.add(name)

    for name in sorted(edges):
        walk(name, ())
    return faults


def front_door(root: Path) -> list[str]:
    """The package's ``__init__`` stays short, and the modules that it names are there."""
    import ast

    module = next(one for one in modules(root) if one.name == "")
    lines = len(module.path.read_text(encoding="utf-8").splitlines())
    faults = [f"__init__.py: {lines} lines; the front door has at most 40"] if lines > 40 else []
    known = {f"{PACKAGE}.{one.name}" for one in modules(root)}
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.startswith(f"{PACKAGE}.")
        ):
            if node.value not in known:
                faults.append(f"{module.place(node.lineno)}: there is no module {node.value}")
    return faults
