"""Agent-based simulation of trafficking and counter-trafficking in Indonesia's border regions.

>>> import safepassage as sp
>>> result = sp.compare(["no_iom", "integrated"], region="classroom", replicates=4)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Loaded when first asked for: `safepassage --help` must not wait for Mesa.
_DOORS = {
    "BorderModel": "safepassage.model",
    "simulate": "safepassage.comparison",
    "compare": "safepassage.comparison",
    "sweep": "safepassage.ensemble.sweep",
    "read_sweep": "safepassage.ensemble.folder",
    "load_region": "safepassage.region.load",
    "load_scenario": "safepassage.interventions.scenario",
    "InputError": "safepassage.evidence.errors",
}
__all__ = ["BorderModel", "InputError", *sorted(set(_DOORS) - {"BorderModel", "InputError"})]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(
            f"module 'safepassage' has no attribute {name!r}; it offers {', '.join(__all__)}"
        )
    return getattr(import_module(_DOORS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
