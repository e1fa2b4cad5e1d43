"""Two worlds of one seed, stepped together, and what the right one changes against the left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safepassage.dashboard import picture
from safepassage.dashboard.settings import Plan, Settings
from safepassage.dashboard.wire import pack
from safepassage.ensemble.pair import MEASURES, Horizon, pair_counts
from safepassage.model import BorderModel
from safepassage.observation.indicators import INDICATORS, Indicator
from safepassage.observation.suppress import is_small
from safepassage.report.geometry import geometry
from safepassage.world.world import World

Totals = dict[str, float]

PERSONS = ("averted", "newly_harmed")
BESIDE = (
    "entered_exploitation", "departures_regular", "departures_irregular", "refused", "identified_false",
    "recorded_victims",
)  # fmt: skip
"""What stands beside averted exploitation, always: deterring migration is not success."""

MONEY = ("spend_usd", "spend_government_usd")
GATES = ("crossed_formal", "crossed_traditional", "crossed_unofficial", "crossed_hub")


@dataclass
class _Side:
    """One world and what of it the page has already."""

    model: BorderModel
    sent: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))


class TwoWorlds:
    """Left and right, from one spin-up; every step is taken by both."""

    def __init__(self, settings: Settings, plans: tuple[Plan, Plan], spun_up: World, seed: int) -> None:
        self.settings, self.plans = settings, plans
        self.sides = tuple(_Side(_model(settings, plan, spun_up, seed)) for plan in plans)
        self.step = 0
        self._rows_sent = 0

    @property
    def models(self) -> tuple[BorderModel, ...]:
        """The left model and the right one."""
        return tuple(side.model for side in self.sides)

    @property
    def steps_total(self) -> int:
        """Steps of the horizon."""
        return self.models[0].steps_total

    @property
    def persons(self) -> int:
        """Simulated persons of one world."""
        return int(self.models[0].world.people.id.size)

    @property
    def over(self) -> bool:
        """Whether the horizon is reached."""
        return self.step >= self.steps_total

    def advance(self, steps: int) -> None:
        """Take up to so many steps in both worlds."""
        for _ in range(min(steps, self.steps_total - self.step)):
            for model in self.models:
                model.step()
            self.step += 1

    def opened(self) -> bytes:
        """The first message of new worlds: who lives where (cells), and everything that does not change."""
        model = self.models[0]
        header = {
            "is": "opened",
            "steps_total": self.steps_total,
            "persons": self.persons,
            "population": model.region.population,
            "share": self.settings.population_share,
            "seed": self.settings.seed,
            "dates": [date.isoformat() for date in model.dates],
            "made_up": model.region.made_up,
            "geometry": geometry(model.region, ways=False),
        }
        return pack(header, {"cell": model.world.people.cell.astype(np.uint16)})

    def frame(self, at: int, with_effects: bool = True) -> bytes:
        """What has changed since the last frame: persons, recruiters, rows of the series, effects.

        The table of effects costs more than a step; while playing, nobody reads it ten times a second.
        """
        arrays: dict[str, NDArray[Any]] = {}
        for number, side in enumerate(self.sides):
            codes = picture.codes(side.model.world)
            before = side.sent if side.sent.size else np.zeros_like(codes)
            changed = np.flatnonzero(codes != before)
            arrays[f"who{number}"] = changed.astype(np.uint32)
            arrays[f"code{number}"] = codes[changed]
            arrays[f"way{number}"] = picture.ways(side.model.world, changed)
            arrays[f"trade_cell{number}"], arrays[f"trade{number}"] = picture.recruiters(side.model.world)
            arrays[f"rows{number}"] = together(side.model.series[self._rows_sent : self.step])
            side.sent = codes
        header = {
            "is": "frame",
            "frame": at,
            "step": self.step,
            "over": self.over,
            "first_row": self._rows_sent,
            "situations": [list(model.situations().values()) for model in self.models],
            "effects": self.effects() if with_effects or self.over else None,
        }
        self._rows_sent = self.step
        return pack(header, arrays)

    def totals(self) -> tuple[Totals, ...]:
        """Each indicator so far, all districts together, as the effects table counts it."""
        return tuple(totals(model.series[: self.step]) for model in self.models)

    def effects(self) -> list[dict[str, Any]]:
        """What the right world changes against the left one so far: rows of the page's table.

        A count of persons that rests on fewer than ten simulated persons on one side, or stands for
        fewer than ten, is not sent.
        """
        left, right = self.totals()
        share = self.settings.population_share
        pairs = self.pairs()
        # Years in exploitation rest on the persons who enter it, as in the decision pack and the replay.
        unseen = any(few(side["entered_exploitation"], share) for side in (left, right))
        years = None if unseen else pairs["exploitation_years_averted"]
        rows = [_row("exploitation_years_averted", None, None, years)]
        for name in PERSONS:
            rows.append(_row(name, None, None, None if few(pairs[name], share) else pairs[name]))
        for name in (*BESIDE, *GATES):
            # Records are drawn at full scale, so one simulated person does not stand for several.
            scale = 1.0 if name.startswith("recorded") else share
            before, after = (None if few(side[name], scale) else side[name] for side in (left, right))
            hidden = before is None or after is None
            rows.append(_row(name, before, after, None if hidden else right[name] - left[name]))
        rows += [_row(name, left[name], right[name], right[name] - left[name]) for name in MONEY]
        return rows

    def pairs(self) -> dict[str, float]:
        """Persons compared one by one, scaled to real ones: `pair_counts` over the steps taken."""
        ledgers = [model.person_ledger() for model in self.models]
        # Whoever never left in either world counts nowhere but among all persons.
        touched = np.flatnonzero(np.any([_lived(ledger) for ledger in ledgers], axis=0))
        left, right = ({name: column[touched] for name, column in ledger.items()} for ledger in ledgers)
        horizon = Horizon(self.models[0].world.clock.days, self.step)
        counts = pair_counts(left, right, len(self.models[0].region.districts), horizon)[0]
        return dict(zip(MEASURES, (counts / self.settings.population_share).tolist(), strict=True))


def _model(settings: Settings, plan: Plan, spun_up: World, seed: int) -> BorderModel:
    return BorderModel(
        spun_up.region, plan.scenario, plan.government, settings.population_share, seed,
        budget_usd_per_year=plan.budget_usd_per_year, spun_up=spun_up,
    )  # fmt: skip


def _lived(ledger: dict[str, NDArray[Any]]) -> NDArray[np.bool_]:
    """Who left or was exploited since the start."""
    return (ledger["first_step"] >= 0) | (ledger["departures"] > 0) | (ledger["exploited_years"] > 0)


def totals(series: NDArray[np.float64]) -> Totals:
    """Flows as sums, stocks and means as averages, cumulated as last values; [steps, districts, indicators]."""
    if not series.shape[0]:
        return {one.name: 0.0 for one in INDICATORS}
    rows = together(series)
    return {one.name: _total(one, rows[:, at]) for at, one in enumerate(INDICATORS)}


def together(series: NDArray[np.float64]) -> NDArray[np.float64]:
    """All districts as one, shape [steps, indicators]: sums; of levels from 0 to 1 the mean."""
    summed = series.sum(axis=1)
    means = [at for at, one in enumerate(INDICATORS) if one.kind == "mean"]
    summed[:, means] /= series.shape[1]
    return summed


def _total(indicator: Indicator, rows: NDArray[np.float64]) -> float:
    if indicator.kind == "flow":
        return float(rows.sum())
    return float(rows[-1] if indicator.kind == "cumulated" else rows.mean())


def few(count: float, share: float) -> bool:
    """Whether a count is too small to be shown; none at all may be."""
    return count > 0.0 and bool(is_small(count, count * share))


def _row(name: str, left: float | None, right: float | None, change: float | None) -> dict[str, Any]:
    return {"name": name, "left": left, "right": right, "change": change}
