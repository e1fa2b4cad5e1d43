"""What the figures of one result share: how many persons stand behind them, whom they show, and in which language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter
from numpy.typing import NDArray

from safepassage.evidence.errors import InputError
from safepassage.figures.labels import (
    SAID,
    Language,
    check_language,
    estimate_text,
    label,
    number,
    short_number,
    year_range,
)
from safepassage.figures.style import DOTS_PER_INCH, SCENARIOS, WIDTH_INCHES, line_key, look, set_words
from safepassage.observation.suppress import NOTES

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sheet:
    """The paper of a figure.

    Attributes
    ----------
    share
        Simulated persons per real one, in (0, 1]; footers say it, the rule for small counts needs it.
    language
        ``en`` or ``id``.
    government, district
        Which of the table's; the district ``all`` is all of them together.
    period
        First and last day; figures of tables without dates say it.
    width_inches
        At 150 dots per inch the default is 1200 pixels.

    Raises
    ------
    InputError
        The language is unknown.
    """

    share: float
    language: Language = "en"
    government: str = "as_is"
    district: str = "all"
    period: tuple[dt.date, dt.date] | None = None
    width_inches: float = WIDTH_INCHES

    def __post_init__(self) -> None:
        check_language(self.language)

    # ------------------------------------------------------------------------------------------ words

    def say(self, key: str, **values: object) -> str:
        """A text of ``words/figures.yaml``, its ``{names}`` filled in."""
        return SAID.say(key, self.language, **values)

    def name(self, kind: str, name: str) -> str:
        """What a scenario, an indicator, a district ... is called."""
        return label(kind, name, self.language)

    def names(self, kind: str, names: Iterable[str]) -> list[str]:
        """What several are called."""
        return [label(kind, name, self.language) for name in names]

    @property
    def place(self) -> str:
        """The district's name."""
        return self.name("district", self.district)

    @property
    def ruler(self) -> str:
        """The government's name, inside a sentence."""
        return self.name("government", self.government).lower()

    @property
    def years(self) -> str:
        """The period as ``2016–2023``.

        Raises
        ------
        InputError
            The sheet has none.
        """
        if self.period is None:
            raise InputError("sheet: this figure says its years; give period=(first day, last day)")
        return year_range(self.period)

    def conditions(self, replicates: str) -> str:
        """What the footer of a figure over replicates says."""
        runs = (
            self.say("conditions.one")
            if replicates == "1"
            else self.say("conditions.runs", number=replicates)
        )
        return self.say("conditions.replicates", runs=runs, share=self.short(100 * self.share))

    def draws(self, draws: int, bands: bool = True) -> str:
        """What the footer of a figure over draws of the uncertain parameters says."""
        said = self.say("conditions.draws", draws=draws, share=self.short(100 * self.share))
        return f"{self.say('conditions.bands')} {said}" if bands else said

    # ---------------------------------------------------------------------------------------- numbers

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's separators."""
        return number(value, self.language, decimals)

    def short(self, value: float) -> str:
        """A number with as many decimals as it needs."""
        return short_number(value, self.language)

    def three_digits(self, value: float) -> str:
        """A number with three significant digits, as far as text needs them."""
        return self.short(float(f"{value:.3g}"))

    def estimate(self, mean: float, low: float, high: float) -> str:
        """An estimate with its interval."""
        return estimate_text(mean, low, high, self.language)

    def over_draws(self, values: Floats) -> str:
        """A median with its 5-95 percent range over draws; NaN is no value."""
        known = values[np.isfinite(values)]
        if not len(known):
            return self.say("no_value")
        low, middle, high = (self.three_digits(value) for value in np.quantile(known, (0.05, 0.5, 0.95)))
        return f"{middle} ({low}; {high})"

    # ------------------------------------------------------------------------------------------- axes

    def number_axis(self, axis: Axis, most_ticks: int = 4, signed: bool = True) -> None:
        """Write an axis's numbers as the language does, with few of them, on request without their signs."""
        axis.set_major_locator(MaxNLocator(nbins=most_ticks, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(
            FuncFormatter(lambda value, _=None: self.short(value if signed else abs(value)))
        )

    def number_log(self, axis: Axis) -> None:
        """Write whole numbers at the powers of ten of a logarithmic axis."""
        axis.set_major_locator(LogLocator(base=10.0))
        axis.set_major_formatter(FuncFormatter(lambda value, _=None: self.short(float(f"{value:.6g}"))))
        axis.set_minor_formatter(NullFormatter())

    def scenario_keys(self, scenarios: Iterable[str]) -> list[Line2D]:
        """Entries of a legend for the lines of scenarios."""
        return [
            line_key(self.name("scenario", name), look(SCENARIOS, name, at))
            for at, name in enumerate(scenarios)
        ]

    # ------------------------------------------------------------------------------------- the figure

    def figure(self, height_inches: float) -> Figure:
        """Make an empty figure that no window system knows of."""
        figure = Figure(figsize=(self.width_inches, height_inches), dpi=DOTS_PER_INCH, layout="constrained")
        FigureCanvasAgg(figure)
        return figure

    def finish(
        self, figure: Figure, title: str, footer: Iterable[str], panels: Iterable[Axes], hidden: bool = False
    ) -> Figure:
        """Write title and footer, and the note on small counts if some are ``hidden``; return the figure."""
        set_words(figure, title, [*footer, NOTES[self.language] if hidden else ""], panels)
        return figure
