"""The command that opens the live app: a few keys of its own, no output folder, no Hydra."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass

from safepassage.cli.command import DONE
from safepassage.cli.hydra_job import own_configs
from safepassage.ensemble.keys import Keys, declarations, key
from safepassage.evidence.errors import InputError, did_you_mean

USAGE = "[port=NUMBER] [region=NAME|FOLDER] [visitors=NUMBER] [--config-dir FOLDER]"


@dataclass(frozen=True)
class DashboardKeys(Keys):
    """What the command takes."""

    port: int = key(8765, "where it answers on this machine, 0 for any free one", least=0, most=65535)
    region: str | None = key(None, "a folder of one's own, beside those that come with the library")
    visitors: int = key(60, "how many may look at once", least=1, most=1000)


NEEDS = ("starlette", "uvicorn", "websockets")
"""What the extra brings, and what the command cannot do without."""


def dashboard(name: str, words: list[str]) -> int:
    """Serve the live app to browsers on this machine until interrupted."""
    words, own = own_configs(words)
    keys = DashboardKeys.from_mapping(_values(words))
    missing = [library for library in NEEDS if importlib.util.find_spec(library) is None]
    if missing:
        raise InputError(
            f"the dashboard needs {', '.join(missing)}; install the extra: pip install 'safepassage[dashboard]'"
        )
    from safepassage.dashboard.hub import Hub, Limits
    from safepassage.dashboard.server import serve
    from safepassage.dashboard.settings import Choices, all_regions

    choices = Choices(all_regions(keys.region), (own,) if own else ())
    hub = Hub(choices, Limits(visitors=keys.visitors))
    serve(
        hub,
        keys.port,
        lambda address: print(f"Dashboard: {address} (this machine alone). Ctrl-C ends it.", flush=True),
    )
    return DONE


def _values(words: list[str]) -> dict[str, str]:
    """Read KEY=VALUE, ``--port=NUMBER`` and ``--port NUMBER``."""
    values: dict[str, str] = {}
    known = declarations(DashboardKeys)
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not equals and not word.startswith("--"):
            raise InputError(f"{word!r} is not KEY=VALUE; write for example port=8080")
        if name not in known:
            raise InputError(f"dashboard has no key {name!r}{did_you_mean(name, [*known, 'config-dir'])}")
        if name in values:
            raise InputError(f"{name} is given twice; keep one of them")
        values[name] = value if equals else next(rest, "")
    return values
