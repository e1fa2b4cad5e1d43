"""The command that opens the live app: a few keys of its own, no output folder, no Hydra."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from safepassage import configuration
from safepassage.cli.command import DONE, whole_number
from safepassage.evidence.errors import InputError, did_you_mean

USAGE = "[port=NUMBER] [region=NAME|FOLDER] [visitors=NUMBER] [--config-dir FOLDER]"
PORT = 8765
KEYS = {
    "port": f"where it answers on this machine; {PORT} unless named, 0 for any free one",
    "region": "a folder of one's own, beside those that come with the library",
    "visitors": "how many may look at once; 60 unless named",
}
NEEDS = ("starlette", "uvicorn", "websockets")
"""What the extra brings, and what the command cannot do without."""


def dashboard(name: str, words: list[str]) -> int:
    """Serve the live app to browsers on this machine until interrupted."""
    keys, own = _keys(words)
    port = whole_number("port", keys.get("port", str(PORT)), 0, 65535)
    missing = [library for library in NEEDS if importlib.util.find_spec(library) is None]
    if missing:
        raise InputError(
            f"the dashboard needs {', '.join(missing)}; install the extra: pip install 'safepassage[dashboard]'"
        )
    from safepassage.dashboard.hub import Hub, Limits
    from safepassage.dashboard.server import serve
    from safepassage.dashboard.settings import Choices, all_regions

    choices = Choices(all_regions(keys.get("region")), (own,) if own else ())
    most = Limits().visitors
    limits = Limits(visitors=whole_number("visitors", keys.get("visitors", str(most)), 1, 1000))
    hub = Hub(choices, limits)
    serve(
        hub,
        port,
        lambda address: print(f"Dashboard: {address} (this machine alone). Ctrl-C ends it.", flush=True),
    )
    return DONE


def _keys(words: list[str]) -> tuple[dict[str, str], Path | None]:
    """Read KEY=VALUE, ``--port NUMBER`` and ``--config-dir FOLDER``."""
    keys: dict[str, str] = {}
    own: Path | None = None
    rest = iter(words)
    for word in rest:
        key, equals, value = word.removeprefix("--").partition("=")
        if not equals:
            if not word.startswith("--"):
                raise InputError(f"{word!r} is not KEY=VALUE; write for example port=8080")
            value = next(rest, "")
        if key == "config-dir":
            own = configuration.own_folder(value)
        elif key not in KEYS:
            raise InputError(f"dashboard has no key {key!r}{did_you_mean(key, [*KEYS, 'config-dir'])}")
        elif key in keys:
            raise InputError(f"{key} is given twice; keep one of them")
        else:
            keys[key] = value
    return keys, own
