"""The pipeline: distributions are made side by side in a fresh folder, and each is swapped in whole."""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ..contract.findings import Finding, InputError
from ..contract.providers import Provider
from .distribution import make
from .folder_swap import alone, is_left_over, recover, swap

__all__ = ["GENERATED", "check", "differences", "fresh", "generate", "swap"]

GENERATED: Final = "generated"

_LEFT_BEHIND: Final = ("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
"""What running the code leaves in its folder; git ignores it."""


def generate(project: Path, providers: Sequence[Provider]) -> None:
    """Make the distributions of some providers, and swap them in.

    Raises:
        InputError: An input cannot be used. What was generated before is left as it was.
    """
    target = project / GENERATED
    target.mkdir(exist_ok=True)
    with alone(target):
        recover(target)
        # On the same file system as its target, so that the swap is a rename.
        with fresh(project, providers, target) as made:
            for provider in providers:
                swap(made / provider.name, target / provider.name)


def check(project: Path, providers: Sequence[Provider], all_names: Sequence[str]) -> list[str]:
    """How `generated/` differs from what its inputs say; empty if it does not.

    Raises:
        InputError: An input cannot be used.
    """
    with fresh(project, providers, None) as made:
        problems = [
            problem
            for provider in providers
            for problem in differences(
                made / provider.name, project / GENERATED / provider.name, f"{GENERATED}/{provider.name}"
            )
        ]
    known = {*all_names, *_LEFT_BEHIND}
    for path in sorted((project / GENERATED).iterdir() if (project / GENERATED).is_dir() else []):
        # What an interrupted run has left over goes with the next one.
        if path.name not in known and not is_left_over(path.name):
            problems.append(f"{GENERATED}/{path.name}: extra; pyproject.toml has no such provider")
    return problems


@contextmanager
def fresh(project: Path, providers: Sequence[Provider], beside: Path | None) -> Generator[Path, None, None]:
    """A temporary folder with the distributions of some providers, complete and formatted."""
    with tempfile.TemporaryDirectory(prefix=".fresh-", dir=beside) as folder:
        made = Path(folder) / "made"
        made.mkdir()

        def start(provider: Provider) -> list[Finding]:
            work = Path(folder) / f"work-{provider.name}"
            work.mkdir()
            return make(project, provider, work, made / provider.name)

        # The work is done in processes of its own; the threads only wait for them.
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            findings = [finding for found in pool.map(start, providers) for finding in found]
        if findings:
            raise InputError(findings)
        yield made


def differences(expected: Path, actual: Path, name: str) -> list[str]:
    """The files that are missing, extra or different in `actual`, one line each."""
    wanted, found = _files(expected), _files(actual)
    problems = [f"{name}/{path}: missing" for path in wanted.keys() - found.keys()]
    problems += [f"{name}/{path}: extra" for path in found.keys() - wanted.keys()]
    problems += [
        f"{name}/{path}: different"
        for path in wanted.keys() & found.keys()
        if found[path].is_symlink() or not filecmp.cmp(wanted[path], found[path], shallow=False)
    ]
    return sorted(problems)


def _files(folder: Path) -> Mapping[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if (path.is_symlink() or not path.is_dir())
        and not any(part in _LEFT_BEHIND for part in path.relative_to(folder).parts)
    }
