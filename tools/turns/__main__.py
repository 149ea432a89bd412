"""Make turns of different kinds in a copy of the repository, and run the README's test command after each.

    python -m tools.turns [turn ...] [--tests ARGUMENT ...]

The copy is new for each turn. Without names, all turns are made. `--tests` passes arguments to the test command, for a
quick trial of some tests; the default is the whole command. `--keep FOLDER` leaves the copies in a folder.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .kinds import LISTED, NEW_OPERATION, TURNS, OfPage, Published, Turn, resolved, rewritten

PROJECT = Path(__file__).resolve().parents[2]
_LEFT_OUT = (".git", ".nox", ".venv", "dist", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")


class NotMadeError(Exception):
    """A command of a turn did not end as the guide says."""


def main(arguments: Sequence[str]) -> int:
    """Make turns; 0 if all are green, 1 if one is red, 2 if one cannot be made."""
    parser = argparse.ArgumentParser(
        prog="tools.turns", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("turns", nargs="*", help=f"turns to make (default: all): {', '.join(TURNS)}")
    parser.add_argument("--command", help="the test command (default: that of README.md)")
    parser.add_argument("--keep", type=Path, help="a folder in which the copies stay")
    parser.add_argument("--tests", nargs=argparse.REMAINDER, default=[], help="arguments for the test command")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.turns if name not in TURNS]:
        parser.error(f"no turn {', '.join(unknown)}; there are {', '.join(TURNS)}")
    command = shlex.split(options.command or f"{_test_command()}{' --' if options.tests else ''}")
    red: list[str] = []
    names = options.turns or list(TURNS)
    for name in names:
        with tempfile.TemporaryDirectory(prefix="turn-") as folder:
            project = (options.keep or Path(folder)) / name.replace(" ", "-")
            shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns(*_LEFT_OUT), symlinks=True)
            print(f"--- {name}", flush=True)
            try:
                _make(TURNS[name], project)
            except (LookupError, NotMadeError) as error:
                print(f"{name}: {error}", file=sys.stderr)
                return 2
            if _run([*command, *options.tests], project):
                red.append(name)
    print(f"{len(names) - len(red)} of {len(names)} turns are green" + (f"; red: {', '.join(red)}" if red else ""))
    return 1 if red else 0


def _test_command() -> str:
    """The command of the README, without the creation of an environment before it."""
    found = re.search(r"&& \.venv/bin/(nox -s tests)", (PROJECT / "README.md").read_text(encoding="utf-8"))
    if found is None:
        sys.exit("README.md has no test command")
    return f"{shlex.quote(sys.executable)} -m {found[1]}"


def _make(turn: Turn, project: Path) -> None:
    """Make a turn as docs/maintaining.md says."""
    if turn.operation is None or turn.page is None:
        _draft(turn.provider, project)
    else:
        _follow(turn, turn.operation, turn.page, project)
    _expect(0, ["tools.codegen", "generate", turn.provider], project)


def _follow(turn: Turn, operation: str, change: OfPage, project: Path) -> None:
    """A page changes. The document follows, by `--write` or by hand, and the page is accepted."""
    published = Published(project, turn.provider, operation)
    change(published)
    pages = project / "turn-pages"
    pages.mkdir()
    name = f"{turn.provider}-{operation.replace('_', '-')}.md"
    (pages / name).write_text(published.page(), encoding="utf-8")
    docs = ["tools.drift", turn.provider, "--from", "turn-pages"]
    if turn.hand is None:
        _expect(1, [*docs, "--write"], project)
    else:
        _expect(1, docs, project)
        rewritten(project, turn.provider, turn.hand(published))
    _expect(0, [*docs, "--accept"], project)
    shutil.rmtree(pages)


def _draft(provider: str, project: Path) -> None:
    """A provider publishes an operation. It is drafted, and the questions of the draft are answered."""
    source, listed = project / "published.json", project / "operations.txt"
    source.write_text(json.dumps(NEW_OPERATION), encoding="utf-8")
    listed.write_text(LISTED, encoding="utf-8")
    _expect(0, ["tools.drift", "draft", "--to", provider, source.name, "--list", listed.name], project)
    source.unlink()
    listed.unlink()
    document = project / f"openapi/{provider}/document.yaml"
    document.write_text(resolved(document.read_text(encoding="utf-8")), encoding="utf-8")


def _expect(status: int, command: Sequence[str], project: Path) -> None:
    found = _run([sys.executable, "-m", *command], project)
    if found != status:
        raise NotMadeError(f"`{' '.join(command)}` ended with {found}, not {status}")


def _run(command: Sequence[str], project: Path) -> int:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(command, cwd=project, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
