"""The decision pack: one HTML page that a ministry can open, print and pass on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from safepassage.analysis.results import Results
from safepassage.ensemble.spec import LANGUAGES, Language
from safepassage.ensemble.store import write_bytes
from safepassage.evidence.errors import InputError, did_you_mean
from safepassage.figures.labels import label, year_range
from safepassage.report.answer import three_sentences
from safepassage.report.appendix import (
    assumptions_section,
    limits_section,
    reproduce_section,
    sources_section,
)
from safepassage.report.markup import Markup, listed, page, tag
from safepassage.report.persons import persons_section
from safepassage.report.sections import effects_section, figures_section, money_section
from safepassage.report.words import say

NAME = "report.html"


def _answer(results: Results, language: Language) -> Markup:
    sentences = three_sentences(results, language)
    return Markup(
        tag("ol", *(tag("li", sentence) for sentence in sentences), class_="answer")
        + tag("p", say("brackets", language), class_="note")
    )


SECTIONS: tuple[tuple[str, Callable[[Results, Language], Markup]], ...] = (
    ("answer", _answer),
    ("effects", effects_section),
    ("persons", persons_section),
    ("money", money_section),
    ("figures", figures_section),
    ("assumes", assumptions_section),
    ("cannot", limits_section),
    ("sources", sources_section),
    ("reproduce", reproduce_section),
)
"""The page from top to bottom; each key is that of its heading and of its place in the page."""


def decision_pack(results: Results, language: Language | None = None) -> str:
    """Return the page.

    Parameters
    ----------
    results
        A comparison.
    language
        ``en`` or ``id``; by default the specification's.

    Returns
    -------
    str
        HTML, self-contained: it may fetch nothing.

    Raises
    ------
    InputError
        The language is unknown.
    """
    language = language or results.spec.language
    if language not in LANGUAGES:
        raise InputError(f"language: {language!r} is not known{did_you_mean(language, LANGUAGES)}")
    body = [
        tag("a", say("skip", language), class_="skip", href="#answer"),
        _header(results, language),
        tag("main", *(_section(key, make, results, language) for key, make in SECTIONS)),
        tag("footer", tag("a", say("back", language), href="#top")),
    ]
    return page(language, _title(results, language), ["page.css", "pack.css"], Markup("".join(body)))


def _title(results: Results, language: Language) -> str:
    places = ", ".join(results.region.district_titles)
    return say("title", language, headline=label("scenario", results.headline, language), region=places)


def _header(results: Results, language: Language) -> Markup:
    spec = results.spec
    under = say(
        "under",
        language,
        period=year_range((spec.start, spec.end)),
        pairs=spec.replicates,
        share=f"{100 * spec.population_share:.3g}",
        baseline=label("scenario", spec.scenario[0], language),
    )
    links = [tag("a", say(key, language), href=f"#{key}") for key, _ in SECTIONS]
    made_up = results.region.made_up
    return tag(
        "header",
        tag("h1", _title(results, language)),
        *([tag("p", say("made_up", language), class_="made-up")] if made_up else []),
        tag("p", under),
        tag("nav", listed(links), aria_label=say("contents", language)),
        id="top",
    )


def _section(
    key: str, make: Callable[[Results, Language], Markup], results: Results, language: Language
) -> Markup:
    heading = tag("h2", say(key, language), id=f"{key}-title")
    return tag("section", heading, make(results, language), id=key, aria_labelledby=f"{key}-title")


def write_pack(results: Results, path: Path | str, language: Language | None = None) -> Path:
    """Write the page; a folder gets ``report.html`` in it.

    Raises
    ------
    InputError
        As `decision_pack`, or the place cannot be written.
    """
    path = Path(path)
    path = path / NAME if path.is_dir() else path
    return write_bytes(decision_pack(results, language).encode("utf-8"), path)
