"""Need against means: what a person earns at home, can pay in advance, and still owes.

Money in advance binds, and both the poorest and the richest go least (Bazzi 2017, villages of Indonesia);
a bus fare given sends a migrant from one household in five (Bryan, Chowdhury and Mobarak 2014).
Passports: ``aspiration.yaml``, ``channel.yaml``, ``return_home.yaml``.
"""

from __future__ import annotations

import math

from safepassage.rules.compiled import compiled
from safepassage.rules.probability import logistic

LARGEST_SCORE = 2.576
"""The poverty line's score is read as one of a rate between one half and 99.5 percent, on either side."""


@compiled
def log_income(wealth_score: float, poverty_score: float, spread: float, taken: float, least: float) -> float:
    """Log of a person's income at home, in poverty lines.

    Incomes of a district are lognormal, and the poverty rate is the share of them below the line: so a higher
    rate makes everybody poorer. ``taken`` is what want of work, a slack labour market or a bad harvest adds to
    the log; kin and gardens hold everybody above ``least``.
    """
    line = min(LARGEST_SCORE, max(-LARGEST_SCORE, poverty_score))
    return max(math.log(least), spread * (wealth_score - line) + taken)


@compiled
def wage_curve(slack: float, elasticity: float) -> float:
    """What unemployment does to the log of everybody's pay: - elasticity x ln(rate over that of the start).

    Blanchflower and Oswald 1992 (NBER 4200): about -0.1 in ten countries. Below a tenth it no longer rises.
    """
    return -elasticity * math.log(max(slack, 0.1))


@compiled
def cannot_pay(fee_usd: float, income: float, cash_usd: float, spread: float) -> float:
    """Chance that somebody of this log income cannot pay a sum in advance.

    The cash that can be raised is log-logistic around income, ``cash_usd`` being its median at the poverty line.
    """
    if fee_usd <= 0.0:
        return 0.0
    return logistic((math.log(fee_usd / cash_usd) - income) / spread)


@compiled
def still_owed(debt_usd: float, paid_usd_per_year: float, years: float) -> float:
    """What is left of a debt after some years of paying it off."""
    return max(0.0, debt_usd - paid_usd_per_year * years)
