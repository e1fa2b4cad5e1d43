"""The one style: colours apart for every eye and in grey, words in both languages, bytes with alt text."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, pairwise
from string import Formatter

import numpy as np
import pytest
from matplotlib import rcParams
from matplotlib.colors import to_rgb

from safepassage.evidence.errors import InputError
from safepassage.figures.border_map import RAMP
from safepassage.figures.convergence import INDICATORS
from safepassage.figures.effects import PANELS
from safepassage.figures.labels import (
    LABELS,
    SAID,
    estimate_text,
    label,
    labels_of,
    number,
    short_number,
    year_range,
)
from safepassage.figures.series import BESIDE
from safepassage.figures.sheet import Sheet
from safepassage.figures.style import (
    BLACK,
    BLUE,
    DOTS_PER_INCH,
    GOVERNMENTS,
    GREEN,
    GREY,
    MEASURES,
    ORANGE,
    PURPLE,
    SCENARIOS,
    SKY,
    VERMILLION,
    WIDTH_INCHES,
    alt_text,
    set_alt,
    set_words,
    styled,
    to_png,
    to_svg,
)
from safepassage.figures.tables import COUNTS_SHOWN_BESIDE
from safepassage.interventions import scenario_names

OKABE_ITO = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#F0E442"}
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB
BLINDNESS = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ (0.2126, 0.7152, 0.0722))


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear RGB under D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = (to_xyz @ np.clip(rgb, 0, 1)) / (0.9505, 1.0, 1.089)
    f = [v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_every_colour_of_the_data_is_of_okabe_and_ito_or_grey() -> None:
    used = {look.colour for table in (SCENARIOS, GOVERNMENTS, MEASURES) for look in table.values()}
    assert used - {GREY} <= OKABE_ITO
    # All of theirs but yellow, which does not stand out from paper.
    assert {BLACK, ORANGE, SKY, GREEN, BLUE, VERMILLION, PURPLE} == OKABE_ITO - {"#F0E442"}


@pytest.mark.parametrize("table", [SCENARIOS, GOVERNMENTS, MEASURES])
def test_colours_stand_out_from_paper(table: dict) -> None:
    for name, look in table.items():
        contrast = 1.05 / (luminance(look.colour) + 0.05)
        assert contrast >= 2.9, f"{name}: {contrast:.2f}"


def test_things_shown_together_differ_for_every_eye_and_in_grey() -> None:
    together = [
        SCENARIOS[name]
        for name in ("no_iom", "historical", "integrated", "implementer", "facilitator", "partner")
    ]
    for group in (together, list(GOVERNMENTS.values()), list(MEASURES.values())):
        for one, other in combinations(group, 2):
            assert one.marker != other.marker  # what grey print is left with
            for matrix in BLINDNESS.values():
                seen = [lab(np.array(matrix) @ linear(look.colour)) for look in (one, other)]
                assert np.linalg.norm(seen[0] - seen[1]) > 8.0, (one, other)


def test_no_two_scenarios_look_the_same() -> None:
    assert len({(look.colour, look.marker, look.dash) for look in SCENARIOS.values()}) == len(SCENARIOS)
    assert len({look.marker for look in SCENARIOS.values()}) == len(SCENARIOS)


def test_the_ramp_of_the_map_darkens_step_by_step() -> None:
    grey = [luminance(colour) for colour in RAMP]
    assert all(lighter > 1.25 * darker for lighter, darker in pairwise(grey))


def test_every_indicator_scenario_and_government_has_words_in_both_languages() -> None:
    assert set(SCENARIOS) <= set(labels_of("scenario")) == set(scenario_names())
    assert set(GOVERNMENTS) <= set(LABELS["government"])
    for kind in ("indicator", "scenario", *LABELS):
        assert all(english and indonesian for english, indonesian in labels_of(kind).values())


def test_what_stands_beside_averted_is_the_same_everywhere() -> None:
    assert set(COUNTS_SHOWN_BESIDE) == {
        "departures_regular",
        "departures_irregular",
        "refused",
        "identified_false",
    }
    assert {part.main for part in BESIDE} == set(COUNTS_SHOWN_BESIDE)
    for panels in (PANELS, INDICATORS):
        assert set(COUNTS_SHOWN_BESIDE) < set(panels)


def test_both_languages_fill_in_the_same_values() -> None:
    for key, texts in SAID.texts.items():
        english, indonesian = (
            {name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in texts.values()
        )
        assert english == indonesian, key


def test_a_sheet_says_what_it_stands_on_and_refuses_what_it_cannot_say() -> None:
    sheet = Sheet(0.025, "id", government="responsive", district="ttu")
    assert (sheet.place, sheet.ruler) == ("Timor Tengah Utara", "pemerintah tanggap")
    assert "16 ulangan, 2,5 persen" in sheet.conditions("16")
    assert (
        Sheet(0.025)
        .conditions("1")
        .startswith("Simulated, scaled to the real population; 1 replicate, 2.5 percent")
    )
    assert "64 draws" in Sheet(0.1).draws(64)
    assert "Lines" in Sheet(0.1).draws(64) and "Lines" not in Sheet(0.1).draws(64, bands=False)
    assert Sheet(0.1).over_draws(np.array([1.0, np.nan, 3.0])) == "2 (1.1; 2.9)"
    assert Sheet(0.1).over_draws(np.array([np.nan])) == "no value"
    assert Sheet(0.1, width_inches=4.0).figure(2.0).bbox.width == 4.0 * DOTS_PER_INCH
    with pytest.raises(InputError, match="give period="):
        _ = sheet.years
    with pytest.raises(InputError, match="'fr' is not known"):
        Sheet(0.1, "fr")  # type: ignore[arg-type]


def test_labels_numbers_and_errors() -> None:
    assert label("scenario", "no_iom", "id") == "Tanpa IOM"
    assert label("scenario", "my_own_plan") == "My own plan"
    assert number(-12345.5, "id", 1) == "−12.345,5"
    assert number(-0.2) == "0"
    assert [short_number(value) for value in (2.5, 2.0, 0.125, -0.5)] == ["2.5", "2", "0.125", "−0.5"]
    assert estimate_text(3, float("nan"), float("nan")) == "3"
    assert estimate_text(3, -1, 7) == "3 (−1; 7)"
    assert year_range((dt.date(2016, 1, 1), dt.date(2023, 12, 31))) == "2016–2023"
    with pytest.raises(InputError, match="did you mean 'scenario'"):
        label("scenaro", "no_iom")
    with pytest.raises(InputError, match="'fr' is not known"):
        label("scenario", "no_iom", "fr")  # type: ignore[arg-type]


def test_drawing_leaves_the_callers_settings_alone() -> None:
    before = rcParams["font.size"]

    @styled
    def inside() -> float:
        return float(rcParams["font.size"])

    assert inside() != before + 1
    assert rcParams["font.size"] == before


def test_bytes_carry_alt_text_and_are_the_same_each_time() -> None:
    def picture() -> tuple[bytes, bytes]:
        figure = Sheet(0.1).figure(2.0)
        ax = figure.add_subplot()
        ax.plot([0, 1], [0, 1])
        set_alt(ax, "From <0> to 1.")
        set_words(figure, "A line & its title", ["Conditional.", "", "No forecast."], [ax])
        assert alt_text(figure) == "A line & its title. From <0> to 1. Conditional. No forecast."
        assert figure.get_supxlabel() == "Conditional. No forecast."
        return to_png(figure), to_svg(figure)

    png, svg = picture()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == round(WIDTH_INCHES * DOTS_PER_INCH) == 1200
    assert b"From <0> to 1. Conditional." in png
    head = svg.decode()[:2500]
    assert 'role="img"' in head
    assert "<title>A line &amp; its title</title><desc>A line &amp; its title. From &lt;0&gt; to 1." in head
    assert picture() == (png, svg)
