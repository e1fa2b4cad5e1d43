"""Both languages are whole: the same keys, the same gaps, no English left in the Indonesian."""

from __future__ import annotations

import re

from safepassage.report.answer import article
from safepassage.report.words import say
from safepassage.words import catalogue

SAME = {"row_iom", "parameter"}
TEXTS = {
    f"{name}: {key}": tuple(text.values())
    for name in ("report", "replay")
    for key, text in catalogue(name).texts.items()
}
GAP = re.compile(r"\{(\w+)\}")


def test_every_text_is_there_twice_with_the_same_gaps() -> None:
    for where, (english, indonesian) in TEXTS.items():
        key = where.split(": ")[1]
        assert key == "english_only" or english, key
        assert indonesian, key
        gaps = [{name.removeprefix("a_") for name in GAP.findall(text)} for text in (english, indonesian)]
        assert key == "english_only" or gaps[0] == gaps[1], key
        assert english != indonesian or key in SAME, key


def test_no_word_of_sensation_stands_in_a_text() -> None:
    for english, _ in TEXTS.values():
        assert not re.search(
            r"\b(slaves?|prey|evil|illegals?|smuggl\w+|modern slavery|shocking)\b", english, re.I
        )


def test_say_fills_gaps_and_closes_what_is_left_open() -> None:
    assert say("one_role", "en", scenario="A", mean="3", interval="") == "“A” averts 3 years"
    assert say("other_government", "id", government="x", mean="3", interval="").endswith("3 tahun")


def test_the_article() -> None:
    assert article("unresponsive government") == "an unresponsive government"
    assert article("government as it is") == "a government as it is"
