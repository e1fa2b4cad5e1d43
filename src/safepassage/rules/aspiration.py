"""Who wants to leave: push-pull, new economics of labour migration, cumulative causation.

Massey et al. 1993 (survey of theories); de Haas 2021 (aspirations and capabilities); wage
elasticity after Shrestha (WPS 7945). Passports: ``aspiration.yaml``.
"""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled

HERD = 1
"""Value of ``network_rule`` where people follow a herd; at 0 ties lower the cost of leaving."""
TRAP = 1
"""Value of ``debt_rule`` where a debt holds its debtor; at 0 it drives them to leave again."""


@compiled
def age_curve(
    age_years: float, peak_years: float, spread_years: float, youngest: float, oldest: float
) -> float:
    """Relative rate of leaving at an age: a bell with its top at the peak, zero outside the limits."""
    if age_years < youngest or age_years > oldest:
        return 0.0
    z = (age_years - peak_years) / spread_years
    return math.exp(-0.5 * z * z)


@compiled
def network_push(share_abroad: float, log_ratio: float, half_share: float, herd: bool) -> float:
    """Log ratio by which people abroad raise aspiration, half of it where ``half_share`` of a place is abroad.

    Ties that lower the cost of leaving: b x / (x + x0), most by the first who left. A herd: b x^2 / (x^2 + x0^2),
    little until several have.
    """
    x, half = (share_abroad * share_abroad, half_share * half_share) if herd else (share_abroad, half_share)
    return log_ratio * x / (x + half)


@compiled
def debt_push(debt_usd: float, fee_usd: float, log_ratio: float) -> float:
    """Log ratio by which an unpaid debt raises aspiration: in full from a whole fee on, in part below it."""
    if debt_usd <= 0.0 or fee_usd <= 0.0:
        return 0.0
    return log_ratio * min(1.0, debt_usd / fee_usd)


@compiled
def fresh_push(years_home: float, log_ratio: float, fades_years: float) -> float:
    """Log ratio by which somebody just home again is likelier to set out; it fades with time at home."""
    return log_ratio * math.exp(-years_home / fades_years)


@compiled
def openness_push(openness: float, elasticity: float, floor: float) -> float:
    """Log ratio by which a destination whose official ways are closed draws fewer: elasticity x ln(openness).

    Hiring stops with them, whatever other ways are left. Nothing counts as closer than ``floor``.
    """
    return elasticity * math.log(max(openness, floor, 1e-6))


@compiled
def believed_wage_ratio(true_ratio: float, optimism: float, awareness: float) -> float:
    """The wage ratio that a person believes in: the gain is overstated where awareness is low."""
    return 1.0 + (true_ratio - 1.0) * (1.0 + optimism * (1.0 - awareness))


@compiled
def aspiration_rate(
    base_per_year: float, log_ratio_sum: float, wage_ratio: float, wage_elasticity: float, age_factor: float
) -> float:
    """Rate per year at which a resident sets out to leave.

    base x age curve x (wage ratio) ** elasticity x exp(sum of log ratios).
    """
    if age_factor <= 0.0 or base_per_year <= 0.0:
        return 0.0
    return (
        base_per_year
        * age_factor
        * math.exp(log_ratio_sum + wage_elasticity * math.log(max(wage_ratio, 0.01)))
    )


@compiled
def regular_log_weight(
    constant: float, of_awareness: float, schooling_effect: float, schooling_years: float, of_sex: float,
    office_elasticity: float, office_capacity: float, of_distance: float,
) -> float:  # fmt: skip
    """Log weight of the regular channel against a broker (zero).

    It rises with what awareness adds, schooling (above seven years) and the service office's capacity
    (1 as it is), and falls by ``of_distance``: what the way to the office takes off, as far
    as it is longer than for the mean person of the district, whom the constant speaks of.
    """
    return (
        constant + of_awareness + schooling_effect * (schooling_years - 7.0) + of_sex
        + office_elasticity * math.log(max(office_capacity, 1e-6)) - of_distance
    )  # fmt: skip


@compiled
def to_broker(
    office: float, alone: float, lacks_office: bool, lacks_alone: bool, let_out: float, stays: float
) -> float:
    """Chance that who sets out looks for a broker, whose weight is one against the office's and that of going alone.

    Who lacks the cost of the office, or of going alone, goes there too. Of those whom the office does not let out
    (all but ``let_out``) a share ``stays``; the others choose between a broker and going alone.
    """
    asks = 1.0 + (alone if lacks_alone else 0.0)
    of_office = let_out if lacks_office else 0.0
    of_office += (1.0 - let_out) * (1.0 - stays) * asks / (1.0 + alone)
    return (asks + office * of_office) / (1.0 + office + alone)
