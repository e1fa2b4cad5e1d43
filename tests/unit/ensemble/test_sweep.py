"""A sweep's store: what lies where, going on, refusals, failures, parts, merging, verifying."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import safepassage as sp
from safepassage.analysis.sweeps import run_totals, variance_split
from safepassage.ensemble import batch as batches
from safepassage.ensemble import sweep as sweeps
from safepassage.ensemble.executor import Lost, as_done, open_pool
from safepassage.ensemble.folder import SweepFolder
from safepassage.ensemble.merge import merge_sweeps
from safepassage.ensemble.plan import make_plan
from safepassage.ensemble.spec import RunSpec
from safepassage.ensemble.sweep import Progress, outcome_of, run_sweep
from safepassage.ensemble.verify import verify_sweep
from safepassage.evidence.errors import InputError, RunError

KEYS: dict[str, Any] = {
    "region": "classroom", "scenario": ["no_iom", "partner"], "replicates": 2, "population_share": 0.2,
    "spin_up_years": 0.5, "end": "2016-06-30",
    "design": {"kind": "latin_hypercube", "vary": ["contacts_per_week"], "draws": 3, "batch": 1},
}  # fmt: skip
SPEC = RunSpec.from_mapping(KEYS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "whole"
    run_sweep(SPEC, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "runs").iterdir())}


def test_one_row_per_run_date_and_district_and_nothing_of_the_machine(whole: Path) -> None:
    table = sp.read_sweep(whole)
    head = ["run", "scenario", "government", "replicate", "seed", "date", "district", "contacts_per_week"]
    assert list(table.columns[:8]) == head
    assert len(table) == 12 * table["date"].nunique() * 2
    assert not table.duplicated(["run", "date", "district"]).any()
    assert len(files(whole)) == 6
    design = pd.read_parquet(whole / "design.parquet")
    assert table["run"].unique().tolist() == design["run"].tolist()
    assert list(sp.read_sweep(whole, columns=["run", "trafficked"]).columns) == ["run", "trafficked"]
    with pytest.raises(InputError, match="traffickd"):
        sp.read_sweep(whole, columns=["traffickd"])


def test_a_sweep_is_what_a_comparison_of_the_same_seeds_is(whole: Path) -> None:
    table = sp.read_sweep(whole)
    value = float(table["contacts_per_week"].iloc[0])
    alone = sp.compare(
        ["no_iom", "partner"], churn=False, parameters={"contacts_per_week": value},
        **{key: KEYS[key] for key in ("region", "replicates", "population_share", "spin_up_years", "end")},
    ).series  # fmt: skip
    mine = table[table["contacts_per_week"] == value].sort_values(
        ["scenario", "replicate", "date", "district"]
    )
    theirs = alone.sort_values(["scenario", "replicate", "date", "district"])
    assert np.array_equal(mine["exploited"].to_numpy(), theirs["exploited"].to_numpy())


@pytest.mark.parametrize("executor", ["processes", "dask"])
def test_executors_change_no_byte(whole: Path, tmp_path: Path, executor: str) -> None:
    if executor == "dask":
        pytest.importorskip("distributed")
    run_sweep(replace(SPEC, executor=executor, workers=2), tmp_path / "s")
    assert files(tmp_path / "s") == files(whole)


def test_it_goes_on_where_it_was_broken_off(whole: Path, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(stored: int, failed: int) -> None:
        if len(list((tmp_path / "s" / "runs").glob("*.parquet"))) == 2:
            raise Enough

    with pytest.raises(Enough):
        run_sweep(SPEC, tmp_path / "s", Progress(batch=stop))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "s" / "runs").iterdir()}
    assert len(before) == 2
    assert not outcome_of(tmp_path / "s").complete
    outcome = run_sweep(SPEC, tmp_path / "s")
    assert (outcome.made, outcome.stored, outcome.complete) == (8, 12, True)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert files(tmp_path / "s") == files(whole)
    assert run_sweep(SPEC, tmp_path / "s").made == 0


def test_another_sweep_is_refused_in_one_line_and_more_replicates_are_added(
    whole: Path, tmp_path: Path
) -> None:
    for other in (replace(SPEC, seed=2), replace(SPEC, replicates=1), replace(SPEC, scenario=("no_iom",))):
        with pytest.raises(InputError, match=r"holds another sweep.*hydra\.run\.dir"):
            run_sweep(other, whole)
    few = replace(SPEC, replicates=1)
    run_sweep(few, tmp_path / "s")
    assert run_sweep(SPEC, tmp_path / "s").made == 6
    assert files(tmp_path / "s") == files(whole)


def test_changed_code_is_noticed(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from safepassage.ensemble import plan

    monkeypatch.setattr(plan, "code_identity", lambda: "another")
    with pytest.raises(InputError, match="code that decides results has changed"):
        run_sweep(SPEC, whole)


def test_what_fails_is_recorded_and_tried_again(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = make_plan(SPEC).batches[1].units[0].runs[0].name
    live = batches._live

    def falls(start: Any, run: Any) -> Any:
        if run.name == victim:
            raise FloatingPointError("made to fail")
        return live(start, run)

    with monkeypatch.context() as patch:
        patch.setattr(batches, "_live", falls)
        outcome = run_sweep(SPEC, tmp_path / "s")
    assert (outcome.stored, outcome.complete) == (11, False)
    (failure,) = outcome.failures
    assert failure["run"] == victim
    assert "made to fail" in failure["traceback"]
    assert failure["configuration"]["region"] == "classroom"
    outcome = run_sweep(SPEC, tmp_path / "s")
    assert (outcome.made, outcome.complete, outcome.failures) == (1, True, [])
    # The first file of the batch stays; its fellow stands beside it; as a table nothing differs.
    assert {"batch-00001.parquet", "batch-00001-1.parquet"} <= set(files(tmp_path / "s"))
    pd.testing.assert_frame_equal(sp.read_sweep(tmp_path / "s"), sp.read_sweep(whole), check_exact=True)
    assert verify_sweep(tmp_path / "s", None).same


def test_a_run_that_takes_too_long_has_failed(tmp_path: Path) -> None:
    outcome = run_sweep(replace(SPEC, timeout_seconds=0.001, replicates=1), tmp_path / "s")
    assert outcome.stored == 0
    assert {one["error"].split(":")[0] for one in outcome.failures} == {"Late"}
    with pytest.raises(InputError, match="no batch is finished"):
        sp.read_sweep(tmp_path / "s")
    assert run_sweep(replace(SPEC, replicates=1), tmp_path / "s").complete


def test_a_batch_that_was_cut_short_is_made_again(whole: Path, tmp_path: Path) -> None:
    run_sweep(SPEC, tmp_path / "s")
    path = tmp_path / "s" / "runs" / "batch-00002.parquet"
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(InputError, match="damaged"):
        sp.read_sweep(tmp_path / "s")
    assert "cannot be read" in str(verify_sweep(tmp_path / "s", 1))
    said: list[str] = []
    assert run_sweep(SPEC, tmp_path / "s", Progress(say=said.append)).made == 2
    assert "damaged" in said[0]
    assert sp.read_sweep(tmp_path / "s").equals(sp.read_sweep(whole))


def test_parts_of_two_machines_are_merged(whole: Path, tmp_path: Path) -> None:
    for part in ("1/2", "2/2"):
        outcome = run_sweep(replace(SPEC, part=part), tmp_path / part[0])
        assert outcome.complete
        assert outcome.stored == 6
        assert outcome_of(tmp_path / part[0]).complete
    outcome = merge_sweeps([tmp_path / "1", tmp_path / "2"], tmp_path / "both")
    assert outcome.complete
    assert files(tmp_path / "both") == files(whole)
    assert json.loads((tmp_path / "both" / "manifest.json").read_text())["configuration"]["part"] is None
    assert verify_sweep(tmp_path / "both", 2).same
    run_sweep(replace(SPEC, seed=9), tmp_path / "other")
    changed = tmp_path / "1" / "runs" / "batch-00002.parquet"
    pq.write_table(pq.read_table(changed), changed, compression="none")
    with pytest.raises(InputError, match="differs from the same batch"):
        merge_sweeps([whole, tmp_path / "1"], tmp_path / "torn")
    assert files(tmp_path / "torn") == {}
    with pytest.raises(InputError, match="another design"):
        merge_sweeps([whole, tmp_path / "other"], tmp_path / "mixed")
    with pytest.raises(InputError, match="K/N"):
        replace(SPEC, part="3/2")


def test_verify_finds_a_changed_value_and_a_changed_file(whole: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    assert verify_sweep(whole, None).same
    run_sweep(SPEC, tmp_path / "s")
    path = tmp_path / "s" / "runs" / "batch-00003.parquet"
    table = pq.read_table(path)
    at = table.column_names.index("exploited")
    values = table["exploited"].to_numpy().copy()
    values[5] += 1.0
    pq.write_table(table.set_column(at, "exploited", pa.array(values)), path)
    assert "has changed since it was stored" in str(verify_sweep(tmp_path / "s", 1))
    report = verify_sweep(tmp_path / "s", None)
    assert not report.same
    assert "exploited differs in 1 of" in str(report)


def test_a_copied_batch_is_neither_read_twice_nor_verified(whole: Path, tmp_path: Path) -> None:
    for at, (copy, said) in enumerate(
        (("batch-00099", "belongs into batch-00001"), ("batch-00002", "has changed"))
    ):
        folder = shutil.copytree(whole, tmp_path / str(at))
        shutil.copyfile(folder / "runs" / "batch-00001.parquet", folder / "runs" / f"{copy}.parquet")
        with pytest.raises(InputError, match=f"batch-00001.parquet and {copy}.parquet both hold"):
            sp.read_sweep(folder)
        report = verify_sweep(folder, None)
        assert not report.same
        assert said in str(report)


def test_a_page_that_was_changed_is_found_by_its_checksum(whole: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(whole, tmp_path / "s")
    path = folder / "runs" / "batch-00001.parquet"
    column = pq.read_metadata(path).row_group(0).column(7)
    content = bytearray(path.read_bytes())
    content[column.data_page_offset + column.total_compressed_size - 2] ^= (
        0xFF  # within the page, behind its header
    )
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"batch-00001.parquet cannot be read.*take it away"):
        sp.read_sweep(folder)
    assert "batch-00001.parquet: cannot be read" in str(verify_sweep(folder, None))
    path.unlink()
    assert run_sweep(SPEC, folder).made == 2
    assert files(folder) == files(whole)


def test_a_failure_of_what_is_stored_by_now_is_no_failure(whole: Path, tmp_path: Path) -> None:
    """A driver that is killed between storing a run and taking its failure away leaves both."""
    folder = shutil.copytree(whole, tmp_path / "s")
    unit = make_plan(SPEC).batches[0].units[0]
    SweepFolder(folder).write_failure(batches.lost(0, unit, unit.runs[0], "killed"), {})
    assert outcome_of(folder).failures == []


def test_two_drivers_on_one_folder(whole: Path) -> None:
    with SweepFolder(whole).locked(), pytest.raises(InputError, match=f"process {os.getpid()}"):
        run_sweep(SPEC, whole)


def test_a_disk_that_runs_full_stops_it_and_leaves_what_was_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = sweeps.SweepFolder.write_batch

    def full(self: Any, number: int, content: bytes) -> Path:
        if number == 2:
            raise OSError(28, "No space left on device", "somewhere")
        return write(self, number, content)

    monkeypatch.setattr(sweeps.SweepFolder, "write_batch", full)
    with pytest.raises(RunError, match="No space left"):
        run_sweep(SPEC, tmp_path / "s")
    assert sorted(files(tmp_path / "s")) == ["batch-00000.parquet", "batch-00001.parquet"]


def test_a_manifest_that_cannot_be_written_at_the_end_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = sweeps.store.write_json

    def full(content: Any, path: Path) -> Path:
        if content["runs_timed"]:
            raise InputError("no room")
        return write(content, path)

    monkeypatch.setattr(sweeps.store, "write_json", full)
    with pytest.raises(RunError, match="no room"):
        run_sweep(replace(SPEC, replicates=1), tmp_path / "s")


def test_the_manifest_says_what_was_run_and_what_it_took(whole: Path) -> None:
    said = json.loads((whole / "manifest.json").read_text())
    assert RunSpec.from_mapping(said["configuration"]) == SPEC
    assert said["runs"] == said["runs_timed"] == 12
    assert said["cpu_seconds_loop"] > 0.0
    assert said["varied"][0]["name"] == "contacts_per_week"
    assert set(said["files"]) == set(files(whole))
    assert said["calls"][0]["processes"]


def test_seeds_are_shared_or_own(whole: Path) -> None:
    shared = make_plan(SPEC).table()
    assert shared["seed"].nunique() == 2
    own = make_plan(replace(SPEC, design=replace(SPEC.design, seeds="own"))).table()
    assert own["seed"].nunique() == 6
    assert own["run"].nunique() == 12


def test_variance_splits_into_parameters_and_chance(whole: Path) -> None:
    totals = run_totals(whole)
    assert len(totals) == 12
    series = sp.read_sweep(whole)
    one = series[series["run"] == totals["run"][0]]
    assert totals["attempts"][0] == pytest.approx(one["attempts"].sum())
    assert totals["exploitation_years"][0] == pytest.approx(
        one[one["date"] == one["date"].max()]["exploitation_years"].sum()
    )
    assert set(variance_split(totals, "attempts")["draws"]) == {3}
    rng = np.random.default_rng(totals["seed"].nunique())
    draws, chances = rng.normal(size=400), rng.normal(size=400)
    made = pd.DataFrame(
        [{"scenario": "a", "government": "b", "draw": d, "replicate": r, "seed": r, "attempts": 3.0 * x + y}
         for d, x in enumerate(draws) for r, y in enumerate(chances)]
    )  # fmt: skip
    (row,) = variance_split(made, "attempts").itertuples()
    assert row.share_parameters == pytest.approx(0.9, abs=0.03)
    assert row.both == pytest.approx(0.0, abs=1e-9)
    made["seed"] = np.arange(len(made))
    made["attempts"] = 3.0 * made.groupby("draw")["attempts"].transform("mean") + rng.normal(size=len(made))
    (row,) = variance_split(made, "attempts").itertuples()
    assert row.chance == pytest.approx(1.0, abs=0.02)
    with pytest.raises(InputError, match="two replicates"):
        variance_split(totals[totals["replicate"] == 0], "attempts")


# ---------------------------------------------------------------------------- executors


def _dies(task: int) -> int:
    os.kill(os.getpid(), 9)
    return task


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    from safepassage.ensemble import executor

    monkeypatch.setattr(executor, "ATTEMPTS", 2)


@pytest.mark.usefixtures("impatient")
def test_a_task_that_kills_its_process_again_and_again_is_lost() -> None:
    assert [result for _, result in as_done(_dies, [1, 2], workers=2)] == [Lost(), Lost()]


def test_a_scheduler_that_does_not_answer_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from safepassage.ensemble import cluster

    monkeypatch.setattr(cluster, "ANSWERS_WITHIN_SECONDS", 0.5)
    nobody = pytest.raises(
        InputError, match=r"executor\.address=tcp://localhost:1: no dask scheduler answers"
    )
    with nobody, open_pool("dask", 1, "tcp://localhost:1"):
        pass


def test_dask_that_is_missing_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match="cluster"), open_pool("dask", 1, None):
        pass
