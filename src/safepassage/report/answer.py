"""The answer in three sentences, each number with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from safepassage.analysis.effects import pick
from safepassage.analysis.results import Results
from safepassage.ensemble.spec import Language
from safepassage.figures.labels import label, year_range
from safepassage.observation.suppress import HIDDEN_TEXT
from safepassage.report.numbers import counts, estimate, percents, with_hidden
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
    told = _Told(results, language)
    scenario, government = results.headline, results.spec.government[0]
    rest = [name for name in results.spec.government if name != government]
    if rest:
        keys = ["other_government", *["and_government"] * len(rest)]
        second = (
            f"{'; '.join(told.averts(key, scenario, name) for key, name in zip(keys, rest, strict=False))}."
        )
    elif len(results.scenarios) > 1:
        others = [name for name in results.scenarios if name != scenario]
        roles = "; ".join(told.averts("one_role", name, government) for name in others)
        second = say("other_roles", language, list=roles)
    else:
        second = _persons(results, scenario, government, language)
    return [_first(told, scenario, government), second, told.beside(scenario, government)]


@dataclass(frozen=True)
class _Told:
    """Effects of a comparison in words of one language."""

    results: Results
    language: Language

    @cached_property
    def table(self) -> pd.DataFrame:
        return with_hidden(self.results.effects, self.results.spec.population_share)

    def row(self, indicator: str, scenario: str, government: str) -> pd.Series:
        return pick(self.table, indicator, scenario, government)

    def ruler(self, government: str) -> dict[str, str]:
        """*responsive government* within a sentence, and with its article."""
        words = label("government", government, self.language)
        words = words[:1].lower() + words[1:]
        return {"government": words, "a_government": article(words)}

    def averts(self, key: str, scenario: str, government: str) -> str:
        """Years averted by one scenario under one government."""
        found = estimate(self.row("exploitation_years", scenario, government)).times(-1.0)
        write = counts(self.language)
        gaps = {"mean": found.main(write), "interval": found.interval(write), **self.ruler(government)}
        return say(key, self.language, scenario=label("scenario", scenario, self.language), **gaps)

    def beside(self, scenario: str, government: str) -> str:
        """What comes with it."""
        signed = counts(self.language, signed=True)
        gaps = {
            gap: estimate(self.row(indicator, scenario, government)).words(signed)
            for gap, indicator in (
                ("regular", "departures_regular"),
                ("irregular", "departures_irregular"),
                ("refused", "refused"),
                ("false", "identified_false"),
            )
        }
        return say("beside", self.language, **self.ruler(government), **gaps)


def _first(told: _Told, scenario: str, government: str) -> str:
    """The first sentence: averted, added, undecided, without an interval, or hidden."""
    spec, language, write = told.results.spec, told.language, counts(told.language)
    row = told.row("exploitation_years", scenario, government)
    found = estimate(row).times(-1.0)
    names = {
        "years": year_range((spec.start, spec.end)),
        "scenario": label("scenario", scenario, language),
        "baseline": label("scenario", spec.scenario[0], language),
        **told.ruler(government),
    }
    if found.hidden:
        return say("hidden_answer", language, few=HIDDEN_TEXT, **names)
    adds = found.has_interval and found.decided and found.mean < 0.0
    shown = found.times(-1.0) if adds else found
    gaps = {**names, "mean": shown.main(write), "interval": shown.interval(write)}
    if not found.has_interval:
        return say("no_interval", language, pairs=int(row["replicates"]), **gaps)
    if adds or not found.decided:
        return say("adds" if adds else "undecided", language, **gaps)
    before = float(row["baseline_mean"])
    if before <= 0.0:
        return say("averts_plain", language, **gaps)
    share, percent = found.times(100.0 / before), percents(language)
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
