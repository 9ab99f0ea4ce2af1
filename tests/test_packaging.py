"""The installed package holds what the repository promises: these run against the source tree and the built wheel."""

from importlib import metadata, resources

import pytest

from cchc_rules.version import VERSION


def test_type_checkers_are_told_that_the_package_is_typed() -> None:
    assert resources.files("cchc_rules").joinpath("py.typed").is_file()


@pytest.mark.parametrize("ruleset_id", ["2023_2568", "2024_2426"])
@pytest.mark.parametrize("name", ["decision.toml", "department.toml", "district.toml", "commune.toml", "NOTES.md"])
def test_rulesets_ship_with_the_package(ruleset_id: str, name: str) -> None:
    assert resources.files("cchc_rules.rulesets").joinpath(ruleset_id, name).is_file()


def test_the_command_is_installed() -> None:
    (command,) = metadata.entry_points(group="console_scripts", name="cchc-rules")
    assert callable(command.load())


def test_the_library_knows_its_own_version() -> None:
    assert metadata.version("cchc-rules") == VERSION


def test_the_core_needs_three_packages_and_no_more() -> None:
    requirements = [line for line in metadata.requires("cchc-rules") or () if "extra ==" not in line]
    assert sorted(line.split(">=")[0] for line in requirements) == ["attrs", "cattrs", "tomli-w"]
