"""Levers: untouched they leave a scenario as its file says, touched they move one documented field."""

from __future__ import annotations

import datetime as dt

import pytest

from safepassage.dashboard.levers import BY_NAME, LEVERS, apply, checked, real, values_of
from safepassage.evidence.errors import InputError
from safepassage.interventions.kinds import KINDS
from safepassage.interventions.kinds.closure import Closure
from safepassage.interventions.kinds.facilitator import Facilitator
from safepassage.interventions.kinds.implementer import Implementer
from safepassage.interventions.kinds.partner import Partner
from safepassage.interventions.kinds.shock import Shock
from safepassage.interventions.scenario import load_scenario, scenario_names
from safepassage.model import BorderModel
from safepassage.parameters import load_parameters


def test_an_untouched_scenario_is_the_very_one_that_compare_runs() -> None:
    for name in scenario_names():
        scenario = load_scenario(name)
        assert apply(scenario, {}, "left") is scenario
        assert apply(scenario, {"budget": 1e5}, "left") is scenario


def test_every_lever_names_what_is_there() -> None:
    parameters = load_parameters().flat()
    for lever in LEVERS:
        assert lever.low <= lever.neutral <= lever.high, lever.name
        if lever.kind == "intervention":
            kind, field = lever.target.split(".")
            assert field in KINDS[kind].__dataclass_fields__, lever.name
        if lever.kind == "parameter":
            assert lever.target in parameters, lever.name


@pytest.mark.parametrize("name", scenario_names())
def test_levers_set_to_where_they_stand_change_nothing(name: str) -> None:
    scenario = load_scenario(name)
    values = {key: value for key, value in values_of(scenario).items() if BY_NAME[key].kind == "intervention"}
    again = apply(scenario, values, name)
    assert sorted(again.interventions, key=str) == sorted(scenario.interventions, key=str) or _same_life(
        scenario, again
    )


def _same_life(one: object, other: object) -> bool:
    """Strengths of passports written out are the same world, bit for bit."""
    series = [
        BorderModel("classroom", scenario, population_share=0.05, spin_up_years=0.0).run().series  # type: ignore[arg-type]
        for scenario in (one, other)
    ]
    return bool((series[0] == series[1]).all())


def test_a_role_is_added_set_and_left_out_at_zero() -> None:
    base = load_scenario("integrated")
    made = apply(base, {"implementer": 0.0, "partner": 0.5}, "right")
    assert {type(item) for item in made.interventions} == {Facilitator, Partner}
    assert next(item.share for item in made.interventions if isinstance(item, Partner)) == 0.5
    added = apply(load_scenario("no_iom"), {"implementer": 0.4}, "right")
    assert added.interventions == (Implementer(share=0.4),)


def test_shares_above_the_whole_budget_are_refused() -> None:
    with pytest.raises(InputError, match="at most 1"):
        apply(load_scenario("implementer"), {"partner": 0.5}, "right")


def test_events_take_their_years_and_keep_a_scenarios_own() -> None:
    base = load_scenario("no_iom")
    (closure,) = apply(base, {"closure": 0.2, "events_from": 2017.0, "events_to": 2018.0}, "x").interventions
    assert closure == Closure(openness=0.2, start=dt.date(2017, 1, 1), end=dt.date(2018, 1, 1))
    (endless,) = apply(base, {"wages": 1.5, "events_from": 2016.0, "events_to": 2024.0}, "x").interventions
    assert endless == Shock(wage_factor=1.5)
    (own,) = apply(load_scenario("border_closure"), {"closure": 0.5}, "x").interventions
    assert own == Closure(openness=0.5, start=dt.date(2019, 1, 1), end=dt.date(2020, 1, 1))
    (both,) = apply(load_scenario("wage_gap"), {"poverty": 1.5}, "x").interventions
    assert both == Shock(poverty_factor=1.5, wage_factor=1.25, start=dt.date(2019, 1, 1))
    (jobless,) = apply(load_scenario("no_iom"), {"unemployment": 2.0}, "x").interventions
    assert jobless == Shock(unemployment_factor=2.0, start=dt.date(2019, 1, 1), end=dt.date(2021, 1, 1))


def test_training_never_spends_more_than_the_facilitator_has() -> None:
    for training in (0.0, 0.3, 0.8, 1.0):
        made = apply(load_scenario("facilitator"), {"training": training}, "x").parameters
        assert made["facilitator_training_share"] == training
        assert made["facilitator_training_share"] + made["facilitator_government_share"] <= 1.0 + 1e-12
    usual = load_parameters().programme
    made = apply(load_scenario("facilitator"), {"training": usual.facilitator_training_share}, "x").parameters
    assert made["facilitator_government_share"] == pytest.approx(usual.facilitator_government_share)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"budget": 1e15}, "budget"),
        ({"budget": float("nan")}, "not a number"),
        ({"partner": -0.1}, "outside"),
        ({"partner": True}, "not a number"),
        ({"partner": "0.5"}, "not a number"),
        ({"patner": 0.5}, "partner"),
        ({"events_from": 2021.0, "events_to": 2020.0}, "before"),
    ],
)
def test_an_absurd_value_is_refused_by_name(values: dict[str, object], named: str) -> None:
    with pytest.raises(InputError, match=named):
        checked(values)


def test_numbers_that_no_double_holds_are_refused() -> None:
    for value in (10**400, float("nan"), float("inf"), True, "1", None):
        with pytest.raises(InputError, match="not a number"):
            real("budget", value)
    assert real("budget", 3) == 3.0
