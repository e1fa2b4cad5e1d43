"""What each lever of the study moves: ``python experiments/levers/run.py`` writes levers.csv and README.md's table.

Every arm runs beside the same world without IOM, paired by seed, from one spin-up; a lever acts from the first step of
the scenario. An extreme arm (nobody deceives, every gate closed) is held by a stage of the experiment's own. Beside it
stand the same arms of version 0.1 (its own code, the same seeds and size) and the ceilings of experiments/ceilings.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safepassage.analysis.intervals import student_half_width
from safepassage.ensemble.executor import map_tasks
from safepassage.interventions.kinds.shock import Shock
from safepassage.interventions.scenario import Scenario, load_scenario
from safepassage.model import BorderModel, spin_up
from safepassage.observation import INDICATOR_NAMES, INDICATORS
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.stages import SCHEDULE, without
from safepassage.world.world import World

SEEDS, SHARE = range(1, 13), 0.02
HERE = Path(__file__).parent
READ = (
    "entered_exploitation", "exploitation_years", "departures_irregular", "departures_regular", "trafficked",
    "retrafficked", "recruiters_active", "recruiters_arrested", "recruiters_moved_in", "assisted", "expected_cases",
)  # fmt: skip
SHOWN = {
    "entered_exploitation": "entries", "exploitation_years": "years", "departures_irregular": "irregular departures",
    "departures_regular": "regular departures", "recruiters_active": "recruiters at work",
}  # fmt: skip
BESIDE = ("entered_exploitation", "exploitation_years", "recruiters_active")
"""Of these the table has version 0.1 too."""
CEILING = {
    "no recruiter deceives": "deceit", "everybody fully aware": "outreach", "no poverty": "poverty",
    "no unemployment": "unemployment", "every identified person assisted": "assistance",
    "all officials honest": "integrity", "hotline": "hotline", "protection": "protection", "shelters": "shelters",
    "action plans": "action plans", "task force": "task force", "cross border": "cross-border",
    "partner": "partnership abroad", "implementer: outreach alone": "outreach",
    "implementer: assistance alone": "assistance", "facilitator: training alone": "training of officials",
    "facilitator: offices alone": "service offices", "facilitator: plans alone": "action plans",
    "facilitator: consulates alone": "partnership abroad",
}  # fmt: skip
"""Arm -> lever of experiments/ceilings, whose perfect execution is its ceiling."""
_TABLE = re.compile(r"(<!-- the table -->\n).*?(<!-- end of the table -->)", re.S)
Hold = Callable[[World], None]


@dataclass(frozen=True)
class Arm:
    """One lever: what of a scenario, of the parameters or of the world is other than in the baseline."""

    name: str
    scenario: str | Scenario = "no_iom"
    parameters: Mapping[str, float] = field(default_factory=dict)
    hold: Hold | None = None
    leave_out: str = ""

    def run(self, seed: int, world: World) -> NDArray[np.float64]:
        """Totals over the horizon of the indicators in READ, real persons; stocks are means."""
        scenario = load_scenario(self.scenario) if isinstance(self.scenario, str) else self.scenario
        model = BorderModel(
            world.region,
            scenario,
            "as_is",
            SHARE,
            seed,
            spun_up=world,
            parameters=load_parameters(self.parameters),
        )
        stages = without(self.leave_out) if self.leave_out else SCHEDULE
        model.schedule = (self.hold, *stages) if self.hold else stages
        return totals(model.run())


def totals(model: BorderModel) -> NDArray[np.float64]:
    """Sum of a flow, last of what is cumulated, mean of a stock; all districts."""
    out = []
    for name in READ:
        series = model.indicator(name).sum(axis=1)
        kind = INDICATORS[INDICATOR_NAMES.index(name)].kind
        out.append({"flow": series.sum(), "cumulated": series[-1], "stock": series.mean()}[kind])
    return np.array(out, float)


def deceit(share: float) -> Hold:
    """Recruiters deceive in this share of their offers, newcomers too."""

    def hold(world: World) -> None:
        world.recruiters.deceptiveness[:] = share

    return hold


def aware(world: World) -> None:
    """Everybody is fully aware."""
    world.people.awareness[:] = 1.0


def never_again(world: World) -> None:
    """Who was assisted is too old to leave again, whatever else draws them."""
    people = world.people
    people.age_at_start[people.aided & (people.situation == 0)] = 200.0


def honest(integrity: float) -> Hold:
    """All officials have this integrity, newcomers too."""

    def hold(world: World) -> None:
        world.officials.integrity[:] = integrity

    return hold


@dataclass(frozen=True)
class AllClosed:
    """Every gate is closed outward."""

    name: str = "all_closed"

    def act(self, world: World) -> None:
        """Close them."""
        world.doses.openness[:] = 0.0


def shock(**factors: float) -> Scenario:
    """The world outside with its rates multiplied."""
    return Scenario("shock", interventions=(Shock(**factors),))


def arms() -> list[Arm]:
    """The levers, in the order of the table."""
    nothing: dict[str, float] = {}
    assist = {"assistance_log_odds": 20.0, "assistance_places_per_100000": 1e5}
    strong = {"district_move_per_year": 1.0, "village_learning": 2.0, "profit_elasticity": 2.0}
    training = {"facilitator_training_share": 1.0, "facilitator_government_share": 0.0}
    return [
        Arm("no recruiter deceives", hold=deceit(0.0)),
        Arm("every offer is deceptive", hold=deceit(1.0)),
        Arm("everybody fully aware", hold=aware),
        Arm("poverty doubled", shock(poverty_factor=2.0)),
        Arm("no poverty", shock(poverty_factor=0.0)),
        Arm("unemployment doubled", shock(unemployment_factor=2.0)),
        Arm("no unemployment", shock(unemployment_factor=0.0)),
        Arm("every identified person assisted", parameters=assist),
        Arm("no assisted person ever leaves again", hold=never_again),
        Arm("all officials honest", hold=honest(1.0)),
        Arm("no official honest", hold=honest(0.0)),
        *(Arm(name.replace("_", " "), name) for name in
          ("hotline", "protection", "shelters", "action_plans", "task_force", "cross_border")),
        Arm("deterrence off", parameters={"deterrence": 0.0, "announced_deterrence": 0.0}),
        Arm("adaptation off", leave_out="adaptation"),
        Arm("adaptation strong", parameters=strong),
        Arm("every gate closed for eight years", Scenario("closed", interventions=(AllClosed(),))),
        Arm("partner", "partner"),
        Arm("partner without finds and caseload", "partner", parameters=NO_RESCUE_GAIN),
        Arm("implementer", "implementer"),
        Arm("implementer: outreach alone", "implementer", {"implementer_outreach_share": 1.0}),
        Arm("implementer: assistance alone", "implementer", {"implementer_outreach_share": 0.0}),
        Arm("facilitator", "facilitator"),
        Arm("facilitator: training alone", "facilitator", {**training, "consular_training_share": 0.0}),
        Arm("facilitator: plans alone", "facilitator",
            {"facilitator_training_share": 0.0, "facilitator_government_share": 1.0}),
        Arm("facilitator: offices alone", "facilitator",
            {"facilitator_training_share": 0.0, "facilitator_government_share": 0.0}),
        Arm("facilitator: consulates alone", "facilitator", {**training, "consular_training_share": 1.0}),
        Arm("integrated", "integrated", nothing),
    ]  # fmt: skip


NO_RESCUE_GAIN: Mapping[str, float] = {"find_partnership_gain": 0.0, "consular_partnership_gain": 0.0}


def one_seed(seed: int) -> NDArray[np.float64]:
    """The baseline and every arm of one seed, [1 + arms, READ]."""
    world = spin_up(load_region("indonesia"), SHARE, seed, load_parameters())
    return np.stack([arm.run(seed, world) for arm in [Arm("baseline"), *arms()]])


def read(path: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """Change and half-width by arm and indicator, percent."""
    with path.open(newline="", encoding="utf-8") as file:
        return {
            (row["lever"], row["indicator"]): (float(row["change_percent"]), float(row["half_width_percent"]))
            for row in csv.DictReader(file)
        }


def ceilings() -> dict[str, str]:
    """Entries and years under perfect execution, and what that says, by lever of experiments/ceilings."""
    with (HERE.parent / "ceilings" / "ceilings.csv").open(newline="", encoding="utf-8") as file:
        return {
            row[
                "lever"
            ]: f"{float(row['entered_exploitation']):+.1f} / {float(row['exploitation_years']):+.1f}; {row['reading']}"
            for row in csv.DictReader(file)
            if row["dose"] == "perfect"
        }


def page(now: dict[tuple[str, str], tuple[float, float]]) -> str:
    """The table of README.md."""
    before, best = read(HERE / "version-0.1.csv"), ceilings()
    head = ["lever"]
    for name, title in SHOWN.items():
        head += [f"{title} in 0.1", title] if name in BESIDE else [title]
    lines = [[*head, "at best: entries / years"], ["---"] * (len(head) + 1)]
    for arm in arms():
        cells = [arm.name]
        for name in SHOWN:
            tables = (before, now) if name in BESIDE else (now,)
            cells += ["{:+.1f} ± {:.1f}".format(*table[arm.name, name]) for table in tables]
        lines.append([*cells, best.get(CEILING.get(arm.name, ""), "")])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Run the seeds, write the numbers, put the table into the page."""
    runs = np.stack(list(map_tasks(one_seed, list(SEEDS), 2)))
    base, rest = runs[:, :1], runs[:, 1:]
    change = 100.0 * (rest - base) / base.mean(axis=0)
    mean = change.mean(axis=0)
    half = student_half_width(change.std(axis=0, ddof=1), len(SEEDS))
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "levers.csv"
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["lever", "indicator", "baseline", "change_percent", "half_width_percent"])
        for a, arm in enumerate(arms()):
            for n, name in enumerate(READ):
                row = (f"{base[:, 0, n].mean():.6g}", f"{mean[a, n]:.2f}", f"{half[a, n]:.2f}")
                writer.writerow([arm.name, name, *row])
    table = page(read(out))
    if out.parent == HERE:
        text = (HERE / "README.md").read_text(encoding="utf-8")
        made = _TABLE.sub(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text)
        (HERE / "README.md").write_text(made, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
