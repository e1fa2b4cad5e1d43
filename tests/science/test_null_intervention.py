"""A null intervention changes nothing, bit for bit; nor does the order in which interventions are written."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from safepassage.interventions import Scenario
from safepassage.interventions.kinds.closure import Closure
from safepassage.interventions.kinds.facilitator import Facilitator
from safepassage.interventions.kinds.implementer import Implementer
from safepassage.interventions.kinds.moratorium import Moratorium
from safepassage.interventions.kinds.partner import Partner
from safepassage.interventions.kinds.screening import Screening
from safepassage.interventions.kinds.service_offices import ServiceOffices
from safepassage.interventions.kinds.shock import Shock
from safepassage.interventions.kinds.task_force import TaskForce

NEVER = {"start": dt.date(2100, 1, 1)}
NULL = {
    "implementer without a share": Implementer(share=0.0),
    "facilitator without a share": Facilitator(share=0.0),
    "partner without a share": Partner(share=0.0),
    "implementer who never begins": Implementer(**NEVER),
    "facilitator who never begins": Facilitator(**NEVER),
    "partner who never begins": Partner(**NEVER),
    "task force that never begins": TaskForce(**NEVER),
    "offices as they are": ServiceOffices(capacity_factor=1.0, usd_per_year=0.0),
    "screening as it is": Screening(factor=1.0),
    "screening at one gate as it is": Screening(factor=1.0, gate="bridge"),
    "closure that lets everyone out": Closure(openness=1.0),
    "closure that is over": Closure(end=dt.date(2010, 1, 1)),
    "moratorium on nothing": Moratorium(permit_factor=1.0),
    "shock of nothing": Shock(poverty_factor=1.0, unemployment_factor=1.0, wage_factor=1.0),
}
REAL = {
    "implementer without a share": Implementer(),
    "facilitator without a share": Facilitator(),
    "partner without a share": Partner(),
    "task force that never begins": TaskForce(),
    "offices as they are": ServiceOffices(),
    "screening as it is": Screening(),
    "screening at one gate as it is": Screening(factor=3.0, gate="bridge"),
    "closure that lets everyone out": Closure(),
    "moratorium on nothing": Moratorium(),
    "shock of nothing": Shock(poverty_factor=1.5, unemployment_factor=1.5, wage_factor=1.25),
}
"""What the same intervention looks like when it does something."""


ABROAD = {"find_inspection_per_year": 0.2, "consular_cases_per_100000": 20.0}
"""As few are found abroad, and as few cases taken up, as they are, partners move nobody among 20,000."""


def run(lab: Any, *interventions: Any) -> Any:
    return lab.model(Scenario("test", interventions=interventions), years=3.0, **lab.lively, **ABROAD).run()


@pytest.fixture(scope="module")
def plain(lab: Any) -> Any:
    return run(lab)


@pytest.mark.parametrize("null", NULL)
def test_a_null_intervention_changes_nothing(lab: Any, compare: Any, plain: Any, null: str) -> None:
    model = run(lab, NULL[null])
    assert not compare.differing(model.world.people, plain.world.people).any()
    assert model.series.tobytes() == plain.series.tobytes()
    assert compare.digest(model) == compare.digest(plain)


@pytest.mark.parametrize("real", REAL)
def test_the_same_intervention_in_earnest_changes_lives(
    lab: Any, compare: Any, plain: Any, real: str
) -> None:
    assert compare.differing(run(lab, REAL[real]).world.people, plain.world.people).any()


SEVERAL = (
    Implementer(share=0.1), Facilitator(share=0.2), Partner(share=0.7), TaskForce(opening_factor=1.1),
    Screening(factor=1.1), Screening(factor=1.3, kinds=("hub",), name="hubs"), Screening(factor=2.3, name="again"),
)  # fmt: skip


def test_the_order_of_interventions_changes_no_byte(lab: Any, compare: Any) -> None:
    assert 0.1 + 0.2 + 0.7 != 0.7 + 0.2 + 0.1  # sums in floats do depend on their order
    assert len({a * b * c for a, b, c in itertools.permutations((1.1, 1.3, 2.3))}) > 1  # products, too
    first = compare.digest(run(lab, *SEVERAL))
    for order in itertools.islice(itertools.permutations(SEVERAL), 1, None, 701):
        assert compare.digest(run(lab, *order)) == first
    assert compare.digest(run(lab, *SEVERAL[:-1])) != first
