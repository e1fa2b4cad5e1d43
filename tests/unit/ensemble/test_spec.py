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
    ({"parameters": 3}, "parameters"),
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


def test_the_baseline_comes_first_and_once() -> None:
    assert RunSpec(scenario=("partner", BASELINE)).with_baseline().scenario == (BASELINE, "partner")
    assert RunSpec(scenario=("partner",)).with_baseline().scenario == (BASELINE, "partner")


def test_a_specification_survives_the_way_through_its_mapping() -> None:
    spec = RunSpec(scenario=("no_iom", "partner"), parameters={"b": 2.0, "a": 1.0}, churn=True)
    assert RunSpec.from_mapping(spec.as_dict()) == spec
