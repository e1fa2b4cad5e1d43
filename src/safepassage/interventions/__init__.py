"""What is done about it: interventions fill accumulators; scenarios are named lists of them."""

from safepassage.interventions.scenario import (
    GovernmentSetting,
    Scenario,
    check_overrides,
    check_shares,
    government_names,
    load_government,
    load_scenario,
    scenario_names,
)

__all__ = [
    "GovernmentSetting",
    "Scenario",
    "check_overrides",
    "check_shares",
    "government_names",
    "load_government",
    "load_scenario",
    "scenario_names",
]
