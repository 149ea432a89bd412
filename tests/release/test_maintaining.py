"""`docs/maintaining.md` tells what happens: its commands are run in order, its edits applied, its outputs compared.

This is also the one release of a real client from end to end.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

from .conftest import PROJECT, Git

pytestmark = [pytest.mark.installs, pytest.mark.slow]

GUIDE: Final = PROJECT / "docs" / "maintaining.md"
REWRITE: Final = "WRITE_DOCS=1 python -m pytest tests/release/test_maintaining.py"
TESTS: Final = """
from lumenfall_client.testing import FakeLumenfall


def test_the_fake_answers() -> None:
    with FakeLumenfall().client() as client:
        assert client.videos.get("video_abc123").progress is None
"""
# What is another on each machine and each day.
VARIES: Final = (
    (re.compile(r"\d+\.\d+ ?s\b"), "1.0 s"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "0" * 64),
    (re.compile(r"\b[0-9a-f]{12}\b"), "0" * 12),
    (re.compile(r"\b\d+ kB"), "80 kB"),
    (re.compile(r"\b\d+ passed(, \d+ deselected)?"), "1402 passed, 1807 deselected"),
    (re.compile(r"(openapi/\w+/\w+\.yaml|tests/typing/\w+\.py|pages/\w+\.txt):\d+"), r"\1:1"),
    (re.compile(r"^@@ -\d+(,\d+)? \+\d+(,\d+)? @@", re.MULTILINE), r"@@ -1\1 +1\2 @@"),
    (re.compile(r"^index [0-9a-f]{7,}\.\.[0-9a-f]{7,} ", re.MULTILINE), "index 0000000..0000000 "),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository in which `lumenfall-client` 0.1.0 was released, with tests that take no minutes."""
    folder = tmp_path_factory.mktemp("maintaining") / "project"
    folder.mkdir()
    caches = shutil.ignore_patterns("__pycache__")
    for name in ("overlays", "runtime", "tests/typing"):
        shutil.copytree(PROJECT / name, folder / name, ignore=caches)
    # The documents of the tests, which do not change with what the providers do.
    shutil.copytree(PROJECT / "tests" / "drift" / "project" / "openapi", folder / "openapi")
    shutil.copytree(PROJECT / "tests" / "drift" / "pages", folder / "pages")
    for name in ("LICENSE", ".gitignore", "pyproject.toml"):
        shutil.copyfile(PROJECT / name, folder / name)
    table = (folder / "pyproject.toml").read_text()
    row = re.compile(r'(\[tool\.codegen\.providers\.lumenfall\]\nclient = "Lumenfall"\nversion = )"[^"]*"')
    (folder / "pyproject.toml").write_text(row.sub(r'\1"0.1.0"', table))
    (folder / "CHANGELOG.md").write_text(
        "# Changelog\n\n## lumenfall-client\n\n### 0.1.0\n\n#### Added\n- Requests and videos.\n"
    )
    (folder / "tests" / "generated").mkdir()
    (folder / "tests" / "generated" / "test_lumenfall.py").write_text(TESTS)
    marker = "def pytest_configure(config):\n    config.addinivalue_line('markers', 'installs: x')\n"
    (folder / "tests" / "conftest.py").write_text(marker)
    execute(folder, "nox -s generate -- lumenfall")
    (folder / "dist").mkdir()
    (folder / "dist" / "lumenfall_client-0.1.0.tar.gz").write_text("of the last release")
    Git(folder).commit("lumenfall-client-v0.1.0")
    return folder


def execute(project: Path, command: str) -> str:
    """Run one command of the guide, and give what it prints: a session by the module that it calls."""
    words = re.findall(r'"[^"]*"|\S+', command)
    words = [word.strip('"') for word in words]
    if words[:2] == ["nox", "-s"]:
        session, arguments = words[2], words[4:]
        module = ["tools.codegen", session] if session in ("generate", "check") else ["tools.release", session]
        module = ["tools.drift"] if session == "docs" else module
        words = [sys.executable, "-m", *module, *arguments]
    else:
        assert words[0] == "git", f"the guide runs {command}"
        words[1:1] = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    done = subprocess.run(
        words,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def told_by(project: Path, guide: str) -> str:
    """The guide with the outputs of its own commands, each run in the state in which the ones before left it."""

    def act(block: re.Match[str]) -> str:
        if block[1] == "diff":
            done = subprocess.run(
                ["git", "apply", "--unidiff-zero", "-"],  # noqa: S607  # whichever git the machine has
                cwd=project,
                input=block[2],
                text=True,
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, f"the guide's edit does not apply:\n{done.stderr}{block[2]}"
            return block[0]
        lines: list[str] = []
        for command in re.findall(r"^\$ (.*)$", block[2], re.MULTILINE):
            lines += [f"$ {command}", *execute(project, command).rstrip("\n").splitlines()]
        return "```console\n" + "\n".join(lines) + "\n```\n"

    return re.sub(r"```(console|diff)\n(.*?)```\n", act, guide, flags=re.DOTALL)


def plain(text: str) -> list[str]:
    """The lines of a text without what varies."""
    for pattern, constant in VARIES:
        text = pattern.sub(constant, text)
    return text.splitlines()


@pytest.fixture(scope="module")
def measured(project: Path) -> str:
    """The guide as it should be."""
    return told_by(project, GUIDE.read_text(encoding="utf-8"))


def test_the_guide_shows_what_is_printed(measured: str) -> None:
    """Every output, but for times, digests, sizes, counts and line numbers."""
    guide = GUIDE.read_text(encoding="utf-8")
    if os.environ.get("WRITE_DOCS"):
        GUIDE.write_text(measured, encoding="utf-8")
        guide = measured

    difference = list(difflib.unified_diff(plain(guide), plain(measured), lineterm="", n=1))

    assert not difference, "\n".join([*difference, f"If that is meant, rewrite it with `{REWRITE}`."])


def test_the_loop_ends_with_a_release(measured: str, project: Path) -> None:
    """The version step and a breaking change are reported. A release runs all steps and replaces `dist/`."""
    assert "minor: lumenfall-client 0.1.0 -> at least 0.1.1" in measured
    assert "major: lumenfall-client 0.1.1 -> at least 0.2.0" in measured
    assert re.findall(r"^  ([a-z ]+?) {2,}\S.* \(\d+\.\d+ s\)$", measured, re.MULTILINE) == [
        *("tree", "check", "compat", "changelog", "tests"),
        *("build", "metadata", "contents", "installs", "tree again"),
    ]
    names = ["lumenfall_client-0.1.1-py3-none-any.whl", "lumenfall_client-0.1.1.tar.gz"]
    assert sorted(path.name for path in (project / "dist").iterdir()) == names
    with zipfile.ZipFile(project / "dist" / names[0]) as wheel:
        assert b"progress: int | None" in wheel.read("lumenfall_client/models/videos.py")


def test_nothing_is_made_public(measured: str, project: Path) -> None:
    """No tag was made, nothing was left in the tree; the commands that would do it are the last that is printed."""
    git = Git(project)

    assert git("tag", "--list").split() == ["lumenfall-client-v0.1.0"]
    assert git("status", "--porcelain") == ""
    (released,) = re.findall(r"\$ nox -s release .*?```", measured, re.DOTALL)
    last = released.splitlines()[-3:-1]
    assert last == [
        '  git tag -a lumenfall-client-v0.1.1 -m "lumenfall-client 0.1.1" && git push origin lumenfall-client-v0.1.1',
        "  python -m twine upload dist/lumenfall_client-0.1.1-py3-none-any.whl dist/lumenfall_client-0.1.1.tar.gz",
    ]
