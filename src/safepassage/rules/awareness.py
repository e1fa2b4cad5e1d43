"""What people know: outreach, word of mouth, testimony, decay. Passports: ``awareness.yaml``."""

from __future__ import annotations

from safepassage.rules.compiled import compiled


@compiled
def learned(awareness: float, gain: float) -> float:
    """Awareness after an event that closes ``gain`` of the gap to one."""
    return awareness + gain * (1.0 - awareness)


@compiled
def faded(awareness: float, lasting: float, kept: float, cell_mean: float, heard: float) -> float:
    """Awareness after a step without events.

    What lies above or below the lasting level fades (``kept`` = exp(-decay dt)); talk moves a
    person ``heard`` of the way to the mean of the cell.
    """
    value = lasting + (awareness - lasting) * kept
    return value + heard * (cell_mean - value)
