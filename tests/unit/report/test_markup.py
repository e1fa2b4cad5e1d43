"""Whatever is inserted is text: it cannot become markup."""

from __future__ import annotations

import json
import re

import pytest

from safepassage.report.markup import (
    ASSETS,
    Markup,
    asset,
    data_uri,
    join,
    json_element,
    listed,
    page,
    table,
    tag,
)

EVIL = "<script>alert(1)</script>&\"'"


def test_text_is_escaped_and_markup_is_not() -> None:
    assert tag("p", EVIL) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;</p>"
    assert tag("p", tag("b", "x")) == "<p><b>x</b></p>"
    assert join(["a<", Markup("<br>")], " ") == "a&lt; <br>"


def test_attributes_are_escaped_and_named() -> None:
    assert tag("a", "x", href='"><b>') == '<a href="&quot;&gt;&lt;b&gt;">x</a>'
    assert tag("label", class_="a", for_="b", data_t="c") == '<label class="a" for="b" data-t="c"></label>'
    assert tag("input", checked=True, disabled=False, title=None) == "<input checked>"


def test_tables_and_lists_escape_their_cells() -> None:
    made = table(["a", EVIL], [[EVIL, EVIL]], EVIL)
    assert "<script" not in made
    assert made.count('scope="col"') == 2 and made.count('scope="row"') == 1
    assert "<script" not in listed([EVIL])


def test_data_for_a_script_cannot_close_its_element() -> None:
    made = json_element("data", {"words": "</script><b>&"})
    inner = made[made.index(">") + 1 : made.rindex("</script>")]
    assert not re.search(r"[<>&]", inner)
    assert json.loads(inner) == {"words": "</script><b>&"}
    with pytest.raises(ValueError, match="JSON compliant"):
        json_element("data", {"x": float("nan")})


def test_a_page_says_its_language_and_may_fetch_nothing() -> None:
    made = page("id", EVIL, ["page.css"], tag("p", "x"))
    assert '<html lang="id">' in made
    assert "default-src &#x27;none&#x27;" in made
    assert "<script>alert" not in made


def test_no_asset_names_another_place() -> None:
    for path in ASSETS.iterdir():
        content = asset(path.name)
        assert not re.search(
            r"https?:|//\w+\.|@import|url\(|\bfetch\(|XMLHttp|localStorage|eval\(|innerHTML", content
        ), path


def test_bytes_become_an_address() -> None:
    assert data_uri(b"abc", "image/png") == "data:image/png;base64,YWJj"
