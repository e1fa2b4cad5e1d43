"""Texts: both languages complete, every key that the page asks for is there, every lever is explained."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from tests.unit.dashboard.worlds import raw

import safepassage.dashboard
from safepassage.dashboard.catalogue import catalogue
from safepassage.dashboard.lessons import LESSONS
from safepassage.dashboard.levers import LEVERS
from safepassage.dashboard.settings import Choices, read
from safepassage.observation.indicators import INDICATOR_NAMES
from safepassage.words import catalogue as words

TEXTS = words("dashboard").texts
ASSETS = Path(safepassage.dashboard.__file__).parent / "assets"


def places(text: str) -> set[str]:
    """The words in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_something_with_the_same_places(key: str) -> None:
    english, indonesian = TEXTS[key].values()
    assert english.strip() and indonesian.strip()
    assert places(english) == places(indonesian)
    assert "illegal" not in f"{english} {indonesian}".lower()


def test_every_text_that_the_page_asks_for_is_there() -> None:
    asked = set(
        re.findall(r'data-(?:text|name)="(\w+)"', (ASSETS / "index.html").read_text(encoding="utf-8"))
    )
    for script in ASSETS.glob("*.js"):
        asked |= set(re.findall(r'\btext\("(\w+)"', script.read_text(encoding="utf-8")))
    assert asked - set(TEXTS) == set()


def test_every_lever_has_a_name_and_an_explanation() -> None:
    for lever in LEVERS:
        assert {f"lever_{lever.name}", f"help_{lever.name}"} <= set(TEXTS), lever.name


def test_five_questions_ask_about_indicators_and_set_worlds_that_load() -> None:
    assert len(LESSONS) == 5
    for lesson in LESSONS:
        assert {lesson.about, *lesson.beside} <= set(INDICATOR_NAMES), lesson.name
        read(raw(left=lesson.left, right=lesson.right), Choices())
        for part in ("title", "story", "question", "think"):
            # No result is written into a question: only the settings have numbers, as words.
            assert not re.search(
                r"\d{2,}%|\d+ percent|\d+ persen", " ".join(TEXTS[f"question.{lesson.name}.{part}"].values())
            )


def test_the_page_asks_for_nothing_beyond_this_machine() -> None:
    for path in ASSETS.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(?:https?:)?//[\w-]+\.\w", text), path.name


def test_the_catalogue_is_json_and_small() -> None:
    import json

    assert len(json.dumps(catalogue(Choices()), allow_nan=False)) < 100_000
