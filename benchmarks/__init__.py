"""Benchmarks: figures of speed, with what ran beside them. Not part of the installed package."""
