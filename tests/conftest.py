"""What every test shares: one profile for hypothesis."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Derandomised: a test that fails, fails for everyone. No deadline: the first call of a compiled rule takes seconds.
settings.register_profile(
    "project", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("project")
