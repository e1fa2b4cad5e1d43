"""The house stands: directions, tenants, files, chance, numbers, passports, names, traces.

Each check is a function of a root that returns faults; ``test_seeded_faults.py`` shows that it catches what it is for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.house import floors, names, parameters, passports, signatures, tenants, traces
from tests.house.tree import ROOT

CHECKS: tuple[Callable[[Path], list[str]], ...] = (
    floors.wrong_way, floors.wrong_way_beside, floors.front_door,
    tenants.wrong_tenants, tenants.compiled_elsewhere, tenants.opened_files, tenants.chance,
    parameters.unread, parameters.out_of_step, parameters.bare_numbers,
    passports.broken_passports, passports.broken_datasets,
    signatures.too_many_parameters, signatures.too_long, signatures.private_from_python, signatures.read_elsewhere,
    names.unnamed, names.stages_out_of_step, names.undocumented,
    traces.addresses_in_locks, traces.traces, traces.uncommittable,
)  # fmt: skip


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_is_in_order(check: Callable[[Path], list[str]]) -> None:
    faults = check(ROOT)
    assert not faults, "\n".join(faults)


def test_debts_that_are_paid_are_taken_off_the_list() -> None:
    paid = set(parameters.DEBTS) - set(parameters.debts_owed(ROOT))
    assert not paid, f"no longer in the code; take them out of DEBTS in tests/house/parameters.py: {paid}"
