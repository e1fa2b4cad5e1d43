"""Work and exploitation abroad: rates of onset, of the ways out, of death. ``destination.yaml``."""

from __future__ import annotations

from safepassage.rules.compiled import compiled


@compiled
def onset_rate(
    base_per_year: float, in_debt: bool, debt_factor: float, deceived: bool, deceived_factor: float, domestic: bool,
    domestic_factor: float,
) -> float:  # fmt: skip
    """Rate per year at which work abroad turns into exploitation."""
    rate = base_per_year
    if in_debt:
        rate *= debt_factor
    if deceived:
        rate *= deceived_factor
    if domestic:
        rate *= domestic_factor
    return rate


@compiled
def death_rate(
    base_per_year: float, female: bool, female_factor: float, exploited: bool, exploited_factor: float
) -> float:
    """Mortality abroad per year, by channel (the base), sex and exploitation."""
    rate = base_per_year
    if female:
        rate *= female_factor
    if exploited:
        rate *= exploited_factor
    return rate


@compiled
def rescue_rate(
    base_per_year: float, partnership_gain_per_year: float, partnership: float, effective: float, as_is: float
) -> float:
    """Rate of rescue per year: cross-border partnership and consular skill, met by authority.

    ``effective`` over ``as_is`` is what skill and authority together do, one where nothing changed.
    """
    return (base_per_year + partnership_gain_per_year * partnership) * effective / as_is
