"""The face: names that others rely on. A change here is a change for every user, so the lists are written out."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.house.tree import ROOT

import safepassage as sp
from safepassage import configuration
from safepassage.__main__ import COMMANDS
from safepassage.analysis.counterfactual import by_group
from safepassage.analysis.effects import RISKS
from safepassage.comparison import Comparison
from safepassage.interventions import government_names, load_government, load_scenario, scenario_names
from safepassage.observation import INDICATORS
from safepassage.parameters import load_parameters
from safepassage.region.load import region_names
from safepassage.world.codes import GateKind, Papers, Role, Sector, Situation, WayHome
from safepassage.world.declare import table
from safepassage.world.state import GROUPS, Columns


def words(text: str) -> list[str]:
    """The words of a text, in their order."""
    return text.split()


NAMES = words("""
trafficked entered_exploitation exploited exploitation_years abroad departures_regular departures_irregular
attempts crossed_formal crossed_traditional crossed_unofficial crossed_hub refused identified_true
identified_false assisted returned retrafficked deaths_abroad recorded_cases recorded_victims
recorded_suspects expected_cases expected_victims expected_deaths registered_victims deaths_repatriated
placements recruiters_active recruiters_arrested awareness training responsiveness spend_usd
spend_government_usd
""")
KEYS = words("""
region scenario government experiment population_share seed replicates workers executor step_days start end
spin_up_years budget_usd_per_year results language
""")
WORDS = words("""
compare run sweep validate report replay dashboard sources verify region
""")
SCENARIOS = words("""
no_iom historical implementer facilitator partner integrated awareness_only enforcement_only regular_channel
task_force border_closure moratorium poverty_shock wage_gap
""")
EFFECTS = words("""
scenario government baseline district indicator baseline_mean mean difference low high replicates
variance_reduction replicates_needed
""")
COUNTS = words("""
averted newly_harmed delayed hastened rerouted episodes_averted exploitation_years_averted departures_averted
""")
UNITS = {
    "", "index", "row", "slot", "count", "persons", "officials", "recruiters", "records", "fixed point",
    "years", "days", "day", "step", "km", "USD", "USD/year", "1/year", "persons/week", "persons/year", "courses/year",
    "0-1", "1 as it is", "factor", "ratio", "log odds", "log ratio", "log weight", "normal score",
    "Situation", "Papers", "Sector", "WayHome", "Role", "GateKind",
}  # fmt: skip
CODES = {one.__name__: one for one in (Situation, Papers, Sector, WayHome, Role, GateKind)}


@pytest.fixture(scope="module")
def result() -> Comparison:
    made: Comparison = sp.compare(
        ["no_iom", "partner"], region="classroom", population_share=1.0, replicates=3, spin_up_years=1.0,
        end="2016-12-31", government=["as_is"],
    )  # fmt: skip
    return made


def test_the_indicators_are_there_with_unit_kind_side_and_definition() -> None:
    have = [one.name for one in INDICATORS]
    assert set(NAMES) <= set(have)
    assert len(set(have)) == len(have)
    for one in INDICATORS:
        assert all((one.unit, one.kind, one.side, one.definition, *one.label)), one.name


def test_the_command_line_has_its_words_and_keys() -> None:
    assert list(COMMANDS) == WORDS
    assert set(KEYS) <= set(configuration.KEYS)


def test_the_scenarios_governments_and_regions_are_there_and_load() -> None:
    assert set(SCENARIOS) <= set(scenario_names())
    assert set(government_names()) == {"responsive", "as_is", "unresponsive"}
    assert {"indonesia", "sambas", "timor", "classroom"} <= set(region_names())
    for name in scenario_names():
        scenario = load_scenario(name)
        assert scenario.title and scenario.description, name
    for name in government_names():
        uptake = load_government(name).uptake
        assert 0.0 <= (load_parameters().one(uptake) if isinstance(uptake, str) else uptake) <= 1.0


def test_every_experiment_names_what_is_there() -> None:
    for name in configuration.names_of("experiment"):
        text = (ROOT / "configs" / "experiment" / f"{name}.yaml").read_text(encoding="utf-8")
        for group, known in (("scenarios", scenario_names()), ("governments", government_names())):
            found = re.search(rf"^{group}: \[(.*)\]", text, re.M)
            assert found is None or set(found[1].split(", ")) <= set(known), name


def test_the_front_door_opens() -> None:
    for name in sp.__all__:
        assert getattr(sp, name).__doc__, name
    with pytest.raises(AttributeError, match="compare"):
        sp.compar


def test_a_series_has_a_row_per_run_date_and_district(result: Comparison) -> None:
    series = result.series
    assert list(series.columns) == [
        "scenario",
        "government",
        "replicate",
        "date",
        "district",
        *(i.name for i in INDICATORS),
    ]
    assert len(series) == 2 * 3 * 52 * 2
    assert not series.duplicated(["scenario", "government", "replicate", "date", "district"]).any()


def test_effects_have_their_columns_and_null_effects_have_no_width(result: Comparison) -> None:
    effects = result.effects
    assert list(effects.columns) == EFFECTS
    assert set(effects["district"]) == {"all", "riverside", "hillside"}
    same = effects[effects["difference"] == 0.0]
    assert len(same) > 0
    identical = same[(same["low"] == 0.0) & (same["high"] == 0.0)]
    assert set(effects["indicator"]) == {*(one.name for one in INDICATORS), *RISKS}
    assert len(identical) > 0
    assert (effects["low"] <= effects["difference"]).all()
    assert (effects["difference"] <= effects["high"]).all()


def test_persons_have_every_count_with_its_interval_and_churn(result: Comparison) -> None:
    columns = words("scenario government baseline district group level indicator value low high churn")
    assert list(result.persons.columns[:11]) == columns
    persons = by_group(result.persons)
    for name in COUNTS:
        assert {name, f"{name}_low", f"{name}_high"} <= set(persons.columns)
    for name in COUNTS[:5]:
        assert f"churn_{name}" in persons.columns
    assert (
        persons["ever_baseline"] - persons["ever_scenario"] == persons["averted"] - persons["newly_harmed"]
    ).all()


def test_a_manifest_says_what_was_run(result: Comparison) -> None:
    assert {"versions", "hashes", "configuration", "seeds", "persons", "steps", "cpu_seconds_loop"} <= set(
        result.manifest
    )
    assert {"configuration", "code", "passports", "configs", "tables"} <= set(result.manifest["hashes"])
    assert set(KEYS) <= set(result.manifest["configuration"])


def test_what_is_written_can_be_read_back(result: Comparison, tmp_path: Path) -> None:
    result.save(tmp_path)
    assert {"series.parquet", "effects.csv", "persons.csv", "manifest.json"} <= {
        path.name for path in tmp_path.iterdir()
    }
    assert list(pd.read_csv(tmp_path / "effects.csv").columns) == EFFECTS
    again = pd.read_parquet(tmp_path / "series.parquet")
    pd.testing.assert_frame_equal(again, result.series, check_dtype=False, check_exact=True)


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_every_array_of_the_state_has_a_unit_of_the_closed_list(group: type) -> None:
    for name, dtype, array in table(group):
        assert array.unit in UNITS, f"{name}: the unit {array.unit!r} is not of the closed list"
        if array.unit in CODES:
            assert max(CODES[array.unit]) <= np.iinfo(dtype).max
    if group is Columns:
        assert len({one.array.meaning for one in table(group)}) == len(table(group))
