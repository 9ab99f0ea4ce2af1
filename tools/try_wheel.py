"""Run the test suite against the built wheel, in a clean environment for each Python given.

    python tools/try_wheel.py DIST PYTHON...

DIST is a folder with one wheel and one source distribution. First both are compared with the source tree, file by
file. Then each Python gets an environment of its own with the wheel in it, and a copy of the tests, docs and examples
that stands where the source tree cannot be seen. The first Python (the oldest) gets the lowest versions that
pyproject.toml allows; the others get the versions of requirements-dev.txt. The first runs the long tests, those marked
``once``, and the others the rest; one Python alone runs all of them.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / ".build" / "wheel"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SUITE = ("tests", "docs", "examples", "README.md", "CONTRIBUTING.md", "NEWS.md", "pyproject.toml")
WHERE = "import cchc_rules, sys; print(cchc_rules.__file__); sys.exit(not cchc_rules.__file__.startswith(sys.prefix))"


def source_files() -> set[str]:
    """Name the files that the wheel must hold, as the wheel names them."""
    package = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "cchc_rules").rglob("*.py")}
    data = {
        f"cchc_rules/{path.relative_to(ROOT).as_posix()}"
        for suffix in ("toml", "md", "json", "py")
        for path in (ROOT / "rulesets").rglob(f"*.{suffix}")
    }
    pages = {
        path.relative_to(ROOT / "src").as_posix()
        for suffix in ("jinja", "css", "js")
        for path in (ROOT / "src" / "cchc_rules" / "report" / "changes").glob(f"*.{suffix}")
    }
    return package | data | pages | {"cchc_rules/py.typed"}


def compare(dist: Path) -> Path:
    """Return the wheel in `dist`, once it and the source distribution are found to hold what the source tree holds."""
    (wheel,) = dist.glob("*.whl")
    (sdist,) = dist.glob("*.tar.gz")
    expected = source_files()
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    unpacked = {re.sub(r"^(?:src/|(?=rulesets/))", "", name) for name in names}
    unpacked = {f"cchc_rules/{name}" if name.startswith("rulesets/") else name for name in unpacked}
    faults = [f"missing from {wheel.name}: {name}" for name in sorted(expected - shipped)]
    faults += [f"not in the source tree, yet in {wheel.name}: {name}" for name in sorted(shipped - expected)]
    faults += [f"missing from {sdist.name}: {name}" for name in sorted(expected - unpacked)]
    if faults:
        hint = "Is each sub-package listed in pyproject.toml, [tool.setuptools] packages?"
        sys.exit("\n".join([*faults, hint]))
    print(f"  {wheel.name} and {sdist.name} hold the {len(expected)} files of the source tree", flush=True)
    return wheel


def requirements() -> list[str]:
    """List what the package and its extras need, each as `name>=lowest`."""
    project = PROJECT["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [line for line in (*project["dependencies"], *extras) if not line.startswith(project["name"])]


def constraints(*, lowest: bool) -> str:
    """Write pip constraints: the pins of requirements-dev.txt, or with the package's own needs at their lowest."""
    pins = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    if not lowest:
        return "\n".join(pins)
    floors = [line.replace(">=", "==") for line in requirements()]
    ours = {line.partition("==")[0].replace("_", "-").lower() for line in floors}
    kept = [pin for pin in pins if pin.partition("==")[0].replace("_", "-").lower() not in ours]
    return "\n".join([*kept, *floors])


def furnish(python: str, wheel: Path, *, lowest: bool) -> Path:
    """Make a clean room for one Python: an environment holding the wheel, and a copy of the suite."""
    version = subprocess.check_output(
        [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], text=True
    ).strip()
    room = ROOMS / version
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    subprocess.run([python, "-m", "venv", room / "venv"], check=True)
    (room / "constraints.txt").write_text(constraints(lowest=lowest), encoding="utf-8")
    pip = [f"{room}/venv/bin/python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    test_needs: list[str] = PROJECT["dependency-groups"]["test"]
    subprocess.run([*pip, "-c", f"{room}/constraints.txt", f"{wheel}[all]", *test_needs], check=True)
    suite = room / "suite"
    suite.mkdir()
    for name in SUITE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, suite / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, suite / name)
    return room


def run(room: Path, chosen: str) -> int:
    """Run the chosen tests of the suite in one room; return pytest's exit code."""
    programs = room / "venv" / "bin"
    suite = room / "suite"
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    environment["PATH"] = os.pathsep.join([str(programs), environment["PATH"]])
    where = subprocess.check_output([programs / "python", "-c", WHERE], cwd=suite, env=environment, text=True)
    print(f"\n· Python {room.name}: the suite against {Path(where.strip()).relative_to(ROOT)}", flush=True)
    collected = [name for name in SUITE if name not in {"examples", "pyproject.toml"} and (suite / name).exists()]
    options = ["-q", "-n", "auto", "-m", chosen, "--pyargs"]
    # ordinary tests were tried before, traced: here fewer examples, and no searches over whole scorecards
    again = ["--hypothesis-profile=traced", *(f"--ignore=tests/{name}" for name in ("coverage", "lint", "versions"))]
    options += again if chosen == "not once" else ["--hypothesis-profile=ci"]
    command = [f"{programs}/pytest", *options, *collected, "cchc_rules"]
    return subprocess.run(command, cwd=suite, env=environment, check=False).returncode


def main(dist: str, *pythons: str) -> int:
    """Compare, furnish all rooms at once, then run the suite in one after the other."""
    wheel = compare(ROOT / dist)
    started = time.monotonic()
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(furnish, python, wheel, lowest=not n) for n, python in enumerate(pythons)]
        rooms = [job.result() for job in jobs]
    print(f"  environments made in {time.monotonic() - started:.0f} s; {rooms[0].name} has the lowest versions allowed")
    chosen = [""] if len(rooms) == 1 else ["once", *["not once"] * (len(rooms) - 1)]
    failed = [room.name for room, tests in zip(rooms, chosen, strict=True) if run(room, tests)]
    if failed:
        print(f"\nThe wheel fails its tests on Python {', '.join(failed)}.", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
