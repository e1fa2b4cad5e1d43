"""Made-up tables for drawing tests. Every number here is invented; none is a result."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from safepassage.figures import Sheet

PERIOD = (dt.date(2016, 1, 1), dt.date(2023, 12, 31))
SHARE = 0.02
SCENARIOS = ("implementer", "facilitator", "partner", "integrated")
GOVERNMENTS = ("responsive", "as_is", "unresponsive")
DISTRICTS = ("sambas", "belu", "ttu", "malaka")
BASELINES = {
    "exploitation_years": 9000.0,
    "entered_exploitation": 5200.0,
    "departures_regular": 9800.0,
    "departures_irregular": 31000.0,
    "refused": 2900.0,
    "identified_false": 240.0,
}


@pytest.fixture(scope="session")
def made_up() -> SimpleNamespace:
    """The makers of tables, for tests that need to change one."""
    return SimpleNamespace(
        effects=made_up_effects,
        series=made_up_series,
        persons=made_up_persons,
        map=made_up_map,
        sheet=Sheet(SHARE, period=PERIOD),
        share=SHARE,
        scenarios=SCENARIOS,
        governments=GOVERNMENTS,
    )


def made_up_effects(replicates: int = 50) -> pd.DataFrame:
    """An effects table: every scenario, government and district, six indicators."""
    rng = np.random.default_rng(7)
    rows = []
    for scenario in SCENARIOS:
        for government in GOVERNMENTS:
            for indicator, baseline in BASELINES.items():
                parts = rng.dirichlet(np.full(len(DISTRICTS), 4.0)) * baseline
                shares = rng.normal(
                    -0.04 if indicator in ("exploitation_years", "entered_exploitation") else 0.02, 0.03, 4
                )
                differences = parts * shares
                for district, part, difference in [
                    ("all", baseline, differences.sum()),
                    *zip(DISTRICTS, parts, differences, strict=True),
                ]:
                    half = abs(rng.normal(0.02, 0.008)) * part
                    rows.append(
                        {
                            "scenario": scenario,
                            "government": government,
                            "baseline": "no_iom",
                            "district": district,
                            "indicator": indicator,
                            "baseline_mean": part,
                            "mean": part + difference,
                            "difference": difference,
                            "low": difference - half,
                            "high": difference + half,
                            "replicates": replicates,
                            "variance_reduction": 9.0,
                            "replicates_needed": 12.0,
                        }
                    )
    return pd.DataFrame(rows)


def made_up_series(
    scenarios: tuple[str, ...] = ("no_iom", "integrated"), replicates: int = 6, start: dt.date = PERIOD[0]
) -> pd.DataFrame:
    """Eight years of weeks in four districts: a closure in 2020-22, a pulse of records in June 2023."""
    rng = np.random.default_rng(11)
    dates = [start + dt.timedelta(days=7 * step) for step in range(417)]
    open_share = np.array(
        [0.45 if dt.date(2020, 3, 18) <= day < dt.date(2022, 4, 7) else 1.0 for day in dates]
    )
    pulse = np.array([12.0 if dt.date(2023, 6, 5) <= day < dt.date(2023, 6, 26) else 1.0 for day in dates])
    tables = []
    for at, scenario in enumerate(scenarios):
        for replicate in range(replicates):
            for weight, district in zip((0.45, 0.15, 0.1, 0.3), DISTRICTS, strict=True):
                down = 1.0 - 0.12 * at * np.linspace(0.0, 1.0, len(dates))

                def draw(rate: np.ndarray, scale: float) -> np.ndarray:
                    return rng.poisson(np.maximum(rate, 0.0) * scale) / scale

                means = {
                    "trafficked": 17.0 * open_share * down * weight,
                    "entered_exploitation": 13.0 * open_share * down * weight,
                    "recorded_victims": 0.9 * pulse * weight * (1 + 0.6 * at),
                    "recorded_cases": 0.4 * pulse * weight * (1 + 0.6 * at),
                    "departures_regular": 24.0 * open_share * weight,
                    "departures_irregular": 75.0 * np.sqrt(open_share) * down * weight,
                    "refused": 7.0 * (1 + 0.3 * at) * weight * open_share,
                    "identified_false": 0.6 * (1 + 0.3 * at) * weight * open_share,
                }
                tables.append(
                    pd.DataFrame(
                        {
                            "scenario": scenario,
                            "government": "as_is",
                            "replicate": replicate,
                            "date": dates,
                            "district": district,
                            **{
                                name: draw(mean, 1.0 if name.startswith("recorded") else SHARE)
                                for name, mean in means.items()
                            },
                            "expected_victims": means["recorded_victims"],
                            "expected_cases": means["recorded_cases"],
                        }
                    )
                )
    return pd.concat(tables, ignore_index=True)


LEVELS = {"all": ("all",), "poor": ("poor", "not_poor"), "sex": ("female", "male")}


def made_up_persons(replicates: int = 50, scale: float = 1.0) -> pd.DataFrame:
    """A persons table: averted, newly harmed, net and churn, for everybody and two groups."""
    rng = np.random.default_rng(5)
    rows = []
    for scenario in SCENARIOS:
        for government in GOVERNMENTS:
            for group, levels in LEVELS.items():
                for level in levels:
                    for district in ("all", *DISTRICTS):
                        size = scale * (1.0 if district == "all" else 0.25) / len(levels)
                        row: dict[str, object] = {
                            "scenario": scenario,
                            "government": government,
                            "baseline": "no_iom",
                            "district": district,
                            "group": group,
                            "level": level,
                            "replicates": replicates,
                        }
                        averted, harmed = rng.uniform(200, 420) * size, rng.uniform(60, 160) * size
                        half = 40.0 * size
                        for name, mean in (
                            ("averted", averted),
                            ("newly_harmed", harmed),
                            ("net_averted", averted - harmed),
                        ):
                            row |= {name: mean, f"{name}_low": mean - half, f"{name}_high": mean + half}
                        row |= {"churn_averted": 70.0 * size, "churn_newly_harmed": 66.0 * size}
                        rows.append(row)
    return pd.DataFrame(rows)


def made_up_map(subdistricts: tuple[str, ...], small: int = 6) -> pd.DataFrame:
    """A value per subdistrict; the first of every ten or so are too small to publish."""
    rng = np.random.default_rng(3)
    count = len(subdistricts)
    real = rng.uniform(30.0, 300.0, count)
    real[:: max(count // small, 1)] = 4.0
    return pd.DataFrame(
        {
            "subdistrict": list(subdistricts),
            "value": rng.gamma(3.0, 2.2, count),
            "n_simulated": real * 50 * SHARE,
            "n_real": real,
        }
    )
