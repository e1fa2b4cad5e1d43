"""P1, P2, P3, P4a, P6, P7a, P9: contrasts between worlds of the same draw."""

# ruff: noqa: E501 - a statement stands in one line, with what it says
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from safepassage.analysis.intervals import student_half_width
from safepassage.analysis.patterns import (
    AGREE,
    Floats,
    PatternRow,
    both,
    claim,
    held,
    log_ratio,
    ratio,
    undefined,
)
from safepassage.ensemble.trial import HALVED, HALVED_NO_ENTRY, HALVED_ON, NO_ENTRY, Trial
from safepassage.observation import INDICATOR_NAMES

Arm = tuple[str, str]
BASE: Arm = ("no_iom", "as_is")

RESAMPLES = 200
"""Bootstrap samples of draws for the order of two events (P4a)."""


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


RULES = ("complement", "independent", "threshold", "substitute")
"""The rival rules of skill and authority, by the value of ``authority_rule``."""

DOORS = ("screening", "referral", "cases", "plans", "service", "return", "destination")


def p2(trials: Sequence[Trial]) -> list[PatternRow]:
    """P2 over all draws (rule and doors drawn), then over the draws of each rule and with each door not gated.

    Every draw has one rule and its doors on or off, so the parts cost no further run; what they hold
    apart exactly, pair by pair, is ``experiments/rivals``. No row of one rule supports the study by itself.
    """
    rows = _p2(trials, "", ("facilitator", "partner", "integrated"))
    for number, rule in enumerate(RULES):
        some = [trial for trial in trials if trial.parameters.get("authority_rule", 0.0) == number]
        rows += _p2(some, f", rule {rule}", ("facilitator", "partner", "integrated"))
    for door in DOORS:
        # the destination's door is a weight: below one half it is the national services' more than the district's
        some = [trial for trial in trials if trial.parameters.get(f"door_{door}", 1.0) < 0.5]
        rows += _p2(some, f", door {door} off", ("integrated",))
    return rows


def _p2(trials: Sequence[Trial], where: str, roles: Sequence[str]) -> list[PatternRow]:
    """Roles avert more under a responsive than under an unresponsive government: in years and in log ratio, or neither."""
    rows: list[PatternRow] = []
    if not trials:
        return rows
    for role in roles:
        averted, logs = {}, {}
        for government in ("responsive", "unresponsive"):
            with_role = years_exploited(trials, (role, government))
            without = years_exploited(trials, ("no_iom", government))
            averted[government] = without - with_role
            logs[government] = log_ratio(without, with_role)
        contrast = f"({role} - no_iom), responsive minus unresponsive{where}"
        years = claim("P2", contrast, "exploitation_years", averted["responsive"] - averted["unresponsive"],
                      "person-years averted more under a responsive government")  # fmt: skip
        share = claim("P2", contrast, "log ratio of exploitation_years", logs["responsive"] - logs["unresponsive"],
                      "log ratio averted more under a responsive government")  # fmt: skip
        rows += both(years, share)
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
    """First quarter at which the 95 percent interval of the mean difference, [trials, quarters], excludes zero; NaN never."""
    half = student_half_width(difference.std(axis=0, ddof=1), len(difference))
    clear = np.flatnonzero(sign * difference.mean(axis=0) - half > 0.0)
    return float(clear[0]) if len(clear) else float("nan")


def lead(cases: Floats, entered: Floats) -> float:
    """Quarters by which the rise of cases leads the fall of entries, differences [trials, quarters]; NaN where neither shows.

    What never shows within the horizon comes after its end: a rise without a fall leads by what is
    left of the horizon, a fall without a rise lags by as much.
    """
    rise, fall = first_clear_quarter(cases, 1.0), first_clear_quarter(entered, -1.0)
    if np.isnan(rise) and np.isnan(fall):
        return float("nan")
    quarters = float(cases.shape[1])
    return (quarters if np.isnan(fall) else fall) - (quarters if np.isnan(rise) else rise)


def p4a(trials: Sequence[Trial], seed: int) -> list[PatternRow]:
    """After training or a task force, recorded cases rise before entries into exploitation fall."""
    rows = []
    rng = np.random.default_rng([seed, 4])
    for name in ("facilitator", "task_force"):
        arm = (name, "as_is")
        contrast, indicator = f"{name} against no_iom, as is", "expected_cases before entered_exploitation"
        says = "quarters by which the rise of cases leads the fall of entries; draws resampled"
        cases, entered = (
            quarterly(trials, arm, of) - quarterly(trials, BASE, of)
            for of in ("expected_cases", "entered_exploitation")
        )
        chosen = rng.integers(0, len(trials), (RESAMPLES, len(trials)))
        leads = np.array([lead(cases[some], entered[some]) for some in chosen])
        known = leads[np.isfinite(leads)]
        # neither a rise nor a fall in more than one resample of ten: there is nothing to put in order
        if len(known) < AGREE * RESAMPLES:
            rows.append(undefined("P4a", contrast, indicator, f"{says}; no clear rise or fall"))
            continue
        low, high = np.quantile(known, (0.025, 0.975))
        verdict = "supported" if low > 0.0 else ("not supported" if high < 0.0 else "undecided")
        rows.append(
            PatternRow("P4a", "claim", contrast, indicator, float(np.median(known)), float(low), float(high), len(trials),
                       float((known > 0.0).mean()), verdict, says)
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
    contrast, indicator = "screening tripled at Aruk", "displacement quotient"
    if not treated.low > 0.0:
        says = "undefined: the decrease at the treated gate does not exclude zero"
        return [treated, undefined("P6", contrast, indicator, says)]
    rng = np.random.default_rng([seed, 6])
    chosen = rng.integers(0, len(trials), (2000, len(trials)))
    # a resample without a decrease has no quotient; there are few, since the interval excludes zero
    quotient = ratio(rise[chosen].mean(axis=1), fall[chosen].mean(axis=1))
    quotient = quotient[np.isfinite(quotient)]
    low, high = np.quantile(quotient, (0.025, 0.975))
    middle = float(rise.mean() / fall.mean())
    inside = low >= 0.0 and high <= 1.0
    verdict = "supported" if inside else ("not supported" if high < 0.0 or low > 1.0 else "undecided")
    share = float(((quotient >= 0.0) & (quotient <= 1.0)).mean())
    return [
        treated,
        PatternRow("P6", "claim", contrast, indicator, middle, float(low), float(high),
                   len(trials), share, verdict, "between 0 and 1: displaced in part; draws resampled"),
    ]  # fmt: skip


def p7a(trials: Sequence[Trial]) -> list[PatternRow]:
    """Poor against not poor, within district: who enters exploitation, who departs, and the risk of those who departed."""
    contrast, says = "poor against not poor, within district", "priors of both signs"
    return [
        claim("P7a", contrast, f"log risk ratio of {what}", _log_risk_ratios(trials, among, event), f"{above}; {says}")
        for what, among, event, above in (
            ("entering exploitation", 0, 2, "above zero: the poor are at more risk"),
            ("departing", 0, 1, "above zero: more of the poor depart"),
            ("entering exploitation, of those who departed", 1, 2, "above zero: a departure is riskier for the poor"),
        )
    ]  # fmt: skip


def _log_risk_ratios(trials: Sequence[Trial], among: int, event: int) -> Floats:
    """Log risk ratio by draw (Mantel and Haenszel, over districts) of one column of ``poor_at_risk`` among another."""
    logs = []
    for trial in trials:
        persons, events = (trial.poor_at_risk[:, :, column].astype(float) for column in (among, event))
        total = np.maximum(persons.sum(axis=1), 1.0)  # a district without persons adds nothing
        top = (events[:, 1] * persons[:, 0] / total).sum()
        bottom = (events[:, 0] * persons[:, 1] / total).sum()
        logs.append(np.log(top / bottom) if top > 0 and bottom > 0 else np.nan)
    return np.array(logs)


P9_READS = "expected_trafficked"
"""What P9 looks at: chances, not a few persons; a quarter at 2 percent has fewer than ten trafficked."""


def p9(trials: Sequence[Trial]) -> list[PatternRow]:
    """Half of the recruiters leave at once: the drop in trafficking, and how much of it is gone in three years.

    Trafficking is read as its expectation: the same in mean as the count, without the draw of each
    person. The drop is that of the quarter in which they leave, nearly all of which comes after; what is left
    of it is looked at over the fourth year. With entry off the statement is the reverse one: more
    than half is left.
    """
    at = (HALVED_ON.year - trials[0].first_year) * 4 + (HALVED_ON.month - 1) // 3
    quarter, fourth_year = slice(at, at + 1), slice(at + 12, at + 16)
    rows = []
    for arm, base, entry in (
        (HALVED, BASE, "entry on"),
        (HALVED_NO_ENTRY, NO_ENTRY, "entry and leaving off"),
    ):
        treated, untreated = quarterly(trials, arm, P9_READS), quarterly(trials, base, P9_READS)

        def drop(when: slice, treated: Floats = treated, untreated: Floats = untreated) -> Floats:
            level = untreated[:, when].sum(axis=1)
            return ratio(level - treated[:, when].sum(axis=1), level)

        first, later = drop(quarter), drop(fourth_year)
        contrast = f"half of the recruiters leave, {entry}"
        rows.append(claim("P9", contrast, "trafficked, next quarter", first, "share by which it drops"))
        rows.append(
            claim(
                "P9",
                contrast,
                "trafficked, at most half",
                0.5 - first,
                "half less the share by which it drops",
            )
        )
        gone, left = 0.5 * first - later, later - 0.5 * first
        means = f"mean drop {_mean(first):.2f} at first, {_mean(later):.2f} in the fourth year"
        rows.append(
            claim("P9", contrast, "half of the drop is gone after three years", gone, means)
            if arm == HALVED
            else claim("P9", contrast, "more than half of the drop is left after three years", left, means)
        )
    return rows


def _mean(values: Floats) -> float:
    """Mean of what is known; NaN where nothing is."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")
