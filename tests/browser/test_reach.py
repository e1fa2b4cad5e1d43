"""The page can be read, is named for screen readers, and is reached by keyboard, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.browser.hands import DESK, PHONE, ready, shoot, wait

from safepassage.words import catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXTS = catalogue("dashboard").texts

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
    assert page.inner_text("#hidden_note") == TEXTS["hidden"]["en"]


def test_who_wants_less_motion_gets_no_gliding(visit: Callable[..., Page]) -> None:
    page = visit(reduced_motion="reduce")
    page.click("#step")
    wait(page, "Number(document.body.dataset.step) === 1")
    assert page.evaluate("getComputedStyle(document.querySelector('#worlds')).transitionDuration") == "0s"
