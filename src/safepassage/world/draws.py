"""Common random numbers, person by person: the coupling contract.

Every draw that touches a life is a pure function of (seed, decision, step, who, alternative).
Nothing is consumed from a stream, so what one person or one scenario does never shifts the
draws of another. Rules of use:

- *who* is an id that never changes (a person's register number, a recruiter's slot), not a row;
- a choice among alternatives is a race: one exponential clock per alternative, keyed by the
  alternative, the earliest wins. Changing one alternative's rate then moves only those who
  chose it or choose it now;
- competing exits are exponential clocks too, one decision each.

Generator: Squares, 32-bit output (B. Widynski 2020, arXiv:2004.06278), with a counter packed
from step, who and alternative and a key per seed and decision. Fields: who < 2**28,
step < 2**17, alternative < 2**19.
"""

from __future__ import annotations

import math
from enum import IntEnum
from typing import cast

import numpy as np
from numpy.typing import NDArray

from safepassage.rules.compiled import compiled_as
from safepassage.world.codes import DoorDraw

Keys = NDArray[np.uint64]


class Decision(IntEnum):
    """Every decision that draws. New ones go at the end: the number is part of the key."""

    # a person's endowments
    SEX = 0
    AGE = 1
    SCHOOLING = 2
    WEALTH = 3
    AWARENESS = 4
    JOB = 5
    JOB_SPELL = 6
    STOCK_ABROAD = 7
    STOCK_TRAITS = 8
    # a person's life
    OUTREACH = 10
    TESTIMONY = 11
    ASPIRATION = 12
    CHANNEL = 13
    SEEK_RECRUITER = 14
    ACCEPTANCE = 15
    OFFER_RACE = 16
    DECEPTION = 17
    INTENT = 18
    SECTOR = 19
    PAPERS = 20
    FEE = 21
    DOCUMENTS = 22
    DROPOUT = 23
    ROUTE = 24
    OPENNESS = 25
    SCREENED = 26
    RECOGNISED = 27
    PAPERS_REFUSED = 28
    RETRY = 30
    ARRIVAL = 31
    ONSET = 32
    END_OF_STAY = 33
    DEPORTATION = 34
    DEATH = 35
    ESCAPE = 36
    RESCUE = 37
    DEBT_WORKED_OFF = 38
    ESCAPE_HOME = 39
    ASSISTANCE = 40
    ASSISTANCE_END = 41
    SELF_REPORT = 42
    MEANS = 43
    AGENCY_WAY = 44
    # actors
    CONTACT_NUMBER = 60
    CONTACT_PLACE = 61
    MOVE = 63
    MOVE_TO = 64
    MOVE_THERE = 73
    OTHER_DISTRICT = 74
    NEW_HOME = 75
    ARREST = 65
    RELEASE = 66
    ENTRY = 67
    LEAVING_TRADE = 68
    TRAITS = 69
    TRAINED = 70
    ROTATION = 71
    OFFICIAL_TRAITS = 72
    # registers, at full scale
    COUNT_CASES = 80
    COUNT_VICTIMS = 81
    COUNT_SUSPECTS = 82
    COUNT_REGISTERED = 83
    COUNT_REPATRIATED = 84
    COUNT_DEPORTATIONS = 85
    COUNT_INTERCEPTIONS = 86
    # the placebo that measures churn
    PLACEBO = 90
    PLACEBO_CHOICE = 91
    # offers
    ASK_AGAIN = 96
    # need and going again
    HOUSEHOLD_SHOCK = 102
    RETURNEE_WORK = 103
    # more of actors
    CONVICTED = 112
    # who asks at an office that lets nobody out
    SHUT_OUT = 130


N_DECISIONS = 160

DESTINATION_DOOR, RETURN_DOOR, HOME_DOOR = (cast(int, np.int64(door)) for door in DoorDraw)
"""The alternatives of `DoorDraw` in the one width that functions are compiled for."""


def _splitmix(state: int) -> tuple[int, int]:
    """One step of SplitMix64 (Steele et al. 2014): the next state and its output."""
    state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return state, z ^ (z >> 31)


def _squares_key(state: int) -> int:
    """A key of the form Squares asks for: eight different non-zero digits per half, odd at the end."""
    halves = []
    for _ in range(2):
        digits: list[int] = []
        while len(digits) < 8:
            state, output = _splitmix(state)
            digit = output & 0xF
            if digit and digit not in digits:
                digits.append(digit)
        halves.append(digits)
    if halves[1][-1] % 2 == 0:
        odd = next(i for i, digit in enumerate(halves[1]) if digit % 2)
        halves[1][odd], halves[1][-1] = halves[1][-1], halves[1][odd]
    key = 0
    for digit in halves[0] + halves[1]:
        key = (key << 4) | digit
    return key


def make_keys(seed: int) -> Keys:
    """Keys of all decisions for one seed, shape [N_DECISIONS], unsigned 64-bit."""
    keys = np.empty(N_DECISIONS, np.uint64)
    for decision in range(N_DECISIONS):
        _, start = _splitmix((int(seed) * 1_000_003 + decision) & 0xFFFFFFFFFFFFFFFF)
        keys[decision] = _squares_key(start)
    return keys


@compiled_as("uint64(uint64, int64, int64, int64)")
def bits(key: np.uint64, step: int, who: int, alternative: int) -> np.uint64:
    """32 random bits, the same for the same arguments, always."""
    counter = np.uint64(who) | (np.uint64(step) << np.uint64(28)) | (np.uint64(alternative) << np.uint64(45))
    x = counter * key
    y = x
    z = y + key
    x = x * x + y
    x = (x >> np.uint64(32)) | (x << np.uint64(32))
    x = x * x + z
    x = (x >> np.uint64(32)) | (x << np.uint64(32))
    x = x * x + y
    x = (x >> np.uint64(32)) | (x << np.uint64(32))
    return (x * x + z) >> np.uint64(32)


@compiled_as("float64(uint64, int64, int64, int64)")
def uniform(key: np.uint64, step: int, who: int, alternative: int) -> float:
    """A number in the open interval (0, 1), the same for the same arguments, always."""
    return (float(bits(key, step, who, alternative)) + 0.5) * 2.3283064365386963e-10


@compiled_as("uint64(float64)")
def bits_below(probability: float) -> np.uint64:
    """The number that `bits` must be smaller than where `uniform` is smaller than ``probability``.

    Both say the same of every draw; whole numbers are compared for many persons at once.
    """
    return np.uint64(max(0.0, min(4294967296.0, math.ceil(probability * 4294967296.0 - 0.5))))


@compiled_as("float64(uint64, int64, int64, int64)")
def exponential(key: np.uint64, step: int, who: int, alternative: int) -> float:
    """A draw of the unit exponential, for clocks and races."""
    return -math.log(uniform(key, step, who, alternative))


@compiled_as("float64(uint64, int64, int64, int64, float64, float64)")
def first_within(key: np.uint64, step: int, who: int, alternative: int, rate: float, years: float) -> float:
    """When a cause of ``rate`` per year strikes, in years, if that is within ``years``; else infinite.

    The clock is exponential(...) / rate. Since -log(u) >= 1 - u, most draws that lie outside are
    told apart without a logarithm.
    """
    u = uniform(key, step, who, alternative)
    if 1.0 - u > rate * years * 1.000001:
        return np.inf
    at = -math.log(u) / max(rate, 1e-12)
    return at if at < years else np.inf


@compiled_as("float64(uint64, int64, int64, int64)")
def normal(key: np.uint64, step: int, who: int, alternative: int) -> float:
    """A standard normal draw (Box and Muller 1958) from alternatives 2a and 2a + 1."""
    radius = math.sqrt(-2.0 * math.log(uniform(key, step, who, 2 * alternative)))
    return radius * math.cos(6.283185307179586 * uniform(key, step, who, 2 * alternative + 1))


@compiled_as("int64(float64, uint64, int64, int64)")
def poisson(mean: float, key: np.uint64, step: int, who: int) -> int:
    """A Poisson count, monotone in its mean for the same key.

    Unit-rate arrivals are laid out one keyed draw after another; the count is how many fall
    below ``mean``. So a larger mean adds arrivals and never moves one. Capped at 4,000.
    """
    count = 0
    arrival = exponential(key, step, who, 0)
    while arrival < mean and count < 4000:
        count += 1
        arrival += exponential(key, step, who, count)
    return count
