"""P4b, P5, P7b, P8, P10 on made-up histories whose verdict is known."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.analysis.made_trials import DATES, make, years

from safepassage.analysis import observed
from safepassage.analysis.observed import HISTORICAL, NTT_SHARE
from safepassage.analysis.patterns import PatternRow
from safepassage.analysis.records import NOT_FITTED
from safepassage.ensemble.draws import draw_parameters, uncertain

DRAWS = 20
HERE = [0]
"""The district that the made-up numbers belong to."""


def verdicts(rows: list[PatternRow]) -> list[str]:
    assert {row.kind for row in rows} == {"observed"}
    return [row.verdict for row in rows]


# --------------------------------------------------------------------------------------------------- P4b


def p4b_of(pulse: float, after: float, truth: float, weeks: int = 3) -> list[PatternRow]:
    """A history at one case a week, a pulse from 9 June 2023, another level after it, truth in 2023."""
    weekly = np.ones((1, len(DATES), 2))
    begin = dt.date(2023, 6, 9)
    for step, day in enumerate(DATES):
        if day >= begin:
            weekly[0, step, 0] = pulse if day < begin + dt.timedelta(days=7 * weeks) else after
        if day.year < 2018:
            weekly[0, step, 0] = 9.0  # before the years that make the mean
        weekly[0, step, 1] = 50.0  # another district, not asked for
    entered = years({2016: 9e9, 2017: 9e9, 2023: truth}, DRAWS, 100.0)
    return observed.p4b(make(DRAWS, {HISTORICAL: {"entered_exploitation": entered}}, weekly=weekly), HERE)


def test_p4b_a_pulse_that_is_over_by_the_year_end() -> None:
    rows = p4b_of(30.0, 1.0, 110.0)
    assert verdicts(rows) == ["pass"] * 4
    assert [row.estimate for row in rows] == pytest.approx([30.0, (48 + 3 * 30) / 51, 1.0, 1.1])


def test_p4b_each_part_can_fail() -> None:
    assert verdicts(p4b_of(9.9, 1.0, 100.0))[0] == "fail"
    assert verdicts(p4b_of(300.0, 1.0, 100.0))[1] == "fail"  # eighteen times over the year
    assert verdicts(p4b_of(30.0, 2.1, 100.0))[2] == "fail"
    assert verdicts(p4b_of(30.0, 1.0, 190.0))[3] == "fail"  # truth 0.9 up, records 1.7
    assert verdicts(p4b_of(30.0, 1.0, 60.0))[3] == "pass"
    assert verdicts(p4b_of(30.0, 1.0, 10.0))[3] == "fail"  # a large fall is no small change either


def test_p4b_a_pulse_of_two_weeks_is_seen_and_one_of_one_is_not() -> None:
    assert verdicts(p4b_of(30.0, 1.0, 100.0, weeks=2))[0] == "pass"
    assert verdicts(p4b_of(25.0, 1.0, 100.0, weeks=1))[0] == "fail"


def test_p4b_no_case_before_gives_no_ratio() -> None:
    rows = observed.p4b(make(DRAWS), HERE)
    assert {row.draws for row in rows} == {0}
    assert set(verdicts(rows)) == {"undecided"}


# ---------------------------------------------------------------------------------------------------- P5


def p5_of(regular: dict[int, float], irregular: dict[int, float]) -> list[PatternRow]:
    return observed.p5(
        make(
            DRAWS,
            {
                HISTORICAL: {
                    "departures_regular": years(regular, DRAWS, 1000.0),
                    "departures_irregular": years(irregular, DRAWS, 1000.0),
                }
            },
        ),
        HERE,
    )


def test_p5_a_closure_that_cuts_the_regular_more() -> None:
    rows = p5_of({2021: 500.0, 2022: 700.0}, {2021: 800.0})
    assert verdicts(rows) == ["pass"] * 3
    assert [row.estimate for row in rows] == pytest.approx([0.5, 0.8, 1.4])
    assert "rises in 0% of draws" in rows[1].says


def test_p5_each_part_can_fail() -> None:
    assert verdicts(p5_of({2021: 610.0, 2022: 700.0}, {2021: 800.0}))[0] == "fail"
    assert verdicts(p5_of({2021: 500.0, 2022: 700.0}, {2021: 490.0}))[1] == "fail"
    assert verdicts(p5_of({2021: 500.0, 2022: 500.0}, {2021: 800.0}))[2] == "fail"
    assert "rises in 100% of draws" in p5_of({2021: 500.0}, {2021: 1200.0})[1].says


def test_p5_a_channel_that_closes_wholly_comes_back_or_does_not() -> None:
    assert verdicts(p5_of({2021: 0.0, 2022: 10.0}, {}))[2] == "pass"
    assert verdicts(p5_of({2021: 0.0, 2022: 0.0}, {}))[2] == "fail"


# --------------------------------------------------------------------------------------------------- P7b


def p7b_of(early: float, late: float) -> list[PatternRow]:
    """Deaths per head of the first district over those of the second, before and after, and in 2020 as before."""
    deaths = years(
        dict.fromkeys((2017, 2018, 2019, 2020), 30.0 * early) | {2021: 30.0 * late, 2022: 30.0 * late}, DRAWS
    )
    deaths[:, :, 1] = 30.0 / 4.0 * PEOPLE[1] / PEOPLE[0]
    return observed.p7b(make(DRAWS, {HISTORICAL: {"expected_deaths": deaths}}), [0], [1], PEOPLE)


PEOPLE = np.array([210_908.0, 508_820.0])
"""Of Malaka, and of Belu and TTU: the records' intervals are per head."""


def test_p7b_is_judged_by_the_intervals_of_the_counts() -> None:
    rows = p7b_of(3.0, 4.0)
    assert [row.estimate for row in rows] == pytest.approx([3.0, 4.0, (4 * 3.0 + 2 * 4.0) / 6.0, 4.0 / 3.0])
    assert verdicts(rows) == ["pass"] * 4
    said = [row.says for row in rows]
    assert "38 against 32 deaths in 2017-2019: 2.9 per head, 95 percent of counting noise 1.7-4.7" in said[0]
    assert "34 against 14 deaths in 2021-2022: 5.9 per head, 95 percent of counting noise 3.1-11.8" in said[1]
    assert "97 against 66 deaths in 2017-2019, 2021-2022, 2024: 3.5 per head" in said[2]
    assert ["not independent" in text for text in said] == [True, False, False, False]


def test_p7b_fails_outside_the_intervals_and_where_the_ratio_fades() -> None:
    assert verdicts(p7b_of(1.7, 3.0))[:2] == ["fail", "fail"]
    assert verdicts(p7b_of(4.8, 11.9))[:2] == ["fail", "fail"]
    assert verdicts(p7b_of(4.5, 3.2)) == ["pass", "pass", "pass", "fail"]
    assert verdicts(p7b_of(2.0, 2.0))[2] == "fail"  # below what all counts together say


# ---------------------------------------------------------------------------------------------------- P8


def p8_trials(factor: float, draws: int = 64) -> list:  # type: ignore[type-arg]
    """Districts whose numbers are a quarter of the province's records, times a factor."""
    tables: dict[str, np.ndarray] = {}
    for record in NOT_FITTED:
        mine = years({int(record.year): 0.25 * factor * record.value}, draws)
        tables[record.indicator] = tables.get(record.indicator, 0.0) + mine
    return make(draws, {HISTORICAL: tables})


def test_p8_records_at_a_quarter_share_lie_in_the_interval() -> None:
    rows = observed.p8(p8_trials(1.0), HERE, seed=1)
    assert len(rows) == len(NOT_FITTED) == 6
    assert verdicts(rows) == ["pass"] * 6
    # the share alone spans 0.12 to 0.39: so does the interval, at least
    assert all(row.low < row.estimate < row.high for row in rows)
    for row, record in zip(rows, NOT_FITTED, strict=True):
        assert row.high / row.low > 2.0
        assert row.low >= 0.5 * 0.25 * record.value / NTT_SHARE[1]
        assert f"record {record.value:g}" in row.says
        assert ("not independent" in row.says) == record.informs


def test_p8_ten_times_too_many_or_few_fail() -> None:
    assert verdicts(observed.p8(p8_trials(10.0), HERE, seed=1)) == ["fail"] * 6
    assert verdicts(observed.p8(p8_trials(0.1), HERE, seed=1)) == ["fail"] * 6
    assert verdicts(observed.p8(p8_trials(10.0, draws=8), HERE, seed=1)) == ["undecided"] * 6


def test_p8_shares_are_not_the_numbers_that_place_the_parameters() -> None:
    """The design and the nuisance share had one seed: their first numbers were the same."""
    seed, draws = 1, 64
    predicted = observed.predictions(p8_trials(1e6, draws), HERE, seed)[0][1]
    share = 0.25 * 1e6 * NOT_FITTED[0].value / predicted  # counting noise is nothing at this size
    place = (share - NTT_SHARE[0]) / (NTT_SHARE[1] - NTT_SHARE[0])
    shared = np.random.default_rng(seed).uniform(size=draws)
    assert np.abs(place - shared).max() > 0.1
    assert abs(np.corrcoef(place, shared)[0, 1]) < 3 / np.sqrt(draws)
    values = draw_parameters(draws, seed)
    correlations = [
        np.corrcoef(place, [row[one.name] for row in values])[0, 1]
        for one in uncertain()
        if one.unit != "switch"
    ]
    # of 158 independent correlations of 64 draws the standard deviation is 1 / sqrt(63)
    assert np.std(correlations) < 1.3 / np.sqrt(draws - 1)


# --------------------------------------------------------------------------------------------------- P10


def p10_of(
    placements: float, regular: float, irregular: float = 4000.0, of_2018: float = 1000.0
) -> list[PatternRow]:
    return observed.p10(
        make(
            DRAWS,
            {
                HISTORICAL: {
                    "placements": years({2018: of_2018, 2019: placements}, DRAWS),
                    "departures_regular": years({2018: 1000.0, 2019: regular}, DRAWS),
                    "departures_irregular": years({2018: 4000.0, 2019: irregular}, DRAWS),
                }
            },
        ),
        HERE,
    )  # fmt: skip


def test_p10_placements_are_cut_and_departures_fall_by_much_less() -> None:
    rows = p10_of(400.0, 400.0)
    assert [row.estimate for row in rows] == pytest.approx([0.6, 0.12])
    assert verdicts(rows) == ["pass", "pass"]
    assert "about 0.63" in rows[0].says


def test_p10_each_part_can_fail() -> None:
    assert verdicts(p10_of(610.0, 400.0))[0] == "fail"
    assert verdicts(p10_of(190.0, 400.0))[0] == "fail"
    assert verdicts(p10_of(400.0, 400.0, irregular=2500.0))[1] == "fail"


def test_p10_without_a_cut_departures_cannot_fall_by_less_than_half_of_it() -> None:
    # placements rise by a tenth and departures by more: nothing was cut
    assert verdicts(p10_of(1100.0, 2000.0))[1] == "fail"
    rows = p10_of(400.0, 400.0, of_2018=0.0)
    assert [row.draws for row in rows] == [0, 0]
    assert verdicts(rows) == ["undecided", "undecided"]


def p11_of(again: float) -> PatternRow:
    """One share of entries by persons who were exploited before, in every draw."""
    entered = {
        HISTORICAL: {
            "entered_exploitation": years({2018: 100.0}, DRAWS),
            "entered_again": years({2018: again}, DRAWS),
        }
    }
    (row,) = observed.p11(make(DRAWS, entered))
    return row


def test_p11_holds_between_what_is_known_and_half() -> None:
    assert p11_of(10.0).estimate == pytest.approx(0.1)
    assert [p11_of(again).verdict for again in (10.0, 0.5, 60.0)] == ["pass", "fail", "fail"]
