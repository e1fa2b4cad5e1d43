"""What money can and cannot do: places and courses are bought as far as somebody takes them. ``programme.yaml``."""

from __future__ import annotations

from safepassage.rules.compiled import compiled


@compiled
def absorbed(bought: float, wanted: float, others: float) -> float:
    """How much of what was ``bought`` is taken: as far as ``wanted`` goes beyond what ``others`` offer."""
    return min(bought, max(0.0, wanted - others))
