"""A second process on a cold cache: it compiles the later stages while the first one begins a world."""

from __future__ import annotations

import sys

from safepassage.stages import STAGES
from safepassage.world.handle import HANDLE_TYPE

AHEAD = ("documents", "transit", "gates", "destination", "homecoming", "enforcement", "adaptation")
"""About half of the work; what the first process has still to do takes it as long."""
MODULES = tuple(f"safepassage.stages.{name}" for name in AHEAD)


def main(modules: list[str]) -> None:
    """Compile the stages of some modules for any world."""
    for stage in STAGES.values():
        if stage.__module__ in modules:
            stage.compile((HANDLE_TYPE,))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(sys.argv[1:])
