"""Two worlds: their numbers are those of ``compare``, their frames add up, small counts stay at home."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.dashboard.worlds import REGION, SEED, SHARE, WORLD, asked, two_worlds

import safepassage as sp
from safepassage.analysis.counterfactual import by_group
from safepassage.analysis.effects import pick
from safepassage.comparison import Comparison
from safepassage.dashboard import picture
from safepassage.dashboard.downloads import effects_csv, series_csv
from safepassage.dashboard.wire import pack, unpack
from safepassage.dashboard.worlds import TwoWorlds, few
from safepassage.observation.indicators import INDICATOR_NAMES, INDICATORS
from safepassage.world.codes import Situation


@pytest.fixture(scope="module")
def compared() -> Comparison:
    made: Comparison = sp.compare(
        ["no_iom", "integrated"],
        region=REGION,
        government="as_is",
        population_share=SHARE,
        seed=SEED,
        replicates=1,
    )
    return made


@pytest.fixture(scope="module")
def lived() -> tuple[TwoWorlds, list[bytes]]:
    worlds = two_worlds(asked(right={**WORLD, "scenario": "integrated"}))
    frames = [worlds.opened(), worlds.frame(0)]
    while not worlds.over:
        worlds.advance(10)
        frames.append(worlds.frame(len(frames), with_effects=False))
    return worlds, frames


def test_the_series_are_those_of_compare(compared: Comparison, lived: tuple[TwoWorlds, list[bytes]]) -> None:
    for scenario, model in zip(("no_iom", "integrated"), lived[0].models, strict=True):
        rows = compared.series[compared.series["scenario"] == scenario]
        mine = model.series.reshape(-1, len(INDICATOR_NAMES))
        assert np.array_equal(rows[list(INDICATOR_NAMES)].to_numpy(), mine)


def test_the_totals_are_those_of_the_effects_table(
    compared: Comparison, lived: tuple[TwoWorlds, list[bytes]]
) -> None:
    left, right = lived[0].totals()
    for one in INDICATORS:
        row = pick(compared.effects, one.name, "integrated", "as_is")
        assert left[one.name] == pytest.approx(row["baseline_mean"], rel=1e-12), one.name
        assert right[one.name] == pytest.approx(row["mean"], rel=1e-12), one.name


def test_averted_and_newly_harmed_are_those_of_the_persons_table(
    compared: Comparison, lived: tuple[TwoWorlds, list[bytes]]
) -> None:
    groups = by_group(compared.persons)
    row = groups[(groups["district"] == "all") & (groups["group"] == "all")].iloc[0]
    pairs = lived[0].pairs()
    assert pairs["averted"] + pairs["newly_harmed"] > 0
    for name in (
        "averted",
        "newly_harmed",
        "exploitation_years_averted",
        "episodes_averted",
        "departures_averted",
    ):
        assert pairs[name] == pytest.approx(row[name], rel=1e-12), name
    shown = {row["name"]: row["change"] for row in lived[0].effects()}
    for name in ("averted", "newly_harmed"):
        assert shown[name] == (None if few(pairs[name], SHARE) else pairs[name])


def test_frames_add_up_to_the_worlds(lived: tuple[TwoWorlds, list[bytes]]) -> None:
    worlds, frames = lived
    opened, cells = unpack(frames[0])
    assert opened["persons"] == worlds.persons == cells["cell"].size
    codes = np.zeros((2, worlds.persons), np.uint8)
    rows: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for message in frames[1:]:
        header, arrays = unpack(message)
        for side in (0, 1):
            codes[side, arrays[f"who{side}"]] = arrays[f"code{side}"]
            rows[side].append(arrays[f"rows{side}"])
    assert header["over"] and header["step"] == worlds.steps_total
    for side, model in enumerate(worlds.models):
        assert np.array_equal(codes[side], picture.codes(model.world))
        counts = np.bincount(codes[side] // picture.PLACES, minlength=len(Situation))
        assert counts.tolist() == header["situations"][side] == list(model.situations().values())
        whole = np.concatenate(rows[side]).reshape(-1, len(INDICATOR_NAMES))
        flows = [at for at, one in enumerate(INDICATORS) if one.kind != "mean"]
        assert np.array_equal(whole[:, flows], model.series.sum(axis=1)[:, flows])


def test_the_same_world_twice_differs_in_nothing() -> None:
    worlds = two_worlds(
        asked(left={**WORLD, "scenario": "integrated"}, right={**WORLD, "scenario": "integrated"})
    )
    worlds.advance(100)
    assert all(row["change"] in (0.0, None) for row in worlds.effects())
    assert worlds.pairs()["averted"] == worlds.pairs()["newly_harmed"] == 0.0


def test_averted_never_stands_alone(lived: tuple[TwoWorlds, list[bytes]]) -> None:
    names = [row["name"] for row in lived[0].effects()]
    assert names[:3] == ["exploitation_years_averted", "averted", "newly_harmed"]
    assert {"departures_regular", "departures_irregular", "refused", "identified_false"} <= set(names)


def test_small_counts_are_not_sent() -> None:
    assert few(9.0, 1.0) and few(900.0, 0.01) and not few(1000.0, 0.01) and not few(0.0, 0.01)
    worlds = two_worlds(asked(right={**WORLD, "scenario": "integrated"}))
    worlds.advance(3)
    for row in worlds.effects():
        for column in ("left", "right"):
            value = row[column]
            if value and row["name"] not in ("spend_usd", "spend_government_usd"):
                assert value >= 10.0, row
    assert "<10" in effects_csv(worlds)
    while not worlds.totals()[0]["entered_exploitation"]:
        worlds.advance(1)
    years = worlds.effects()[0]
    assert few(worlds.totals()[0]["entered_exploitation"], SHARE)
    assert years["name"] == "exploitation_years_averted" and years["change"] is None


def test_nobody_is_sent_with_a_place_at_the_border(lived: tuple[TwoWorlds, list[bytes]]) -> None:
    """Only posts have a position; a segment or a hub has none, and persons on the way have a kind of gate."""
    opened, _ = unpack(lived[1][0])
    for gate in opened["geometry"]["gates"]:
        place = {
            "formal": {"row", "col"},
            "traditional": {"row", "col"},
            "hub": {"name"},
            "unofficial": set(),
        }
        assert set(gate) == {"kind", "corridor"} | place[gate["kind"]]
    for message in lived[1][1:]:
        _, arrays = unpack(message)
        assert set(arrays) == {
            f"{name}{side}"
            for side in (0, 1)
            for name in ("who", "code", "way", "rows", "trade_cell", "trade")
        }


def test_the_csv_holds_the_series_without_loss(lived: tuple[TwoWorlds, list[bytes]]) -> None:
    lines = series_csv(lived[0]).splitlines()
    assert lines[0].split(",")[6:] == list(INDICATOR_NAMES)
    values = np.array([[float(cell) for cell in line.split(",")[6:]] for line in lines[1:]])
    steps = lived[0].steps_total
    for side, model in enumerate(lived[0].models):
        mine = values[side * len(values) // 2 : (side + 1) * len(values) // 2]
        assert np.array_equal(mine.reshape(steps, -1, len(INDICATOR_NAMES)), model.series)


def test_a_message_comes_back_as_it_was_packed() -> None:
    arrays = {
        "a": np.arange(5, dtype=np.uint8),
        "b": np.arange(3, dtype=np.float64),
        "c": np.zeros(0, np.uint32),
    }
    header, back = unpack(pack({"is": "x", "text": "é"}, arrays))
    assert header == {"is": "x", "text": "é"}
    assert all(np.array_equal(arrays[name], back[name]) for name in arrays)
    with pytest.raises(ValueError, match="JSON"):
        pack({"x": float("nan")}, {})
