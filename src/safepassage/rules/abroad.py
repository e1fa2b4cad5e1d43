"""Work and exploitation abroad: rates of onset, of the ways out, of death. ``destination.yaml``."""

from __future__ import annotations

from safepassage.rules.compiled import compiled


@compiled
def fees_owed(debt_usd: float, fee_usd: float) -> float:
    """A debt in fees of one irregular journey, two at most."""
    if debt_usd <= 0.0 or fee_usd <= 0.0:
        return 0.0
    return min(2.0, debt_usd / fee_usd)


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
def rescue_product(
    base_per_year: float, partnership_gain_per_year: float, partnership: float, training: float, as_is_training: float
) -> float:  # fmt: skip
    """What cross-border partnership and consular skill make of the rate of rescue: one where nothing changed.

    ``base_per_year`` is the rate without partnership, ``partnership_gain_per_year`` what full
    partnership adds; skill acts in proportion to the training of consular and shelter staff.
    """
    if base_per_year <= 0.0 or as_is_training <= 0.0:
        return 1.0
    return (1.0 + partnership_gain_per_year / base_per_year * partnership) * training / as_is_training
