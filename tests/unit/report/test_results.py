"""What a folder holds is checked, and each fault is named in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from tests.tiny import comparison

from safepassage.evidence.errors import InputError
from safepassage.report.results import Results, read_results, read_spec


def test_what_was_written_is_read_back(results: Results) -> None:
    made = comparison()
    assert results.spec.scenario == made.spec.scenario
    pd.testing.assert_frame_equal(results.effects, made.effects, check_dtype=False)
    assert results.headline == "integrated"
    assert results.scenarios == ("partner", "integrated")


def test_faults_of_a_folder_are_one_line(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_spec(tmp_path / "nothing")
    with pytest.raises(InputError, match=r"manifest\.json: no such file"):
        read_spec(tmp_path)
    for change, match in (
        ({"command": "run"}, "made by 'run'"),
        ({"configuration": None}, "no configuration"),
        ({"configuration": {"sead": 1}}, "sead"),
    ):
        broken = tmp_path / str(len(match))
        shutil.copytree(folder, broken)
        manifest = json.loads((broken / "manifest.json").read_text()) | change
        (broken / "manifest.json").write_text(json.dumps(manifest))
        with pytest.raises(InputError, match=match) as found:
            read_results(broken)
        assert "\n" not in str(found.value)


def test_a_missing_table_is_named(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "persons.csv").unlink()
    with pytest.raises(InputError, match=r"persons\.csv: no such file"):
        read_results(broken)
