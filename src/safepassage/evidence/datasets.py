"""The passports of the tables: where each comes from, its licence, its hash, and whether it holds to the schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from safepassage.evidence.errors import InputError
from safepassage.evidence.reader import file_hash, inspect_table, load_schema, read_text, regions_folder

SOURCES = "sources.md"
"""The page beside a region's tables that says where they come from."""


@dataclass(frozen=True)
class Dataset:
    """One table: ``faults`` is empty when it holds to the schema, ``licence`` when no page names one."""

    name: str
    path: Path
    sha256: str
    rows: int
    content: str
    licence: str
    faults: tuple[str, ...]


def datasets(folder: Path) -> list[Dataset]:
    """Every table of a region's folder, sorted by name.

    Raises
    ------
    InputError
        The folder has no ``sources.md``.
    """
    schema = load_schema(regions_folder() / "schema.yaml")
    page = read_text(folder / SOURCES)
    origins, general = (
        _origins(page),
        " ".join(line for line in page.splitlines() if not line.startswith("#")).strip(),
    )
    found = []
    for path in sorted(folder.glob("*.csv")):
        content, licence = origins.get(path.name, ("", ""))
        if not origins and "licence" in general:
            licence = general.rstrip(".")
        faults: list[InputError] = [InputError(f"{path.name}: no schema names this table")]
        rows = 0
        if path.name in schema:
            table, faults = inspect_table(path, schema[path.name])
            rows = len(table.rows)
        found.append(
            Dataset(path.name, path, file_hash(path), rows, content, licence, tuple(map(str, faults)))
        )
    return found


def _origins(page: str) -> dict[str, tuple[str, str]]:
    """File -> (where its content comes from, licence), from the page's table of three columns."""
    origins = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3:
            for name in re.findall(r"[\w.-]+\.csv", cells[0]):
                origins[name] = (cells[1], cells[2])
    return origins
