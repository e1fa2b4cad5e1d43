"""Draws of the uncertain parameters, for whatever is to hold over what is not known."""

from __future__ import annotations

import math

import numpy as np

from safepassage.evidence.passports import Passport, load_passports

LOG_RATIO = 3.0
"""A range whose ends differ by this factor or more is drawn on a logarithmic scale."""


def uncertain() -> list[Passport]:
    """Return the passports whose role is *uncertainty*, in their order."""
    return [one for one in load_passports().values() if one.role == "uncertainty" and one.low < one.high]


def draw_parameters(number: int, seed: int) -> list[dict[str, float]]:
    """Return ``number`` draws of all uncertain parameters: a Latin hypercube over their ranges.

    Parameters
    ----------
    number
        Draws; the same seed and number give the same draws.
    seed
        Of the design.

    Notes
    -----
    Uniform between low and high, or log-uniform where high is at least three times a positive low.
    Independent of each other: no correlation between parameters is known. Switches (doors) are
    drawn as 0 or 1, choices (the rival rules) as whole numbers with equal weight.
    """
    from scipy.stats import qmc  # half a second, which only draws should cost

    passports = uncertain()
    sample = qmc.LatinHypercube(len(passports), rng=np.random.default_rng(seed)).random(number)
    return [
        {passport.name: value_at(passport, float(u)) for passport, u in zip(passports, row, strict=True)}
        for row in sample
    ]


def value_at(passport: Passport, u: float) -> float:
    """Return a parameter at the quantile ``u`` of its range, in the passport's unit.

    Uniform between low and high; log-uniform where high is at least `LOG_RATIO` times a positive
    low; 1 below the median and 0 above for a switch.
    """
    low, high = passport.low, passport.high
    if passport.unit == "switch":
        return float(u < 0.5)
    if passport.unit == "choice":
        return low + math.floor(u * (high - low + 1.0))
    if low > 0.0 and high / low >= LOG_RATIO:
        return math.exp(math.log(low) + u * (math.log(high) - math.log(low)))
    return low + u * (high - low)
