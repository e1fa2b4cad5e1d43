"""All writing of results. A file appears whole or not at all.

What is in the making has a name that begins with a dot and ends in ``.part``, in the folder of
the finished file, so a name that ends in ``.parquet`` always holds a whole table.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from safepassage.evidence.errors import InputError


def write_parquet(frame: pd.DataFrame, path: Path) -> Path:
    """Write a table as Parquet with zstd; the same table gives the same bytes."""
    return _whole(path, lambda part: frame.to_parquet(part, compression="zstd", index=False))


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a table written by `write_parquet`.

    Raises
    ------
    InputError
        The file is missing or holds no table.
    """
    with _told(path, "a Parquet table"):
        return pd.read_parquet(path)


def write_csv(frame: pd.DataFrame, path: Path) -> Path:
    """Write a table as CSV; numbers are written so that they are read back without loss."""
    return _whole(path, lambda part: frame.to_csv(part, index=False, lineterminator="\n"))


def read_csv(path: Path) -> pd.DataFrame:
    """Read a table written by `write_csv`.

    Raises
    ------
    InputError
        The file is missing or holds no table.
    """
    with _told(path, "a CSV table"):
        return pd.read_csv(path)


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line and the cells by column of each row of a user's CSV.

    Raises
    ------
    InputError
        The file is missing or not text, a column has no name or stands twice, or a row has too
        many or too few cells.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = [cell.strip() for cell in next(reader, [])]
            if not header or "" in header or len(set(header)) < len(header):
                raise InputError(f"{path}, line 1: every column needs a name of its own, not {header}")
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(header):
                    raise InputError(
                        f"{path}, line {reader.line_num}: {len(cells)} cells, and {len(header)} columns; "
                        "give each column a value"
                    )
                yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; name a CSV with a column per parameter") from None
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise InputError(f"{path}: cannot be read as CSV ({problem}); save it as UTF-8 text") from None


def write_json(content: Mapping[str, Any], path: Path) -> Path:
    """Write a mapping as JSON, keys in the order given; NaN is refused, since JSON has none."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return _whole(path, lambda part: part.write_text(text, encoding="utf-8"))


def read_json(path: Path) -> dict[str, Any]:
    """Read a mapping written by `write_json`.

    Raises
    ------
    InputError
        The file is missing or holds no mapping.
    """
    with _told(path, "JSON"):
        content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise InputError(f"{path}: not a manifest; run the comparison again")
    return content


@contextmanager
def _told(path: Path, what: str) -> Iterator[None]:
    """Say in one line what is wrong with a file of results."""
    try:
        yield
    except FileNotFoundError:
        raise InputError(
            f"{path}: no such file; name the output folder of an earlier compare or run"
        ) from None
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: not {what} ({problem}); run the comparison again") from None


def write_bytes(content: bytes, path: Path) -> Path:
    """Write what is ready: the bytes of a picture, the text of a page."""
    return _whole(path, lambda part: part.write_bytes(content))


def put(path: Path, write: Callable[[Path], object]) -> Path:
    """Write beside the path, flush to the disk, then put it in place in one go: it outlives a fall of the machine.

    Raises
    ------
    OSError
        As the system says it; nothing is left behind.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write(part)
        _flush(part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    _flush(path.parent)
    return path


def _flush(place: Path) -> None:
    """Have a file's content, or a folder's names, on the disk."""
    if os.name == "nt":  # there neither a folder nor what is open for reading can be flushed
        return
    held = os.open(place, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _whole(path: Path, write: Callable[[Path], object]) -> Path:
    """As `put`, for what a user named.

    Raises
    ------
    InputError
        The folder cannot be written.
    """
    try:
        return put(path, write)
    except OSError as problem:
        raise InputError(
            f"cannot write {path} ({problem.strerror or problem}); name another folder with hydra.run.dir=FOLDER"
        ) from None
