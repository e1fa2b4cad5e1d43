"""What may be run, and what is refused."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.ensemble.spec import BASELINE, RunSpec
from safepassage.evidence.errors import InputError

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"population_share": math.nan}, "population_share"),
    ({"population_share": 0.0}, "population_share"),
    ({"population_share": 1.01}, "population_share"),
    ({"population_share": "half"}, "population_share"),
    ({"population_share": True}, "population_share"),
    ({"seed": -1}, "seed"),
    ({"seed": 1.5}, "seed"),
    ({"replicates": 0}, "replicates"),
    ({"workers": 0}, "workers"),
    ({"step_days": math.nan}, "step_days"),
    ({"step_days": 0.0}, "step_days"),
    ({"spin_up_years": -1.0}, "spin_up_years"),
    ({"budget_usd_per_year": math.inf}, "budget_usd_per_year"),
    ({"budget_usd_per_year": -1.0}, "budget_usd_per_year"),
    ({"start": "2024-01-01"}, "2024-01-01"),
    ({"start": "yesterday"}, "yesterday"),
    ({"start": "2023-12-30", "end": "2023-12-31"}, "less than one step"),
    ({"scenario": []}, "scenario"),
    ({"scenario": ["a", "a"]}, "'a' stands 2 times"),
    ({"scenario": {"a": 1}}, "scenario"),
    ({"scenario": "a", "scenarios": ["b"]}, "given twice"),
    ({"executor": "cloud"}, "executor 'cloud'"),
    ({"language": "fr"}, "language 'fr'"),
    ({"region": ""}, "region"),
    ({"churn": 1}, "churn=1 is not true or false"),
    ({"start": None, "end": "2015"}, "end=2015 is not a date"),
    ({"design": 3}, "design.KEY=VALUE"),
    ({"design": {"draws": 1.5}}, "design.draws=1.5 is not a whole number, at least 1 and at most 1000000"),
    ({"precision": {"least": 9, "most": 8}}, "precision.most=8 is below"),
    ({"parameters": 3}, "parameters"),
    ({"parameters": {"x": True}}, "parameters.x"),
    ({"parameters": {"x": "y"}}, "parameters.x"),
]


@pytest.mark.parametrize(("values", "named"), REFUSED)
def test_a_refusal_is_one_line_and_names_the_thing(values: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError) as caught:
        RunSpec.from_mapping(values)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'replicates'"):
        RunSpec.from_mapping({"repicates": 3})


@given(share=st.floats(allow_nan=True, allow_infinity=True))
def test_every_share_is_either_usable_or_refused(share: float) -> None:
    try:
        spec = RunSpec(population_share=share)
    except InputError:
        assert not 0.0 < share <= 1.0
    else:
        assert 0.0 < spec.population_share <= 1.0


def test_texts_lists_and_dates_are_read() -> None:
    spec = RunSpec.from_mapping(
        {
            "scenarios": "no_iom, partner",
            "governments": ["as_is"],
            "start": "2017-01-01",
            "end": dt.date(2018, 1, 1),
        }
    )
    assert spec.scenario == ("no_iom", "partner")
    assert spec.government == ("as_is",)
    assert spec.start == dt.date(2017, 1, 1)


def test_numbers_written_as_texts_are_read_and_shares_of_whole_numbers_are_numbers() -> None:
    spec = RunSpec.from_mapping({"seed": "7", "step_days": "3.5", "population_share": 1})
    assert (spec.seed, spec.step_days) == (7, 3.5)
    assert isinstance(spec.population_share, float)


def test_auto_starts_at_the_least_of_the_precision_asked_for() -> None:
    spec = RunSpec.from_mapping({"replicates": "auto", "precision": {"least": 5}})
    assert (spec.sequential, spec.replicates, spec.precision.most) == (True, 5, 256)


def test_what_decides_lives_and_what_decides_nothing_is_known() -> None:
    spec = RunSpec()
    assert list(spec.deciding("lives")) == [
        "population_share", "seed", "step_days", "start", "end", "spin_up_years", "budget_usd_per_year", "parameters",
    ]  # fmt: skip
    assert set(spec.as_dict()) - set(spec.deciding("lives", "runs")) == {
        "workers", "executor", "results", "language", "config_dir", "address", "timeout_seconds", "part",
    }  # fmt: skip


def test_the_baseline_comes_first_and_once() -> None:
    assert RunSpec(scenario=("partner", BASELINE)).with_baseline().scenario == (BASELINE, "partner")
    assert RunSpec(scenario=("partner",)).with_baseline().scenario == (BASELINE, "partner")


def test_a_specification_survives_the_way_through_its_mapping() -> None:
    spec = RunSpec(scenario=("no_iom", "partner"), parameters={"b": 2.0, "a": 1.0}, churn=True)
    assert RunSpec.from_mapping(spec.as_dict()) == spec
