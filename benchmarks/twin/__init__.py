"""The plain Mesa twin: the same model with one Mesa agent per person, as oracle and as peer.

    python -m benchmarks.twin

Same seed, same rules, same keyed draws: the twin and the engine must agree person by person, bit
for bit. ``BorderTwin`` is the model, ``first_difference`` the judge.
"""

from benchmarks.twin.compare import first_difference, indicators_differ
from benchmarks.twin.model import BorderTwin

__all__ = ["BorderTwin", "first_difference", "indicators_differ"]
