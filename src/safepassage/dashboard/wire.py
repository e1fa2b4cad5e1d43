"""Frames of typed columns: what the server sends instead of pictures.

Little-endian: the length of a JSON header (uint32), four bytes of padding, the header padded with
spaces to a multiple of eight, then the arrays, each padded to a multiple of eight, so that the
browser reads them where they lie. The header's ``arrays`` names them: name, type, length.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

TYPES = {"uint8": "<u1", "int16": "<i2", "uint16": "<u2", "uint32": "<u4", "float64": "<f8"}
_ALIGN = 8


def pack(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return one binary message.

    Parameters
    ----------
    header
        What JSON can hold, NaN excluded.
    arrays
        By name; of a dtype of `TYPES`, any shape (flattened in C order).
    """
    listed = [[name, array.dtype.name, array.size] for name, array in arrays.items()]
    text = json.dumps({**header, "arrays": listed}, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % _ALIGN)
    parts = [np.array([len(text), 0], dtype="<u4").tobytes(), text]
    for array in arrays.values():
        raw = np.ascontiguousarray(array, dtype=TYPES[array.dtype.name]).tobytes()
        parts += [raw, b"\0" * (-len(raw) % _ALIGN)]
    return b"".join(parts)


def unpack(message: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Read what `pack` wrote; the browser has the same in ``wire.js``."""
    length = int(np.frombuffer(message, dtype="<u4", count=1)[0])
    header: dict[str, Any] = json.loads(message[_ALIGN : _ALIGN + length])
    at, arrays = _ALIGN + length, {}
    for name, kind, size in header.pop("arrays"):
        dtype = np.dtype(TYPES[kind])
        arrays[name] = np.frombuffer(message, dtype=dtype, count=size, offset=at)
        at += size * dtype.itemsize + (-size * dtype.itemsize % _ALIGN)
    return header, arrays
