"""What one run assumes. ``load_parameters`` builds it from the passports and a run's overrides."""

from safepassage.parameters.parameters import Packed, Parameters, load_parameters, packed_dtype

__all__ = ["Packed", "Parameters", "load_parameters", "packed_dtype"]
