"""What a result leans on: kinds, what was set by hand, tables that changed since, BibTeX of what is cited."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, get_args

import pytest

import safepassage as sp
from safepassage.analysis.leaning import ONLY_WITH, leaned_on
from safepassage.analysis.sources import bibtex, passports_text, result_text
from safepassage.evidence.passports import Kind, load_passports


def manifest(*scenarios: str, **parameters: float) -> dict[str, Any]:
    """That of a comparison that really ran."""
    result = sp.compare(
        list(scenarios), region="classroom", population_share=0.2, replicates=1, spin_up_years=0.0, end="2016-03-31",
        parameters=parameters, churn=False,
    )  # fmt: skip
    return dict(result.manifest)


@pytest.fixture(scope="module")
def partner() -> dict[str, Any]:
    return manifest("no_iom", "partner", fee_usd=700.0)


def test_all_kinds_are_counted_and_every_passport_stands_under_its_own() -> None:
    text, passports = passports_text(), load_passports()
    kinds = [one.kind for one in passports.values()]
    for kind in get_args(Kind):
        assert f"{kinds.count(kind)} {kind}" in text.splitlines()[0]
    for kind in set(kinds):
        part = text.split(f"\n{kind.capitalize()}: ")[1].split("\n\n")[0]
        for name, one in passports.items():
            assert (f"    {name} " in part) == (one.kind == kind), name
            if one.kind == kind == "assumed":
                assert one.derivation in part


def test_an_old_passport_is_named() -> None:
    assert "Not looked at for two years" not in passports_text(dt.date(2026, 11, 24))
    late = passports_text(dt.date(2030, 1, 1))
    assert "Not looked at for two years" in late
    assert "fee_usd" in late.split("Not looked at for two years")[1].splitlines()[0]


def test_a_result_leaves_out_programmes_that_it_does_not_hold(partner: dict[str, Any]) -> None:
    text = result_text(partner)
    mine = leaned_on(["no_iom", "partner"])
    for name, kinds in ONLY_WITH.items():
        assert (name in mine) == ("partner" in kinds), name
        assert (f"    {name} " in text) == (name in mine), name
    assert f"{len(load_passports()) - len(mine)} more belong to programmes" in text


def test_a_scenario_that_is_no_longer_known_is_taken_to_use_everything() -> None:
    assert leaned_on(["no_iom", "forgotten"]) == load_passports()


def test_what_was_set_by_hand_or_by_a_scenario_is_said(partner: dict[str, Any]) -> None:
    assert "fee_usd = 700 (passport 600)" in result_text(partner)
    text = result_text(manifest("no_iom", "awareness_only"))
    assert "No parameter was set by hand" in text
    assert "Set by scenario awareness_only: implementer_outreach_share = 1" in text


def test_tables_and_passports_that_changed_since_are_named(partner: dict[str, Any]) -> None:
    text = result_text(partner)
    assert "changed since" not in text and "have changed" not in text
    assert len(re.findall(r"\bas read\b", text)) == len(partner["hashes"]["tables"])
    tables = {**partner["hashes"]["tables"], "wages.csv": "0" * 64}
    other = {**partner, "hashes": {**partner["hashes"], "tables": tables, "passports": "0" * 64}}
    said = result_text(other)
    assert re.search(r"wages\.csv .* changed since \(was 000000000000\)", said)
    assert said.count("changed since (was") == 1
    assert "The passports have changed since this result was made" in said


def test_a_region_that_is_gone_still_shows_what_was_read(partner: dict[str, Any], tmp_path: Path) -> None:
    configuration = {**partner["configuration"], "region": str(tmp_path / "gone")}
    text = result_text({**partner, "configuration": configuration})
    assert "no region" in text
    assert partner["hashes"]["tables"]["wages.csv"][:12] in text


def test_bibtex_holds_what_is_cited_and_nothing_else(partner: dict[str, Any]) -> None:
    cited = {one.source for one in load_passports().values() if one.source}
    text = bibtex()
    keys = re.findall(r"^@\w+\{([^,]+),", text, re.M)
    assert sorted(keys) == sorted(key.replace("table:", "table_").removesuffix(".csv") for key in cited)
    assert text.count("{") == text.count("}")
    assert "Widynski2020" not in keys  # the code cites it, no passport does
    assert bibtex(partner) == text  # none of the programmes' numbers has a source
