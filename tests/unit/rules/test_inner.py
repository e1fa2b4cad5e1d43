"""``rules/inner.py``: machine code for what Python calls, intermediate code for what compiled code calls."""

from __future__ import annotations

import pickle

import pytest
from numba import float64, uint64

from safepassage.rules import probability
from safepassage.rules.compiled import compiled
from safepassage.world import draws


def test_python_and_compiled_code_call_two_sides_of_a_function() -> None:
    @compiled
    def twice(x: float) -> float:
        return probability.logistic(x) + probability.logistic(x)

    assert twice(0.25) == 2.0 * probability.logistic(0.25)
    inner = probability.logistic.inner.overloads[(float64,)]
    assert inner.library.get_pointer_to_function(inner.fndesc.llvm_func_name) == 0, "no machine code"
    outer = probability.logistic.overloads[(float64,)]
    assert outer.library.get_pointer_to_function(outer.fndesc.llvm_cpython_wrapper_name) != 0


def test_a_declared_signature_is_the_only_one() -> None:
    values = [draws.uniform(key, 1, who, 0) for key in (7, draws.make_keys(1)[0]) for who in (3, True)]
    assert all(0.0 < value < 1.0 for value in values)
    assert [signature[0] for signature in draws.uniform.signatures] == [uint64]
    with pytest.raises(TypeError):
        draws.uniform("key", 1, 3, 0)


def test_a_compiled_function_is_pickled_by_name() -> None:
    assert pickle.loads(pickle.dumps(probability.logistic)) is probability.logistic
