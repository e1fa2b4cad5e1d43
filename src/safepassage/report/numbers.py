"""Estimates as texts, with their intervals and the rule for small counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from safepassage.ensemble.spec import Language
from safepassage.figures.labels import number
from safepassage.figures.tables import effects_hidden
from safepassage.observation.suppress import HIDDEN_TEXT
from safepassage.words import catalogue


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 percent interval, or a count that is hidden."""

    mean: float
    low: float
    high: float
    hidden: bool = False

    def times(self, factor: float) -> Estimate:
        """The same on another scale; a negative factor turns the interval round."""
        ends = sorted((self.low * factor, self.high * factor))
        return Estimate(self.mean * factor, ends[0], ends[1], self.hidden)

    @property
    def decided(self) -> bool:
        """Whether the interval excludes zero."""
        return not self.hidden and (self.low > 0.0 or self.high < 0.0)

    @property
    def has_interval(self) -> bool:
        """Whether the ends differ (one replicate, or pairs that all differ by the same, have none)."""
        return not self.hidden and self.low < self.high

    def main(self, write: Callable[[float], str]) -> str:
        """The mean, or ``<10``."""
        return HIDDEN_TEXT if self.hidden else write(self.mean)

    def interval(self, write: Callable[[float], str]) -> str:
        """The interval in brackets, or nothing."""
        # no line breaks within an interval
        return f"[{write(self.low)};\N{NO-BREAK SPACE}{write(self.high)}]" if self.has_interval else ""

    def words(self, write: Callable[[float], str]) -> str:
        """Mean and interval in one text."""
        return " ".join(part for part in (self.main(write), self.interval(write)) if part)


def with_hidden(effects: pd.DataFrame, population_share: float) -> pd.DataFrame:
    """The effects table with a column ``hidden``."""
    return effects.assign(hidden=effects_hidden(effects, population_share))


def estimate(row: pd.Series) -> Estimate:
    """The difference of a row of an effects table that has the column ``hidden``."""
    return Estimate(float(row["difference"]), float(row["low"]), float(row["high"]), bool(row["hidden"]))


def counts(language: Language, signed: bool = False) -> Callable[[float], str]:
    """A writer of whole numbers; small ones keep one decimal."""

    def write(value: float) -> str:
        written = number(value, language, 0 if abs(value) >= 10 or value == 0 else 1)
        return f"+{written}" if signed and value > 0 else written

    return write


def percents(language: Language) -> Callable[[float], str]:
    """A writer of percentages with one decimal."""
    return lambda value: number(value, language, 1)


def money(language: Language) -> Callable[[float], str]:
    """A writer of USD; from 100,000 on in millions."""
    million = catalogue("report").say("million", language)
    return lambda value: (
        number(value / 1e6, language, 2) + million if abs(value) >= 1e5 else number(value, language)
    )
