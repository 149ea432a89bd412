"""The pipeline: makes all distributions in a new folder in parallel, then replaces the old ones."""

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
from ..contract.rules import Judgement
from .distribution import make
from .folder_swap import alone, is_left_over, recover, swap

__all__ = ["GENERATED", "check", "differences", "fresh", "generate", "swap"]

GENERATED: Final = "generated"

_LEFT_BEHIND: Final = ("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
"""Caches that running the code leaves behind; git ignores them."""


def generate(project: Path, providers: Sequence[Provider]) -> Sequence[Finding]:
    """Make the distributions of some providers, and replace the old ones.

    Returns:
        The warnings: what is not valid in foreign documents, though a package can be made without it.

    Raises:
        InputError: An input is not valid. The old distributions are unchanged.
    """
    target = project / GENERATED
    target.mkdir(exist_ok=True)
    warnings: list[Finding] = []
    with alone(target):
        recover(target)
        # On the same file system as its target, so that replacing it is a rename.
        with fresh(project, providers, target, warnings) as made:
            for provider in providers:
                swap(made / provider.name, target / provider.name)
    return warnings


def check(project: Path, providers: Sequence[Provider], all_names: Sequence[str]) -> list[str]:
    """List the differences between `generated/` and a new generation from its inputs.

    Raises:
        InputError: An input is not valid.
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
        # Leftovers of an interrupted run are removed by the next one.
        if path.name not in known and not is_left_over(path.name):
            problems.append(f"{GENERATED}/{path.name}: extra; pyproject.toml has no such provider")
    return problems


@contextmanager
def fresh(
    project: Path, providers: Sequence[Provider], beside: Path | None, warnings: list[Finding] | None = None
) -> Generator[Path, None, None]:
    """Make the distributions of some providers in a temporary folder.

    Args:
        project: The folder with pyproject.toml.
        providers: The providers.
        beside: The folder in which the temporary folder is made.
        warnings: A list to which the warnings are added.
    """
    with tempfile.TemporaryDirectory(prefix=".fresh-", dir=beside) as folder:
        made = Path(folder) / "made"
        made.mkdir()

        def start(provider: Provider) -> Judgement:
            work = Path(folder) / f"work-{provider.name}"
            work.mkdir()
            return make(project, provider, work, made / provider.name)

        # Separate processes do the work; the threads only wait for them.
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            found = list(pool.map(start, providers))
        if errors := [finding for one in found for finding in one.errors]:
            raise InputError(errors)
        if warnings is not None:
            warnings += [finding for one in found for finding in one.warnings]
        yield made


def differences(expected: Path, actual: Path, name: str) -> list[str]:
    """List the files that are missing, extra or different in `actual`, one line each."""
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
