"""Settings that hold for every test."""

from hypothesis import HealthCheck, settings

# `dev` explores: new examples in each run. `ci` repeats: the same examples in every run, however slow the machine.
# `traced` repeats fewer of them: being traced makes each one some three times as slow, and `ci` tries them all.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "traced", settings.get_profile("ci"), max_examples=settings.get_profile("ci").max_examples // 4
)
# `thorough` explores too, and lets the long laws have every example they can use (`make thorough`).
settings.register_profile("thorough", settings.get_profile("dev"), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dev")
