"""One trial: quarters from weeks, who is halved, who is at risk; and a short trial as a whole."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import numpy as np
import pytest

from safepassage.ensemble import trial
from safepassage.ensemble.trial import ARMS, HALVED, HALVED_NO_ENTRY, NO_ENTRY, by_quarter
from safepassage.interventions.kinds.screening import Screening
from safepassage.model import BorderModel
from safepassage.observation import INDICATOR_NAMES

FLOWS = np.array([True, False])


def weeks(number: int, start: dt.date = dt.date(2016, 1, 1)) -> list[dt.date]:
    return [start + dt.timedelta(days=7 * step) for step in range(number)]


def test_flows_are_summed_and_stocks_averaged_by_the_quarter_in_which_a_step_begins() -> None:
    dates = weeks(27)
    series = np.arange(27.0)[:, None, None] * np.ones((1, 3, 2))
    quarters = by_quarter(series, dates, FLOWS)
    assert quarters.shape == (3, 3, 2)
    # Fridays of 2016: 13 before 1 April, which is one itself, 13 from it to 24 June, the last on 1 July
    assert quarters[:, 0, 0].tolist() == [sum(range(13)), sum(range(13, 26)), 26.0]
    assert quarters[:, 2, 1].tolist() == [6.0, 19.0, 26.0]


def test_the_whole_horizon_has_thirty_two_quarters_and_loses_nothing() -> None:
    dates = weeks(417)
    series = np.random.default_rng(2).poisson(5.0, (417, 4, 2)).astype(float)
    quarters = by_quarter(series, dates, FLOWS)
    assert len(quarters) == 32
    assert np.array_equal(quarters[:, :, 0].sum(axis=0), series[:, :, 0].sum(axis=0))
    in_2021 = np.array([day.year == 2021 for day in dates])
    assert np.array_equal(quarters[20:24, :, 0].sum(axis=0), series[in_2021, :, 0].sum(axis=0))


def test_the_scenario_of_p6_triples_screening_at_one_gate() -> None:
    (only,) = trial.scenario_of("screening_one_gate").interventions
    assert isinstance(only, Screening)
    assert (only.factor, only.gate) == (3.0, "aruk")
    assert trial.scenario_of("partner").name == "partner"


def test_every_arm_has_its_baseline_under_the_same_government() -> None:
    assert len(set(ARMS)) == len(ARMS)
    for _, government in ARMS:
        assert ("no_iom", government) in ARMS
    assert {HALVED, NO_ENTRY, HALVED_NO_ENTRY}.isdisjoint(ARMS)


@pytest.fixture(scope="module")
def model() -> BorderModel:
    model = BorderModel("classroom", population_share=0.5, spin_up_years=0.0)
    model.step()
    return model


def test_half_of_the_recruiters_leave_the_same_ones_each_time(model: BorderModel) -> None:
    one, two = model.world.copy(), model.world.copy()
    for world in (one, two):
        world.recruiters.active[:] = True
        trial.halve_recruiters(world)
    assert np.array_equal(one.recruiters.active, two.recruiters.active)
    number = len(one.recruiters.active)
    # three standard errors of a fair coin
    assert abs(one.recruiters.active.sum() - number / 2) < 1.5 * np.sqrt(number)
    assert model.world.recruiters.active.sum() != one.recruiters.active.sum()
    again = one.recruiters.active.copy()
    trial.halve_recruiters(one)
    assert np.array_equal(one.recruiters.active, again)  # a recruiter's draw is its own


def test_poor_at_risk_counts_persons_of_thirteen_to_sixty() -> None:
    ledger = {
        "age": np.array([12.9, 13.0, 60.0, 60.1, 30.0, 30.0]),
        "episodes": np.array([1, 1, 0, 1, 2, 0]),
        "departures": np.array([1, 0, 2, 1, 1, 0]),  # the second was abroad before the start
        "district": np.array([0, 0, 0, 0, 1, 1]),
        "poor": np.array([True, True, False, True, False, True]),
    }
    stub = SimpleNamespace(person_ledger=lambda: ledger, region=SimpleNamespace(districts=("a", "b")))
    found = trial.poor_at_risk(stub)  # type: ignore[arg-type]
    assert found.tolist() == [[[1, 1, 0], [1, 1, 1]], [[1, 1, 1], [1, 0, 0]]]


@pytest.mark.slow
def test_a_trial_keeps_what_the_patterns_read() -> None:
    from safepassage.ensemble.spec import RunSpec
    from safepassage.ensemble.trial import TrialTask, run_trial

    spec = RunSpec(population_share=0.002, spin_up_years=0.5, end=dt.date(2018, 3, 31))
    found = run_trial(TrialTask(spec, 0, {}))
    assert set(found.quarters) == {*ARMS, HALVED, NO_ENTRY, HALVED_NO_ENTRY}
    assert {table.shape for table in found.quarters.values()} == {(9, 4, len(INDICATOR_NAMES))}
    assert set(found.by_gate) == set(ARMS)
    assert len(found.dates) == len(found.weekly_cases)
    # before the day on which they leave, the halved world is the baseline, bit for bit
    trafficked = INDICATOR_NAMES.index("recruiters_active")
    halved, base = (
        found.quarters[HALVED][..., trafficked],
        found.quarters[("no_iom", "as_is")][..., trafficked],
    )
    assert np.array_equal(halved[:8], base[:8])
    assert halved[8].sum() < 0.7 * base[8].sum()
    again = run_trial(TrialTask(spec, 0, {}))
    assert all(np.array_equal(found.quarters[arm], again.quarters[arm]) for arm in found.quarters)
