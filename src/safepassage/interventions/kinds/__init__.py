"""The kinds of intervention, a file each. A new file is a new kind; nothing else is told of it.

A kind is a frozen dataclass on `Timed` (or `Programme`, `AtGates`) that writes doses in ``act``. A scenario calls it
by the default of its ``name``, which is the name of its file; what a scenario may write stands at each field.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from safepassage.interventions.timed import Timed

KINDS: dict[str, type[Any]] = {
    file.name: made
    for file in pkgutil.iter_modules(__path__)
    for made in vars(importlib.import_module(f"{__name__}.{file.name}")).values()
    if isinstance(made, type) and issubclass(made, Timed) and made.__module__ == f"{__name__}.{file.name}"
}
"""Kind of an intervention, as written in a scenario -> its class."""
