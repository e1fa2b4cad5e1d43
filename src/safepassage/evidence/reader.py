"""The one place that opens tables and YAML, the library's own and a user's.

A table is a CSV file held to the columns of ``regions/schema.yaml``. Whatever is wrong
with it is an `InputError` that names file, line, column, value and what is allowed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.evidence.table import (
    TYPES,
    Column,
    Row,
    Table,
    TableSchema,
    duplicates,
    header_faults,
    parse_row,
)

_SAFE_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PACKAGE = Path(__file__).resolve().parents[1]
PASSPORTS = PACKAGE / "evidence" / "parameters"
MOST_NESTED = 10
"""Levels of a YAML text from elsewhere; a scenario has three."""


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    return hashlib.sha256(_read_bytes(path)).hexdigest()


def files_hash(root: Path, paths: Iterable[Path]) -> str:
    """Return a SHA-256 over files' names below a folder and their contents, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(root).as_posix()} {file_hash(path)}\n".encode())
    return total.hexdigest()


def read_text(path: Path) -> str:
    """Read a text file (UTF-8).

    Raises
    ------
    InputError
        The file is missing or not text.
    """
    return _decode(path, _read_bytes(path))


# ------------------------------------------------------------------------------ tables


def read_table(path: Path, schema: TableSchema) -> Table:
    """Read a table held to its schema.

    Raises
    ------
    InputError
        On the first fault: file missing or not text, column missing, unknown or twice,
        too few or too many cells, a wrong cell, a duplicate row, no rows at all.
    """
    table, faults = inspect_table(path, schema)
    if faults:
        raise faults[0]
    return table


def inspect_table(path: Path, schema: TableSchema) -> tuple[Table, list[InputError]]:
    """Read a table and return it with all its faults, in the order of the file.

    Rows with a fault are left out of the table.
    """
    faults: list[InputError] = []
    rows: list[Row] = []
    try:
        raw = _read_bytes(path)
        lines = _lines(path, raw)
        header = next(lines, (1, []))[1]
        faults += header_faults(path, header, schema)
        if not faults:
            for line, cells in lines:
                row, found = parse_row(path, line, header, cells, schema)
                faults += found
                if row is not None:
                    rows.append(row)
            faults += duplicates(rows, schema.key)
            if not rows and not faults:
                faults.append(InputError(f"{path}, line 2: the table has no rows; at least one is needed"))
    except InputError as fault:
        return Table(path, "", ()), [*faults, fault]
    return Table(path, hashlib.sha256(raw).hexdigest(), tuple(rows)), faults


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        near = did_you_mean(path.name, _names_beside(path))
        raise InputError(f"{path}: no such file{near}") from None
    except OSError as problem:
        raise InputError(
            f"{path}: cannot be read ({problem.strerror}); check the path and its rights"
        ) from None


def _names_beside(path: Path) -> list[str]:
    return [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []


def _decode(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise InputError(f"{path}, line {line}: not UTF-8 text; save the file as UTF-8") from None


def _lines(path: Path, raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the line at which each row starts, and its cells; blank lines are skipped."""
    reader = csv.reader(io.StringIO(_decode(path, raw), newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if cells:
                yield start, [c.strip() for c in cells]
            start = reader.line_num + 1
    except csv.Error as problem:
        raise InputError(f"{path}, line {start}: not a CSV row ({problem}); check the quotes") from None


# ------------------------------------------------------------------------------ schema


@lru_cache(maxsize=8)
def load_schema(path: Path) -> dict[str, TableSchema]:
    """Return the schema of each table, by file name, from a ``schema.yaml``."""
    file = read_yaml(path)
    units = {str(u): (float(a), float(b)) for u, (a, b) in file["unit_limits"].items()}
    text_units = tuple(str(u) for u in file["text_units"])
    return {
        name: TableSchema(
            columns={c: _column(path, c, dict(spec)) for c, spec in table["columns"].items()},
            key=tuple(table.get("key", ())),
            unit_limits=units,
            text_units=text_units,
        )
        for name, table in file["tables"].items()
    }


def _column(path: Path, name: str, spec: dict[str, Any]) -> Column:
    spec.pop("description", None)
    if spec.get("type") not in TYPES:
        raise InputError(
            f"{path}: column '{name}' has type {spec.get('type')!r}; allowed: {', '.join(TYPES)}"
        )
    if "words" in spec:
        spec["words"] = tuple(str(w) for w in spec["words"])
    return Column(name=name, **spec)


# -------------------------------------------------------------------------------- YAML


class _UniqueLoader(_SAFE_LOADER):  # type: ignore[misc]
    """A safe loader that refuses a key written twice: the second would win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key is a word, not a list or a mapping", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file whose top level is a mapping; an empty file gives an empty one.

    Raises
    ------
    InputError
        File missing, not YAML (with the line), a key twice, or no mapping.
    """
    return parse_yaml(_decode(path, _read_bytes(path)), str(path))


def parse_yaml(text: str, place: str) -> dict[str, Any]:
    """Parse a YAML text whose top level is a mapping; ``place`` names it in errors.

    Raises
    ------
    InputError
        Not YAML (with the line), a key twice, or no mapping.
    """
    try:
        content = yaml.load(text, Loader=_UniqueLoader)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        why = problem.problem or problem.context
        raise InputError(f"not valid YAML: {why}", code="not_yaml", place=place, line=line, why=why) from None
    except (yaml.YAMLError, ValueError) as problem:
        raise InputError(
            f"not valid YAML: {problem}", code="not_yaml", place=place, why=str(problem)
        ) from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        kind = type(content).__name__
        raise InputError(
            f"a mapping (key: value) is needed at the top, not a {kind}",
            code="no_mapping", place=place, line=1, kind=kind,
        )  # fmt: skip
    return content


def parse_strange_yaml(text: str, place: str) -> dict[str, Any]:
    """As `parse_yaml`, for a text that came from somebody else: no aliases, no deep nesting.

    A few lines of aliases can stand for more than fits into memory, as soon as a message prints them.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_SAFE_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                raise InputError(
                    "aliases (*name) are not taken; write the value out",
                    code="aliases",
                    place=place,
                    line=line,
                )
            if depth > MOST_NESTED:
                raise InputError(
                    f"nested more than {MOST_NESTED} deep",
                    code="nested",
                    place=place,
                    line=line,
                    most=MOST_NESTED,
                )
    except yaml.YAMLError:
        pass  # said below, with its line
    return parse_yaml(text, place)


# ----------------------------------------------------------------------------- folders


def config_folder() -> Path:
    """Return the project's ``configs`` folder: inside an installed wheel, else the checkout's."""
    for folder in (PACKAGE / "configs", PACKAGE.parents[1] / "configs"):
        if folder.is_dir():
            return folder
    raise InputError(
        "the folder 'configs' is neither in the installed package nor in a checkout; install again"
    )


def regions_folder() -> Path:
    """Return the folder of the regions that come with the library."""
    return PACKAGE / "evidence" / "regions"


def copy_files(source: Path, target: Path) -> list[str]:
    """Copy the files of one folder into another, which must be new or empty.

    Returns
    -------
    list of str
        The names copied, sorted.
    """
    if target.exists() and not target.is_dir():
        raise InputError(f"{target} is a file; name a new folder")
    if target.is_dir() and any(target.iterdir()):
        raise InputError(f"the folder {target} is not empty; name a new or an empty one")
    try:
        target.mkdir(parents=True, exist_ok=True)
        names = sorted(p.name for p in source.iterdir() if p.is_file())
        for name in names:
            shutil.copyfile(source / name, target / name)
    except OSError as problem:
        raise InputError(f"cannot write into {target} ({problem.strerror}); name another folder") from None
    return names
