"""Work and exploitation abroad: rates of onset, of the ways out, of death. ``destination.yaml``."""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled


@compiled
def fees_owed(debt_usd: float, fee_usd: float) -> float:
    """A debt in fees of one irregular journey, two at most."""
    if debt_usd <= 0.0 or fee_usd <= 0.0:
        return 0.0
    return min(2.0, debt_usd / fee_usd)


@compiled
def held(rate_per_year: float, owed: float, hold: float) -> float:
    """Rate of a way out of exploitation of somebody held by so many fees owed: x exp(-hold x owed)."""
    return rate_per_year * math.exp(-hold * owed)


@compiled
def onset_rate(
    base_per_year: float, owed: float, debt_factor: float, deceived: bool, deceived_factor: float, domestic: bool,
    domestic_factor: float,
) -> float:  # fmt: skip
    """Rate per year at which work abroad turns into exploitation.

    ``debt_factor`` holds for who owes one fee (``owed`` = 1); what debt adds grows with what is owed.
    """
    rate = base_per_year * (1.0 + (debt_factor - 1.0) * owed)
    if deceived:
        rate *= deceived_factor
    if domestic:
        rate *= domestic_factor
    return rate


@compiled
def death_rate(
    base_per_year: float, female: bool, female_factor: float, exploited: bool, exploited_factor: float,
    plantation: bool, plantation_factor: float,
) -> float:  # fmt: skip
    """Mortality abroad per year, by channel (the base), sex, exploitation and sector."""
    rate = base_per_year
    if female:
        rate *= female_factor
    if exploited:
        rate *= exploited_factor
    if plantation:
        rate *= plantation_factor
    return rate


@compiled
def find_rate(
    inspected_per_year: float, access: float, of_sector: float, by_families_per_year: float
) -> float:
    """Rate per year at which an exploited person is found: by inspections, as far as they have access, and by families.

    ``access`` is one as it is, ``of_sector`` one where inspectors come in easily. Families report wherever one works.
    """
    return inspected_per_year * access * of_sector + by_families_per_year


@compiled
def linked(gain: float, partnership: float) -> float:
    """What a network across the border makes of something: 1 + gain x partnership, partnership being 0 to 1."""
    return 1.0 + gain * partnership


@compiled
def against(training: float, as_is: float) -> float:
    """Skill in units of what it is without courses; one where there is none to compare with."""
    return training / as_is if as_is > 0.0 else 1.0
