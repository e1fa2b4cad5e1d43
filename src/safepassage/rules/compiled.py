"""How rules and stages are compiled: one decorator, and a cache folder for each module, named by what it reads.

Numba's own cache does not notice that a rule in another file has changed: a cached stage would keep the old
rule. So a module's folder carries a hash of its source and of every source that it imports, as far as these may
be compiled into it. An edit of one stage compiles that stage again, and an edit elsewhere nothing.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numba
from llvmlite.binding import get_host_cpu_name

from safepassage.rules.inner import Compiled
from safepassage.rules.sharing import helped, locked

_PACKAGE = Path(__file__).resolve().parent.parent
_READ = ("rules", "region.kinds", "world", "stages")
"""Rooms whose sources may be compiled; what stands elsewhere reaches compiled code as an argument only."""
_IN_ALL = ("world.handle",)
"""How compiled code reads a world is compiled into whatever reads one."""
_compiling: set[str] = set()
"""Modules of this process that hold compiled functions."""
_IMPORT = re.compile(r"^(?:from|import) safepassage\.([\w.]+)(?: import (?!\()(.*))?", re.MULTILINE)
"""An import that happens: those under TYPE_CHECKING are indented."""
_DAYS_KEPT = 14.0
"""A folder that nobody has used for so long is removed."""


@functools.cache
def sources(module: str) -> dict[str, Path]:
    """Sources that a module (dotted, without the package) may have compiled into it, its own first."""
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = _PACKAGE / f"{name.replace('.', '/')}.py"
        if name in found or not name.startswith(_READ) or not path.is_file():
            continue
        found[name] = path
        for imported, names in _IMPORT.findall(path.read_text(encoding="utf-8")):
            waiting += [imported, *(f"{imported}.{one.strip()}" for one in names.split(","))]
    return found


@functools.cache
def key(module: str) -> str:
    """Hash of all sources of a module, 16 hexadecimal digits."""
    digest = hashlib.sha256(numba.__version__.encode())
    in_all = {name: sources(name)[name] for name in _IN_ALL if sources(name)}
    for name, path in sorted({**in_all, **sources(module)}.items()):
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def cache_base() -> Path:
    """Where compiled code is kept: ``SAFEPASSAGE_CACHE``, the user's cache folder, or a temporary one."""
    named = os.environ.get("SAFEPASSAGE_CACHE")
    base = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for folder in (
        base / "safepassage",
        Path(tempfile.gettempdir()) / f"safepassage-{getattr(os, 'getuid', str)()}",
    ):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise OSError("no folder can be written for compiled code; set SAFEPASSAGE_CACHE to one that can")


@functools.cache
def cache_folder(module: str) -> Path:
    """The folder of one module's compiled code, marked as used today."""
    folder = cache_base() / f"{module}-{key(module)}"
    folder.mkdir(exist_ok=True)
    os.utime(folder)
    return folder


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile ``function`` on first use: IEEE arithmetic (no fast-math), no threads, cached on disk.

    A function of a user's own module is compiled too, and not cached: nobody could say what it reads.
    """
    return _compiled(function)


def compiled_as[F: Callable[..., Any]](signature: str) -> Callable[[F], F]:
    """As `compiled`, for one signature: what is called from everywhere is then compiled once, for all widths."""
    return lambda function: _compiled(function, signature)


def _compiled[F: Callable[..., Any]](function: F, signature: str | None = None) -> F:
    package, _, module = function.__module__.partition(".")
    if package != "safepassage":
        own: F = numba.njit(signature, error_model="numpy")(function)
        return own
    _compiling.add(module)
    made: F = Compiled(function, signature, cache_folder(module))
    return made


@contextlib.contextmanager
def compiling(what: str, helper: str = "", modules: Sequence[str] = ()) -> Iterator[None]:
    """Around what compiles: while one process fills a cold cache, the others wait for it.

    Costs nothing once the cache is warm. A process that dies leaves the lock to the next one.

    Parameters
    ----------
    what
        A name for what is done within: another part of the code may need other functions.
    helper, modules
        Python code that a second process runs meanwhile, and the modules that it compiles.
    """
    sign = hashlib.sha256(f"{what} {get_host_cpu_name()} {sorted(_used())}".encode()).hexdigest()[:16]
    ready = cache_base() / f"ready-{sign}"
    if ready.exists():
        os.utime(ready)
        yield
        return
    with locked(cache_base() / "lock"):
        with helped(helper, () if ready.exists() else modules):
            yield
        ready.touch()
        _remove_old()


def _used() -> Iterator[str]:
    """What names the compiled code that this process may find: folders, and numba's own marks of their sources."""
    for module in _compiling:
        source = (_PACKAGE / f"{module.replace('.', '/')}.py").stat()
        yield f"{_PACKAGE} {cache_folder(module).name} {source.st_mtime_ns} {source.st_size}"


def _remove_old() -> None:
    """Remove folders and marks that nobody has used for long."""
    for path in cache_base().iterdir():
        with contextlib.suppress(OSError):
            if (
                path.name not in ("lock", "saving")
                and time.time() - path.stat().st_mtime > _DAYS_KEPT * 86400.0
            ):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
