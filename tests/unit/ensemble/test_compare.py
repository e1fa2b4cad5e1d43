"""Runs gathered: the same on any number of workers, paired, and honest about what they took."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import safepassage as sp
from safepassage.ensemble.compare import KEYS, Runs, run_all
from safepassage.ensemble.manifest import manifest, spec_hash
from safepassage.ensemble.pair import MEASURES
from safepassage.ensemble.spec import RunSpec
from safepassage.ensemble.store import write_parquet
from safepassage.evidence.errors import InputError
from safepassage.observation.indicators import INDICATOR_NAMES

SPEC = RunSpec.from_mapping(
    {
        "region": "classroom",
        "scenario": ["no_iom", "integrated"],
        "government": ["responsive", "unresponsive"],
        "replicates": 3,
        "population_share": 1.0,
        "spin_up_years": 1.0,
        "end": "2017-12-31",
        "churn": True,
    }
)


@pytest.fixture(scope="module")
def runs() -> Runs:
    return run_all(SPEC)


def test_the_series_has_one_row_per_run_date_and_district(runs: Runs) -> None:
    assert list(runs.series.columns) == [*KEYS, *INDICATOR_NAMES]
    assert not runs.series.duplicated(list(KEYS)).any()
    assert len(runs.series) == 2 * 2 * 3 * runs.series["date"].nunique() * len(runs.region.districts)
    assert runs.series["replicate"].unique().tolist() == [0, 1, 2]


def test_workers_and_their_number_change_no_byte(runs: Runs, tmp_path: Path) -> None:
    many = run_all(replace(SPEC, workers=2))
    one, two = (
        write_parquet(found.series, tmp_path / f"{name}.parquet").read_bytes()
        for name, found in (("one", runs), ("two", many))
    )
    assert one == two
    for here, there in zip(runs.contrasts, many.contrasts, strict=True):
        assert np.array_equal(here.counts, there.counts)
        assert here.churn is not None
        assert there.churn is not None
        assert np.array_equal(here.churn, there.churn)


def test_a_replicate_does_not_know_how_many_others_there_are(runs: Runs) -> None:
    fewer = run_all(replace(SPEC, replicates=1))
    first = runs.series[runs.series["replicate"] == 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(fewer.series, first, check_exact=True)


def test_a_scenario_does_not_know_its_neighbours(runs: Runs) -> None:
    alone = run_all(replace(SPEC, scenario=("integrated",), government=("unresponsive",), replicates=1))
    assert alone.contrasts == ()
    together = runs.series.query(
        "scenario == 'integrated' and government == 'unresponsive' and replicate == 0"
    )
    pd.testing.assert_frame_equal(alone.series, together.reset_index(drop=True), check_exact=True)


def test_persons_add_up_with_what_the_ledger_knows(runs: Runs) -> None:
    at = runs.labels.index(("all", "all", "all"))
    for contrast in runs.contrasts:
        row = dict(zip(MEASURES, contrast.counts[:, at].T, strict=True))
        assert (row["persons"] == runs.effort.persons).all()
        assert np.allclose(row["ever_baseline"] - row["ever_scenario"], row["averted"] - row["newly_harmed"])
    # Episodes of the ledger are the persons who entered exploitation in the series.
    totals = runs.series.groupby(["scenario", "government", "replicate"])["entered_exploitation"].sum()
    for contrast in runs.contrasts:
        episodes = contrast.counts[:, at, MEASURES.index("episodes_averted")]
        for replicate, found in enumerate(episodes):
            before = totals["no_iom", contrast.government, replicate]
            after = totals[contrast.scenario, contrast.government, replicate]
            assert found == pytest.approx(before - after)


def test_the_spending_table_adds_up_to_the_series(runs: Runs) -> None:
    """Line by line what the indicators say in sum: IOM's, what it left unspent, the governments'."""
    keys = ["scenario", "government", "district"]
    series = runs.series.groupby([*keys, "replicate"])[
        ["spend_usd", "unspent_usd", "spend_government_usd"]
    ].sum()
    means = series.groupby(keys).mean()
    table = runs.spending
    unspent = table["activity"] == "unspent"
    for name, rows in (
        ("spend_usd", table[(table["payer"] == "iom") & ~unspent]),
        ("unspent_usd", table[unspent]),
        ("spend_government_usd", table[table["payer"] == "government"]),
    ):
        lines = rows.groupby(keys)["usd"].sum()
        assert np.allclose(lines.sort_index(), means[name].sort_index(), rtol=1e-9, atol=1e-6)
        assert lines.max() > 0.0 or name == "unspent_usd"


def test_the_manifest_says_what_was_run(runs: Runs) -> None:
    said = manifest(runs, "compare")
    assert said["persons"] == runs.effort.persons
    assert said["runs"] == 12
    assert said["steps"] == 12 * runs.series["date"].nunique()
    assert said["cpu_seconds_loop"] > 0.0
    assert len(said["seeds"]) == 3
    assert RunSpec.from_mapping(said["configuration"]) == SPEC
    assert spec_hash(SPEC) == spec_hash(replace(SPEC, workers=4))
    assert spec_hash(SPEC) != spec_hash(replace(SPEC, seed=2))


def test_the_front_door_compares_and_refuses() -> None:
    keys = {
        "region": "classroom",
        "replicates": 2,
        "spin_up_years": 1,
        "end": "2016-12-31",
        "population_share": 1.0,
    }
    result = sp.compare(["integrated"], government="responsive", **keys)
    assert result.effects["baseline"].unique().tolist() == ["no_iom"]
    assert set(result.persons["scenario"]) == {"integrated"}
    assert result.series["scenario"].unique().tolist() == ["no_iom", "integrated"]
    assert "exploitation years averted" in str(result)
    assert [text for ax in result.plot().axes for text in ax.texts + ax.get_yticklabels() if text.get_text()]
    with pytest.raises(InputError, match="besides no_iom"):
        sp.compare("no_iom", **keys)
    with pytest.raises(InputError, match="did you mean 'integrated'"):
        sp.compare(["integrted"], **keys)
    with pytest.raises(InputError, match="did you mean 'language'"):
        sp.compare(["integrated"], langage="en", **keys)
