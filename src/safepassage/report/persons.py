"""The ledger of persons: who is spared, harmed, delayed, hastened, rerouted, each beside its churn."""

from __future__ import annotations

import math

import numpy as np

from safepassage.analysis.counterfactual import by_group
from safepassage.analysis.results import Results
from safepassage.ensemble.pair import GROSS
from safepassage.ensemble.spec import Language
from safepassage.figures.labels import label
from safepassage.figures.tables import persons_hidden
from safepassage.report.markup import Markup, join, table, tag
from safepassage.report.numbers import Estimate, counts
from safepassage.report.words import say


def gross_counts(
    results: Results, scenario: str, government: str
) -> dict[str, tuple[Estimate, float | None]]:
    """Return each gross count, and ``net_averted``, with its churn (None where no placebo was run).

    The net is hidden where one of averted and newly harmed is: it would give that one away.
    """
    persons, share = by_group(results.persons), results.spec.population_share
    at = np.flatnonzero(
        (persons["scenario"] == scenario)
        & (persons["government"] == government)
        & (persons["district"] == "all")
        & (persons["group"] == "all")
    )[0]
    row = persons.iloc[at]
    found: dict[str, tuple[Estimate, float | None]] = {}
    for name in GROSS:
        hidden = bool(persons_hidden(persons, name, share)[at])
        churn = float(row[f"churn_{name}"])
        found[name] = (
            Estimate(float(row[name]), float(row[f"{name}_low"]), float(row[f"{name}_high"]), hidden),
            None if math.isnan(churn) else churn,
        )
    hidden = found["averted"][0].hidden or found["newly_harmed"][0].hidden
    mean, low, high = (float(row[f"net_averted{end}"]) for end in ("", "_low", "_high"))
    found["net_averted"] = (Estimate(mean, low, high, hidden), None)
    return found


def persons_section(results: Results, language: Language) -> Markup:
    """One table for each government, and the groups that are harmed for certain."""
    parts: list[Markup] = [tag("p", say("persons_note", language))]
    write = counts(language)
    for government in results.spec.government:
        found = {name: gross_counts(results, name, government) for name in results.scenarios}
        rows = []
        for measure in (*GROSS, "net_averted"):
            words = say("net", language) if measure == "net_averted" else label("measure", measure, language)
            cells: list[object] = [words]
            for scenario in results.scenarios:
                value, churn = found[scenario][measure]
                beneath = [value.interval(write)] if value.has_interval else []
                if measure != "net_averted":
                    beneath.append(
                        say("no_placebo", language)
                        if churn is None
                        else say("with_churn", language, churn=write(churn))
                    )
                cells.append(join([value.main(write), *(tag("small", part) for part in beneath)]))
            rows.append(cells)
        caption = say("persons_of", language, government=label("government", government, language))
        head = [say("measure", language), *(label("scenario", name, language) for name in results.scenarios)]
        parts.append(table(head, rows, caption, "numbers"))
    harmed = harmed_groups(results, language)
    parts.append(
        tag(
            "p",
            say("groups_some", language, list="; ".join(harmed)) if harmed else say("groups_none", language),
        )
    )
    return join(parts)


def harmed_groups(results: Results, language: Language) -> list[str]:
    """Groups whose net increase of persons exploited excludes zero, among those that may be published."""
    persons, share = by_group(results.persons), results.spec.population_share
    shown = ~(persons_hidden(persons, "averted", share) | persons_hidden(persons, "newly_harmed", share))
    rows = persons[
        shown
        & (persons["district"] == "all")
        & (persons["group"] != "all")
        & (persons["net_averted_high"] < 0.0)
    ]
    return [
        f"{label('level', str(row['level']), language)} ({label('group', str(row['group']), language)}), "
        f"{label('scenario', str(row['scenario']), language)}, "
        f"{label('government', str(row['government']), language).lower()}"
        for _, row in rows.iterrows()
    ]
