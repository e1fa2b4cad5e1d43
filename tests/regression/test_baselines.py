"""Yearly totals are those that are kept. For a change on purpose: say why in CHANGELOG.md, then ``rewrite.py``."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from tests.regression import rewrite
from tests.regression.worlds import WORLDS, Kept, Totals, differences, exact, from_text, to_text, unkept


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_yearly_totals_are_those_that_are_kept(world: Kept) -> None:
    kept, now = from_text(world.path.read_text(encoding="utf-8")), world.totals()
    faults = differences(kept, now)
    if new := unkept(kept, now):
        warnings.warn(f"{', '.join(new)}: new; python -m tests.regression.rewrite keeps them", stacklevel=1)
    assert not faults, "\n".join(
        [*faults[:20], "on purpose? CHANGELOG.md, then python -m tests.regression.rewrite"]
    )


def test_the_files_are_those_of_the_worlds() -> None:
    assert {path.name for path in WORLDS[0].path.parent.glob("*.csv")} == {
        world.path.name for world in WORLDS
    }
    for world in WORLDS:
        totals = from_text(world.path.read_text(encoding="utf-8"))
        assert sum(row["departures_irregular"] for row in totals.values()) > 0.0
        assert to_text(totals) == world.path.read_text(encoding="utf-8")


def totals(**values: float) -> Totals:
    return {(2016, "here"): {"trafficked": 3.0, "awareness": 0.25, **values}}


def test_whole_numbers_are_exact_and_others_nearly() -> None:
    assert exact("trafficked") and exact("recorded_cases")
    assert not exact("expected_cases") and not exact("awareness") and not exact("spend_usd")
    assert differences(totals(), totals()) == []
    assert differences(totals(), totals(trafficked=3.0 + 1e-12)) != []
    assert differences(totals(), totals(awareness=0.25 + 1e-12)) == []
    assert differences(totals(), totals(awareness=0.25 + 1e-8)) != []
    assert differences(totals(), {}) != []
    assert differences(totals(training=0.1), totals()) != []


def test_a_new_indicator_is_told_and_is_no_fault() -> None:
    assert differences(totals(), totals(training=0.1)) == []
    assert unkept(totals(), totals(training=0.1)) == ["training"]
    assert unkept(totals(training=0.1), totals()) == []


LOG = """# Changelog

## [Unreleased]

### Fixed

- Results change: one,
  and why.
- Not a result.
- Results change: two.
"""


def test_the_reasons_are_read_from_the_changelog() -> None:
    assert rewrite.reasons(LOG) == ["Results change: one, and why.", "Results change: two."]


def test_a_changed_result_without_a_reason_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class World:
        name, path, trafficked = "w", tmp_path / "w.csv", 3.0

        def totals(self) -> Totals:
            return {
                (2016, "here"): dict.fromkeys(
                    from_text(WORLDS[0].path.read_text()).popitem()[1], self.trafficked
                )
            }

    world = World()
    monkeypatch.setattr(rewrite, "WORLDS", (world,))
    log, known = tmp_path / "CHANGELOG.md", tmp_path / "reasons.txt"
    log.write_text(LOG)
    assert rewrite.main(log, known) == 0  # the first time there is nothing to compare with
    first = world.path.read_text()
    assert rewrite.main(log, known) == 0
    world.trafficked = 4.0
    assert rewrite.main(log, known) == 2
    assert world.path.read_text() == first
    log.write_text(LOG + "- Results change: three.\n")
    assert rewrite.main(log, known) == 0
    assert world.path.read_text() != first
    world.trafficked = 5.0
    assert rewrite.main(log, known) == 2
