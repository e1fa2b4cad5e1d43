"""What is to be run: every key of the command line, declared once, checked before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Literal

from safepassage.ensemble.keys import Keys, key, one_of
from safepassage.evidence.errors import InputError
from safepassage.words.catalogue import LANGUAGES as LANGUAGES
from safepassage.words.catalogue import Language as Language

BASELINE = "no_iom"
"""The scenario against which the others are held, under the same government."""

AUTO = "auto"
"""``replicates=auto``: as many as `Precision` asks for."""

Kind = Literal["none", "full_factorial", "latin_hypercube", "quasi_random", "sobol", "morris", "list"]


@dataclass(frozen=True)
class DesignSpec(Keys):
    """What a sweep varies besides scenarios, governments and replicates; docs/how-to/sweep.md says more.

    Raises
    ------
    InputError
        A value out of its range, or one that its kind does not use.
    """

    PREFIX: ClassVar[str] = "design."

    kind: Kind = key("none", "which points")
    vary: tuple[str, ...] = key((), "parameters, or uncertainties, levers; several as [a,b]")
    draws: int = key(
        1, "points of a sample; trajectories of morris, base points of sobol", least=1, most=1_000_000
    )
    levels: int = key(
        3, "values per parameter of full_factorial, ends of the range included", least=2, most=100
    )
    file: str | None = key(None, "CSV of a list: a column per parameter, scenario and government if wanted")
    seeds: Literal["common", "own"] = key("common", "whether all draws share the replicates' seeds")
    batch: int = key(0, "draws in one file of the store; 0 for ten runs or more", least=0, most=10_000)

    def check_together(self) -> None:
        """Refuse what makes no design."""
        if (self.kind == "list") != (self.file is not None):
            raise InputError("design.file=FILE.csv and design.kind=list go together; give both or neither")
        if self.kind in ("none", "list") and self.vary:
            raise InputError(
                f"design.vary has no meaning with design.kind={self.kind}; take a sample, for example latin_hypercube"
            )
        if self.kind not in ("none", "list") and not self.vary:
            raise InputError(
                f"design.kind={self.kind} varies nothing; name parameters, for example design.vary=[uncertainties]"
            )


@dataclass(frozen=True)
class Precision(Keys):
    """When ``replicates=auto`` has enough of them."""

    PREFIX: ClassVar[str] = "precision."

    indicator: str = key(
        "exploitation_years", "whose paired differences replicates=auto watches, all districts together"
    )
    half_width: float = key(
        0.01, "half of the interval that is small enough, as a share of the baseline's mean", above=0, most=1
    )
    least: int = key(8, "replicates at the least", least=4, most=1_000_000)
    most: int = key(256, "replicates at the most", least=4, most=1_000_000)

    def check_together(self) -> None:
        """Refuse what cannot be reached."""
        from safepassage.observation.indicators import INDICATOR_NAMES  # heavy, and help needs it not

        one_of("precision.indicator", self.indicator, INDICATOR_NAMES)
        if self.most < self.least:
            raise InputError(
                f"precision.most={self.most} is below precision.least={self.least}; give a larger one"
            )


@dataclass(frozen=True)
class RunSpec(Keys):
    """One comparison: scenarios by governments by replicates, over one region and horizon.

    A field is a key: name, type, default, range, unit and meaning stand here and nowhere else.
    ``replicates=auto`` sets ``sequential``; ``replicates`` is then where it starts, and in what
    comes back, where it ended.

    Raises
    ------
    InputError
        A value out of its range, or a name twice.
    """

    region: str = key(
        "indonesia", "indonesia, sambas, timor, classroom, or a folder of one's own", decides="runs"
    )
    scenario: tuple[str, ...] = key(
        (BASELINE,), "a name, or several as [a,b]", listed="scenarios", least=1, example="integrated", decides="runs",
    )  # fmt: skip
    government: tuple[str, ...] = key(
        ("as_is",), "a name, or several as [a,b]", listed="governments", least=1, example="as_is", decides="runs",
    )  # fmt: skip
    experiment: str = key(
        "single", "a named set of scenarios, governments and replicates", group=True, decides="runs"
    )
    population_share: float = key(
        0.02, "simulated persons per real one", above=0, most=1, example="0.02 simulates one person in fifty"
    )
    seed: int = key(1, "master seed; each replicate's own follows from it", least=0, most=2**63 - 1)
    replicates: int = key(
        1, "seeds per scenario and government; compare also takes auto", least=1, most=1_000_000, decides="runs",
    )  # fmt: skip
    workers: int = key(1, "processes; the results do not depend on it", least=1, most=4096, decides="nothing")
    executor: Literal["processes", "serial", "dask"] = key(
        "processes", "what runs the workers", group=True, decides="nothing"
    )
    step_days: float = key(7.0, "length of a step", unit="days", least=0.5, most=28)
    start: dt.date = key(dt.date(2016, 1, 1), "first day")
    end: dt.date = key(dt.date(2023, 12, 31), "last day")
    spin_up_years: float = key(10.0, "without IOM before the start", unit="years", least=0, most=200)
    budget_usd_per_year: float = key(
        300_000.0, "what IOM may spend, overhead included (assumed)", unit="USD a year", least=0, most=10**12
    )
    parameters: Mapping[str, float] = key(dict, "parameters.NAME=NUMBER replaces a passport's value")
    results: str | None = key(None, "output folder of an earlier compare (report, replay)", decides="nothing")
    language: Language = key("en", "of figures and pages", decides="nothing")
    churn: bool = key(False, "whether a placebo arm is run beside the baseline", shown=False, decides="runs")
    config_dir: str | None = key(None, "folder of one's own names", shown=False, decides="nothing")
    address: str | None = key(
        None, "of a dask scheduler that runs, tcp://HOST:PORT", typed="executor.address", decides="nothing"
    )
    design: DesignSpec = key(DesignSpec, "what a sweep varies", only="sweep", decides="runs")
    timeout_seconds: float | None = key(
        None, "after which a run counts as failed", unit="seconds", least=0.001, most=10**9, only="sweep",
        decides="nothing",
    )  # fmt: skip
    part: str | None = key(
        None, "K/N: this machine makes every N-th batch (then: sweep merge)", only="sweep", decides="nothing"
    )
    sequential: bool = key(
        False, "whether replicates are added until precision is reached", shown=False, decides="runs"
    )
    precision: Precision = key(Precision, "when replicates=auto has enough", decides="runs")

    def check_together(self) -> None:
        """Refuse what cannot be run."""
        if self.address is not None and self.executor != "dask":
            raise InputError(f"executor.address={self.address} is for executor=dask; add that or take it out")
        part, parts = self.part_of
        if not 1 <= part <= parts:
            raise InputError(f"part={self.part} is not K/N with K from 1 to N; write part=1/2")
        if not self.start < self.end:
            raise InputError(
                f"start={self.start} is not before end={self.end}; give an earlier start or a later end"
            )
        if not (self.end - self.start).days + 1 >= self.step_days:
            raise InputError(
                f"from start={self.start} to end={self.end} is less than one step of {self.step_days} days"
            )

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> RunSpec:
        """As `Keys.from_mapping`; ``replicates`` may be ``auto``."""
        if values.get("replicates") == AUTO:
            spec = super().from_mapping({**values, "replicates": None, "sequential": True})
            return replace(spec, replicates=spec.precision.least)
        return super().from_mapping(values)

    def with_baseline(self) -> RunSpec:
        """Return the same with the baseline first among the scenarios."""
        others = tuple(name for name in self.scenario if name != BASELINE)
        return replace(self, scenario=(BASELINE, *others))

    @property
    def part_of(self) -> tuple[int, int]:
        """The two numbers of ``part``; (1, 1) is the whole."""
        if self.part is None:
            return 1, 1
        part, _, parts = self.part.partition("/")
        return (int(part), int(parts)) if part.isdecimal() and parts.isdecimal() else (0, 0)

    def makes(self, batch: int) -> bool:
        """Whether the batch of this number belongs to the part of a sweep that this machine makes."""
        part, parts = self.part_of
        return batch % parts == part - 1

    @property
    def own_configs(self) -> tuple[Path, ...]:
        """The folders besides the library's own in which names are looked up."""
        return (Path(self.config_dir),) if self.config_dir else ()
