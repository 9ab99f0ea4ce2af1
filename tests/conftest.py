"""Settings that hold for every test."""

from hypothesis import HealthCheck, settings

# `dev` explores: new examples in each run. `ci` repeats: the same examples in every run, however slow the machine.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dev")
