"""A person takes up one offer in a step, even where one recruiter has met them twice."""

from __future__ import annotations

import numpy as np

from safepassage.model import BorderModel
from safepassage.parameters import load_parameters


def test_nobody_moves_from_a_situation_into_the_same() -> None:
    busy = load_parameters({"recruiters_per_1000": 2.0, "contacts_per_week": 60.0, "accept_log_odds": -1.0})
    model = BorderModel("classroom", population_share=1.0, seed=1, spin_up_years=0.0, parameters=busy)
    began = 0
    for _ in range(6):
        model.step()
        flow = model.world.ledger.flow
        assert not np.diagonal(flow, axis1=1, axis2=2).any()
        began += int(flow[:, 0, 1:3].sum())
    assert began > 500  # recruiters really were busy
