"""The decision pack as a browser shows it: from a file, at two sizes, on paper."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_it_opens_from_a_file_and_fits(
    open_page: Any, report_page: Path, shots: Path, checks: dict[str, str], width: int, height: int
) -> None:
    page = open_page(report_page, width, height).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert page.locator("ol.answer li").count() == 3
    assert page.evaluate("[...document.images].every((one) => one.naturalWidth > 300)")
    assert page.evaluate(checks["nameless"]) == []
    assert page.evaluate(checks["contrasts"]) == []
    assert page.evaluate(checks["tiny"]) == []
    page.screenshot(path=shots / f"report-{width}.png")


def test_its_headings_go_down_step_by_step_and_its_tables_have_heads(
    open_page: Any, report_page: Path
) -> None:
    page = open_page(report_page).page
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    heads = "[...document.querySelectorAll('table')].every((one) => one.caption && one.querySelector('th[scope=col]'))"
    assert page.evaluate(heads)


def test_the_first_key_leads_to_the_answer(open_page: Any, report_page: Path) -> None:
    page = open_page(report_page).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#answer"
    page.keyboard.press("Enter")
    page.wait_for_url("**#answer")


def test_it_prints_on_a4(open_page: Any, report_page: Path, shots: Path) -> None:
    page = open_page(report_page).page
    printed = shots / "report.pdf"
    page.pdf(path=printed, prefer_css_page_size=True, print_background=True)
    content = printed.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594" in content or b"/MediaBox [0 0 595" in content
    assert 6 <= content.count(b"/Type /Page\n") <= 30
