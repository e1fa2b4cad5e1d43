"""The table of patterns as a whole: what is refused, what fails, what is written and said."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.unit.analysis.made_trials import DATES, DISTRICTS, QUARTERS, make

from safepassage import validation
from safepassage.analysis.patterns import PatternRow
from safepassage.ensemble.spec import RunSpec
from safepassage.ensemble.trial import Trial, TrialTask
from safepassage.evidence.errors import InputError

SPEC = RunSpec(replicates=4, executor="serial")
PATTERNS = ("P1", "P2", "P3", "P4a", "P4b", "P5", "P6", "P7a", "P7b", "P8", "P9", "P10", "P11")


def test_refuses_what_the_records_do_not_speak_of() -> None:
    with pytest.raises(InputError, match="region sambas has no belu"):
        validation.validate_spec(replace(SPEC, region="sambas"))
    with pytest.raises(InputError, match="start=2016-01-01 and end=2023-12-31"):
        validation.validate_spec(replace(SPEC, end=dt.date(2022, 12, 31)))
    with pytest.raises(InputError, match="at least 4"):
        validation.validate_spec(replace(SPEC, replicates=3))


@pytest.fixture(scope="module")
def judged() -> validation.Validation:
    """Every pattern over trials of noise: their verdicts mean nothing, their form does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "run_trial", noise)
        return validation.validate_spec(replace(SPEC, replicates=6))


def noise(task: TrialTask) -> Trial:
    """A trial of the real shape: four districts, noise where a count would be."""
    rng = np.random.default_rng([task.number, 5])
    (one,) = make(1)
    quarters = {
        arm: rng.poisson(40.0, (QUARTERS, 2 * DISTRICTS, table.shape[-1])).astype(float)
        for arm, table in one.quarters.items()
    }
    return replace(
        one,
        quarters=quarters,
        weekly_cases=rng.gamma(2.0, size=(len(DATES), 2 * DISTRICTS)),
        by_gate={arm: rng.poisson(50.0, 60) for arm in one.by_gate},
        poor_at_risk=rng.integers(1, 50, (2 * DISTRICTS, 2, 3)),
    )


def test_every_pattern_has_its_rows_in_order(judged: validation.Validation) -> None:
    table = judged.patterns
    assert tuple(table.columns) == tuple(field.name for field in fields(PatternRow))
    assert list(dict.fromkeys(table["pattern"])) == [
        "P1",
        "P2",
        "P3",
        "P4a",
        "P4b",
        "P5",
        "P6",
        "P7a",
        "P7b",
        "P8",
        "P9",
        "P10",
        "P11",
    ]
    assert set(table["pattern"]) == set(PATTERNS)
    assert not table.duplicated(["pattern", "contrast", "indicator"]).any()


def test_kinds_and_verdicts_are_never_mixed(judged: validation.Validation) -> None:
    table = judged.patterns
    claims = table[table["kind"] == "claim"]
    assert set(claims["pattern"]) == {"P1", "P2", "P4a", "P6", "P7a", "P9"}
    assert set(claims["verdict"]) <= {"supported", "not supported", "undecided"}
    assert set(table.loc[table["kind"] == "built in", "pattern"]) == {"P3"}
    assert set(table.loc[table["kind"] != "claim", "verdict"]) <= {"pass", "fail", "undecided"}


def with_verdicts(judged: validation.Validation, *verdicts: str) -> validation.Validation:
    table = judged.patterns.head(len(verdicts)).assign(verdict=list(verdicts))
    return replace(judged, patterns=table)


def test_only_fail_fails(judged: validation.Validation) -> None:
    assert not with_verdicts(judged, "pass", "undecided", "supported", "not supported").failed
    assert with_verdicts(judged, "pass", "fail", "supported").failed


def test_the_table_is_written_and_read_back_without_loss(
    judged: validation.Validation, tmp_path: Path
) -> None:
    assert [path.name for path in judged.save(tmp_path)] == [
        "patterns.csv", "predictions.csv", "quarters_by_draw.parquet", "weeks_by_draw.parquet",
    ]  # fmt: skip
    back = pd.read_csv(tmp_path / "patterns.csv")
    pd.testing.assert_frame_equal(back, judged.patterns, check_exact=True)


def test_the_figures_are_written_in_the_language_asked_for(
    judged: validation.Validation, tmp_path: Path
) -> None:
    names = {path.name for path in judged.save_figures(tmp_path / "figures")}
    stems = ("patterns", "p4_pulse", "p5_closure", "p8_records", "p10_moratorium")
    assert names == {f"{stem}.{kind}" for stem in stems for kind in ("png", "svg")}
    assert (tmp_path / "figures" / "p4_pulse.png").read_bytes().startswith(b"\x89PNG")
    english = judged.figures()
    indonesian = replace(judged, spec=replace(judged.spec, language="id")).figures()
    assert b"P1 (claim)" in english["patterns.svg"]
    assert b"P1 (klaim)" in indonesian["patterns.svg"]


def test_the_text_has_a_line_for_each_statement(judged: validation.Validation) -> None:
    lines = str(judged).splitlines()
    assert lines[0].startswith(
        "Patterns over 6 draws of the uncertain parameters, one seed each; region indonesia"
    )
    assert len(lines) == 3 + len(judged.patterns)
    for line, row in zip(lines[3:], judged.patterns.itertuples(), strict=True):
        assert line.split()[0] == row.pattern
        assert row.verdict in line
