"""What ``region.yaml`` says: the names of a region, and which of its tables' names they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.reader import read_yaml, regions_folder

FILE_NAME = "region.yaml"

_KEYS = {
    "name": str,
    "title": str,
    "made_up": bool,
    "grid": str,
    "years": list,
    "adult_share_of": str,
    "path_density_of": str,
    "corridors": dict,
    "districts": dict,
    "destinations": dict,
    "other_land": list,
    "nodes": dict,
}
_OPTIONAL_KEYS = {"tables": str, "gate_titles": dict}
_PART_KEYS = {
    "corridors": {"title", "called"},
    "districts": {"title", "called", "corridor", "province"},
    "destinations": {"title", "zone"},
}
_NODE_KINDS = ("origin", "gate", "posts", "paths", "transit", "destination")
_GRIDS = ("coarse", "fine")


@dataclass(frozen=True)
class Node:
    """What a name in ``hub_edges.csv`` stands for: a kind and, but for transit, whom."""

    kind: str
    of: str


@dataclass(frozen=True)
class KnownNames:
    """Names that the tables may use: a region that shares a larger one's tables meets
    corridors, districts and nodes in them that are not its own."""

    corridors: frozenset[str]  # called
    districts: frozenset[str]  # called
    district_ids: frozenset[str]
    nodes: frozenset[str]

    def __or__(self, other: KnownNames) -> KnownNames:
        return KnownNames(
            self.corridors | other.corridors,
            self.districts | other.districts,
            self.district_ids | other.district_ids,
            self.nodes | other.nodes,
        )


@dataclass(frozen=True)
class Outline:
    """The content of a ``region.yaml``; ids are the keys, *called* the tables' names."""

    path: Path
    tables: Path
    name: str
    title: str
    made_up: bool
    grid: str
    years: tuple[int, ...]
    adult_share_of: str
    path_density_of: str
    corridors: dict[str, str]  # id: called
    districts: dict[str, str]  # id: called
    district_titles: dict[str, str]
    district_corridor: dict[str, str]
    district_province: dict[str, str]
    destinations: dict[str, str]  # id: zone word
    other_land: tuple[str, ...]
    nodes: dict[str, Node]
    gate_titles: dict[str, str]
    known: KnownNames


def read_outline(folder: Path) -> Outline:
    """Read and check ``region.yaml`` of a folder.

    Raises
    ------
    InputError
        A key unknown, missing or of the wrong type, or a name that nothing answers to.
    """
    path = folder / FILE_NAME
    file = read_yaml(path)
    _check_keys(path, file)
    tables = _tables_folder(folder, path, file.get("tables"))
    corridors = {k: v["called"] for k, v in _parts(path, file, "corridors").items()}
    districts = _parts(path, file, "districts")
    destinations = {k: v["zone"] for k, v in _parts(path, file, "destinations").items()}
    for name, part in districts.items():
        if part["corridor"] not in corridors:
            near = did_you_mean(part["corridor"], corridors)
            raise InputError(f"{path}, key districts.{name}.corridor: no corridor {part['corridor']!r}{near}")
    if file["grid"] not in _GRIDS:
        raise InputError(f"{path}, key grid: {file['grid']!r}; allowed: {', '.join(_GRIDS)}")
    called = {k: v["called"] for k, v in districts.items()}
    nodes = _nodes(path, file["nodes"], corridors, destinations)
    known = KnownNames(
        frozenset(corridors.values()), frozenset(called.values()), frozenset(called), frozenset(nodes)
    )
    if tables != folder and (tables / FILE_NAME).is_file():
        known |= read_outline(tables).known
    return Outline(
        path=path,
        tables=tables,
        name=file["name"],
        title=file["title"],
        made_up=file["made_up"],
        grid=file["grid"],
        years=_years(path, file["years"]),
        adult_share_of=file["adult_share_of"],
        path_density_of=file["path_density_of"],
        corridors=corridors,
        districts=called,
        district_titles={k: v["title"] for k, v in districts.items()},
        district_corridor={k: v["corridor"] for k, v in districts.items()},
        district_province={k: v["province"] for k, v in districts.items()},
        destinations=destinations,
        other_land=tuple(str(w) for w in file["other_land"]),
        nodes=nodes,
        gate_titles={str(k): str(v) for k, v in file.get("gate_titles", {}).items()},
        known=known,
    )


def _check_keys(path: Path, file: dict[str, Any]) -> None:
    known = _KEYS | _OPTIONAL_KEYS
    for key, value in file.items():
        if key not in known:
            raise InputError(f"{path}, key {key}: unknown{did_you_mean(str(key), known)}")
        if not isinstance(value, known[key]):
            what = {str: "text", bool: "true or false", list: "a list", dict: "a mapping"}[known[key]]
            raise InputError(f"{path}, key {key}: {value!r}; allowed: {what}")
    for key in _KEYS:
        if key not in file:
            raise InputError(f"{path}: the key '{key}' is missing; needed: {', '.join(_KEYS)}")


def _parts(path: Path, file: dict[str, Any], key: str) -> dict[str, dict[str, str]]:
    if not file[key]:
        raise InputError(f"{path}, key {key}: empty; name at least one")
    for name, part in file[key].items():
        if not isinstance(part, dict) or set(part) != _PART_KEYS[key]:
            needed = ", ".join(sorted(_PART_KEYS[key]))
            raise InputError(f"{path}, key {key}.{name}: {part!r}; needed, and nothing else: {needed}")
        for word, text in part.items():
            if not isinstance(text, str) or not text:
                raise InputError(f"{path}, key {key}.{name}.{word}: {text!r}; allowed: some text")
    return dict(file[key])


def _years(path: Path, years: list[Any]) -> tuple[int, ...]:
    # bool is an int in Python, but "years: [yes, no]" is no range of years.
    if len(years) != 2 or any(type(y) is not int for y in years) or not 1900 <= years[0] <= years[1] <= 2100:
        raise InputError(f"{path}, key years: {years!r}; allowed: first and last year, such as [2016, 2023]")
    return tuple(range(years[0], years[1] + 1))


def _nodes(
    path: Path, nodes: dict[str, Any], corridors: dict[str, str], destinations: dict[str, str]
) -> dict[str, Node]:
    result = {}
    for name, spec in nodes.items():
        if not isinstance(spec, dict) or len(spec) != 1 or next(iter(spec)) not in _NODE_KINDS:
            raise InputError(f"{path}, key nodes.{name}: {spec!r}; allowed: one of {', '.join(_NODE_KINDS)}")
        kind, of = next(iter(spec.items()))
        known = {
            "origin": corridors,
            "posts": corridors,
            "paths": corridors,
            "destination": destinations,
        }.get(kind)
        if known is not None and of not in known:
            raise InputError(f"{path}, key nodes.{name}.{kind}: no {of!r}{did_you_mean(str(of), known)}")
        result[str(name)] = Node(kind, str(of))
    return result


def _tables_folder(folder: Path, path: Path, tables: str | None) -> Path:
    """Return where the tables are: here, in a folder beside, or those of a known region."""
    if tables is None:
        return folder
    for place in (folder / tables, regions_folder() / tables):
        if place.is_dir():
            return place
    known = [p.name for p in regions_folder().iterdir() if p.is_dir()]
    raise InputError(f"{path}, key tables: no folder and no region {tables!r}{did_you_mean(tables, known)}")
