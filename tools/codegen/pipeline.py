"""The pipeline: everything is made in a fresh folder, and swapped in whole."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ..contract import documents, rules
from ..contract.findings import Finding, InputError
from ..contract.providers import Provider
from . import client_code, job_facts, packaging, pydantic_models, template_facts
from .foreign.adapt import prepare

GENERATED: Final = "generated"

_LEFT_BEHIND: Final = ("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
"""What running the code leaves in its folder; git ignores it."""

# Trap: with its own configuration, or with the default rules, ruff rewrites code so that mypy --strict fails; and it
# skips what git ignores, which a temporary folder may well be.
_RUFF: Final = ("--isolated", "--no-cache", "--no-respect-gitignore", "--quiet")
_LINE_LENGTH: Final = "120"


def generate(project: Path, providers: Sequence[Provider]) -> None:
    """Make the distributions of some providers, and swap them in.

    Raises:
        InputError: An input cannot be used. What was generated before is left as it was.
    """
    (project / GENERATED).mkdir(exist_ok=True)
    # On the same file system as its target, so that the swap is a rename.
    with fresh(project, providers, project / GENERATED) as made:
        for provider in providers:
            swap(made / provider.name, project / GENERATED / provider.name)


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
    known = {*all_names}
    for path in sorted((project / GENERATED).iterdir() if (project / GENERATED).is_dir() else []):
        if path.name not in known and path.name not in _LEFT_BEHIND:
            problems.append(f"{GENERATED}/{path.name}: extra; pyproject.toml has no such provider")
    return problems


@contextmanager
def fresh(project: Path, providers: Sequence[Provider], beside: Path | None) -> Generator[Path, None, None]:
    """A temporary folder with the distributions of some providers, complete and formatted."""
    with tempfile.TemporaryDirectory(prefix=".fresh-", dir=beside) as folder:
        made = Path(folder) / "made"
        made.mkdir()
        findings: list[Finding] = []
        # The generators are processes of their own, so threads suffice to run them side by side.
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for future in [pool.submit(_make, project, provider, Path(folder), made) for provider in providers]:
                try:
                    future.result()
                except InputError as error:
                    findings += error.findings
        if findings:
            raise InputError(findings)
        if providers:
            format_code(made)
        yield made


def _make(project: Path, provider: Provider, folder: Path, made: Path) -> None:
    document = documents.load(project / provider.document, file=provider.document)
    findings = rules.check(document, provider.rules)
    if findings:
        raise InputError(findings)
    prepared = prepare(provider.document, document.data, rules=provider.rules, skip=provider.skip)
    overlay = project / "overlays" / provider.name
    known = job_facts.add(template_facts.build(provider, prepared, overlay), provider, prepared, overlay)
    work = folder / f"work-{provider.name}"
    work.mkdir()
    output = made / provider.name
    output.mkdir()
    client_code.generate(provider, prepared, known, work, output / provider.package)
    pydantic_models.generate(
        work / "document.json",
        provider.package,
        output / provider.package / "pydantic_models.py",
        f"# {template_facts.header(provider.document)}",
    )
    packaging.package(provider, prepared, known, project, output)


def format_code(made: Path) -> None:
    """Sort imports, leave out those that nobody uses, and format: all packages of a folder at once."""
    for arguments in (
        # In an `__init__`, only its preview removes an import of the standard library, and calls that unsafe: it may
        # be there for others. What is there for others stands in `__all__`.
        ("check", "--select", "F401,I,RUF022", "--fix-only", "--unsafe-fixes", "--preview", *_RUFF, str(made)),
        ("format", "--line-length", _LINE_LENGTH, *_RUFF, str(made)),
    ):
        run = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
        if run.returncode != 0:
            raise RuntimeError(f"ruff failed on generated code:\n{run.stdout}{run.stderr}")


def swap(new: Path, target: Path) -> None:
    """Put a folder in another's place by renames; what stood there is gone only when the new one stands."""
    if not target.exists():
        new.rename(target)
        return
    with tempfile.TemporaryDirectory(prefix=".old-", dir=target.parent) as old:
        target.rename(Path(old) / target.name)
        try:
            new.rename(target)
        except OSError:
            (Path(old) / target.name).rename(target)
            raise


def differences(expected: Path, actual: Path, name: str) -> list[str]:
    """The files that are missing, extra or different in `actual`, one line each."""
    wanted, found = _files(expected), _files(actual)
    problems = [f"{name}/{path}: missing" for path in wanted.keys() - found.keys()]
    problems += [f"{name}/{path}: extra" for path in found.keys() - wanted.keys()]
    problems += [
        f"{name}/{path}: different"
        for path in wanted.keys() & found.keys()
        if not filecmp.cmp(wanted[path], found[path], shallow=False)
    ]
    return sorted(problems)


def _files(folder: Path) -> Mapping[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if not path.is_dir() and not any(part in _LEFT_BEHIND for part in path.relative_to(folder).parts)
    }


def clean_up(project: Path) -> None:
    """Remove what an interrupted run left behind."""
    for path in (project / GENERATED).glob(".fresh-*"):
        shutil.rmtree(path, ignore_errors=True)
