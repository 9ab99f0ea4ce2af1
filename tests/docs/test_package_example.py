"""The package of the how-to, with the example ruleset in it, is found, and passes the test the page shows."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, blocks
from tests.docs.small import file

PAGE = DOCS / "how-to" / "offer-rulesets-from-a-package.md"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The package and its entry point, as an installer would lay them out."""
    (described,) = (tomllib.loads(block.text) for block in blocks(PAGE) if block.marker == "pyproject")
    ((group, offered),) = described["project"]["entry-points"].items()
    (package,) = described["tool"]["setuptools"]["package-data"]
    folder = tmp_path / package / "2031_0001"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    for name in ("decision.toml", "commune.toml"):
        (folder / name).write_text(file(name), encoding="utf-8")
    info = tmp_path / "vidu_rulesets-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: vidu-rulesets\nVersion: 1.0\n", encoding="utf-8")
    points = "".join(f"{name} = {value}\n" for name, value in offered.items())
    (info / "entry_points.txt").write_text(f"[{group}]\n{points}", encoding="utf-8")
    return tmp_path


def test_the_package_is_found_and_its_own_test_passes(installed: Path) -> None:
    (shown,) = (block.text for block in blocks(PAGE) if block.language == "python")
    script = f"import sys; sys.path.append({str(installed)!r})\n{shown}\ntest_the_ruleset_holds_and_has_not_changed()\n"
    script += "assert '2031_0001' in cchc_rules.available() and cchc_rules.for_year(2031).id == '2031_0001'\n"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
