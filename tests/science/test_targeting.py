"""Where IOM's money goes: the rules add up to the same total, and follow what IOM can know."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from safepassage.evidence.errors import InputError
from safepassage.interventions import load_scenario
from safepassage.interventions.scenario import scenario_from
from safepassage.interventions.targeting import RULES, by_population, by_records, district_weights
from safepassage.world.codes import REMEMBERED, Activity


def aimed(rule: str) -> Any:
    return dataclasses.replace(load_scenario("integrated"), targeting=rule)


def run(lab: Any, rule: str, **more: Any) -> Any:
    return lab.model(aimed(rule), region="indonesia", share=0.02, years=2.0, **more).run()


def meant(model: Any) -> Any:
    """USD for each district since the start, what could not be absorbed included."""
    return model.world.governments.spent_usd[: len(model.region.districts), : Activity.OWN_OUTREACH].sum(
        axis=1
    )


@pytest.mark.parametrize("rule", RULES)
def test_districts_add_up_to_the_same_budget(lab: Any, rule: str) -> None:
    model = run(lab, rule)
    total = sum(model.indicator(name).sum() for name in ("spend_usd", "unspent_usd"))
    assert total == pytest.approx(300_000.0 * 7.0 / 365.25 * model.steps_total, rel=1e-9)
    assert meant(model).sum() == pytest.approx(total, rel=1e-9)


def test_by_population_is_what_it_is_without_a_rule(lab: Any, compare: Any) -> None:
    plain = lab.model("integrated", region="indonesia", share=0.02, years=2.0).run()
    assert load_scenario("integrated").targeting == "by_population"
    assert compare.digest(plain) == compare.digest(run(lab, "by_population"))
    people = plain.world.ground.district_population
    assert np.allclose(meant(plain) / meant(plain).sum(), people / people.sum(), rtol=1e-9)


def test_by_records_follows_registers_and_not_the_truth(lab: Any) -> None:
    world = lab.model("no_iom", region="indonesia", share=0.02).world
    world.targeting = "by_records"
    world.registers.remembered[:] = [[10, 0, 1], [10, 0, 1], [20, 0, 2], [0, 0, 4]]
    # shares in the two registers that show anything, one after the other; the empty one is left out
    assert district_weights(world) == pytest.approx([0.25 + 0.125, 0.25 + 0.125, 0.5 + 0.25, 0.5])
    before = by_records(world)
    world.ledger.counts[:] += 1000
    world.ledger.stock[:] += 1000
    assert np.array_equal(by_records(world), before)
    world.registers.remembered[:] = 0.0
    assert np.array_equal(district_weights(world), by_population(world))


def test_registers_are_remembered_for_a_year(lab: Any) -> None:
    model = lab.model("no_iom", region="indonesia", share=0.02, years=2.0)
    expected = model.world.registers.remembered.copy()
    assert expected.sum() > 0.0  # the spin-up is remembered
    while model.running:
        model.step()
        expected = np.exp(-7.0 / 365.25) * expected + model.world.registers.recorded[:, REMEMBERED]
    assert model.world.registers.remembered == pytest.approx(expected)


@pytest.mark.parametrize("rule", ["by_records", "by_posts"])
def test_aiming_moves_money_and_lives(lab: Any, rule: str) -> None:
    plain, aimed_one = run(lab, "by_population"), run(lab, rule)
    assert np.abs(meant(plain) - meant(aimed_one)).max() > 0.05 * meant(plain).sum()
    assert not np.array_equal(plain.indicator("training"), aimed_one.indicator("training"))


def test_without_money_no_rule_does_anything(lab: Any, compare: Any) -> None:
    none = {"budget_usd_per_year": 0.0}
    digests = {compare.digest(run(lab, rule, **none)) for rule in RULES}
    assert len(digests) == 1


def test_a_rule_that_is_not_known_is_refused() -> None:
    with pytest.raises(InputError, match=r"targeting 'by_record' is not known.*by_records"):
        scenario_from({"targeting": "by_record"}, "mine", "mine.yaml")
    assert load_scenario("integrated_by_records").targeting == "by_records"
