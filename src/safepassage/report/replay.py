"""The replay: one HTML page that plays two worlds side by side, without a server or a network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from safepassage.ensemble.spec import Language, RunSpec
from safepassage.ensemble.store import read_parquet, write_bytes
from safepassage.figures.animation import animation
from safepassage.figures.gallery import sheet_of
from safepassage.observation.indicators import INDICATOR_NAMES
from safepassage.report.appendix import command_of
from safepassage.report.film import Recording, record
from safepassage.report.markup import Markup, join, json_element, listed, page, tag
from safepassage.report.payload import payload
from safepassage.words import LANGUAGES, catalogue

NAME = "replay.html"
SPEEDS = (2, 4, 8, 16, 32)
"""Weeks a second."""
NORMAL_SPEED = 8


def write_replay(spec: RunSpec, folder: Path, gif: bool = True) -> list[Path]:
    """Run two worlds and write ``replay.html``, and ``agents.gif`` beside it.

    Parameters
    ----------
    spec
        As `safepassage.report.film.two_worlds` returns it.
    folder
        Where to write.
    gif
        Whether the moving picture of the second world is written too.

    Raises
    ------
    InputError
        A name cannot be loaded, or the folder cannot be written.
    """
    recording = record(spec)
    paths = [write_bytes(replay_page(recording).encode("utf-8"), folder / NAME)]
    if gif:
        content = animation(recording.film, sheet_of(spec))
        paths.append(write_bytes(content, folder / "agents.gif"))
    return paths


def replay_page(recording: Recording, language: Language | None = None) -> str:
    """Return the page; it opens in one language and holds both."""
    spec = recording.spec
    language = language or spec.language
    data = payload(recording)
    data["language"] = language
    data["same"] = same_as_stored(recording)
    data["command"] = f"safepassage replay {command_of(spec).removeprefix('safepassage compare ')}"
    body = Markup(_header(language) + _main(data, language) + json_element("data", data))
    scripts = ["decode.js", "borders.js", "worldmap.js", "chart.js", "replay.js"]
    return page(language, _say("title", language), ["page.css", "replay.css"], body, scripts)


def same_as_stored(recording: Recording) -> bool | None:
    """Whether the runs are week by week those of the results folder; None without one, or for other scenarios."""
    spec = recording.spec
    if spec.results is None:
        return None
    stored = read_parquet(Path(spec.results) / "series.parquet")
    answers = []
    for scenario, series in zip(spec.scenario, recording.series, strict=True):
        mine = stored[
            (stored["scenario"] == scenario)
            & (stored["government"] == spec.government[0])
            & (stored["replicate"] == 0)
        ]
        if mine.empty:
            return None
        answers.append(_equal(mine, series))
    return all(answers)


def _equal(stored: pd.DataFrame, series: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
    names = [name for name in INDICATOR_NAMES if name in stored.columns]
    at = [INDICATOR_NAMES.index(name) for name in names]
    values = stored[names].to_numpy(dtype=np.float64)
    rerun = series[:, :, at].reshape(-1, len(names))
    return values.shape == rerun.shape and bool(np.array_equal(values, rerun))


# ------------------------------------------------------------------------------------- the page's skeleton


def _say(key: str, language: Language) -> str:
    return catalogue("replay").say(key, language)


def _t(key: str, language: Language, element: str = "span", **attributes: object) -> Markup:
    """An element whose text the script swaps with the language."""
    return tag(element, _say(key, language), data_t=key, **attributes)


def _named(element: str, key: str, language: Language, *children: object, **attributes: object) -> Markup:
    """An element with a name for screen readers, which the script swaps with the language."""
    return tag(element, *children, data_label=key, aria_label=_say(key, language), **attributes)


def _button(name: str, sign: str, language: Language, **attributes: object) -> Markup:
    """A button with a sign; its name is swapped with the language."""
    return tag(
        "button",
        tag("span", sign, aria_hidden="true"),
        id=name,
        type="button",
        data_label=name,
        aria_label=_say(name, language),
        title=_say(name, language),
        **attributes,
    )


def _header(language: Language) -> Markup:
    names = {"en": "English", "id": "Indonesia"}
    switch = [
        tag(
            "button",
            names[one],
            type="button",
            data_language=one,
            lang=one,
            aria_pressed=str(one == language).lower(),
        )
        for one in LANGUAGES
    ]
    return tag(
        "header",
        tag("h1", _say("title", language), data_t="title"),
        tag("p", tag("span", id="place"), " ", _t("invented", language)),
        _named("div", "language", language, *switch, class_="languages", role="group"),
    )  # fmt: skip


def _main(data: dict[str, Any], language: Language) -> Markup:
    worlds = [
        tag(
            "figure",
            tag("figcaption", tag("span", id=f"name-{at}"), class_=f"world-{at}"),
            tag("canvas", id=f"map-{at}", role="img", aria_label=""),
        )
        for at in range(2)
    ]
    charts = [
        tag(
            "figure",
            tag("figcaption", _say(f"chart_{name}", language), data_t=f"chart_{name}"),
            tag("canvas", id=f"chart-{name}", role="img", aria_label=""),
        )
        for name in ("truth", "record")
    ]
    return tag(
        "main",
        _named("section", "worlds", language, *worlds, id="worlds"),
        _named("section", "totals", language, _table(language), *charts, id="side"),
        tag("p", id="status", role="status", aria_live="polite", class_="hidden"),
        _named("section", "legend", language, tag("ul", id="legend"), _options(language), class_="legend"),
        _controls(len(data["dates"]), language),
        _how(language),
    )  # fmt: skip


def _table(language: Language) -> Markup:
    head = tag(
        "tr",
        tag("th", _say("since", language), scope="col", data_t="since"),
        tag("th", scope="col", id="column-0", class_="world-0"),
        tag("th", scope="col", id="column-1", class_="world-1"),
        tag("th", _say("difference", language), scope="col", data_t="difference"),
    )
    return tag("table", tag("thead", head), tag("tbody", id="totals"))


def _controls(steps: int, language: Language) -> Markup:
    speeds = [
        tag(
            "option",
            _say("each_second", language).format(speed=speed),
            value=speed,
            selected=speed == NORMAL_SPEED,
        )
        for speed in SPEEDS
    ]
    return tag(
        "section",
        _button("play", "▶", language),
        _button("back", "‹", language),
        _button("forward", "›", language),
        tag("output", id="date", for_="time"),
        _named("input", "time", language, type="range", id="time", min=0, max=steps, value=0, step=1),
        tag("label", _t("speed", language), " ",
            _named("select", "weeks_a_second", language, *speeds, id="speed", title=_say("weeks_a_second", language))),
        id="controls",
        data_label="controls",
        aria_label=_say("controls", language),
    )  # fmt: skip


def _options(language: Language) -> Markup:
    """What may be drawn besides."""
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", id=name, checked=name == "recruiters"),
            " ",
            _t(name, language),
        )
        for name in ("recruiters", "differences")
    ]
    return tag("div", *boxes, class_="options")


def _how(language: Language) -> Markup:
    items: Sequence[Markup] = [tag("span", id=f"how-{number}") for number in range(1, 9)]
    return tag(
        "details",
        tag("summary", _say("how", language), data_t="how"),
        _t("keys", language, "p"),
        listed(items),
        join([tag("p", id="same"), tag("p", tag("code", id="made-by"))]),
    )
