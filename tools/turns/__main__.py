"""Make turns of different kinds in a copy of the repository, and run the README's test command after each.

    python -m tools.turns [turn ...] [--tests ARGUMENT ...]

The copy is new for each turn. Without names, all turns are made. `--tests` passes arguments to the test command, for a
quick trial of some tests; the default is the whole command.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .kinds import BY_HAND, OF_PAGES, page_of

PROJECT = Path(__file__).resolve().parents[2]
_LEFT_OUT = (".git", ".nox", ".venv", "dist", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")


def main(arguments: Sequence[str]) -> int:
    """Make turns; 0 if all are green, 1 if one is red, 2 if one cannot be made."""
    names = [*OF_PAGES, *BY_HAND]
    parser = argparse.ArgumentParser(
        prog="tools.turns", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("turns", nargs="*", help=f"turns to make (default: all): {', '.join(names)}")
    parser.add_argument("--command", default=None, help="the test command (default: that of README.md)")
    parser.add_argument("--tests", nargs=argparse.REMAINDER, default=[], help="arguments for the test command")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.turns if name not in names]:
        parser.error(f"no turn {', '.join(unknown)}; there are {', '.join(names)}")
    command = options.command or _test_command()
    red: list[str] = []
    for name in options.turns or names:
        with tempfile.TemporaryDirectory(prefix="turn-") as folder:
            project = Path(folder) / "project"
            shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns(*_LEFT_OUT), symlinks=True)
            print(f"--- {name}", flush=True)
            if not _make(name, project):
                return 2
            tests = [*shlex.split(command), *(["--", *options.tests] if options.tests and not options.command else [])]
            if _run([*tests, *(options.tests if options.command else [])], project):
                red.append(name)
    count = len(options.turns or names)
    print(f"{count - len(red)} of {count} turns are green" + (f"; red: {', '.join(red)}" if red else ""))
    return 1 if red else 0


def _test_command() -> str:
    """The command of the README, without the creation of an environment before it."""
    found = re.search(r"&& \.venv/bin/(nox -s tests)", (PROJECT / "README.md").read_text(encoding="utf-8"))
    if found is None:
        sys.exit("README.md has no test command")
    return f"{shlex.quote(sys.executable)} -m {found[1]}"


def _make(name: str, project: Path) -> bool:
    """Make a turn as the guide says: write, generate, and compare again."""
    python = sys.executable
    provider, _ = OF_PAGES.get(name) or BY_HAND[name]
    if name in BY_HAND:
        path = project / f"openapi/{provider}/document.yaml"
        text = path.read_text(encoding="utf-8")
        changed = BY_HAND[name][1](text)
        if changed == text:
            print(f"{name}: there is nothing to change in {path}", file=sys.stderr)
            return False
        path.write_text(changed, encoding="utf-8")
    else:
        pages = project / "turn-pages"
        pages.mkdir()
        (pages / "page.md").write_text(page_of(project, provider, OF_PAGES[name][1]), encoding="utf-8")
        docs = [python, "-m", "tools.drift", provider, "--from", "turn-pages"]
        if _run([*docs, "--write"], project) != 1 or _run(docs, project):
            print(f"{name}: the page does not agree with the document after `--write`", file=sys.stderr)
            return False
        shutil.rmtree(pages)
    return _run([python, "-m", "tools.codegen", "generate", provider], project) == 0


def _run(command: Sequence[str], project: Path) -> int:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(command, cwd=project, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
