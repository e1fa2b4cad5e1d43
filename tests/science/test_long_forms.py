"""Long forms of the known answers: the real regions, the whole horizon. ``make trust`` runs them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.science.test_chain_abroad import SITUATIONS, generator, one_step, shares
from tests.science.test_sure_gates import SURE, passing

from safepassage.comparison import compare as compare_scenarios
from safepassage.interventions import scenario_names
from safepassage.world.codes import Situation
from safepassage.world.ledger import recount

pytestmark = pytest.mark.trust
WHOLE = {"region": "indonesia", "share": 0.1, "years": 8.0, "spin_up_years": 5.0}
NO_ONSET = {"onset_irregular_per_year": 0.0, "onset_regular_per_year": 0.0}


def test_known_answer_1_without_recruiters_long(lab: Any) -> None:
    model = lab.model(**WHOLE, **NO_ONSET, recruiters_per_1000=0.0).run()
    assert model.indicator("trafficked").sum() == 0.0
    assert model.indicator("departures_irregular").sum() > 1000.0


def test_known_answer_2_sure_gates_long(lab: Any) -> None:
    model = lab.model(**{**WHOLE, "spin_up_years": 0.0}, **SURE)
    passed = 0
    while model.running:
        model.step()
        passed += passing(model)
    assert passed == 0
    assert model.indicator("trafficked").sum() > 100.0


def test_known_answer_3_chain_long(lab: Any) -> None:
    found, persons = shares(lab, Situation.EXPLOITED, 3.5, [26, 104, 300], seeds=range(1, 25))
    p = one_step(generator(), 3.5 / 365.25)
    for n, observed in zip([26, 104, 300], found, strict=True):
        expected = np.linalg.matrix_power(p, n)[SITUATIONS.index(Situation.EXPLOITED)]
        error = np.sqrt(expected * (1.0 - expected) / persons)
        assert (np.abs(observed - expected) <= 3.0 * error + 1e-12).all()


def test_known_answer_4_conservation_and_budget_long(lab: Any) -> None:
    model = lab.model("integrated", "responsive", **WHOLE)
    ledger = model.world.ledger
    people = model.world.people.id.size
    while model.running:
        before = ledger.stock.copy()
        model.step()
        assert (ledger.stock == before + ledger.flow.sum(axis=1) - ledger.flow.sum(axis=2)).all()
        assert ledger.stock.sum() == people
        if model.world.scenario_step % 52 == 0:
            counted = model.world.copy()
            recount(counted.people, counted.ledger)
            assert (counted.ledger.stock == ledger.stock).all()
            assert (counted.ledger.abroad == ledger.abroad).all()
    rate = model.indicator("spend_usd").sum(axis=1) / model.world.clock.years
    assert (rate <= 300_000.0 * (1.0 + 1e-12)).all()


def test_known_answer_5_steps_long(lab: Any, compare: Any) -> None:
    world = {"region": "indonesia", "share": 0.05, "years": 4.0, "spin_up_years": 0.0}
    names = (
        "departures_irregular",
        "departures_regular",
        "entered_exploitation",
        "refused",
        "expected_cases",
    )
    totals = {
        days: np.array(
            [
                [model.indicator(name).sum() for name in names]
                for seed in range(1, 17)
                for model in [lab.model("integrated", seed=seed, step_days=days, **world).run()]
            ]
        )
        for days in (7.0, 3.5, 1.75)
    }
    for days in (7.0, 3.5):
        for column in range(len(names)):
            mean, error = compare.mean_and_error(totals[days][:, column] - totals[1.75][:, column])
            assert abs(mean) < max(3.0 * error, 0.02 * totals[1.75][:, column].mean()), (days, names[column])


def test_known_answer_6_same_bytes_on_any_number_of_workers_long() -> None:
    one, two = (
        compare_scenarios(["no_iom", "integrated"], replicates=4, population_share=0.02, workers=workers)
        for workers in (1, 2)
    )
    assert one.series.equals(two.series)
    assert one.effects.equals(two.effects)
    assert one.persons.equals(two.persons)


def test_known_answer_7_shares_long(lab: Any, compare: Any) -> None:
    names = (
        "departures_irregular",
        "departures_regular",
        "entered_exploitation",
        "refused",
        "expected_cases",
    )
    found = {}
    for share, seeds in ((0.05, range(1, 13)), (0.2, range(1, 13)), (1.0, range(1, 5))):
        settings = {**WHOLE, "share": share, "spin_up_years": 2.0}
        models = [lab.model(seed=seed, **settings).run() for seed in seeds]
        found[share] = np.array([[model.indicator(name).sum() for name in names] for model in models])
    whole = found[1.0]
    for share in (0.05, 0.2):
        error = np.sqrt(found[share].var(0, ddof=1) / len(found[share]) + whole.var(0, ddof=1) / len(whole))
        off = np.abs(found[share].mean(axis=0) - whole.mean(axis=0))
        assert (off < 3.5 * error).all(), (share, off / error)


def test_known_answer_8_zero_budget_long(lab: Any, compare: Any) -> None:
    nothing = compare.digest(lab.model(**WHOLE).run())
    programmes = {"implementer", "facilitator", "partner", "integrated", "historical"}
    assert programmes <= set(scenario_names())
    for name in sorted(programmes):
        assert compare.digest(lab.model(name, budget_usd_per_year=0.0, **WHOLE).run()) == nothing, name


def test_known_answer_9_order_long(lab: Any) -> None:
    from safepassage.model import BorderModel

    spun_up = lab.spun_up(region="indonesia", share=0.1, spin_up_years=5.0)
    settings: dict[str, Any] = {"population_share": 0.1, "seed": 1, "spun_up": spun_up}
    usual = BorderModel(spun_up.region, "integrated", "responsive", **settings).run()
    turned = BorderModel(spun_up.region, "integrated", "responsive", storage_order=7, **settings).run()
    assert np.array_equal(usual.series, turned.series)
    mine, theirs = usual.person_ledger(), turned.person_ledger()
    order, other = np.argsort(mine["id"]), np.argsort(theirs["id"])
    assert not np.array_equal(mine["id"], theirs["id"])
    for name in mine:
        assert np.array_equal(mine[name][order], theirs[name][other]), name
