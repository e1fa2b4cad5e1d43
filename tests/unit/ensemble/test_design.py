"""Designs: where points lie, that they stay the same, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safepassage.ensemble.design import DesignSpec, points, varied
from safepassage.evidence.errors import InputError
from safepassage.evidence.passports import load_passports

TWO = ("contacts_per_week", "wage_elasticity")


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ({"kind": "full_factorial", "levels": 4}, 16),
        ({"kind": "latin_hypercube", "draws": 7}, 7),
        ({"kind": "quasi_random", "draws": 7}, 7),
        ({"kind": "sobol", "draws": 8}, 8 * 4),
        ({"kind": "morris", "draws": 5}, 5 * 3),
    ],
)
def test_points_lie_in_the_ranges_of_the_passports_and_stay_the_same(
    keys: dict[str, Any], number: int
) -> None:
    design = DesignSpec(vary=TWO, **keys)
    found = points(design, {}, seed=3)
    assert len(found) == number
    assert found == points(design, {}, seed=3)
    if keys["kind"] != "full_factorial":
        assert found != points(design, {}, seed=4)
    for name in TWO:
        passport = load_passports()[name]
        values = [point.parameters[name] for point in found]
        assert min(values) >= passport.low * (1 - 1e-12)
        assert max(values) <= passport.high * (1 + 1e-12)
        assert len(set(values)) > 1


def test_a_latin_hypercube_has_one_point_in_every_stripe() -> None:
    found = points(DesignSpec(kind="latin_hypercube", vary=("wage_elasticity",), draws=10), {}, 1)
    passport = load_passports()["wage_elasticity"]
    low, high = np.log(passport.low), np.log(passport.high)
    u = [(np.log(point.parameters["wage_elasticity"]) - low) / (high - low) for point in found]
    assert sorted(int(value * 10) for value in u) == list(range(10))


def test_groups_leave_out_what_is_fixed_and_names_that_are_fixed_are_refused() -> None:
    levers = varied(DesignSpec(kind="morris", vary=("levers",)), {"screening_factor": 2.0})
    assert "screening_factor" not in {one.name for one in levers}
    assert all(one.role == "lever" for one in levers)
    with pytest.raises(InputError, match=r"parameters\.screening_factor"):
        varied(DesignSpec(kind="morris", vary=("screening_factor",)), {"screening_factor": 2.0})


def test_a_list_gives_points_and_arms(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("scenario,government,fee_usd\nno_iom,as_is,500\nintegrated,as_is,500\nno_iom,as_is,700\n")
    found = points(DesignSpec(kind="list", file=str(path)), {}, 1)
    assert [point.parameters for point in found] == [{"fee_usd": 500.0}, {"fee_usd": 700.0}]
    assert found[0].arms == (("no_iom", "as_is"), ("integrated", "as_is"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fee_usdd\n1\n", "line 2.*fee_usd"),
        ("fee_usd\nmany\n", "line 2.*many"),
        ("fee_usd\n-1\n", "line 2.*negative"),
        ("fee_usd\n1\n1\n", "line 3.*twice"),
        ("fee_usd\n1,2\n", "line 2.*2 cells"),
        ("fee_usd,fee_usd\n1,2\n", "line 1"),
        ("scenario,fee_usd\nno_iom,1\n", "government"),
        ("fee_usd\n", "no rows"),
        ("", "line 1"),
    ],
)
def test_a_list_with_a_fault_names_the_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "points.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=said):
        points(DesignSpec(kind="list", file=str(path)), {}, 1)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"kind": "latin"}, "latin_hypercube"),
        ({"kind": "morris"}, "vary"),
        ({"kind": "none", "vary": "levers"}, "vary"),
        ({"kind": "list"}, "file"),
        ({"draws": 0}, "draws"),
        ({"levels": 1}, "levels"),
        ({"seeds": "other"}, "common"),
        ({"drws": 2}, "draws"),
    ],
)
def test_designs_that_make_no_sense_are_refused(keys: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        DesignSpec.from_mapping(keys)


def test_a_design_too_large_and_a_base_that_is_no_power_of_two_are_refused() -> None:
    with pytest.raises(InputError, match="latin_hypercube"):
        points(DesignSpec(kind="full_factorial", vary=("uncertainties",)), {}, 1)
    with pytest.raises(InputError, match="power of two"):
        points(DesignSpec(kind="sobol", vary=TWO, draws=6), {}, 1)
