"""What a folder holds is checked, and each fault is named in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from tests.tiny import comparison

from safepassage.analysis.results import Results, read_spec
from safepassage.evidence.errors import InputError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a compare."""
    made = tmp_path_factory.mktemp("compare")
    comparison().save(made)
    return made


def test_what_was_written_is_read_back(folder: Path) -> None:
    made, results = comparison(), Results.load(folder)
    assert results.spec.scenario == made.spec.scenario
    for name in ("effects", "persons", "spending"):
        pd.testing.assert_frame_equal(getattr(results, name), getattr(made, name), check_dtype=False)
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
            Results.load(broken)
        assert "\n" not in str(found.value)


def test_a_missing_table_is_named(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "persons.csv").unlink()
    with pytest.raises(InputError, match=r"persons\.csv: no such file"):
        Results.load(broken)


def test_a_table_of_persons_as_it_was_is_refused(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    (old / "persons.csv").write_text("scenario,averted\nintegrated,1\n", encoding="utf-8")
    with pytest.raises(InputError, match="earlier versions wrote it; run the comparison again"):
        Results.load(old)
