"""P1, P2, P3, P4a, P6, P7a, P9: contrasts between worlds of the same draw."""

# ruff: noqa: E501 - a statement stands in one line, with what it says
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from safepassage.analysis.patterns import Floats, PatternRow, claim, held, log_ratio, ratio
from safepassage.ensemble.trial import HALVED, HALVED_NO_ENTRY, HALVED_ON, NO_ENTRY, Trial
from safepassage.observation import INDICATOR_NAMES

Arm = tuple[str, str]
BASE: Arm = ("no_iom", "as_is")


def quarterly(trials: Sequence[Trial], arm: Arm, indicator: str) -> Floats:
    """One indicator of one world, all districts, [trials, quarters]."""
    at = INDICATOR_NAMES.index(indicator)
    return np.stack([trial.quarters[arm][:, :, at].sum(axis=1) for trial in trials])


def years_exploited(trials: Sequence[Trial], arm: Arm) -> Floats:
    """Exploitation years over the horizon, [trials]: a quarter is a quarter of its mean stock."""
    return quarterly(trials, arm, "exploited").sum(axis=1) / 4.0


def p1(trials: Sequence[Trial]) -> list[PatternRow]:
    """Fewer exploitation years with IOM's activity than without."""
    base = years_exploited(trials, BASE)
    return [
        claim("P1", f"{name} against no_iom, as is", "exploitation_years", base - years_exploited(trials, (name, "as_is")),
              "person-years averted")
        for name in ("historical", "integrated")
    ]  # fmt: skip


def p2(trials: Sequence[Trial]) -> list[PatternRow]:
    """Roles avert more under a responsive than under an unresponsive government, in years and in log ratio."""
    rows = []
    for role in ("facilitator", "partner", "integrated"):
        averted, logs = {}, {}
        for government in ("responsive", "unresponsive"):
            with_role = years_exploited(trials, (role, government))
            without = years_exploited(trials, ("no_iom", government))
            averted[government] = without - with_role
            logs[government] = log_ratio(without, with_role)
        contrast = f"({role} - no_iom), responsive minus unresponsive"
        years = claim("P2", contrast, "exploitation_years", averted["responsive"] - averted["unresponsive"],
                      "person-years averted more under a responsive government")  # fmt: skip
        share = claim("P2", contrast, "log ratio of exploitation_years", logs["responsive"] - logs["unresponsive"],
                      "log ratio averted more under a responsive government")  # fmt: skip
        rows += [years, share]
    return rows


def p3(trials: Sequence[Trial]) -> list[PatternRow]:
    """Trafficking persists: entries of 2023 are at least half those of 2019."""
    entered = quarterly(trials, ("historical", "as_is"), "entered_exploitation")
    first = trials[0].first_year
    by_year = entered.reshape(len(trials), -1, 4).sum(axis=2)
    quotient = ratio(by_year[:, 2023 - first], by_year[:, 2019 - first])
    says = "2023 over 2019, at least 0.5; historical understates IOM's activity"
    return [
        held(
            "P3",
            "built in",
            "historical, 2023 over 2019",
            "entered_exploitation",
            quotient,
            quotient >= 0.5,
            says,
        )
    ]


def first_clear_quarter(difference: Floats, sign: float) -> float:
    """First quarter at which the interval of the mean difference, [trials, quarters], excludes zero; NaN never."""
    mean = sign * difference.mean(axis=0)
    error = difference.std(axis=0, ddof=1) / np.sqrt(len(difference))
    clear = np.flatnonzero(mean - 1.96 * error > 0.0)
    return float(clear[0]) if len(clear) else float("nan")


def p4a(trials: Sequence[Trial], seed: int) -> list[PatternRow]:
    """After training or a task force, recorded cases rise before entries into exploitation fall."""
    rows = []
    rng = np.random.default_rng([seed, 4])
    for name in ("facilitator", "task_force"):
        arm = (name, "as_is")
        cases = quarterly(trials, arm, "expected_cases") - quarterly(trials, BASE, "expected_cases")
        entered = quarterly(trials, arm, "entered_exploitation") - quarterly(
            trials, BASE, "entered_exploitation"
        )
        lags = []
        for _ in range(200):
            chosen = rng.integers(0, len(trials), len(trials))
            rise, fall = first_clear_quarter(cases[chosen], 1.0), first_clear_quarter(entered[chosen], -1.0)
            # a fall that never shows within the horizon comes after every rise
            lags.append((32.0 if np.isnan(fall) else fall) - rise)
        lag = np.array(lags)
        known = lag[np.isfinite(lag)]
        low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (np.nan, np.nan)
        share = float((known > 0.0).mean()) if len(known) else float("nan")
        verdict = (
            "supported"
            if len(known) and low > 0.0
            else ("not supported" if len(known) and high < 0.0 else "undecided")
        )
        rows.append(
            PatternRow("P4a", "claim", f"{name} against no_iom, as is", "expected_cases before entered_exploitation",
                       float(np.median(known)) if len(known) else float("nan"), float(low), float(high), len(trials), share,
                       verdict, "quarters by which the rise of cases leads the fall of entries; draws resampled")
        )  # fmt: skip
    return rows


def p6(trials: Sequence[Trial], gate: int, seed: int) -> list[PatternRow]:
    """Displacement quotient of tripled screening at one gate: increase elsewhere over decrease there."""
    before = np.stack([trial.by_gate[BASE] for trial in trials]).astype(float)
    after = np.stack([trial.by_gate[("screening_one_gate", "as_is")] for trial in trials]).astype(float)
    fall = before[:, gate] - after[:, gate]
    rise = (after - before).sum(axis=1) + fall
    treated = claim("P6", "screening tripled at Aruk", "entered_exploitation at the treated gate", fall,
                    "persons fewer, simulated scale")  # fmt: skip
    if not treated.low > 0.0:
        return [treated]
    rng = np.random.default_rng([seed, 6])
    chosen = rng.integers(0, len(trials), (2000, len(trials)))
    quotient = rise[chosen].mean(axis=1) / fall[chosen].mean(axis=1)
    low, high = np.quantile(quotient, (0.025, 0.975))
    middle = float(rise.mean() / fall.mean())
    verdict = (
        "supported"
        if low >= 0.0 and high <= 1.0
        else ("not supported" if high < 0.0 or low > 1.0 else "undecided")
    )
    share = float(((quotient >= 0.0) & (quotient <= 1.0)).mean())
    return [
        treated,
        PatternRow("P6", "claim", "screening tripled at Aruk", "displacement quotient", middle, float(low), float(high),
                   len(trials), share, verdict, "between 0 and 1: displaced in part; draws resampled"),
    ]  # fmt: skip


def p7a(trials: Sequence[Trial]) -> list[PatternRow]:
    """Risk ratio of entering exploitation, poor against not poor, within district (Mantel-Haenszel)."""
    logs = []
    for trial in trials:
        table = trial.poor_at_risk.astype(float)
        total = table[:, :, 0].sum(axis=1)
        top = (table[:, 1, 1] * table[:, 0, 0] / total).sum()
        bottom = (table[:, 0, 1] * table[:, 1, 0] / total).sum()
        logs.append(np.log(top / bottom) if top > 0 and bottom > 0 else np.nan)
    return [claim("P7a", "poor against not poor, within district", "log risk ratio of entering exploitation", np.array(logs),
                  "above zero: the poor are at more risk; priors of both signs")]  # fmt: skip


def p9(trials: Sequence[Trial]) -> list[PatternRow]:
    """Half of the recruiters leave at once: the drop in trafficking, and how much of it is gone in three years."""
    at = (HALVED_ON.year - trials[0].first_year) * 4 + (HALVED_ON.month - 1) // 3
    rows = []
    for arm, base, entry in (
        (HALVED, BASE, "entry on"),
        (HALVED_NO_ENTRY, NO_ENTRY, "entry and leaving off"),
    ):
        treated, untreated = quarterly(trials, arm, "trafficked"), quarterly(trials, base, "trafficked")
        drop = untreated[:, at : at + 2].sum(axis=1) - treated[:, at : at + 2].sum(axis=1)
        level = untreated[:, at : at + 2].sum(axis=1)
        later = untreated[:, at + 12 : at + 16].sum(axis=1) - treated[:, at + 12 : at + 16].sum(axis=1)
        level_later = untreated[:, at + 12 : at + 16].sum(axis=1)
        share = ratio(drop, level)
        rows.append(claim("P9", f"half of the recruiters leave, {entry}", "trafficked, first half year", share,
                          "share by which it drops"))  # fmt: skip
        rows.append(claim("P9", f"half of the recruiters leave, {entry}", "trafficked, at most half", 0.5 - share,
                          "half less the share by which it drops"))  # fmt: skip
        restored = share.mean() - np.nan_to_num(ratio(later, level_later)).mean()
        rows.append(claim("P9", f"half of the recruiters leave, {entry}", "half of the drop is gone after three years",
                          0.5 * share - ratio(later, level_later), f"mean share restored {restored:.2f}"))  # fmt: skip
    return rows
