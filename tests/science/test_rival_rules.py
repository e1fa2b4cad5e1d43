"""Rival rules of networks, debts and enforcement: each moves what it names first, and only where there is something."""

from __future__ import annotations

import numpy as np

from safepassage.model import BorderModel, spin_up
from safepassage.observation import INDICATOR_NAMES
from safepassage.parameters import load_parameters
from safepassage.region.load import load_region
from safepassage.world.world import World

BUSY = {
    "base_aspiration_per_year": 0.03, "recruiters_per_1000": 2.0, "broker_intent": 0.4,
    "onset_irregular_per_year": 0.3, "opening_per_year": 20.0, "self_report_share": 0.5,
}  # fmt: skip
STEPS = 26


def settled(**changed: float) -> World:
    return spin_up(load_region("classroom"), 1.0, 1, load_parameters({**BUSY, **changed}), 1.0)


def lived(world: World, **changed: float) -> BorderModel:
    model = BorderModel(
        world.region,
        population_share=1.0,
        seed=1,
        spun_up=world,
        parameters=load_parameters({**BUSY, **changed}),
    )
    for _ in range(STEPS):
        model.step()
    return model


def total(model: BorderModel, indicator: str) -> float:
    return float(model.series[:STEPS, :, INDICATOR_NAMES.index(indicator)].sum())


def test_a_herd_is_nothing_without_networks() -> None:
    world = settled(network_log_ratio=0.0)
    ties, herd = (lived(world, network_log_ratio=0.0, network_rule=rule) for rule in (0.0, 1.0))
    assert np.array_equal(ties.series[:STEPS], herd.series[:STEPS])


def test_few_abroad_draw_fewer_where_people_follow_a_herd() -> None:
    world = settled()
    share = world.ledger.abroad.sum() / world.ground.district_population.sum()
    far = {"network_half_share": 4.0 * float(share), "network_log_ratio": 2.5}
    ties, herd = (lived(world, network_rule=rule, **far) for rule in (0.0, 1.0))
    assert total(herd, "attempts") < total(ties, "attempts")


def test_debt_as_a_trap_holds_in_exploitation_and_drives_nobody_out() -> None:
    world = settled()
    push, trap = (lived(world, debt_rule=rule, debt_log_ratio=0.0) for rule in (0.0, 1.0))
    assert total(trap, "exploited") > total(push, "exploited")
    world.people.debt_usd.fill(0.0)
    free = {"credit_share": 0.0, "debt_log_ratio": 0.0}  # who cannot pay stays: nobody comes to owe anything
    push, trap = (lived(world, debt_rule=rule, **free) for rule in (0.0, 1.0))
    assert np.array_equal(push.series[:STEPS], trap.series[:STEPS])


def test_enforcement_that_displaces_leaves_capacity_as_it_is() -> None:
    world = settled()
    none = {"deterrence": 0.0, "announced_deterrence": 0.0}
    deters, displaces = (lived(world, enforcement_rule=rule, **none) for rule in (0.0, 1.0))
    assert np.array_equal(deters.series[:STEPS], displaces.series[:STEPS])
    world.beliefs.arrest_risk.fill(1.0)
    deters, displaces = (lived(world, enforcement_rule=rule, deterrence=1.5) for rule in (0.0, 1.0))
    assert displaces.contacts > deters.contacts
