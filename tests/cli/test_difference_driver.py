"""Git shows ruleset files through the driver: what changed in the law, then the lines, and never less than the lines."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cchc_rules.cli import main
from cchc_rules.law import catalog
from tests.docs.pages import DOCS, blocks
from tests.support import sound_texts

PAGE = DOCS / "how-to" / "see-ruleset-changes-in-git.md"
FOLDER = Path("rulesets/sound")
COMMUNE = (FOLDER / "commune.toml").as_posix()
DEPARTMENT = (FOLDER / "department.toml").as_posix()
FLOOR, RAISED = 'floor = "0.5"', 'floor = "0.6"'
TIGHTENED = "threshold tightened: floor 50 % → floor 60 %"
HEX, MODE = "0" * 40, "100644"
Tell = Callable[..., str]


def put(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of a ruleset into a folder."""
    folder.mkdir(parents=True)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def text_of(file: str) -> str:
    return sound_texts()[file]


def with_departments(folder: Path) -> str:
    """Have the decision say how departments are ranked; give the text of their scorecard."""
    decision = folder / "decision.toml"
    scope = '[[ranking.scopes]]\nunit_kind = "department"\nscope = "province"\nbasis = "attested"\nsource = "annex"\n'
    text = decision.read_text(encoding="utf-8").replace("[[bands]]", f"{scope}\n[[bands]]", 1)
    decision.write_text(text, encoding="utf-8", newline="\n")
    return text_of("commune.toml").replace('unit_kind = "commune"', 'unit_kind = "department"')


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working tree with a ruleset in it, where git would run the driver."""
    root = tmp_path / "tree"
    put(root / FOLDER, sound_texts())
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Call the driver as git does, with the two texts of a file; None where it is not there."""

    def called(path: str, old: str | bytes | None, new: str | bytes | None, *more: str, lang: str = "en") -> str:
        files = []
        for side, content in (("old", old), ("new", new)):
            file = tmp_path / side
            if content is not None:
                file.write_bytes(content.encode() if isinstance(content, str) else content)
            files.append("/dev/null" if content is None else str(file))
        modes = ["." if content is None else MODE for content in (old, new)]
        words = (path, files[0], HEX, modes[0], files[1], HEX, modes[1], *more)
        code = main(["diff-driver", *words, "--lang", lang])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return out

    return called


@pytest.mark.usefixtures("tree")
def test_a_change_is_told_and_its_lines_are_shown(tell: Tell) -> None:
    text = text_of("commune.toml")
    out = tell(COMMUNE, text, text.replace(FLOOR, RAISED, 1))
    assert TIGHTENED in out
    assert "Changes from" not in out
    assert re.search(rf"^-.*{re.escape(FLOOR)}.*\n\+.*{re.escape(RAISED)}", out, re.MULTILINE)
    assert "siết ngưỡng: sàn 50 % → sàn 60 %" in tell(COMMUNE, text, text.replace(FLOOR, RAISED, 1), lang="vi")


@pytest.mark.usefixtures("tree")
def test_a_change_of_the_decision_is_told_with_the_overview(tell: Tell) -> None:
    text = text_of("decision.toml")
    new = text.replace("holidays = [2031-01-01, 2031-04-30]", "holidays = [2031-01-01]", 1)
    out = tell((FOLDER / "decision.toml").as_posix(), text, new)
    assert "Changes from 1/QĐ-UBND to 1/QĐ-UBND" in out
    assert "holidays changed: 30 April 2031 → –" in out


@pytest.mark.usefixtures("tree")
def test_what_changes_no_law_is_still_shown(tell: Tell) -> None:
    text = text_of("commune.toml")
    out = tell(COMMUNE, text, f"# một chú thích mới\n{text}")
    assert "Nothing changed in how units are scored" in out
    assert "+# một chú thích mới" in out


def test_a_scorecard_that_is_added_or_deleted_is_told(tree: Path, tell: Tell) -> None:
    text = with_departments(tree / FOLDER)
    added, deleted = tell(DEPARTMENT, None, text), tell(DEPARTMENT, text, None)
    assert "scorecard added: " in added
    assert "--- /dev/null\n+++ b/rulesets/sound/department.toml" in added
    assert "scorecard removed: " in deleted
    assert "--- a/rulesets/sound/department.toml\n+++ /dev/null" in deleted
    for out, mark in ((added, "+"), (deleted, "-")):
        assert sum(line.startswith(mark) for line in out.splitlines()) == text.count("\n") + 1


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(("old", "new", "side"), [("mod", "method", "Before"), ("method", "mod", "After")])
def test_a_side_that_does_not_load_shows_its_faults_and_the_lines(tell: Tell, old: str, new: str, side: str) -> None:
    text = text_of("commune.toml")
    sides = (text.replace('method = "survey"', f'{word} = "survey"', 1) for word in (old, new))
    out = tell(COMMUNE, *sides)
    assert f"{side}: does not load\n  sound/commune.toml:" in out
    assert '"mod"' in out
    assert f'-{old} = "survey"\n+{new} = "survey"' in out


def test_a_decision_that_is_deleted_leaves_no_ruleset(tree: Path, tell: Tell) -> None:
    (tree / FOLDER / "decision.toml").unlink()
    text = text_of("decision.toml")
    out = tell((FOLDER / "decision.toml").as_posix(), text, None)
    assert "After: does not load\n" in out
    assert "[CR105]" in out
    assert "Before: does not load" not in out


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "path", [f"{FOLDER.as_posix()}/cases/edges.toml", f"{FOLDER.as_posix()}/NOTES.md", "commune.toml", "a b.toml"]
)
def test_a_file_of_no_ruleset_shows_its_lines_alone(tell: Tell, path: str) -> None:
    out = tell(path, "a = 1\n", "a = 2\n")
    assert out == f"diff --cchc-rules {path} {path}\n--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-a = 1\n+a = 2\n"


def test_files_beside_that_cannot_be_read_are_told(tree: Path, tell: Tell) -> None:
    (tree / FOLDER / "district.toml").write_bytes(b"\xff")
    text = text_of("commune.toml")
    out = tell(COMMUNE, text, text.replace(FLOOR, RAISED, 1))
    assert f"the other files of the ruleset in “{FOLDER}” cannot be read: " in out
    assert TIGHTENED not in out
    assert RAISED in out


@pytest.mark.usefixtures("tree")
def test_bytes_that_are_no_text_are_shown_as_they_are(tell: Tell) -> None:
    out = tell(COMMUNE, text_of("commune.toml"), b"\xff\n")
    assert "After: does not load" in out
    assert "+\\xff\n" in out


@pytest.mark.usefixtures("tree")
def test_a_last_line_without_an_end_is_marked_as_git_marks_it(tell: Tell) -> None:
    out = tell("notes.txt", "a\u2028b\n", "a\u2028b")
    assert out.endswith("@@ -1 +1 @@\n-a\u2028b\n+a\u2028b\n\\ No newline at end of file\n")


@pytest.mark.usefixtures("tree")
def test_a_file_that_got_another_name_is_told_by_both(tell: Tell) -> None:
    text = text_of("commune.toml")
    out = tell("drafts/commune.toml", text, text, f"{FOLDER.as_posix()}/commune.toml", "similarity index 100%\n")
    assert out.startswith("diff --cchc-rules drafts/commune.toml rulesets/sound/commune.toml\n")
    assert "Nothing changed in how units are scored" in out
    assert TIGHTENED not in tell("commune.toml", text, text, COMMUNE, "")


def test_a_renamed_folder_leaves_the_older_side_its_own_id(tree: Path, tell: Tell) -> None:
    (tree / FOLDER).rename(tree / "rulesets" / "sounder")
    decision = tree / "rulesets" / "sounder" / "decision.toml"
    old = text_of("decision.toml")
    new = old.replace('id = "sound"', 'id = "sounder"', 1)
    assert new != old
    decision.write_text(new, encoding="utf-8", newline="\n")
    for file, sides in (("decision.toml", (old, new)), ("commune.toml", (text_of("commune.toml"),) * 2)):
        out = tell(f"{FOLDER.as_posix()}/{file}", *sides, f"rulesets/sounder/{file}", "similarity index 99%\n")
        assert "does not load" not in out
        assert "Nothing changed in how units are scored" in out


@pytest.mark.usefixtures("tree")
def test_an_unmerged_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff-driver", COMMUNE, "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{COMMUNE}: unmerged\n"


@pytest.mark.usefixtures("tree")
def test_another_mode_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "same"
    file.write_text("x\n", encoding="utf-8")
    assert main(["diff-driver", "run.toml", str(file), HEX, MODE, str(file), HEX, "100755"]) == 0
    assert capsys.readouterr().out == "diff --cchc-rules run.toml run.toml\n100644 → 100755\n"


def test_words_that_git_does_not_give_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff-driver", COMMUNE, "old", HEX]) == 2
    assert "give what git gives" in capsys.readouterr().err


# --- With git itself ------------------------------------------------------------------------------------------------


class Repository:
    """A real repository, apart from the settings of whoever runs the tests."""

    def __init__(self, root: Path) -> None:
        assert shutil.which("git"), "git is not installed, and the driver is nothing without it: install git"
        self.root = root
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = {
            f"GIT_{role}_{what}": f"{what}@example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        scripts = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
        apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat"}
        self.environment = {**kept, **who, **apart, "PATH": scripts, "PYTHONUTF8": "1"}
        self.run("git init --quiet .")

    def run(self, command: str, within: str = ".") -> str:
        found = subprocess.run(
            ["bash", "-ec", command],
            cwd=self.root / within,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert found.returncode == 0, found.stderr.decode()
        return found.stdout.decode()


def steps() -> dict[str, list[str]]:
    """The blocks of the page, by language."""
    found: dict[str, list[str]] = {}
    for block in blocks(PAGE):
        found.setdefault(block.language, []).append(block.text)
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository set up by the very steps of the page, with two rulesets and a worked case committed."""
    root = tmp_path / "repository"
    put(root / FOLDER, sound_texts())
    put(root / "rulesets" / "2024_2426", catalog.texts("2024_2426"))
    (root / FOLDER / "cases").mkdir()
    (root / FOLDER / "cases" / "edges.toml").write_text("format = 1\n", encoding="utf-8")
    made = Repository(root)
    [attributes] = steps()["gitattributes"]
    (root / ".gitattributes").write_text(attributes, encoding="utf-8")
    made.run(steps()["sh"][0])
    made.run("git add --all && git commit --quiet --message first")
    return made


def test_the_steps_of_the_page_show_what_the_page_shows(repository: Repository) -> None:
    _, used, bare = steps()["sh"]
    [shown] = steps()["text"]
    out = repository.run(used)
    patterns = [re.escape(line).replace("…", ".*") for line in shown.strip().splitlines()]
    pattern = (
        "\n".join(patterns).replace(re.escape("...") + "\n", "(?:.*\n)*?").replace("\n" + re.escape("..."), "(?:\n.*)*")
    )
    assert re.fullmatch(pattern, out.strip("\n")), out
    alone = repository.run(bare)
    assert "diff --git" in alone
    assert "threshold tightened" not in alone


def test_git_shows_what_was_added_what_does_not_load_and_what_is_no_ruleset_file(repository: Repository) -> None:
    text = with_departments(repository.root / FOLDER)
    repository.run("git commit --quiet --all --message scopes")
    (repository.root / DEPARTMENT).write_text(text, encoding="utf-8", newline="\n")
    (repository.root / FOLDER / "cases" / "edges.toml").write_text("format = 2\n", encoding="utf-8")
    repository.run("git add --all")
    out = repository.run("git diff --staged", within="rulesets")
    assert "scorecard added: " in out
    assert "-format = 1\n+format = 2\n" in out
    assert out.count("diff --cchc-rules ") == 2
    repository.run("git commit --quiet --message second")
    (repository.root / COMMUNE).write_text(f"mod = 1\n{text_of('commune.toml')}", encoding="utf-8", newline="\n")
    repository.run("git commit --quiet --all --message third")
    out = repository.run("git log -1 --patch --ext-diff")
    assert "After: does not load\n  sound/commune.toml:1: " in out
    assert "+mod = 1\n" in out
