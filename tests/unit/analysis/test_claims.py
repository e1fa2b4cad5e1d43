"""P1, P2, P3, P4a, P6, P7a, P9 on made-up trials whose verdict is known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from tests.unit.analysis.made_trials import QUARTERS, column, make, years

from safepassage.analysis import claims
from safepassage.analysis.claims import BASE
from safepassage.analysis.patterns import PatternRow
from safepassage.ensemble.trial import HALVED, HALVED_NO_ENTRY, NO_ENTRY

AS_IS = "as_is"
JITTER = np.array([-1.0, 0.0, 1.0, -0.5, 0.5, 0.2, -0.2, 0.8, -0.8, 0.1])
"""Ten draws around zero, mean 0.01: what chance adds."""


def verdicts(rows: list[PatternRow]) -> list[str]:
    return [row.verdict for row in rows]


# ---------------------------------------------------------------------------------------------------- P1


def p1_of(integrated: np.ndarray) -> list[PatternRow]:
    stock = {BASE: 100.0, ("historical", AS_IS): 100.0}
    arms = {arm: {"exploited": column([level] * 10)} for arm, level in stock.items()}
    return claims.p1(make(10, {**arms, ("integrated", AS_IS): {"exploited": column(integrated)}}))


def test_p1_years_are_the_mean_stock_over_eight_years_of_all_districts() -> None:
    trials = make(2, {BASE: {"exploited": column([100.0, 50.0]) + column([20.0, 0.0])[:, :, ::-1]}})
    assert claims.years_exploited(trials, BASE).tolist() == [960.0, 400.0]


def test_p1_is_supported_where_fewer_are_exploited_and_not_where_nothing_differs() -> None:
    historical, integrated = p1_of(90.0 + JITTER)
    assert (integrated.pattern, integrated.kind, integrated.indicator) == (
        "P1",
        "claim",
        "exploitation_years",
    )
    assert integrated.verdict == "supported"
    assert integrated.estimate == pytest.approx(8.0 * (10.0 - JITTER.mean()))
    assert (historical.estimate, historical.low, historical.high) == (0.0, 0.0, 0.0)
    assert historical.verdict == "not supported"
    assert p1_of(110.0 + JITTER)[1].verdict == "not supported"
    assert p1_of(99.9 + JITTER)[1].verdict == "undecided"


# ---------------------------------------------------------------------------------------------------- P2


def p2_of(
    responsive: np.ndarray, unresponsive: np.ndarray, base: tuple[float, float] = (100.0, 100.0)
) -> list[PatternRow]:
    """Rows of the integrated role; stocks with it, and without it under both governments."""
    arms = {
        ("no_iom", "responsive"): base[0] + 0.0 * JITTER,
        ("no_iom", "unresponsive"): base[1] + 0.0 * JITTER,
        ("integrated", "responsive"): responsive,
        ("integrated", "unresponsive"): unresponsive,
    }
    rows = claims.p2(make(10, {arm: {"exploited": column(values)} for arm, values in arms.items()}))
    over_all = [row for row in rows if row.contrast.endswith("unresponsive")]
    assert [row.contrast.split()[0] for row in over_all[::2]] == ["(facilitator", "(partner", "(integrated"]
    return over_all[4:]


def test_p2_stands_by_rule_and_by_door_over_the_draws_that_have_them() -> None:
    arms = {
        (scenario, government): {"exploited": column(100.0 + 0.0 * JITTER)}
        for scenario in ("no_iom", "facilitator", "partner", "integrated")
        for government in ("responsive", "unresponsive")
    }
    arms[("integrated", "responsive")] = {"exploited": column(np.where(np.arange(10) < 5, 80.0, 120.0))}
    trials = [
        dataclasses.replace(
            trial, parameters={"authority_rule": 0.0 if n < 5 else 3.0, "door_service": float(n % 2)}
        )
        for n, trial in enumerate(make(10, arms))
    ]
    rows = {row.contrast: row for row in claims.p2(trials) if row.indicator == "exploitation_years"}
    contrast = "(integrated - no_iom), responsive minus unresponsive"
    assert rows[f"{contrast}, rule complement"].estimate == pytest.approx(160.0)
    assert rows[f"{contrast}, rule substitute"].estimate == pytest.approx(-160.0)
    assert f"{contrast}, rule threshold" not in rows
    assert rows[f"{contrast}, door service off"].draws == 5


def test_p2_is_supported_where_years_and_logs_agree() -> None:
    rows = p2_of(70.0 + JITTER, 90.0 + JITTER)
    assert verdicts(rows) == ["supported", "supported"]
    assert rows[0].estimate == pytest.approx(8.0 * 20.0)
    assert rows[1].estimate == pytest.approx(float(np.mean(np.log(90.0 + JITTER) - np.log(70.0 + JITTER))))
    assert verdicts(p2_of(90.0 + JITTER, 70.0 + JITTER)) == ["not supported"] * 2


def test_p2_more_years_from_a_higher_level_alone_is_undecided() -> None:
    # a tenth off 200 is more years than a tenth off 100, and the same log ratio
    years_row, log_row = p2_of(180.0 + JITTER, 90.0 + JITTER / 2.0, (200.0, 100.0))
    assert years_row.low > 0.0
    assert years_row.share == 1.0
    assert log_row.low <= 0.0 <= log_row.high
    assert verdicts([years_row, log_row]) == ["undecided", "undecided"]


def test_p2_opposite_signs_are_undecided() -> None:
    # responsive averts fewer years of fewer, and a larger part of them
    years_row, log_row = p2_of(5.0 + JITTER / 10.0, 180.0 + JITTER, (10.0, 200.0))
    assert years_row.high < 0.0 < log_row.low
    assert verdicts([years_row, log_row]) == ["undecided", "undecided"]


def test_p2_log_ratio_is_undefined_where_nobody_is_exploited() -> None:
    rows = p2_of(np.where(JITTER > 0.7, 0.0, 70.0 + JITTER), 90.0 + JITTER)
    assert [row.draws for row in rows] == [10, 8]
    assert verdicts(rows) == ["undecided", "undecided"]


# ---------------------------------------------------------------------------------------------------- P3


def p3_of(of_2023: list[float]) -> PatternRow:
    entered = years({2019: 1000.0, 2023: of_2023}, len(of_2023), 800.0)
    (row,) = claims.p3(make(len(of_2023), {("historical", AS_IS): {"entered_exploitation": entered}}))
    return row


def test_p3_half_is_enough_in_nine_draws_of_ten() -> None:
    row = p3_of([500.0] * 9 + [400.0])
    assert (row.kind, row.verdict, row.share) == ("built in", "pass", 0.9)
    assert row.estimate == pytest.approx(0.5)
    assert p3_of([500.0] * 8 + [400.0] * 2).verdict == "fail"


# --------------------------------------------------------------------------------------------------- P4a


def steps(at: float, height: float) -> np.ndarray:
    """A difference that begins in a quarter and stays, [10 draws, quarters]."""
    after = np.arange(QUARTERS) >= at
    return np.where(after, height, 0.0) + 0.1 * height * JITTER[:, None] * after


def p4a_of(rise: np.ndarray, fall: np.ndarray) -> PatternRow:
    both = np.zeros((2, 10, QUARTERS, 2))
    both[0, :, :, 0], both[1, :, :, 0] = rise, fall
    arm = {"expected_cases": both[0], "entered_exploitation": both[1]}
    rows = claims.p4a(make(10, {("facilitator", AS_IS): arm}), seed=1)
    assert [row.contrast.split()[0] for row in rows] == ["facilitator", "task_force"]
    assert (rows[1].verdict, rows[1].draws) == ("undecided", 0)  # nothing rises or falls: nothing to order
    return rows[0]


def test_p4a_first_clear_quarter() -> None:
    assert claims.first_clear_quarter(steps(5, 2.0), 1.0) == 5.0
    assert claims.first_clear_quarter(steps(5, -2.0), -1.0) == 5.0
    assert np.isnan(claims.first_clear_quarter(steps(5, 2.0), -1.0))
    assert np.isnan(claims.first_clear_quarter(np.zeros((10, 4)), 1.0))
    # mean 1, standard error 0.5: clear by 1.96, not by Student's 2.26 of ten draws
    wide = (JITTER - JITTER.mean()) / JITTER.std(ddof=1) * 0.5 * np.sqrt(10.0)
    assert np.isnan(claims.first_clear_quarter(1.0 + wide[:, None], 1.0))
    assert claims.first_clear_quarter(1.0 + 0.8 * wide[:, None], 1.0) == 0.0


def test_p4a_records_that_rise_first_support_it() -> None:
    row = p4a_of(steps(4, 2.0), steps(10, -5.0))
    assert (row.estimate, row.low, row.high, row.share, row.verdict) == (6.0, 6.0, 6.0, 1.0, "supported")


def test_p4a_entries_that_fall_first_speak_against_it() -> None:
    assert p4a_of(steps(10, 2.0), steps(4, -5.0)).verdict == "not supported"
    same = p4a_of(steps(7, 2.0), steps(7, -5.0))
    assert (same.estimate, same.verdict) == (0.0, "undecided")


def test_p4a_what_never_shows_comes_after_the_horizon() -> None:
    nothing = np.zeros((10, QUARTERS))
    rise_alone = p4a_of(steps(4, 2.0), nothing)
    assert (rise_alone.estimate, rise_alone.verdict) == (QUARTERS - 4.0, "supported")
    # entries fall and records never rise: the reverse of the claim, not nothing
    fall_alone = p4a_of(nothing, steps(4, -5.0))
    assert (fall_alone.estimate, fall_alone.verdict) == (4.0 - QUARTERS, "not supported")


# ---------------------------------------------------------------------------------------------------- P6


def p6_of(treated: np.ndarray, elsewhere: np.ndarray) -> list[PatternRow]:
    before = np.full((10, 3), 1000)
    after = np.stack([1000 + treated, 1000 + elsewhere, np.full(10, 1000)], axis=1)
    trials = make(10, by_gate={BASE: before, ("screening_one_gate", AS_IS): after})
    return claims.p6(trials, gate=0, seed=1)


def test_p6_the_quotient_is_the_rise_elsewhere_over_the_fall_there() -> None:
    fall = (-200 + 10 * JITTER).astype(int)
    treated, quotient = p6_of(fall, -fall // 2)
    assert treated.verdict == "supported"
    assert treated.estimate == -fall.mean()
    assert quotient.estimate == pytest.approx(0.5, abs=0.01)
    assert 0.4 < quotient.low <= quotient.estimate <= quotient.high < 0.6
    assert quotient.verdict == "supported"


def test_p6_is_undefined_where_the_decrease_does_not_exclude_zero() -> None:
    treated, quotient = p6_of((100 * JITTER).astype(int) - 10, np.full(10, 50))
    assert treated.estimate > 0.0
    assert treated.low <= 0.0 <= treated.high
    assert (quotient.draws, quotient.verdict) == (0, "undecided")
    assert np.isnan([quotient.estimate, quotient.low, quotient.high]).all()
    assert "undefined" in quotient.says
    assert p6_of(np.full(10, 100), np.zeros(10, int))[1].draws == 0  # an increase at the treated gate


def test_p6_above_one_and_below_zero_are_reported_and_not_supported() -> None:
    fall = np.full(10, -100)
    for elsewhere, quotient in ((300, 3.0), (-50, -0.5)):
        row = p6_of(fall, (elsewhere + 5 * JITTER).astype(int))[1]
        assert row.estimate == pytest.approx(quotient, abs=0.02)
        assert (row.verdict, row.share) == ("not supported", 0.0)
    assert p6_of(fall, (100 + 60 * JITTER).astype(int))[1].verdict == "undecided"  # around one


# --------------------------------------------------------------------------------------------------- P7a


def p7a_of(*tables: list[list[list[int]]]) -> PatternRow:
    """The row of entering, from tables by district, [not poor or poor][persons, ever exploited], one draw each.

    Half of the persons departed, so that what is read of them is another column.
    """
    given = np.array(tables)
    risk = np.stack([given[..., 0], (given[..., 0] + 1) // 2, given[..., 1]], axis=-1)
    row, *_ = claims.p7a(make(len(tables), poor_at_risk=risk))
    return row


def test_p7a_tells_who_departs_from_the_risk_of_those_who_do() -> None:
    # three times as many of the poor depart, and a departure of theirs is half as risky
    table = [[[1000, 100, 20], [1000, 300, 30]], [[0, 0, 0], [0, 0, 0]]]
    entering, departing, of_departed = claims.p7a(make(1, poor_at_risk=np.array([table])))
    assert entering.estimate == pytest.approx(np.log(1.5))
    assert departing.estimate == pytest.approx(np.log(3.0))
    assert of_departed.estimate == pytest.approx(np.log(0.5))


def test_p7a_is_the_risk_ratio_of_mantel_and_haenszel() -> None:
    # in each district the poor are at twice the risk; pooled without strata they would be at less
    table = [[[200, 20], [800, 160]], [[8000, 4000], [200, 200]]]
    row = p7a_of(table)
    assert row.estimate == pytest.approx(np.log(2.0))
    top = 160 * 200 / 1000 + 200 * 8000 / 8200
    bottom = 20 * 800 / 1000 + 4000 * 200 / 8200
    assert row.estimate == pytest.approx(np.log(top / bottom))
    pooled = (360 / 1000) / (4020 / 8200)
    assert pooled < 1.0


def test_p7a_empty_districts_and_no_exploitation() -> None:
    row = p7a_of([[[100, 10], [100, 20]], [[0, 0], [0, 0]]])
    assert row.estimate == pytest.approx(np.log(2.0))
    nobody = p7a_of([[[100, 0], [100, 20]], [[0, 0], [0, 0]]])
    assert (nobody.draws, nobody.verdict) == (0, "undecided")


def test_p7a_the_sign_decides() -> None:
    more = [[[100, 10], [100, 20]], [[100, 11], [100, 20]]]
    less = [[[100, 20], [100, 10]], [[100, 20], [100, 11]]]
    slightly = [[[100, 20], [100, 9]], [[100, 20], [100, 11]]]
    assert p7a_of(more, more, more).verdict == "supported"
    assert p7a_of(less, less, slightly).verdict == "not supported"
    assert p7a_of(more, less).verdict == "undecided"


# ---------------------------------------------------------------------------------------------------- P9


def p9_of(
    first: np.ndarray, later: np.ndarray, first_off: np.ndarray, later_off: np.ndarray
) -> list[PatternRow]:
    """Relative drops in the quarter of removal and in the fourth year, entry on and off."""

    def trafficked(first: np.ndarray, later: np.ndarray) -> np.ndarray:
        out = column([100.0] * 10)
        out[:, 8, 0] *= 1.0 - first
        out[:, 9:20, 0] = np.nan  # what lies between may not be read
        out[:, 20:24, 0] *= 1.0 - later[:, None]
        return out

    level = column([100.0] * 10)
    return claims.p9(
        make(
            10,
            {
                BASE: {"expected_trafficked": level},
                NO_ENTRY: {"expected_trafficked": level},
                HALVED: {"expected_trafficked": trafficked(first, later)},
                HALVED_NO_ENTRY: {"expected_trafficked": trafficked(first_off, later_off)},
            },
        )
    )


def test_p9_a_drop_that_is_made_good_with_entry_and_stays_without() -> None:
    few = JITTER / 100.0
    rows = p9_of(0.4 + few, 0.1 + few, 0.4 + few, 0.35 + few)
    assert verdicts(rows) == ["supported"] * 6
    assert [row.estimate for row in rows] == pytest.approx(
        [0.401, 0.099, 0.0995, 0.401, 0.099, 0.1505], abs=2e-3
    )
    assert rows[2].indicator == "half of the drop is gone after three years"
    assert rows[5].indicator == "more than half of the drop is left after three years"
    assert "mean drop 0.40 at first, 0.10 in the fourth year" in rows[2].says


def test_p9_the_reverse_is_not_supported() -> None:
    few = JITTER / 100.0
    rows = p9_of(0.6 + few, 0.5 + few, 0.6 + few, 0.1 + few)
    assert verdicts(rows) == [
        "supported", "not supported", "not supported", "supported", "not supported", "not supported",
    ]  # fmt: skip
    nothing = p9_of(0.0 * few, 0.0 * few, 0.0 * few, 0.0 * few)
    assert verdicts(nothing)[0] == "not supported"
    assert verdicts(nothing)[1] == "supported"


def test_p9_does_not_read_the_count_of_a_few_persons() -> None:
    few = JITTER / 100.0
    drop = column([100.0] * 10) * (1.0 - 0.4 - few)[:, None, None]
    counts = {arm: {"trafficked": column([1.0] * 10)} for arm in (BASE, NO_ENTRY, HALVED, HALVED_NO_ENTRY)}
    counts[HALVED] = {"trafficked": column([5.0] * 10), "expected_trafficked": drop}
    for arm in (BASE, NO_ENTRY, HALVED_NO_ENTRY):
        counts[arm]["expected_trafficked"] = column([100.0] * 10)
    rows = claims.p9(make(10, counts))
    assert verdicts(rows)[0] == "supported"
    assert rows[0].estimate == pytest.approx(0.4, abs=0.01)


def test_p9_is_undefined_where_nobody_is_trafficked() -> None:
    rows = claims.p9(make(10))
    assert {row.draws for row in rows} == {0}
    assert set(verdicts(rows)) == {"undecided"}
