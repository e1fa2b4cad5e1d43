"""The decision pack: whole, self-contained, escaped, suppressed, in two languages."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.tiny import comparison

from safepassage.analysis.results import Results
from safepassage.ensemble.spec import Precision
from safepassage.evidence.errors import InputError
from safepassage.figures.labels import LABELS, LANGUAGES
from safepassage.parameters.submodels import SUBMODELS
from safepassage.report.appendix import command_of
from safepassage.report.pack import SECTIONS, decision_pack, write_pack
from safepassage.report.persons import gross_counts, harmed_groups
from safepassage.report.sections import ROWS


class Page(HTMLParser):
    """What a page holds: ids, pictures, links, language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "img":
            self.pictures.append(found)
        if tag == "a":
            self.links.append(str(found.get("href")))
        if tag == "html":
            self.language = str(found.get("lang"))


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, results: Results) -> tuple[str, str]:
    return request.param, decision_pack(results, request.param)


def test_the_page_is_whole(page: tuple[str, str]) -> None:
    language, text = page
    found = Page(text)
    assert found.language == language
    assert {key for key, _ in SECTIONS} <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    assert all(link.removeprefix("#") in found.ids for link in found.links)
    assert found.tags.count("h1") == 1 and "main" in found.tags
    assert len(text) < 5_000_000


def test_the_page_asks_nothing_of_a_network(page: tuple[str, str]) -> None:
    found = Page(page[1])
    assert not {"link", "script", "iframe", "object"} & set(found.tags)
    assert found.pictures
    for picture in found.pictures:
        assert str(picture["src"]).startswith(("data:image/svg+xml;base64,", "data:image/png;base64,"))
        assert len(str(picture["alt"])) > 80
    outside = re.sub(r'src="data:[^"]*"', "", page[1])
    assert not re.search(r'(?:src|href)="(?!#)', outside)


def test_averted_never_stands_alone(page: tuple[str, str], results: Results) -> None:
    assert [key for key, _, _ in ROWS[3:]] == [
        "row_regular", "row_irregular", "row_risk_regular", "row_risk_irregular", "row_refused", "row_false",
    ]  # fmt: skip
    assert page[1].count('<table class="numbers">') == 3 * len(results.spec.government)


def test_assumptions_limits_sources_and_the_command_are_told(page: tuple[str, str], results: Results) -> None:
    text = page[1]
    assert "<code>outreach_cost_usd</code>" in text
    assert "population_area_hdi.csv" in text
    assert command_of(results.spec) in text
    assert str(results.manifest["hashes"]["code"]) in text
    assert f"<td>{results.manifest['versions']['mesa']}</td>" in text


def test_no_small_count_is_in_the_page(results: Results) -> None:
    """A placebo's churn is no count of anybody; everything else below the rule is written <10."""
    found = gross_counts(results, "integrated", "responsive")
    for name, (value, _) in found.items():
        if name != "net_averted" and value.mean < 10:
            assert value.hidden, name
    if found["averted"][0].hidden or found["newly_harmed"][0].hidden:
        assert found["net_averted"][0].hidden
    text = decision_pack(results, "en")
    cells = re.findall(r"<th scope=\"row\">(Averted|Newly harmed)</th><td>([^<]*(?:&lt;)?[^<]*)<", text)
    assert cells
    assert all(cell.startswith("&lt;10") or float(cell.replace(",", "")) >= 10 for _, cell in cells)


def test_what_a_user_named_is_escaped(results: Results) -> None:
    evil = "<img src=x onerror=alert(1)>"
    tables = {
        name: getattr(results, name).replace({"scenario": {"integrated": evil}})
        for name in ("series", "effects", "persons", "subdistricts")
    }
    spec = replace(results.spec, scenario=("no_iom", "partner", evil))
    text = decision_pack(replace(results, spec=spec, **tables), "en")
    assert "<img src=x" not in text and "&lt;img src=x" in text


def test_harm_to_a_group_is_told_only_where_it_is_sure(results: Results) -> None:
    persons = results.persons.copy()
    at = (
        (persons["district"] == "all")
        & (persons["level"] == "female")
        & (persons["scenario"] == "integrated")
    )
    others = (persons["district"] != "all") | (persons["level"] != "female")
    net = at & (persons["indicator"] == "net_averted")
    for name, value in (("averted", 200.0), ("newly_harmed", 500.0)):
        persons.loc[at & (persons["indicator"] == name), "value"] = value
        persons.loc[others & (persons["indicator"] == name), "value"] = 900.0
    persons.loc[net, ["low", "high"]] = [-400.0, -100.0]
    found = harmed_groups(replace(results, persons=persons), "en")
    assert any("Women and girls" in one for one in found)
    persons.loc[net, "high"] = 1.0
    assert not any("Women and girls" in one for one in harmed_groups(replace(results, persons=persons), "en"))


def test_headings_of_assumptions_are_in_the_readers_language(results: Results) -> None:
    text = decision_pack(results, "id")
    assert ">Kepulangan</th>" in text and ">Return home</th>" not in text
    assert set(SUBMODELS) <= set(LABELS["submodel"])


def test_the_command_gives_the_run_again(results: Results) -> None:
    words = command_of(results.spec).split()
    assert words[:2] == ["safepassage", "compare"]
    assert "scenario=[no_iom,partner,integrated]" in words and "end=2017-06-30" in words
    assert "spin_up_years=3.0" in words and not any(word.startswith("workers") for word in words)
    changed = replace(results.spec, parameters={"fee_usd": 0.1}, config_dir="somewhere/mine")
    assert "parameters.fee_usd=0.1" in command_of(changed) and "--config-dir mine" in command_of(changed)
    precise = replace(changed, sequential=True, precision=Precision(half_width=0.5))
    assert command_of(precise) == command_of(changed)


def test_a_comparison_writes_its_report(tmp_path: Path) -> None:
    path = comparison().report(tmp_path)
    assert path == tmp_path / "report.html"
    assert '<html lang="en">' in path.read_text(encoding="utf-8")


def test_an_unknown_language_is_refused(results: Results, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="language: 'de'"):
        write_pack(results, tmp_path, "de")  # type: ignore[arg-type]
