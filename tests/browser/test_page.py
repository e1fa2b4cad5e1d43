"""The page in a browser: what a teacher does with it, and that nothing leaves the machine."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.hands import ready, shoot, shown, slide, step_of, wait

import safepassage as sp
from safepassage.analysis.counterfactual import by_group
from safepassage.analysis.effects import pick
from safepassage.interventions.scenario import load_scenario
from safepassage.words import catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXTS = catalogue("dashboard").texts


def test_play_pause_step_reset_and_the_end(visit: Callable[..., Page]) -> None:
    page = visit()
    assert step_of(page) == 0
    page.click("#play")
    wait(page, "Number(document.body.dataset.step) >= 5")
    page.click("#play")
    wait(page, "document.querySelector('#play').textContent === 'Play'")
    page.wait_for_timeout(200)
    paused = step_of(page)
    page.wait_for_timeout(400)
    assert step_of(page) == paused
    page.click("#step")
    wait(page, f"Number(document.body.dataset.step) === {paused + 1}")
    page.click("#to_end")
    wait(page, "Number(document.body.dataset.step) === 417")
    assert page.is_disabled("#play")
    shoot(page, "classroom_end")
    page.click("#reset")
    ready(page)
    assert step_of(page) == 0 and page.is_enabled("#play")
    page.focus("#reset")  # a button keeps its own keys
    page.keyboard.press("s")
    page.click("h1")
    page.keyboard.press("s")
    wait(page, "Number(document.body.dataset.step) === 1")


def test_the_numbers_on_the_page_are_those_of_compare(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#to_end")
    wait(page, "Number(document.body.dataset.step) === 417")
    page.wait_for_timeout(200)
    done = sp.compare(
        ["no_iom", "integrated"], region="classroom", population_share=1.0, seed=1, replicates=1
    )
    for name in ("departures_regular", "departures_irregular", "refused", "entered_exploitation"):
        row = pick(done.effects, name, "integrated", "as_is")
        for column, value in (
            ("left", row["baseline_mean"]),
            ("right", row["mean"]),
            ("change", row["difference"]),
        ):
            cell = page.locator(f"td[data-row='{name}'][data-column='{column}']")
            assert float(cell.get_attribute("data-value") or "nan") == pytest.approx(value), (name, column)
            assert cell.inner_text().strip("+").replace("\u2212", "-") == f"{value:,.0f}"
    groups = by_group(done.persons)
    persons = groups[(groups["district"] == "all") & (groups["group"] == "all")].iloc[0]
    years = page.get_attribute(
        "td[data-row='exploitation_years_averted'][data-column='change']", "data-value"
    )
    assert float(years or "nan") == pytest.approx(persons["exploitation_years_averted"])
    for name in ("averted", "newly_harmed"):
        assert shown(page, name) == (
            f"{persons[name]:,.0f}" if persons[name] in (0, *range(10, 10**6)) else "<10"
        )


def test_a_slider_changes_one_world_and_says_so(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#to_end")
    wait(page, "Number(document.body.dataset.step) === 417")
    page.wait_for_timeout(200)
    before = shown(page, "departures_irregular", "left"), shown(page, "departures_irregular", "right")
    slide(page, "wages_right", 2.0)
    ready(page)
    wait(page, "Number(document.body.dataset.step) === 417")  # lived again up to where we were
    assert shown(page, "departures_irregular", "left") == before[0]
    assert shown(page, "departures_irregular", "right") != before[1]
    assert "changed" in page.inner_text("#what1") and "changed" not in page.inner_text("#what0")
    page.click("#restore_right")
    ready(page)
    assert shown(page, "departures_irregular", "right") == before[1]
    slide(page, "implementer_right", 0.9)
    assert "at most 100%" in page.inner_text("#problem")
    slide(page, "responsiveness_right", 0.9)
    ready(page)
    assert page.input_value("#government_right") == "own"


def test_the_slider_of_unemployment_reaches_the_scenario_file(visit: Callable[..., Page]) -> None:
    page = visit()
    slide(page, "unemployment_right", 3.0)
    ready(page)
    page.click("#to_end")
    wait(page, "Number(document.body.dataset.step) === 417")
    with page.expect_download() as waiting:
        page.click("#get_right")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert "kind: shock, start: 2019-01-01, end: 2021-01-01, unemployment_factor: 3.0" in text


def test_two_tabs_of_one_browser_have_worlds_of_their_own(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#step")
    wait(page, "Number(document.body.dataset.step) === 1")
    page.wait_for_timeout(200)
    seen = "[document.body.dataset.step, document.querySelector('#outcome').innerText]"
    before = page.evaluate(seen)
    other = page.context.new_page()
    other.goto(page.url)
    wait(other, "document.body.dataset.frames > 0")
    ready(other)
    other.click("#new_seed")
    ready(other)
    other.click("#play")
    wait(other, "Number(document.body.dataset.step) >= 5")
    assert page.evaluate(seen) == before
    other.close()  # in the middle of playing
    page.click("#step")
    wait(page, "Number(document.body.dataset.step) === 2")


def test_both_languages_live(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#play")
    wait(page, "Number(document.body.dataset.step) >= 3")
    page.click("#language")
    assert page.get_attribute("html", "lang") == "id"
    assert page.inner_text("h1") == TEXTS["title"]["id"]
    assert "Pemerintah" in page.inner_text("#what1")
    before = step_of(page)
    wait(page, f"Number(document.body.dataset.step) > {before}")  # it plays on
    page.click("#play")
    shoot(page, "indonesian")
    texts = page.inner_text("body")
    assert not [
        english
        for english, other in (one.values() for one in TEXTS.values())
        if english != other and len(english) > 12 and english in texts
    ]
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"


def test_downloads_and_a_scenario_file_there_and_back(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit()
    slide(page, "closure_right", 0.25)
    ready(page)
    page.click("#to_end")
    wait(page, "Number(document.body.dataset.step) === 417")
    saved = {}
    for what in ("series", "effects", "right"):
        with page.expect_download() as waiting:
            page.click(f"#get_{what}")
        saved[what] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved[what])
    rows = list(csv.DictReader(io.StringIO(saved["series"].read_text(encoding="utf-8"))))
    assert len(rows) == 2 * 417 * 2
    irregular = sum(float(row["departures_irregular"]) for row in rows if row["world"] == "right")
    assert shown(page, "departures_irregular", "right") == f"{irregular:,.0f}"
    assert "exploitation_years_averted" in saved["effects"].read_text(encoding="utf-8")
    (tmp_path / "scenario").mkdir()
    saved["right"].rename(tmp_path / "scenario" / "mine.yaml")
    scenario = load_scenario("mine", (tmp_path,))
    assert any(getattr(item, "openness", None) == 0.25 for item in scenario.interventions)
    before = shown(page, "departures_irregular", "right")
    page.locator(".block.left > summary").click()
    page.set_input_files("#upload_left", tmp_path / "scenario" / "mine.yaml")
    ready(page)
    wait(page, "document.querySelector('#what0').textContent.includes('Uploaded')")
    wait(page, "Number(document.body.dataset.step) === 417")
    assert shown(page, "departures_irregular", "left") == before
    broken = tmp_path / "broken.yaml"
    broken.write_text("interventions:\n  - {kind: patner}\n", encoding="utf-8")
    page.set_input_files("#upload_left", broken)
    wait(page, "document.querySelector('#problem').textContent.includes('partner')")
    assert "broken.yaml" in page.inner_text("#problem")
    page.click("#language")
    assert "maksud Anda 'partner'" in page.inner_text("#problem")  # said again, in the language of the moment
    assert page.inner_text("#choose_left") == TEXTS["choose_file"]["id"]
    page.click("#language")
    assert "did you mean" in page.inner_text("#problem")
    page.click("#close_problem")
    page.click("#reset")
    ready(page)


def test_a_lesson_asks_runs_and_shows_what_came_out(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#tab_lesson")
    page.click("#lesson_run")
    assert TEXTS["lesson_choose"]["en"] in page.inner_text("#lesson_result")
    for number in range(5):
        page.check(f"input[name=expect][value={'more' if number % 2 else 'less'}]")
        page.click("#lesson_run")
        wait(page, "document.querySelector('#lesson_seed') !== null")
        came = page.get_attribute(".verdict", "data-came")
        expected = "more" if number % 2 else "less"
        assert came in ("less", "same", "more", "few")
        if came != "few":
            assert (TEXTS["lesson_as_expected"]["en"] in page.inner_text(".verdict")) is (came == expected)
        if number == 0:
            shoot(page, "lesson")
        if number < 4:
            page.click("#lesson_next")
    assert page.is_disabled("#lesson_next")


def test_the_map_tells_in_words_what_it_shows(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#step")
    wait(page, "document.querySelector('#map0').getAttribute('aria-label').includes('2016')")
    said = page.get_attribute("#map1", "aria-label") or ""
    assert said.startswith("Right world: All three roles") and re.search(r"at home [\d,]+", said)
    assert re.search(r"left .*, right .*\.", page.get_attribute(".chart canvas", "aria-label") or "")
