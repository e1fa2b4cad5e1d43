"""HTML as nested calls; whatever is not ``Markup`` is escaped, so no inserted text can become markup."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from safepassage.evidence.reader import read_text

ASSETS = Path(__file__).parent / "assets"
VOID = {"meta", "img", "br", "input", "link", "hr", "col"}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Escape a value, unless it is markup already."""
    return value if isinstance(value, Markup) else Markup(html.escape(str(value), quote=True))


def join(parts: Iterable[object], between: str = "") -> Markup:
    """Put parts together, each escaped unless it is markup."""
    return Markup(between.join(text(part) for part in parts))


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """One element.

    Parameters
    ----------
    name
        Of the element.
    *children
        Escaped unless ``Markup``; nested lists are not unpacked.
    **attributes
        ``class_`` and ``for_`` lose their underscore, other underscores become hyphens; ``None``
        leaves an attribute out, ``True`` writes its name alone.

    Examples
    --------
    >>> tag("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    words = []
    for key, value in attributes.items():
        key = key.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        words.append(key if value is True else f'{key}="{html.escape(str(value), quote=True)}"')
    opening = " ".join([name, *words])
    return Markup(f"<{opening}>") if name in VOID else Markup(f"<{opening}>{join(children)}</{name}>")


def table(
    head: Iterable[object], rows: Iterable[Iterable[object]], caption: object, class_: str | None = None
) -> Markup:
    """A table with a caption, column heads and row heads (the first cell of each row)."""
    heads = tag("tr", *(tag("th", cell, scope="col") for cell in head))
    body = []
    for row in rows:
        first, *rest = row
        body.append(tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest)))
    inner = tag(
        "table", tag("caption", tag("span", caption)), tag("thead", heads), tag("tbody", *body), class_=class_
    )
    return scrolling(inner, caption)


def scrolling(content: Markup, name: object) -> Markup:
    """What is wide scrolls by itself on a phone, also by keyboard; the name is for screen readers."""
    return tag("div", content, class_="scroll", tabindex="0", role="region", aria_label=name)


def listed(items: Iterable[object], kind: str = "ul") -> Markup:
    """A list."""
    return tag(kind, *(tag("li", item) for item in items))


def asset(name: str) -> Markup:
    """A file of ``report/assets`` for a style or script element, as it is."""
    content = read_text(ASSETS / name)
    # an element of this kind ends at its own closing tag, wherever that stands
    assert not {"</style", "</script"} & set(re.findall(r"</\w+", content)), name
    return Markup(content)


def data_uri(content: bytes, kind: str) -> str:
    """Bytes as an address that holds them."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def json_element(name: str, content: Mapping[str, Any]) -> Markup:
    """Data for a script: JSON in which no ``<`` stands, so that it cannot close its element."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    body = body.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(f'<script type="application/json" id="{html.escape(name, quote=True)}">{body}</script>')


def page(language: str, title: str, styles: Iterable[str], body: Markup, scripts: Iterable[str] = ()) -> str:
    """A whole page: ``styles`` and ``scripts`` are names of assets. It may fetch nothing: its policy says so."""
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("title", title),
        *(tag("style", asset(name)) for name in styles),
    )
    whole = tag(
        "html", head, tag("body", body, *(tag("script", asset(name)) for name in scripts)), lang=language
    )
    return f"<!doctype html>\n{whole}\n"
