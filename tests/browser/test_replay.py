"""The replay as a person uses it: play, pause, scrub, keys, language, a phone, no motion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

INK = """(id) => { const one = document.getElementById(id); const pen = one.getContext('2d');
  const data = pen.getImageData(0, 0, one.width, one.height).data; let sum = 0;
  for (let i = 0; i < data.length; i += 4)
    sum = (sum * 31 + data[i] + 3 * data[i + 1] + 7 * data[i + 2] + data[i + 3]) % 1000003;
  return sum; }"""
"""A number that a picture has."""


def week(page: Any) -> int:
    return int(page.input_value("#time"))


def until(page: Any, script: str, seconds: float = 10.0) -> None:
    """Wait by asking: the page's policy lets nothing be evaluated within it."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not within {seconds} s: {script}")


def scrub(page: Any, step: int) -> None:
    page.evaluate(
        "(s) => { const t = document.getElementById('time'); t.value = s; t.dispatchEvent(new Event('input')); }",
        step,
    )


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_it_opens_from_a_file_and_fits(
    open_page: Any, replay_file: Path, shots: Path, checks: dict[str, str], width: int, height: int
) -> None:
    page = open_page(replay_file, width, height).page
    assert page.get_attribute("html", "data-ready") == "true"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = ("#recruiters", "#differences", "#totals", "#chart-record") if width > 900 else ()
    for one in ("#play", "#back", "#forward", "#time", "#speed", "#map-0", *wide):
        box = page.locator(one).bounding_box()
        assert box["y"] + box["height"] <= height, f"{one} is below the first screen"
    for language in ("en", "id"):
        page.click(f"[data-language={language}]")
        assert page.evaluate(checks["nameless"]) == []
        assert page.evaluate(checks["contrasts"]) == []
        assert page.evaluate(checks["tiny"]) == []
    scrub(page, 60)
    page.screenshot(path=shots / f"replay-{width}.png")


def test_both_worlds_are_drawn_and_differ_with_time(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file).page
    first = [page.evaluate(INK, f"map-{world}") for world in (0, 1)]
    assert first[0] == first[1]  # both begin alike
    scrub(page, 70)
    later = [page.evaluate(INK, f"map-{world}") for world in (0, 1)]
    assert later[0] != later[1] and later[0] != first[0]
    assert page.evaluate(INK, "chart-truth") != page.evaluate(INK, "chart-record")


def test_play_pause_and_scrub(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file).page
    assert week(page) == 0
    page.click("#play")
    until(page, "Number(document.getElementById('time').value) >= 4")
    assert page.get_attribute("#play", "aria-label") == "Pause"
    page.click("#play")
    stopped = week(page)
    page.wait_for_timeout(300)
    assert week(page) == stopped and page.get_attribute("#play", "aria-label") == "Play"
    scrub(page, 50)
    assert "2016" in page.inner_text("#date")
    assert page.get_attribute("#time", "aria-valuetext") == page.inner_text("#date")
    assert page.inner_text("#status").startswith(page.inner_text("#date"))


def test_it_stops_at_the_end_and_begins_again(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file).page
    last = int(page.get_attribute("#time", "max"))
    page.select_option("#speed", "32")
    scrub(page, last - 2)
    page.click("#play")
    until(page, "document.getElementById('play').getAttribute('aria-label') === 'Play'")
    assert week(page) == last
    page.click("#play")
    until(page, "Number(document.getElementById('time').value) < 40")


def test_keys_do_what_the_page_says(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file).page
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert week(page) == 1
    page.keyboard.press("End")
    assert week(page) == int(page.get_attribute("#time", "max"))
    page.keyboard.press("Home")
    assert week(page) == 0
    page.keyboard.press("Space")
    until(page, "Number(document.getElementById('time').value) >= 2")
    page.keyboard.press("Space")
    assert page.get_attribute("#play", "aria-label") == "Play"
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.dataset.language || ''")
        )
    assert {"en", "id", "play", "back", "forward", "time", "speed", "recruiters", "differences"} <= set(
        reached
    )


def test_the_language_is_switched_everywhere(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file).page
    scrub(page, 60)
    english = page.inner_text("main")
    before = page.evaluate(INK, "map-0")
    page.click("[data-language=id]")
    assert page.get_attribute("html", "lang") == "id"
    assert page.get_attribute("#play", "aria-label") == "Putar"
    assert "Tanpa IOM" in page.inner_text("main") and "Without IOM" in english
    assert "Peta" in page.get_attribute("#map-0", "aria-label")
    assert page.evaluate(INK, "map-0") != before  # words in the picture, too
    assert page.inner_text("#speed option:checked") == "8 mgg/dtk"
    assert page.is_hidden("#how-8")  # everybody is simulated here
    page.click("[data-language=en]")
    assert page.inner_text("main") == english
    assert page.evaluate(INK, "map-0") == before


def test_options_change_the_picture(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file).page
    scrub(page, 70)
    before = page.evaluate(INK, "map-1")
    page.uncheck("#recruiters")
    without = page.evaluate(INK, "map-1")
    assert without != before
    page.check("#differences")
    assert page.evaluate(INK, "map-1") != without


def test_small_counts_are_not_told(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file).page
    data = page.evaluate("JSON.parse(document.getElementById('data').textContent)")
    for total in data["totals"]:
        for name, values in total.items():
            if name != "exploitation_years":
                assert all(value is None or value >= 10 for value in values), name
    cells = page.locator("#totals tr:not(:nth-child(-n+2)) td:not(:last-child)").all_inner_texts()
    assert set(cells) == {"<10"}  # the first week


def test_without_motion_it_steps(open_page: Any, replay_file: Path) -> None:
    page = open_page(replay_file, reduced_motion="reduce").page
    page.click("#play")
    until(page, "Number(document.getElementById('time').value) >= 8")
    page.click("#play")
    assert week(page) % 4 == 0  # half a second's weeks at once, never in between
