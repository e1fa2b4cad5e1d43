"""The answer in three sentences, each number with its interval."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from safepassage.analysis.effects import pick
from safepassage.analysis.results import Results
from safepassage.ensemble.spec import Language
from safepassage.figures.labels import label, year_range
from safepassage.observation.suppress import HIDDEN_TEXT
from safepassage.report.numbers import Estimate, counts, estimate, percents, with_hidden
from safepassage.report.persons import gross_counts
from safepassage.report.words import say


def three_sentences(results: Results, language: Language) -> list[str]:
    """Say what the headline scenario averts, under what else, and what comes with it.

    Parameters
    ----------
    results
        A comparison.
    language
        ``en`` or ``id``.

    Returns
    -------
    list of str
        Three sentences. The first says so where the interval includes zero, where there is none,
        or where the counts are too small to publish.
    """
    spec = results.spec
    table = with_hidden(results.effects, spec.population_share)
    scenario, government = results.headline, spec.government[0]
    ruler = {name: _ruler(name, language) for name in spec.government}
    names = {
        "years": year_range((spec.start, spec.end)),
        "scenario": label("scenario", scenario, language),
        "baseline": label("scenario", spec.scenario[0], language),
    }

    def averted(scenario: str, government: str) -> Estimate:
        return estimate(pick(table, "exploitation_years", scenario, government)).times(-1.0)

    write = counts(language)
    first = _first(table, scenario, government, names, ruler[government], language, write)
    rest = [name for name in spec.government if name != government]
    if rest:
        clauses = [
            say(
                key,
                language,
                a_government=article(ruler[name]),
                government=ruler[name],
                mean=averted(scenario, name).main(write),
                interval=averted(scenario, name).interval(write),
            )
            for key, name in zip(["other_government", *["and_government"] * len(rest)], rest, strict=False)
        ]
        second = f"{'; '.join(clauses)}."
    elif len(results.scenarios) > 1:
        parts = [
            say(
                "one_role",
                language,
                scenario=label("scenario", name, language),
                mean=averted(name, government).main(write),
                interval=averted(name, government).interval(write),
            )
            for name in results.scenarios
            if name != scenario
        ]
        second = say("other_roles", language, list="; ".join(parts))
    else:
        second = _persons(results, scenario, government, language)
    signed = counts(language, signed=True)
    beside = {
        gap: estimate(pick(table, indicator, scenario, government)).words(signed)
        for gap, indicator in (
            ("regular", "departures_regular"),
            ("irregular", "departures_irregular"),
            ("refused", "refused"),
            ("false", "identified_false"),
        )
    }
    return [
        first,
        second,
        say(
            "beside",
            language,
            government=ruler[government],
            a_government=article(ruler[government]),
            **beside,
        ),
    ]


def _first(
    table: pd.DataFrame,
    scenario: str,
    government: str,
    names: dict[str, str],
    ruler: str,
    language: Language,
    write: Callable[[float], str],
) -> str:
    """The first sentence: averted, added, undecided, without an interval, or hidden."""
    row = pick(table, "exploitation_years", scenario, government)
    found = estimate(row).times(-1.0)
    if found.hidden:
        return say("hidden_answer", language, government=ruler, few=HIDDEN_TEXT, **names)
    gaps = {
        **names,
        "government": ruler,
        "a_government": article(ruler),
        "mean": found.main(write),
        "interval": found.interval(write),
    }
    if not found.has_interval:
        return say("no_interval", language, pairs=int(row["replicates"]), **gaps)
    if not found.decided:
        return say("undecided", language, **gaps)
    if found.mean < 0.0:
        turned = found.times(-1.0)
        return say(
            "adds", language, **{**gaps, "mean": turned.main(write), "interval": turned.interval(write)}
        )
    before = float(row["baseline_mean"])
    if before <= 0.0:
        return say("averts_plain", language, **gaps)
    share = found.times(100.0 / before)
    percent = percents(language)
    return say(
        "averts", language, percent=share.main(percent), percent_interval=share.interval(percent), **gaps
    )


def _persons(results: Results, scenario: str, government: str, language: Language) -> str:
    """Persons spared and newly harmed, each beside its placebo."""
    found = gross_counts(results, scenario, government)
    write = counts(language)

    def churn(name: str) -> str:
        value = found[name][1]
        return say("no_placebo", language) if value is None else write(value)

    return say(
        "persons_sentence",
        language,
        averted=found["averted"][0].words(write),
        harmed=found["newly_harmed"][0].words(write),
        churn_averted=churn("averted"),
        churn_harmed=churn("newly_harmed"),
    )


def article(words: str) -> str:
    """``an unresponsive government``: the English article before words.

    Examples
    --------
    >>> article("unresponsive government"), article("responsive government")
    ('an unresponsive government', 'a responsive government')
    """
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def _ruler(government: str, language: Language) -> str:
    """*responsive government* within a sentence."""
    words = label("government", government, language)
    return words[:1].lower() + words[1:]
