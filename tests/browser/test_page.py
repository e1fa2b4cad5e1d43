"""The page in a browser: what a teacher does with it, and that nothing leaves the machine."""

from __future__ import annotations

import csv
import io
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

import safepassage as sp
from safepassage.analysis.effects import pick
from safepassage.dashboard.texts import TEXTS
from safepassage.interventions.scenario import load_scenario

if TYPE_CHECKING:
    from benchmarks.visitors import Server
    from playwright.sync_api import Browser, Page

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
PATIENCE = 60.0
SHOTS = os.environ.get("SAFEPASSAGE_SHOTS")
"""A folder for pictures of the page, for whoever wants to look."""

NAMELESS = """() => [...document.querySelectorAll('button, input, select, summary, a, [role=img], [role=tab]')]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.getAttribute('aria-label') || node.textContent.trim() || node.labels?.length))
  .map((node) => node.outerHTML.slice(0, 80))"""
CONTRAST = """() => {
  const channel = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faults = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility() || node.disabled || node.closest('.skip')) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faults.push([node.textContent.trim().slice(0, 40), (a + 0.05) / (b + 0.05)]);
  }
  return faults;
}"""
COVERED = """() => [...document.querySelectorAll('#controls .field')].filter((field) => {
  const box = (node) => node?.getBoundingClientRect();
  const label = box(field.querySelector('label')), words = box(field.querySelector('.explanation'));
  return !words || words.height < 10 || words.width < field.clientWidth - 2
    || (label.top < words.bottom && words.top < label.bottom);
}).map((field) => field.textContent.slice(0, 40))"""
"""Controls whose explanation, once asked for, hides the name or is squeezed."""


def wait(page: Page, what: str, patience: float = PATIENCE) -> None:
    """Ask again and again: the page's own rules forbid what playwright's waiting would do in it."""
    until = time.monotonic() + patience
    while not page.evaluate(what):
        assert time.monotonic() < until, (
            f"{what} did not come true; the page says: {page.inner_text('body')[:400]}"
        )
        time.sleep(0.03)


def ready(page: Page) -> None:
    """Worlds are there and can be played."""
    page.wait_for_timeout(200)  # the page waits a moment for further changes before it asks for new worlds
    wait(page, "!document.querySelector('#reset').disabled")


def step_of(page: Page) -> int:
    """The step that the last picture showed."""
    return int(page.evaluate("Number(document.body.dataset.step)"))


@pytest.fixture
def visit(server: Server, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the page in the made-up classroom; at the end nothing was asked elsewhere and nothing failed."""
    contexts: list[Any] = []
    asked: list[str] = []
    failed: list[str] = []

    def open_page(size: dict[str, int] = DESK, region: str | None = "classroom", **more: Any) -> Page:
        context = browser.new_context(viewport=size, locale="en-GB", accept_downloads=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.on(
            "console", lambda said: failed.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(server.page)
        wait(page, "document.body.dataset.frames > 0")
        if region is not None:
            if size is PHONE:
                page.click("#show_aside")
            page.select_option("#region", region)
            if size is PHONE:
                page.click("#hide_aside")
        ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert failed == []
    assert asked and {urlsplit(url).netloc for url in asked if not url.startswith("blob:")} == {
        urlsplit(server.page).netloc
    }


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page where somebody asked for it."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def slide(page: Page, name: str, value: float) -> None:
    """Move a slider as a hand would: the page hears a change."""
    page.locator(f"#{name}").evaluate(
        "(node, value) => { node.value = value; node.dispatchEvent(new Event('input')); "
        "node.dispatchEvent(new Event('change')); }",
        value,
    )


def shown(page: Page, row: str, column: str = "change") -> str:
    """A cell of the table of effects."""
    return page.inner_text(f"td[data-row='{row}'][data-column='{column}']")


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
    page.keyboard.press("s")  # focus is on a button, which keeps its own keys
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
    persons = done.persons[(done.persons["district"] == "all") & (done.persons["group"] == "all")].iloc[0]
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
    assert page.inner_text("h1") == TEXTS["title"][1]
    assert "Pemerintah" in page.inner_text("#what1")
    before = step_of(page)
    wait(page, f"Number(document.body.dataset.step) > {before}")  # it plays on
    page.click("#play")
    shoot(page, "indonesian")
    texts = page.inner_text("body")
    assert not [
        english
        for english, other in TEXTS.values()
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
    assert page.inner_text("#choose_left") == TEXTS["choose_file"][1]
    page.click("#language")
    assert "did you mean" in page.inner_text("#problem")
    page.click("#close_problem")
    page.click("#reset")
    ready(page)


def test_a_lesson_asks_runs_and_shows_what_came_out(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#tab_lesson")
    page.click("#lesson_run")
    assert TEXTS["lesson_choose"][0] in page.inner_text("#lesson_result")
    for number in range(5):
        page.check(f"input[name=expect][value={'more' if number % 2 else 'less'}]")
        page.click("#lesson_run")
        wait(page, "document.querySelector('#lesson_seed') !== null")
        came = page.get_attribute(".verdict", "data-came")
        expected = "more" if number % 2 else "less"
        assert came in ("less", "same", "more", "few")
        if came != "few":
            assert (TEXTS["lesson_as_expected"][0] in page.inner_text(".verdict")) is (came == expected)
        if number == 0:
            shoot(page, "lesson")
        if number < 4:
            page.click("#lesson_next")
    assert page.is_disabled("#lesson_next")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_fits_is_named_and_can_be_read(
    visit: Callable[..., Page], checks: dict[str, str], size: dict[str, int]
) -> None:
    page = visit(size, region=None)
    page.click("#play")
    wait(page, "Number(document.body.dataset.step) >= 12")
    page.click("#play")
    shoot(page, f"indonesia_{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for selector in ("#play", "#map0", "#date"):
        box = page.locator(selector).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size["width"], selector
        assert box["y"] + min(box["height"], 100) <= size["height"], selector
    if size is PHONE:
        page.click("#show_aside")
        shoot(page, "phone_controls")
    for summary in page.locator("details.block:not([open]) > summary").all():
        summary.click()
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(checks["tiny"]) == []
    for ask in page.locator("#controls button.help").all():
        ask.click()
    assert page.evaluate(COVERED) == []
    described = page.evaluate(
        "[...document.querySelectorAll('#controls .field input, #controls .field select')]"
        ".every((node) => document.getElementById(node.getAttribute('aria-describedby'))?.textContent.length > 20)"
    )
    assert described
    page.click("#tab_lesson")
    assert page.evaluate(NAMELESS) == [] and page.evaluate(CONTRAST) == []


def test_an_explanation_stays_open_and_everything_is_reached_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit()
    page.focus("#ask_region")
    page.keyboard.press("Enter")
    assert page.is_visible("#help_region") and page.get_attribute("#ask_region", "aria-expanded") == "true"
    page.focus("#wages_right")
    page.keyboard.press("ArrowRight")
    ready(page)
    assert page.is_visible("#help_region")
    assert page.evaluate("document.activeElement.id") == "wages_right"
    reached, last = set(), ""
    page.focus("#language")
    for _ in range(150):
        page.keyboard.press("Tab")
        last = page.evaluate("document.activeElement.id || document.activeElement.tagName")
        if last == "BODY":
            break
        reached.add(last)
    named = page.evaluate(
        "[...document.querySelectorAll('button, input, select')].filter((node) => node.checkVisibility() "
        "&& !node.disabled && node.tabIndex >= 0 && node.type !== 'radio').map((node) => node.id)"
    )
    assert set(named) - reached - {"language"} == set()


def test_what_dots_cannot_show_is_said(visit: Callable[..., Page]) -> None:
    page = visit(region="indonesia")
    assert "900" in page.inner_text("#hidden_note")
    page.select_option("#region", "classroom")
    ready(page)
    assert page.inner_text("#hidden_note") == TEXTS["hidden"][0]


def test_who_wants_less_motion_gets_no_gliding(visit: Callable[..., Page]) -> None:
    page = visit(reduced_motion="reduce")
    page.click("#step")
    wait(page, "Number(document.body.dataset.step) === 1")
    assert page.evaluate("getComputedStyle(document.querySelector('#worlds')).transitionDuration") == "0s"


def test_the_map_tells_in_words_what_it_shows(visit: Callable[..., Page]) -> None:
    page = visit()
    page.click("#step")
    wait(page, "document.querySelector('#map0').getAttribute('aria-label').includes('2016')")
    said = page.get_attribute("#map1", "aria-label") or ""
    assert said.startswith("Right world: All three roles") and re.search(r"at home [\d,]+", said)
    assert re.search(r"left .*, right .*\.", page.get_attribute(".chart canvas", "aria-label") or "")
