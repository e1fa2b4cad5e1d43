"""Three sentences, true to the table in every case that a table can be in."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from safepassage.analysis.results import Results
from safepassage.figures.labels import LANGUAGES, Language
from safepassage.report.answer import three_sentences
from safepassage.report.numbers import Estimate, counts


def changed(results: Results, indicator: str, **values: float) -> Results:
    """The same with one indicator of the headline scenario set."""
    effects = results.effects.copy()
    at = (effects["indicator"] == indicator) & (effects["scenario"] == "integrated")
    for name, value in values.items():
        effects.loc[at, name] = value
    return replace(results, effects=effects)


def sentences_of(results: Results, language: Language) -> list[str]:
    """The sentences with plain spaces: intervals do not break."""
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in three_sentences(results, language)]


LARGE = {"baseline_mean": 500.0, "mean": 450.0}


@pytest.fixture
def large(results: Results) -> Results:
    """Counts large enough to be published."""
    found = changed(results, "entered_exploitation", **LARGE)
    for name in ("departures_regular", "departures_irregular", "refused", "identified_false"):
        found = changed(found, name, difference=12.0, low=3.0, high=20.0, **LARGE)
    return found


def test_three_sentences_with_intervals(large: Results) -> None:
    found = changed(large, "exploitation_years", difference=-50.0, low=-70.0, high=-30.0, **LARGE)
    for language in LANGUAGES:
        sentences = sentences_of(found, language)
        assert len(sentences) == 3
        assert "50" in sentences[0] and "[30; 70]" in sentences[0]
        assert sentences[2].count("[+3") == 4  # departures of both kinds, refusals, false identifications
        assert all("{" not in one and "  " not in one for one in sentences)
    assert "10.0 percent [6.0; 14.0]" in sentences_of(found, "en")[0]
    assert "10,0 persen [6,0; 14,0]" in sentences_of(found, "id")[0]


@pytest.mark.parametrize(
    ("difference", "low", "high", "says"),
    [
        (-5.0, -20.0, 10.0, "cannot be told"),
        (50.0, 30.0, 70.0, "adds 50"),
        (-50.0, -50.0, -50.0, "no interval"),
    ],
)
def test_the_first_sentence_says_what_is_not_sure(
    large: Results, difference: float, low: float, high: float, says: str
) -> None:
    found = changed(large, "exploitation_years", difference=difference, low=low, high=high, **LARGE)
    assert says in sentences_of(found, "en")[0]


def test_small_counts_are_not_told(results: Results) -> None:
    small = changed(results, "entered_exploitation", baseline_mean=5.0, mean=4.0)
    small = changed(small, "refused", baseline_mean=9.0, mean=30.0, difference=21.0, low=20.0, high=22.0)
    first, _, third = sentences_of(small, "en")
    assert "too few" in first and "<10" in first
    assert "<10 in refusals" in third and "21" not in third


def test_one_scenario_and_one_government_tell_of_persons(results: Results) -> None:
    def only(table: pd.DataFrame) -> pd.DataFrame:
        return table[table["scenario"].isin(["no_iom", "integrated"]) & (table["government"] == "responsive")]

    spec = replace(results.spec, scenario=("no_iom", "integrated"), government=("responsive",))
    one = replace(results, spec=spec, effects=only(results.effects), persons=only(results.persons))
    assert "spared" in sentences_of(one, "en")[1]
    several = replace(results, spec=replace(results.spec, government=("responsive",)))
    assert "IOM as partner" in sentences_of(several, "en")[1]


def test_an_estimate_turns_its_interval_with_its_sign() -> None:
    found = Estimate(-5.0, -8.0, -2.0).times(-1.0)
    assert (found.low, found.high, found.decided) == (2.0, 8.0, True)
    assert Estimate(1.0, -1.0, 3.0).decided is False
    assert Estimate(1.0, 1.0, 1.0).interval(counts("en")) == ""
    assert Estimate(50.0, 40.0, 60.0, hidden=True).words(counts("en")) == "<10"


def test_a_third_government_stands_in_the_same_sentence(results: Results) -> None:
    third = results.effects[results.effects["government"] == "unresponsive"].assign(government="as_is")
    three = replace(
        results,
        spec=replace(results.spec, government=("responsive", "unresponsive", "as_is")),
        effects=pd.concat([results.effects, third], ignore_index=True),
    )
    second = sentences_of(three, "en")[1]
    assert second.startswith("Under an unresponsive government") and "; under a government as it is" in second
    assert second.endswith(".") and ".." not in second
