"""What is seen: truth and registers as indicators with units and definitions."""

from safepassage.observation.indicators import INDICATOR_NAMES, INDICATORS, Indicator
from safepassage.observation.recorder import SeriesRecorder

__all__ = ["INDICATORS", "INDICATOR_NAMES", "Indicator", "SeriesRecorder"]
