"""Settings that hold for every test."""

import pytest
from hypothesis import HealthCheck, settings

# `dev` explores: new examples in each run. `ci` repeats: the same examples in every run, however slow the machine.
# `traced` repeats fewer of them: being traced makes each one some three times as slow.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "traced", settings.get_profile("ci"), max_examples=settings.get_profile("ci").max_examples // 4
)
# `thorough` explores too, and lets the long laws have every example they can use (`make thorough`).
settings.register_profile("thorough", settings.get_profile("dev"), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the long tests of `tests/versions` to `make thorough`: they say for many units what ordinary ones say."""
    if settings.get_current_profile_name() == "thorough":
        return
    for item in items:
        if item.get_closest_marker("once") and "versions" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="takes minutes: `make thorough` tries it"))
