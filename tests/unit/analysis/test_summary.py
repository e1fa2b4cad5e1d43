"""The printed table: averted never alone, small counts hidden, placebo or not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.tiny import tidy

from safepassage.analysis.effects import COLUMNS, effects_table
from safepassage.analysis.sources import passports_text, result_text
from safepassage.analysis.summary import LABEL_WIDTH, PER_BLOCK, ROWS, WIDTH, effects_text, series_text
from safepassage.evidence.passports import load_passports
from safepassage.observation.indicators import INDICATOR_NAMES


def series(replicates: int = 4, persons: float = 5000.0, scenarios: int = 1) -> pd.DataFrame:
    """A baseline, and scenarios that each avert a tenth of everything."""
    names = ["no_iom", *(f"scenario_{number}" for number in range(scenarios))]
    rng = np.random.default_rng(0)
    common = persons + rng.permutation(np.linspace(-5.0, 5.0, replicates))
    rows = [
        {"scenario": name, "government": "as_is", "replicate": at, "date": "2020-01-01", "district": "west"}
        | dict.fromkeys(INDICATOR_NAMES, float(value) * (1.0 if name == "no_iom" else 0.9))
        for name in names
        for at, value in enumerate(common)
    ]
    return pd.DataFrame(rows)


def persons(scenarios: int = 1, churn: float = 7.0) -> pd.DataFrame:
    wide = pd.DataFrame(
        {
            "scenario": [f"scenario_{number}" for number in range(scenarios)],
            "government": "as_is",
            "district": "all",
            "group": "all",
            "level": "all",
            "averted": 600.0,
            "newly_harmed": 160.0,
            "churn_averted": churn,
            "churn_newly_harmed": churn,
            "variance_reduction": 6.0,
            "variance_reduction_bound": 7.5,
            "replicates": 4,
        }
    )
    return tidy(wide)


def text(frame: pd.DataFrame, people: pd.DataFrame) -> str:
    return effects_text(effects_table(frame), people, 0.02, "2020", "Somewhere")


def test_averted_years_are_positive_and_stand_with_what_is_beside_them() -> None:
    lines = text(series(), persons()).splitlines()
    averted = next(line for line in lines if line.startswith("exploitation years averted"))
    assert averted.split()[-1] == "500"
    assert next(line for line in lines if line.startswith("  in percent")).split()[-1] == "10.0"
    for label, indicator, _, _, _ in ROWS[2:]:
        line = next(line for line in lines if line.startswith(label))
        assert line.split()[-1].startswith("-500"), indicator


def test_the_risk_per_departure_stands_under_the_departures_with_its_change() -> None:
    """Everything falls by a tenth, departures and entries alike: the risk stays as it is."""
    lines = text(series(), persons()).splitlines()
    under = next(at for at, line in enumerate(lines) if line.startswith("departures, irregular"))
    found = [line for line in lines[under:] if line.startswith("entered per 1,000")]
    assert [line.split()[-2:] for line in found] == [["1000.0", "(0.0)"]] * 2
    fewer = series()
    fewer.loc[fewer["scenario"] != "no_iom", "departures_irregular"] *= 2.0
    (line,) = [one for one in text(fewer, persons()).splitlines() if "1,000, irregular" in one]
    assert line.split()[-2:] == ["500.0", "(-500.0)"]


def test_the_risk_is_hidden_where_either_channel_has_few() -> None:
    few = series()
    few["entered_regular"] = 6.0
    lines = text(few, persons()).splitlines()
    assert all(line.endswith("<10") for line in lines if line.startswith("entered per 1,000"))


def test_small_counts_are_hidden() -> None:
    assert "<10" not in text(series(), persons())
    few = text(series(persons=6.0), persons())
    assert next(line for line in few.splitlines() if line.startswith("refused exit")).endswith("<10")


def test_churn_stands_under_each_gross_count_or_is_said_to_be_missing() -> None:
    assert text(series(), persons()).count("churn 7.0") == 2
    assert text(series(), persons(churn=float("nan"))).count("no placebo") == 2


def test_many_scenarios_stay_within_the_width() -> None:
    written = text(series(scenarios=7), persons(scenarios=7))
    table = written.split("\n\n")[1]
    assert max(map(len, table.splitlines())) <= LABEL_WIDTH + PER_BLOCK * WIDTH
    assert written.count("exploitation years averted") == 2


def test_the_replicates_needed_and_what_pairing_saves_are_printed() -> None:
    lines = text(series(), persons()).splitlines()
    assert next(line for line in lines if line.startswith("replicates needed")).split()[-1] == "2"
    assert next(line for line in lines if line.startswith("pairing saves, times")).endswith(" 6.0 (7.5)")
    unseen = text(series(replicates=1), persons())
    assert "effect not seen" in unseen


def test_one_replicate_is_said_to_have_no_interval() -> None:
    written = text(series(replicates=1), persons())
    assert "One replicate has no interval" in written
    assert "nan" not in written


def test_nothing_to_compare_is_said() -> None:
    assert "Nothing to compare" in effects_text(
        pd.DataFrame(columns=list(COLUMNS)), persons(), 0.02, "2020", "x"
    )


def test_the_totals_of_a_run_name_every_indicator_with_its_unit() -> None:
    written = series_text(series(scenarios=0))
    assert all(name in written for name in INDICATOR_NAMES)
    assert "person-years" in written


def test_sources_list_every_passport_and_what_a_result_changed() -> None:
    passports = load_passports()
    everything = passports_text()
    assert all(name in everything for name in passports)
    name = next(iter(passports))
    written = result_text(
        {
            "configuration": {
                "region": "classroom",
                "start": "2016-01-01",
                "end": "2017-01-01",
                "scenario": ["no_iom"],
                "government": ["as_is"],
                "parameters": {name: 0.5},
            },
            "hashes": {
                "code": "c" * 64,
                "passports": "p" * 64,
                "configs": "f" * 64,
                "tables": {"wages.csv": "a" * 64},
            },
        }
    )
    assert f"{name} = 0.5" in written
    assert "wages.csv" in written
    with pytest.raises(KeyError):
        result_text({})
