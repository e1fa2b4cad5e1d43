"""What is to be run: every key of the command line, checked once, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from safepassage.ensemble.design import DesignSpec
from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.observation.indicators import INDICATOR_NAMES

BASELINE = "no_iom"
"""The scenario against which the others are held, under the same government."""

MOST_WORKERS = 4096
EXECUTORS = ("processes", "serial", "dask")
Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = ("en", "id")

# The command line says `scenario=a`, a file or Python may say `scenarios: [a, b]`.
PLURALS = {"scenarios": "scenario", "governments": "government"}


AUTO = "auto"
"""``replicates=auto``: as many as `Precision` asks for."""


@dataclass(frozen=True)
class Precision:
    """When ``replicates=auto`` has enough of them.

    Attributes
    ----------
    indicator
        Whose paired differences are watched, all districts together.
    half_width
        Half of the 95 percent interval, as a share of the baseline's mean, that is small enough.
    least, most
        Replicates at the least and at the most.
    """

    indicator: str = "exploitation_years"
    half_width: float = 0.01
    least: int = 8
    most: int = 256

    def __post_init__(self) -> None:
        """Refuse what cannot be reached."""
        _one_of("precision.indicator", self.indicator, INDICATOR_NAMES)
        share = _real("precision.half_width", self.half_width)
        if not 0.0 < share <= 1.0:
            raise _refused("precision.half_width", share, "above 0 and at most 1")
        _whole("precision.least", self.least, 4, 1_000_000)
        _whole("precision.most", self.most, self.least, 1_000_000)


@dataclass(frozen=True)
class RunSpec:
    """One comparison: scenarios by governments by replicates, over one region and horizon.

    Attributes
    ----------
    region
        Name of a region that comes with the library, or a folder of one's own.
    scenario, government
        Names, in the order in which they are reported.
    population_share
        Simulated persons per real one, in (0, 1].
    seed
        Master seed; that of a replicate follows from it and from the replicate's number alone.
    replicates
        Seeds per scenario and government.
    workers, executor, address
        Processes, what runs them, and for ``dask`` the address of a scheduler that runs already;
        the results do not depend on them.
    step_days
        Length of a step in days.
    start, end
        First and last day of the horizon.
    spin_up_years
        Years without IOM before the start, shared by all scenarios of a seed.
    budget_usd_per_year
        What IOM may spend in a year, overhead included.
    parameters
        Values by name that replace those of the passports.
    churn
        Whether a placebo arm is run beside the baseline (compare does, a single run does not).
    config_dir
        A folder of one's own with ``scenario/NAME.yaml``, ``government/NAME.yaml``; its names go first.
    design
        What a sweep varies.
    part
        ``K/N``: only every N-th batch of a sweep, for N machines whose folders are merged.
    timeout_seconds
        A run of a sweep that takes longer counts as failed; None never gives up.
    sequential, precision
        Whether replicates are added until a comparison is as precise as asked; ``replicates`` is
        then where it starts, and in what comes back, where it ended.

    Raises
    ------
    InputError
        A value out of its range, or a name twice.
    """

    region: str = "indonesia"
    scenario: tuple[str, ...] = (BASELINE,)
    government: tuple[str, ...] = ("as_is",)
    experiment: str = "single"
    population_share: float = 0.02
    seed: int = 1
    replicates: int = 1
    workers: int = 1
    executor: str = "processes"
    step_days: float = 7.0
    start: dt.date = dt.date(2016, 1, 1)
    end: dt.date = dt.date(2023, 12, 31)
    spin_up_years: float = 10.0
    budget_usd_per_year: float = 300_000.0
    parameters: Mapping[str, float] = field(default_factory=dict)
    results: str | None = None
    language: Language = "en"
    churn: bool = False
    config_dir: str | None = None
    address: str | None = None
    design: DesignSpec = field(default_factory=DesignSpec)
    timeout_seconds: float | None = None
    part: str | None = None
    sequential: bool = False
    precision: Precision = field(default_factory=Precision)

    def __post_init__(self) -> None:
        """Refuse what cannot be run."""
        _names("scenario", self.scenario)
        _names("government", self.government)
        if not self.region:
            raise InputError(
                "region is empty; name a region that comes with the library, or a folder of one's own"
            )
        _one_of("executor", self.executor, EXECUTORS)
        if self.address is not None and self.executor != "dask":
            raise InputError(f"executor.address={self.address} is for executor=dask; add that or take it out")
        if self.timeout_seconds is not None:
            _between("timeout_seconds", self.timeout_seconds, 0.001, 1e9)
        part, parts = self.part_of
        if not 1 <= part <= parts:
            raise InputError(f"part={self.part} is not K/N with K from 1 to N; write part=1/2")
        _one_of("language", self.language, LANGUAGES)
        _whole("seed", self.seed, 0, 2**63 - 1)
        _whole("replicates", self.replicates, 1, 1_000_000)
        _whole("workers", self.workers, 1, MOST_WORKERS)
        share = _real("population_share", self.population_share)
        if not 0.0 < share <= 1.0:
            raise _refused(
                "population_share", share, "above 0 and at most 1 (0.02 simulates one person in fifty)"
            )
        _between("step_days", self.step_days, 0.5, 28.0)
        _between("spin_up_years", self.spin_up_years, 0.0, 200.0)
        _between("budget_usd_per_year", self.budget_usd_per_year, 0.0, 1e12)
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
        """Build it from texts, numbers and lists, as the command line and Python give them.

        Parameters
        ----------
        values
            By key; what is missing or None takes its default.

        Raises
        ------
        InputError
            An unknown key (with the nearest right ones), or a value of the wrong kind or range.
        """
        known = {item.name for item in fields(cls)}
        ready: dict[str, Any] = {}
        for given, value in values.items():
            key = PLURALS.get(given, given)
            if key not in known:
                raise InputError(f"unknown key {given!r}{did_you_mean(given, known)}")
            if value is None:
                continue
            if key in ready:
                raise InputError(f"{key} is given twice, as {given!r} too; keep one of them")
            ready[key] = _READ.get(key, _as_is)(key, value)
        if ready.get("replicates") == AUTO:
            ready.update(sequential=True, replicates=ready.get("precision", Precision()).least)
        return cls(**ready)

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

    def as_dict(self) -> dict[str, Any]:
        """Every key with a value that JSON can hold."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values.update(
            scenario=list(self.scenario),
            government=list(self.government),
            start=self.start.isoformat(),
            end=self.end.isoformat(),
            parameters=dict(sorted(self.parameters.items())),
            design={**asdict(self.design), "vary": list(self.design.vary)},
            precision=asdict(self.precision),
        )
        return values


def _refused(key: str, value: object, allowed: str) -> InputError:
    return InputError(f"{key}={value} is out of range; it must be {allowed}")


def _real(key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{key}={value!r} is not a number")
    return float(value)


def _between(key: str, value: object, low: float, high: float) -> None:
    # Written positively: NaN fails it.
    if not low <= _real(key, value) <= high:
        raise _refused(key, value, f"between {low:g} and {high:g}")


def _whole(key: str, value: object, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError(f"{key}={value!r} is not a whole number")
    if not low <= value <= high:
        raise _refused(key, value, f"{low} or more" if value < low else f"at most {high}")


def _one_of(key: str, value: object, known: Iterable[str]) -> None:
    known = tuple(known)
    if value not in known:
        raise InputError(f"{key} {value!r} is not known{did_you_mean(str(value), known)}")


def _names(key: str, value: tuple[str, ...]) -> None:
    if not value:
        example = "integrated" if key == "scenario" else "as_is"
        raise InputError(f"{key} is empty; name at least one, for example {key}={example}")
    for name in value:
        if not name:
            raise InputError(f"{key} has an empty name in {list(value)}; take it out")
        if value.count(name) > 1:
            raise InputError(f"{key} {name!r} stands {value.count(name)} times; keep one")


def _as_is(key: str, value: Any) -> Any:
    return value


def _to_names(key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(","))
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        names = tuple(value)
        if all(isinstance(name, str) for name in names):
            return names
    raise InputError(f"{key}={value!r} is neither a name nor a list of names")


def _to_date(key: str, value: Any) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"{key}={value} is not a date; write it as 2016-01-01") from None


def _to_text(key: str, value: Any) -> str:
    if isinstance(value, Mapping) or not str(value).strip():
        raise InputError(f"{key}={value!r} is not a name")
    return str(value)


def _to_real(key: str, value: Any) -> float:
    return _real(key, value)


def _to_values(key: str, value: Any) -> dict[str, float]:
    if not isinstance(value, Mapping):
        raise InputError(f"{key}={value!r} is not a set of names and numbers; write {key}.NAME=NUMBER")
    return {str(name): _real(f"{key}.{name}", number) for name, number in value.items()}


def _to_design(key: str, value: Any) -> DesignSpec:
    if not isinstance(value, Mapping):
        raise InputError(f"{key}={value!r} is not a set of keys; write {key}.kind=latin_hypercube")
    return DesignSpec.from_mapping(value)


def _to_precision(key: str, value: Any) -> Precision:
    known = [item.name for item in fields(Precision)]
    if not isinstance(value, Mapping):
        raise InputError(f"{key}={value!r} is not a set of keys; write {key}.half_width=0.01")
    for name in value:
        if name not in known:
            raise InputError(f"unknown key '{key}.{name}'{did_you_mean(str(name), known)}")
    return Precision(**value)


_READ: dict[str, Callable[[str, Any], Any]] = {
    "scenario": _to_names,
    "government": _to_names,
    "region": _to_text,
    "experiment": _to_text,
    "start": _to_date,
    "end": _to_date,
    "population_share": _to_real,
    "step_days": _to_real,
    "spin_up_years": _to_real,
    "budget_usd_per_year": _to_real,
    "parameters": _to_values,
    "results": _to_text,
    "config_dir": _to_text,
    "address": _to_text,
    "part": _to_text,
    "design": _to_design,
    "precision": _to_precision,
}
