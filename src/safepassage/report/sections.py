"""Sections with numbers: effects, money, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from safepassage.analysis.effects import RISKS, pick
from safepassage.analysis.results import Results
from safepassage.ensemble.spec import Language
from safepassage.figures import alt_text, to_png, to_svg
from safepassage.figures.flows import DAYS_PER_YEAR
from safepassage.figures.gallery import gallery
from safepassage.figures.labels import label
from safepassage.observation.suppress import HIDDEN_TEXT
from safepassage.report.markup import Markup, data_uri, join, scrolling, table, tag
from safepassage.report.numbers import Estimate, counts, estimate, money, percents, with_hidden
from safepassage.report.words import say

SIDE_BY_SIDE = 5
"""Scenarios in one table; more of them go into a second."""

# Averted exploitation never stands without what is below it. Key of the words, indicator, sign.
ROWS = (
    ("row_years", "exploitation_years", -1.0),
    ("row_percent", "exploitation_years", -1.0),
    ("row_entered", "entered_exploitation", 1.0),
    ("row_regular", "departures_regular", 1.0),
    ("row_irregular", "departures_irregular", 1.0),
    ("row_risk_regular", "risk_regular", 1.0),
    ("row_risk_irregular", "risk_irregular", 1.0),
    ("row_refused", "refused", 1.0),
    ("row_false", "identified_false", 1.0),
)

LARGEST_SVG = 200_000
"""Bytes above which a figure stands in the page as PNG, which is then the smaller."""


ONCE = ("situations", "map")
"""Figures that are shown for the first government only; the results folder has them all."""


def effects_section(results: Results, language: Language) -> Markup:
    """A table for each government."""
    effects = with_hidden(results.effects, results.spec.population_share)
    parts: list[Markup] = [tag("p", say("effects_note", language))]
    for government in results.spec.government:
        write = counts(language)
        years, persons = (
            _baseline(pick(effects, name, results.headline, government), write)
            for name in ("exploitation_years", "entered_exploitation")
        )
        caption = say(
            "effects_of",
            language,
            government=label("government", government, language),
            baseline=label("scenario", results.spec.scenario[0], language),
            years=years,
            persons=persons,
        )
        for some in _blocks(results.scenarios):
            head = [say("measure", language), *(label("scenario", name, language) for name in some)]
            rows = [
                [
                    say(key, language),
                    *(_cell(effects, key, indicator, sign, name, government, language) for name in some),
                ]
                for key, indicator, sign in ROWS
            ]
            parts.append(table(head, rows, caption, "numbers"))
    return join(parts)


def _blocks(names: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return (names[at : at + SIDE_BY_SIDE] for at in range(0, len(names), SIDE_BY_SIDE))


def _baseline(row: pd.Series, write: Callable[[float], str]) -> str:
    """The baseline's own value, hidden where the comparison is."""
    return HIDDEN_TEXT if row["hidden"] else write(float(row["baseline_mean"]))


def _cell(
    effects: pd.DataFrame,
    key: str,
    indicator: str,
    sign: float,
    scenario: str,
    government: str,
    language: Language,
) -> Markup:
    """Mean, and its interval beneath."""
    row = pick(effects, indicator, scenario, government)
    found = estimate(row).times(sign)
    write = counts(language, signed=sign > 0)
    if indicator in RISKS:
        own = HIDDEN_TEXT if found.hidden else percents(language)(float(row["mean"]))
        change = "" if found.hidden else f" ({found.main(write)})"
        return join([own + change, tag("small", found.interval(write)) if found.has_interval else ""])
    if key == "row_percent":
        before = float(row["baseline_mean"])
        found, write = found.times(100.0 / before if before else 0.0), percents(language)
    return join([found.main(write), tag("small", found.interval(write)) if found.has_interval else ""])


def money_section(results: Results, language: Language) -> Markup:
    """What IOM and the governments spend."""
    write = money(language)
    spec = results.spec
    years = ((spec.end - spec.start).days + 1) / DAYS_PER_YEAR
    parts: list[Markup] = [
        tag("p", say("money_note", language, budget=f"USD {write(spec.budget_usd_per_year)}"))
    ]
    for government in spec.government:
        rows = []
        for scenario in results.scenarios:
            iom = results.effect("spend_usd", scenario, government)
            own = results.effect("spend_government_usd", scenario, government)
            rows.append(
                [
                    label("scenario", scenario, language),
                    write(float(iom["mean"])),
                    write(float(iom["mean"]) / years),
                    write(float(own["mean"])),
                    Estimate(float(own["difference"]), float(own["low"]), float(own["high"])).words(write),
                ]
            )
        head = [
            say(key, language)
            for key in ("scenario", "row_iom", "row_iom_year", "row_government", "row_government_change")
        ]
        caption = say("money_of", language, government=label("government", government, language))
        parts.append(table(head, rows, caption, "numbers"))
    return join(parts)


def figures_section(results: Results, language: Language) -> Markup:
    """Every standard figure as a picture inside the page."""
    drawn = gallery(results, results.region, language)
    left_out = {f"records_{government}" for government in results.spec.government}  # the series hold them
    left_out |= {f"{name}_{government}" for name in ONCE for government in results.spec.government[1:]}
    parts = []
    for name, figure in drawn:
        if name in left_out:
            continue
        content, kind = to_svg(figure), "image/svg+xml"
        if len(content) > LARGEST_SVG:
            content, kind = to_png(figure), "image/png"
        # the footer of each figure stands in the picture; the alt text says its numbers
        picture = tag("img", src=data_uri(content, kind), alt=alt_text(figure), id=f"figure-{name}")
        width, height = figure.bbox.size
        # on a phone a figure keeps a size at which it can be read, and scrolls
        held = scrolling(picture, " ".join(figure.get_suptitle().split()))
        parts.append(tag("figure", held, class_="tall" if height > 0.9 * width else None))
    return join(parts)
