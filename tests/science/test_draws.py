"""The coupling contract's generator: uniform, independent in every argument, different for every seed."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from safepassage.world.draws import N_DECISIONS, Decision, exponential, make_keys, normal, poisson, uniform

N = 20_000
KEYS = make_keys(1)
KEY = KEYS[Decision.ASPIRATION]

ALONG: dict[str, Callable[[int], tuple[int, int, int]]] = {
    "who": lambda k: (7, k, 0),
    "far away": lambda k: (7, 13_421 * k, 0),
    "step": lambda k: (k, 7, 0),
    "alternative": lambda k: (7, 7, k),
}
"""(step, who, alternative) of the k-th draw of a sequence."""


def draws(
    along: str, key: np.uint64 = KEY, function: Callable[..., float] = uniform, n: int = N
) -> NDArray[np.float64]:
    return np.array([function(key, *ALONG[along](k)) for k in range(n)])


@pytest.mark.parametrize("along", ALONG)
def test_draws_are_uniform_along_every_argument(along: str) -> None:
    found = draws(along)
    assert found.min() > 0.0
    assert found.max() < 1.0
    assert stats.kstest(found, "uniform").pvalue > 1e-3
    assert np.unique(found).size > 0.999 * N  # of 2**32 values, 20,000 draws repeat one by chance at most


@pytest.mark.parametrize("decision", list(Decision))
def test_every_decisions_key_gives_uniform_draws(decision: Decision) -> None:
    found = draws("who", KEYS[decision], n=4000)
    assert stats.kstest(found, "uniform").pvalue > 1e-4  # 64 keys: the smallest of them is near 1/64


def test_exponential_and_normal_draws_follow_their_distributions() -> None:
    assert stats.kstest(draws("who", function=exponential), "expon").pvalue > 1e-3
    assert stats.kstest(draws("who", function=normal), "norm").pvalue > 1e-3


def independent(a: NDArray[np.float64], b: NDArray[np.float64]) -> bool:
    """Neither correlated (four standard errors) nor dependent in a table of 16 by 16 (chi square)."""
    table, _, _ = np.histogram2d(a, b, bins=16, range=[[0, 1], [0, 1]])
    expected = a.size / 256
    chi = float(((table - expected) ** 2 / expected).sum())
    return abs(np.corrcoef(a, b)[0, 1]) < 4.0 / np.sqrt(a.size) and stats.chi2.sf(chi, 255) > 1e-4


@pytest.mark.parametrize("along", ALONG)
@pytest.mark.parametrize("lag", [1, 2, 8, 64])
def test_neighbouring_draws_are_independent(along: str, lag: int) -> None:
    found = draws(along)
    assert independent(found[lag:], found[:-lag])


def test_one_person_draws_independently_in_every_argument() -> None:
    base = draws("who")
    others = {
        "next step": np.array([uniform(KEY, 8, k, 0) for k in range(N)]),
        "next alternative": np.array([uniform(KEY, 7, k, 1) for k in range(N)]),
        "next decision": draws("who", KEYS[Decision.CHANNEL]),
        "next seed": draws("who", make_keys(2)[Decision.ASPIRATION]),
    }
    for one, other in itertools.combinations({"base": base, **others}.values(), 2):
        assert independent(one, other)
    assert not independent(base, base)


def test_a_draw_is_the_same_whenever_it_is_asked_for() -> None:
    first = [uniform(KEY, 3, who, 5) for who in range(100)]
    for _ in range(3):
        uniform(KEY, 4, 4, 4)
    assert [uniform(KEY, 3, who, 5) for who in reversed(range(100))] == first[::-1]


def test_keys_differ_by_seed_and_decision_and_repeat_for_the_same_seed() -> None:
    keys = [make_keys(seed) for seed in (*range(40), 2**31, 2**62)]
    assert len({int(key) for row in keys for key in row}) == len(keys) * N_DECISIONS
    assert (make_keys(17) == keys[17]).all()
    assert all(int(key) % 2 == 1 for row in keys for key in row)


def test_arguments_never_share_a_counter() -> None:
    """Corners of the packed fields: who < 2**28, step < 2**17, alternative < 2**19."""
    corners = list(itertools.product((0, 1, 2**17 - 1), (0, 1, 2**28 - 1), (0, 1, 2**19 - 1)))
    assert len({uniform(KEY, *corner) for corner in corners}) == len(corners)


@pytest.mark.parametrize("mean", [0.05, 1.6, 30.0])
def test_poisson_counts_have_the_mean_and_the_variance(mean: float) -> None:
    n = 5000
    found = np.array([poisson(mean, KEY, 5, who) for who in range(n)])
    assert abs(found.mean() - mean) < 4.0 * np.sqrt(mean / n)
    # the variance of a sample's variance: (mu4 - sigma^4) / n with mu4 = mean + 3 mean^2
    assert abs(found.var(ddof=1) - mean) < 4.0 * np.sqrt((mean + 2.0 * mean**2) / n)


@given(st.floats(0.0, 200.0), st.floats(0.0, 200.0), st.integers(0, 2**28 - 1), st.integers(0, 2**17 - 1))
def test_a_larger_mean_adds_arrivals_and_never_takes_one(
    one: float, other: float, who: int, step: int
) -> None:
    low, high = sorted((one, other))
    assert 0 <= poisson(low, KEY, step, who) <= poisson(high, KEY, step, who)


def test_poisson_is_zero_at_mean_zero_and_capped() -> None:
    assert poisson(0.0, KEY, 1, 1) == 0
    assert poisson(1e9, KEY, 1, 1) == 4000
