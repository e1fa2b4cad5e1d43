"""Two worlds are recorded as they were: same draws, same counts, nothing changed by watching."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.tiny import comparison

from safepassage.analysis.counterfactual import by_group
from safepassage.ensemble.spec import RunSpec
from safepassage.evidence.errors import InputError
from safepassage.figures.frames import destination_of, gate_of, runs_of, situation_of
from safepassage.figures.style import QUIET
from safepassage.observation import INDICATOR_NAMES
from safepassage.report import film
from safepassage.report.film import Recording, record, two_worlds
from safepassage.report.geometry import geometry
from safepassage.report.payload import LOOKS, payload, totals
from safepassage.report.replay import replay_page, same_as_stored
from safepassage.world.codes import Situation


@pytest.fixture(scope="module")
def recording(folder: Path) -> Recording:
    return record(two_worlds(RunSpec.from_mapping({"results": str(folder)}), set()))


def test_the_film_is_the_stored_run(recording: Recording) -> None:
    assert recording.spec.scenario == ("no_iom", "integrated")
    assert same_as_stored(recording) is True
    changed = replace(recording, series=(recording.series[0] + 1.0, recording.series[1]))
    assert same_as_stored(changed) is False
    assert same_as_stored(replace(recording, spec=replace(recording.spec, results=None))) is None


def test_both_worlds_begin_alike_and_then_differ(recording: Recording) -> None:
    first, second = recording.film.worlds
    assert np.array_equal(first.codes[0], second.codes[0])
    assert np.array_equal(first.recruiters[0], second.recruiters[0])
    assert not np.array_equal(first.codes[-1], second.codes[-1])
    assert first.codes.shape == (len(recording.film.dates) + 1, recording.film.ids.size)


def test_codes_hold_gates_and_countries_of_those_abroad(recording: Recording) -> None:
    codes = recording.film.worlds[0].codes
    abroad = np.isin(situation_of(codes), [Situation.WORKING, Situation.EXPLOITED])
    assert abroad.any()
    assert (destination_of(codes)[abroad] == 0).all()  # the made-up region has one country beside it
    assert (destination_of(codes)[~abroad] == -1).all()
    assert gate_of(codes).max() < len(recording.film.region.gate_ids)


def test_running_counts_end_as_the_persons_of_the_pair(recording: Recording) -> None:
    """At the horizon, so far is ever: net = ever in the baseline - ever in the scenario."""
    spec = recording.spec
    persons = by_group(comparison().persons)
    one = persons[
        (persons["scenario"] == spec.scenario[1])
        & (persons["government"] == spec.government[0])
        & (persons["district"] == "all")
        & (persons["group"] == "all")
    ].iloc[0]
    assert recording.averted.min() >= 0 and recording.newly_harmed.min() >= 0
    # the table is a mean of two replicates, this is the first
    assert recording.averted[-1] <= 2 * one["averted"] + 1e-9


def test_running_counts_of_known_lives() -> None:
    """Person 0 is spared from step 2; 1 is delayed from 1 to 3; 2 is in neither; 3 is newly harmed at 0."""
    before, after = np.array([2, 1, -1, -1]), np.array([-1, 3, -1, 0])
    steps = np.arange(5)
    assert film._running(before, after, steps).tolist() == [0, 1, 2, 1, 1]
    assert film._running(after, before, steps).tolist() == [1, 1, 1, 1, 1]


def test_runs_give_the_codes_back(recording: Recording) -> None:
    codes = recording.film.worlds[1].codes
    values, lengths, numbers = runs_of(codes)
    columns = np.repeat(values, lengths).reshape(codes.shape[1], codes.shape[0])
    assert np.array_equal(columns.T, codes)
    assert numbers.sum() == values.size
    assert [part.size for part in runs_of(codes[:, :0])] == [0, 0, 0]


def test_totals_hide_small_counts(recording: Recording) -> None:
    series = recording.series[0]
    found = totals(series, 1.0)
    at = INDICATOR_NAMES.index("entered_exploitation")
    counted = np.cumsum(series[:, :, at].sum(axis=1))
    for value, true in zip(found["entered_exploitation"], counted, strict=True):
        assert (value is None) == (true < 10)
    years = found["exploitation_years"]
    assert [value is None for value in years] == [value is None for value in found["entered_exploitation"]]
    assert all(value is None for value in totals(series, 1e-6)["entered_exploitation"])  # few simulated


def test_no_path_has_a_place(recording: Recording) -> None:
    for gate in geometry(recording.film.region)["gates"]:
        if gate["kind"] == "unofficial":
            assert set(gate) <= {"kind", "corridor", "band"}
            assert len(gate["band"]) > 1
        if gate["kind"] == "hub":
            assert set(gate) == {"kind", "corridor", "name"}
            assert gate["name"] == {"en": "Harbour", "id": "Pelabuhan"}


def test_the_payload_names_nobody_and_the_page_is_small(recording: Recording) -> None:
    data = payload(recording)
    assert "ids" not in str(sorted(data)) and set(data["people"]) == {"cell", "x", "y"}
    for words in data["words"].values():
        assert set(words) == set(data["words"]["en"])
    assert "{most}" in data["words"]["id"]["how_8"]  # what `<10` may hide, at less than the whole population
    text = replay_page(recording, "id")
    assert '<html lang="id">' in text and len(text) < 1_000_000


SPEC = RunSpec.from_mapping(
    {"scenario": ["no_iom", "partner", "integrated"], "government": ["responsive", "as_is"]}
)


def test_two_worlds_are_chosen() -> None:
    assert two_worlds(SPEC, set()).scenario == ("no_iom", "integrated")
    assert two_worlds(SPEC, set()).government == ("responsive",)
    named = replace(SPEC, scenario=("partner", "integrated"), government=("as_is",))
    assert two_worlds(named, {"scenario", "government"}).scenario == ("partner", "integrated")
    one = replace(SPEC, scenario=("partner",))
    assert two_worlds(one, {"scenario"}).scenario == ("no_iom", "partner")


@pytest.mark.parametrize(
    ("scenario", "government", "chosen", "match"),
    [
        (("a", "b", "c"), ("as_is",), {"scenario"}, "two scenarios, not 3"),
        (("no_iom",), ("as_is",), {"scenario"}, "besides no_iom"),
        (("no_iom",), ("as_is",), set(), "besides no_iom"),
        (("partner",), ("as_is", "responsive"), {"scenario", "government"}, "one government, not 2"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    scenario: tuple[str, ...], government: tuple[str, ...], chosen: set[str], match: str
) -> None:
    with pytest.raises(InputError, match=match):
        two_worlds(replace(SPEC, scenario=scenario, government=government), chosen)


def test_marks_stand_out_on_the_ground_they_are_drawn_on() -> None:
    """Three to one, as WCAG asks of what is not text."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    marks = [*LOOKS["persons"], LOOKS["recruiter"], *LOOKS["gates"].values(), *LOOKS["worlds"]]
    for ground in ("#ffffff", "#fdfcf8", QUIET["home"]):
        for look in marks:
            assert (light(ground) + 0.05) / (light(look["colour"]) + 0.05) >= 3.0, (ground, look)
    forms = [(look["shape"], look.get("hollow", False)) for look in LOOKS["persons"][1:]]
    assert len(set(forms)) == len(forms)  # told apart without colour


def test_a_step_that_is_no_week_is_called_a_step(recording: Recording) -> None:
    longer = replace(recording, spec=replace(recording.spec, step_days=14.0, results=None))
    assert "steps a second" in replay_page(longer) and "steps a second" not in replay_page(recording)
