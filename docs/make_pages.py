"""The generated parts of the pages, from the code: ``python docs/make_pages.py`` writes them anew.

A part stands in a page between ``<!-- made by docs/make_pages.py: NAME -->`` and ``<!-- end of NAME -->``.
``tests/docs/test_pages.py`` fails when a part is not what the code says.
"""

from __future__ import annotations

import ast
import functools
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from importlib import import_module
from pathlib import Path

import numpy as np
import yaml

import safepassage.stages as stages
from safepassage.evidence.passports import Passport, load_passports
from safepassage.interventions import government_names, load_government, load_scenario, scenario_names
from safepassage.observation import INDICATORS
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.codes import GateKind, Papers, Role, Sector, Situation, WayHome
from safepassage.world.declare import bytes_each
from safepassage.world.declare import table as declared
from safepassage.world.state import GROUPS, Columns

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
PAGES = ("mechanisms.md", "odd.md", "parameters.md", "state.md", "walk.md")
NO_END = 2100
"""Year that stands for *no end known* in the tables of dated events."""

KINDS = ("measured", "derived", "borrowed", "elicited", "calibrated", "assumed")
ROLES = ("constant", "uncertainty", "lever")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(str(cell).split()).replace("|", r"\|") for cell in line) + " |"
        for line in lines
    )


# -------------------------------------------------------------------------------- the model's tables


def stage_table() -> str:
    """The stages in order, each with its sentence, its file, and what the file says of itself."""
    rows = []
    for number, (name, _, said) in enumerate(stages.CONTENTS, start=1):
        first = (import_module(f"safepassage.stages.{name}").__doc__ or "").strip().splitlines()[0]
        sentence = first.split(": ", 1)[1] if ": " in first else first
        file = f"[{name}.py](../src/safepassage/stages/{name}.py)"
        rows.append((number, name, said, sentence, file))
    return table(("", "stage", "what happens", "in the file's own words", "file"), rows)


def column_table() -> str:
    """The columns that hold persons."""
    return f"{_arrays(Columns)}\n\n{len(Columns._fields)} columns, {bytes_each(Columns, 'person')} bytes a person."


def _arrays(group: type) -> str:
    """Every array of a group of the state."""
    rows = [
        (
            f"`{one.name}`", one.dtype, ", ".join(one.array.axes), one.array.unit or "-",
            "" if one.array.default is None else f"{one.array.default:g}",
            "every step" if one.array.cleared else "never written" if one.array.shared else "",
            one.array.meaning,
        )
        for one in declared(group)
    ]  # fmt: skip
    return table(("array", "type", "axes", "unit", "at first", "cleared", "meaning"), rows)


def state_tables() -> str:
    """The whole state of a world, group by group."""
    return "\n\n".join(
        f"## `world.{name}`\n\n{(group.__doc__ or '').strip()}\n\n{_arrays(group)}"
        for name, group in GROUPS.items()
    )


def code_table() -> str:
    """The closed sets whose numbers stand in columns and arrays."""
    sets: tuple[tuple[str, type[IntEnum]], ...] = (
        ("situation of a person", Situation), ("papers", Papers), ("sector", Sector), ("way home", WayHome),
        ("kind of gate", GateKind), ("role of an official", Role),
    )  # fmt: skip
    rows = [
        (
            what,
            ", ".join(f"{member.value} {member.name.lower().replace('_', ' ')}" for member in members),
        )
        for what, members in sets
    ]
    return table(("set", "members"), rows)


def region_table() -> str:
    """How large the region is that the command runs."""
    region = load_region("indonesia")
    kinds = Counter(GateKind(int(kind)).name.lower() for kind in region.gate_kind)
    routes = np.bincount(region.route_corridor, minlength=len(region.corridors))
    people = region.district_population()
    rows: list[tuple[object, object]] = [
        ("persons of the register", f"{region.population:,}"),
        *((f"of them {title}", f"{int(people[d]):,}") for d, title in enumerate(region.district_titles)),
        ("subdistricts", len(region.subdistricts)),
        ("populated cells", len(region.cell_row)),
        ("places (pairs of cell and subdistrict)", len(region.place_cell)),
        *((f"gates, {kind}", number) for kind, number in sorted(kinds.items())),
        *(
            (f"routes from the corridor {corridor}", int(routes[c]))
            for c, corridor in enumerate(region.corridors)
        ),
        ("destinations", ", ".join(region.destinations)),
        ("governments", ", ".join(region.governments)),
    ]
    return table(("of the region `indonesia`", ""), rows)


def event_table() -> str:
    """Dated acts of government that multiply what people meet."""
    region = load_region("indonesia")
    rows = []
    for event in region.events:
        where = ", ".join(region.districts[d] for d in event.districts)
        until = "no end known" if event.end.year >= NO_END else event.end.isoformat()
        rows.append((event.kind, where, event.start.isoformat(), until, f"{event.value:g}"))
    return table(("kind", "districts", "from", "to", "factor (assumed)"), rows)


def indicator_table() -> str:
    """What is written down at every step."""
    rows = [(f"`{one.name}`", one.unit, one.kind, one.side, one.definition) for one in INDICATORS]
    return table(("indicator", "unit", "over time", "side", "definition"), rows)


def scenario_table() -> str:
    """The scenarios that come with the library."""
    rows = []
    for name in scenario_names():
        scenario = load_scenario(name)
        rows.append((f"`{name}`", scenario.title, scenario.description))
    return table(("scenario", "title", "what it is"), rows)


def government_table() -> str:
    """The settings of governments."""
    rows = []
    for name in government_names():
        one = load_government(name)
        start, back, uptake = (
            f"`{value}`, {load_parameters().one(value):g}" if isinstance(value, str) else f"{value:g}"
            for value in (one.start, one.returns_to, one.uptake)
        )
        rows.append((f"`{name}`", start, back, uptake))
    return table(("government", "responsiveness at the start", "drifts back to", "uptake"), rows)


# --------------------------------------------------------------------------------------- parameters


def kind_table() -> str:
    """How many parameters of each kind and role, by submodel."""
    passports = load_passports().values()
    submodels = list(dict.fromkeys(one.submodel for one in passports))
    rows = []
    for submodel in [*submodels, "all"]:
        mine = [one for one in passports if submodel in (one.submodel, "all")]
        kinds = Counter(one.kind for one in mine)
        roles = Counter(one.role for one in mine)
        counts = [*(kinds[kind] for kind in KINDS), *(roles[role] for role in ROLES)]
        rows.append((submodel.replace("_", " "), len(mine), *(number or "" for number in counts)))
    return table(("submodel", "parameters", *KINDS, *ROLES), rows)


def sourced_table() -> str:
    """The parameters that are not assumed, with what they rest on."""
    rows = [
        (f"`{one.name}`", f"{one.value:g} {one.unit}", one.kind, _origin(one))
        for one in load_passports().values()
        if one.kind != "assumed"
    ]
    return table(("parameter", "value", "kind", "rests on"), rows)


def _origin(one: Passport) -> str:
    source = f"{one.source}, {one.where}" if one.where else (one.source or "")
    return f"{source}: {one.derivation}" if source else one.derivation


def parameter_tables() -> str:
    """Every parameter's passport, submodel by submodel."""
    blocks = []
    passports = load_passports().values()
    for submodel in dict.fromkeys(one.submodel for one in passports):
        rows = []
        for one in (one for one in passports if one.submodel == submodel):
            by = "".join(f"; {place} {value:g}" for place, value, _ in one.places)
            ranges = "".join(f"; {place} {ends[0]:g} to {ends[1]:g}" for place, _, ends in one.places if ends)
            rows.append(
                (
                    f"`{one.name}`", f"{one.value:g}{by}", f"{one.low:g} to {one.high:g}{ranges}", one.unit,
                    one.kind, one.role + ("; genesis only" if one.acts == "genesis" else ""),
                    f"{one.description}. {_origin(one)}",
                )
            )  # fmt: skip
        head = ("parameter", "value", "range", "unit", "kind", "role", "what it is, and why this number")
        blocks.append(f"## {submodel.replace('_', ' ').capitalize()}\n\n{table(head, rows)}")
    return "\n\n".join(blocks)


# --------------------------------------------------------------------------------------------- walks


def place(file: str, line: int) -> str:
    """A link to a line of the checkout."""
    return f"[{file.removeprefix('src/safepassage/')}:{line}](../{file}#L{line})"


def line_of(file: str, text: str) -> int:
    """Number of the one line of a file in which a text stands.

    Raises
    ------
    LookupError
        The text stands in no line, or in more than one.
    """
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if text in line]
    if len(found) != 1:
        raise LookupError(f"{file}: {text!r} stands in {len(found)} lines; mend its hop in docs/walk.yaml")
    return found[0]


def walk(name: str) -> str:
    """The hops of one walk, numbered."""
    hops = yaml.safe_load((FOLDER / "walk.yaml").read_text(encoding="utf-8"))[name]
    return "\n".join(
        f"{number}. {place(file, line_of(file, text))}: {what}"
        for number, (file, text, what) in enumerate(hops, start=1)
    )


def mover_table() -> str:
    """Every function that moves a person into a situation named there."""
    rows = []
    for path in sorted(path for room in ("stages", "world") for path in _sources(room)):
        file = path.relative_to(ROOT).as_posix()
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and re.match(
                    r"move\(world, \w+, Situation\.", ast.unparse(call)
                ):
                    into = ast.unparse(call.args[2]).removeprefix("Situation.").lower().replace("_", " ")
                    rows.append((place(file, call.lineno), _name(function), into, _sentence(function)))
    return table(("where", "function", "into", "in its own words"), rows)


def reader_list() -> str:
    """Every file of the package that reads persons' situations, with the lines."""
    lines = []
    for path in sorted(_sources()):
        file, tree = path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
        written = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Subscript) and _is_set(one)}
        read = {
            one.lineno
            for one in ast.walk(tree)
            if isinstance(one, ast.Attribute) and one.attr == "situation" and id(one) not in written
        }
        if read:
            lines.append("- " + ", ".join(place(file, line) for line in sorted(read)))
    return "\n".join(lines)


def _is_set(node: ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Store)


def _sources(room: str = "") -> list[Path]:
    return list((ROOT / "src" / "safepassage" / room).rglob("*.py"))


def _name(node: ast.stmt) -> str:
    return f"`{node.name}`" if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""


def _sentence(node: ast.stmt) -> str:
    documented = isinstance(node, ast.FunctionDef | ast.ClassDef)
    return (ast.get_docstring(node) or "").split("\n")[0] if documented else ""


# --------------------------------------------------------------------------------------- mechanisms


def mechanism_tables() -> str:
    """One line per path of `mechanisms.yaml`, chapter by chapter.

    Raises
    ------
    LookupError
        A parameter without a passport, or a test that is not there.
    """
    chapters = yaml.safe_load((FOLDER / "mechanisms.yaml").read_text(encoding="utf-8"))
    head = ("path", "who", "moves first", "moves last", "evidence", "how sure", "test")
    return "\n\n".join(
        f"## {chapter}\n\n{table(head, [_path(one) for one in paths])}" for chapter, paths in chapters.items()
    )


def _path(one: dict[str, object]) -> tuple[str, ...]:
    told = (
        f"**{one['path']}**: {one['what']}",
        *(str(one[key]) for key in ("who", "first", "last", "evidence")),
    )
    file, function = str(one["test"]).split("::")
    return (*told, _how_sure(str(one["passports"]).split()), place(file, line_of(file, f"def {function}(")))


def _how_sure(names: Sequence[str]) -> str:
    """Parameters with their ranges and kinds, from the passports."""
    known = load_passports()
    missing = [name for name in names if name not in known]
    if missing:
        raise LookupError(f"docs/mechanisms.yaml: {missing[0]} has no passport")
    return "; ".join(
        f"`{name}` {known[name].value:g} [{known[name].low:g}, {known[name].high:g}], {known[name].kind}"
        for name in names
    )


PARTS: dict[str, Callable[[], str]] = {
    "mechanisms": mechanism_tables,
    "stages": stage_table,
    "columns": column_table,
    "state": state_tables,
    "codes": code_table,
    "region": region_table,
    "events": event_table,
    "indicators": indicator_table,
    "scenarios": scenario_table,
    "governments": government_table,
    "parameters by kind": kind_table,
    "parameters with a source": sourced_table,
    "parameters": parameter_tables,
    "walk of a situation": functools.partial(walk, "situation"),
    "who moves a person": mover_table,
    "who reads a situation": reader_list,
    "walk of a parameter": functools.partial(walk, "parameter"),
    "walk of a scenario": functools.partial(walk, "scenario"),
    "walk of an indicator": functools.partial(walk, "indicator"),
}
"""Name of a part -> what makes it."""

_PART = re.compile(
    r"(?P<begin><!-- made by docs/make_pages\.py: (?P<name>[^>]+?) -->\n).*?(?P<end><!-- end of (?P=name) -->)",
    re.S,
)


def remade(text: str) -> str:
    """The text of a page with every generated part as the code has it now.

    Raises
    ------
    KeyError
        A part that nothing makes.
    """
    return _PART.sub(lambda found: f"{found['begin']}\n{PARTS[found['name']]()}\n\n{found['end']}", text)


def parts_in(text: str) -> list[str]:
    """Names of the generated parts of a page."""
    return [found["name"] for found in _PART.finditer(text)]


def main() -> None:
    """Write the pages whose parts have changed."""
    for name in PAGES:
        path = FOLDER / name
        before = path.read_text(encoding="utf-8")
        after = remade(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
        sys.stderr.write(f"docs/{name}: {'written' if after != before else 'up to date'}\n")


if __name__ == "__main__":
    main()
