"""Every parameter moves some indicator: levers and uncertainties, and the constants too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from tests.house.levers import (
    DEAD,
    FROM_THE_START,
    LIVELY,
    TAILORED,
    Series,
    Setting,
    run_from_the_start_of,
    run_of,
    scenario_of,
    still,
)

from safepassage.analysis.leaning import ONLY_WITH
from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import load_passports
from safepassage.interventions import Scenario
from safepassage.interventions.kinds import KINDS, facilitator

PASSPORTS = load_passports()
SUBMODELS = sorted({one.submodel for one in PASSPORTS.values()})


@pytest.mark.parametrize("submodel", SUBMODELS)
def test_every_parameter_moves_some_indicator(submodel: str) -> None:
    mine = [one for one in PASSPORTS.values() if one.submodel == submodel and one.low < one.high]
    found = still(mine, run_of)
    assert sorted(found) == sorted(set(DEAD) & {one.name for one in mine}), (
        "moves nothing, or DEAD lists what does"
    )


@pytest.mark.parametrize("submodel", SUBMODELS)
def test_a_scenarios_override_moves_something_or_is_refused(submodel: str) -> None:
    mine = [one for one in PASSPORTS.values() if one.submodel == submodel and one.low < one.high]
    may_be_set = [one for one in mine if one.acts == "always"]
    assert still(may_be_set, run_from_the_start_of) == [], (
        "acts: genesis is missing, or it needs a world of its own"
    )
    for one in PASSPORTS.values():
        if one.submodel == submodel and one.acts == "genesis":
            with pytest.raises(InputError, match=f"{one.name} makes the first.*for the whole run"):
                LIVELY.run_from_the_start({one.name: one.value})


def test_every_dead_parameter_and_every_tailored_run_says_why() -> None:
    assert set(DEAD) | set(TAILORED) | set(FROM_THE_START) <= set(PASSPORTS)
    assert all(DEAD.values())
    assert all(setting.why for setting in (*TAILORED.values(), *FROM_THE_START.values()))


def without(kinds: tuple[str, ...]) -> Scenario:
    """All roles and a task force but those kinds."""
    every = ("implementer", "facilitator", "partner", "task_force")
    return scenario_of(*(kind for kind in every if kind not in kinds))


@pytest.mark.parametrize("kinds", sorted(set(ONLY_WITH.values())), ids="-".join)
def test_what_a_result_does_not_lean_on_cannot_move_it(kinds: tuple[str, ...]) -> None:
    """``safepassage sources FOLDER`` leaves out the parameters of programmes that no scenario holds."""
    assert set(kinds) <= set(KINDS)
    names = [name for name, needs in ONLY_WITH.items() if needs == kinds]
    setting = Setting(LIVELY.overrides, scenario=without(kinds))
    low, high = (
        setting.run({name: getattr(PASSPORTS[name], end) for name in names}) for end in ("low", "high")
    )
    assert np.array_equal(low, high)


def test_a_lever_without_effect_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seeded in a copy of the facilitator's source: the consular share is asked for and not used."""
    source = Path(facilitator.__file__).read_text(encoding="utf-8")
    seeded = source.replace("training.sum() * q.consular_training_share", "training.sum() * 0.1")
    seeded = seeded.replace("(1.0 - q.consular_training_share)", "0.9 * (q.consular_training_share >= 0.0)")
    seeded = seeded.replace("courses * q.consular_training_share", "courses * 0.1")
    assert seeded.count("q.consular_training_share") == 2
    module: dict[str, object] = {"__name__": facilitator.__name__}
    exec(compile(seeded, "facilitator.py", "exec"), module)
    monkeypatch.setitem(KINDS, "facilitator", module["Facilitator"])
    setting = Setting(
        LIVELY.overrides, scenario=scenario_of("implementer", "facilitator", "partner", "task_force")
    )

    def run(name: str) -> object:
        def with_fault(changed: Mapping[str, float]) -> Series:
            return setting.run(changed)

        return with_fault

    levers = [one for one in PASSPORTS.values() if one.role == "lever" and one.submodel == "programme"]
    assert still(levers, run) == ["consular_training_share"]  # type: ignore[arg-type]
