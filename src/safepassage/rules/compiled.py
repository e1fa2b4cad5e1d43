"""How rules and stage loops are compiled: one decorator, one cache folder named by the sources.

Numba's own cache does not notice that a rule in another file has changed: a cached stage would
keep the old rule. So the folder of the cache carries a hash of every source that can be
compiled into a stage.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

_PACKAGE = Path(__file__).resolve().parent.parent
_COMPILED_FOLDERS = ("rules", "region", "world", "stages")


def sources_hash() -> str:
    """Hash of all files that may be compiled, 16 hexadecimal digits."""
    digest = hashlib.sha256(numba.__version__.encode())
    for folder in _COMPILED_FOLDERS:
        for path in sorted((_PACKAGE / folder).glob("*.py")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Where compiled code is kept: ``SAFEPASSAGE_CACHE``, the user's cache folder, or a temporary one."""
    named = os.environ.get("SAFEPASSAGE_CACHE")
    base = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    for candidate in (base / "safepassage", Path(tempfile.gettempdir()) / f"safepassage-{os.getuid()}"):
        try:
            folder = candidate / sources_hash()
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise OSError("no folder can be written for compiled code; set SAFEPASSAGE_CACHE to one that can")


numba.config.CACHE_DIR = str(cache_folder())


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile ``function`` on first use: IEEE arithmetic (no fast-math), no threads, cached on disk."""
    decorated: F = numba.njit(cache=True, error_model="numpy")(function)
    return decorated
