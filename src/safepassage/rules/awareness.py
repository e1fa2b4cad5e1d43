"""What people know: outreach, word of mouth, testimony, decay. Passports: ``awareness.yaml``."""

from __future__ import annotations

from safepassage.rules.compiled import compiled


@compiled
def audience_share(child_share: float, youngest_age_years: float) -> float:
    """Share of a population who are old enough for outreach; ages below 15 are drawn evenly.

    ``child_share`` is the share of persons below 15.
    """
    return max(1e-9, 1.0 - child_share * min(1.0, youngest_age_years / 15.0))


@compiled
def sessions(everywhere: float, many_abroad: float, share_abroad: float, mean_abroad: float) -> float:
    """Persons a year in sessions of a district, were all of it like a subdistrict with this share abroad.

    ``many_abroad`` are sought in proportion to the share abroad; ``mean_abroad`` is the whole district's, so that
    as many persons are reached. Where nobody is abroad they are sought everywhere.
    """
    return everywhere + many_abroad * (share_abroad / mean_abroad if mean_abroad > 0.0 else 1.0)


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
