"""Compatibility of a provider's client with its last release: every change, and the required version step."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from packaging.version import Version

from ...contract import providers
from ...contract.bundle import load_openapi
from ...contract.documents import Document
from ...contract.findings import InputError
from ...contract.providers import Provider
from . import contract_steps, generated_files, python_rules, typing_tests
from .annotations import values_of
from .changes import Change, Step, largest
from .package_source import read_api
from .python_api import Alias, Api
from .revisions import Repository, RevisionError, Tag, newest, tag_name
from .versions import is_enough, required

_FORMER_DOCUMENT: Final = "openapi/{}.yaml"
"""The path of a provider's document before each provider had its own folder."""

_CACHE = ".mypy_cache/compat"
"""A folder that git ignores, separate from mypy's cache for other options."""


@frozen(kw_only=True)
class Baseline:
    """The release to compare with."""

    revision: str
    """The revision as given, or the name of the tag."""
    commit: str
    version: Version


@frozen(kw_only=True)
class Report:
    """All changes for users of a provider's client."""

    provider: Provider
    baseline: Baseline | None
    """None for a provider without a release."""
    absent: str = ""
    """Why there is no baseline."""
    changes: Sequence[Change] = ()
    calls: Mapping[str, str] = {}
    """The methods by operationId, of both versions: `videos.get` for `videos_get`."""

    @property
    def step(self) -> Step | None:
        """The step that the changes require; None without a release."""
        return None if self.baseline is None else largest(self.changes)

    @property
    def required(self) -> Version:
        """The lowest version that the changes allow."""
        present = Version(self.provider.version)
        return present if self.baseline is None or self.step is None else required(self.baseline.version, self.step)

    @property
    def is_enough(self) -> bool:
        """Whether the version in the provider's row is high enough."""
        if self.baseline is None or self.step is None:
            return True
        return is_enough(self.baseline.version, self.step, Version(self.provider.version))

    @property
    def next_version(self) -> str:
        """The version of the next release: the one in the row if it is high enough, else the lowest allowed."""
        return self.provider.version if self.is_enough else str(self.required)

    def as_json(self) -> dict[str, Any]:
        """The report as JSON."""
        against = self.baseline and {
            "revision": self.baseline.revision,
            "commit": self.baseline.commit,
            "version": str(self.baseline.version),
        }
        return {
            "provider": self.provider.name,
            "distribution": self.provider.distribution,
            "against": against,
            "step": None if self.step is None else str(self.step),
            "version": self.provider.version,
            "required": str(self.required),
            "is_enough": self.is_enough,
            "absent": self.absent,
            "changes": [change.as_json() for change in self.changes],
        }


def report(project: Path, provider: Provider, against: str | None = None) -> Report:
    """Compare a provider's document and package with its last release.

    Args:
        project: The folder with `pyproject.toml`.
        provider: The provider's row in the working tree.
        against: The revision to compare with, instead of the newest release tag.

    Raises:
        RevisionError: The revision is unknown, or has nothing to compare with.
        InputError: The current document cannot be read.
        PackageError: A generated package cannot be read.
        CheckerError: A type checker could not be run.
    """
    repository = Repository(project)
    tag = None if against else newest(provider.distribution, repository.merged_tags(provider.distribution))
    revision = against or ("" if tag is None else tag.name)
    if not revision:
        # In a clone with only the last commit, every release would look like the first.
        if repository.is_shallow():
            raise RevisionError("this clone is shallow and has no release tag; run `git fetch --unshallow --tags`")
        absent = f"there is no tag {tag_name(provider.distribution, '*')} to compare with"
        return Report(provider=provider, baseline=None, absent=absent)
    commit = repository.commit(revision)
    with tempfile.TemporaryDirectory(prefix="compat-") as folder:
        before = Path(folder) / "before"
        paths = [
            "pyproject.toml",
            provider.document,
            _FORMER_DOCUMENT.format(provider.name),
            "generated",
            typing_tests.FOLDER,
        ]
        there = repository.export(commit, paths, before)
        row = _row(before, provider.name, revision) if "pyproject.toml" in there else None
        if row is None:
            if tag is not None:
                raise RevisionError(
                    f"{revision} is a release tag, but its pyproject.toml has no provider {provider.name}"
                )
            return Report(provider=provider, baseline=None, absent=f"{revision} has no provider {provider.name}")
        _check_tag(tag, row)
        _check_packages(project, provider, before, row, revision)
        old = _released(before, row, revision)
        new = load_openapi(project / provider.document, file=provider.document)
        changes = contract_steps.compare(old, new)
        changes += _package_changes(project, provider, before, row, Path(folder))
    return Report(
        provider=provider,
        baseline=Baseline(revision=revision, commit=commit, version=Version(row.version)),
        changes=sorted(changes, key=lambda change: -change.step),
        calls={**contract_steps.calls(old), **contract_steps.calls(new)},
    )


def _row(before: Path, name: str, revision: str) -> Provider | None:
    try:
        return providers.load(before).get(name)
    except InputError as error:
        raise RevisionError(f"the provider table of {revision} cannot be read:\n{error}") from None


def _check_tag(tag: Tag | None, row: Provider) -> None:
    if tag is not None and tag.version != Version(row.version):
        raise RevisionError(
            f"the tag {tag.name} is on a commit whose row has version {row.version}; move the tag, or use --against"
        )


def _check_packages(project: Path, provider: Provider, before: Path, row: Provider, revision: str) -> None:
    for root, name, package, whose in (
        (before, row.name, row.package, revision),
        (project, provider.name, provider.package, "the working tree"),
    ):
        if not (root / "generated" / name / package).is_dir():
            raise RevisionError(f"{whose} has no generated/{name}/{package}; run `nox -s generate`")


def _package_changes(project: Path, provider: Provider, before: Path, row: Provider, work: Path) -> list[Change]:
    old_folder, new_folder = before / "generated" / row.name, project / "generated" / provider.name
    files = generated_files.compare(old_folder, new_folder, f"generated/{provider.name}")
    old, new = read_api(row.package, old_folder), read_api(provider.package, new_folder)
    changes = [*python_rules.compare(old, new), *files]
    # Unchanged code type-checks as before.
    if any(change.kind == "code" for change in files):
        changes += typing_tests.check(
            before / typing_tests.FOLDER,
            provider.package,
            before / "generated",
            project / "generated",
            _widened(old, new),
            work / "typing",
            project / _CACHE,
        )
    return changes


def _released(before: Path, row: Provider, revision: str) -> Document:
    file = row.document if (before / row.document).exists() else _FORMER_DOCUMENT.format(row.name)
    try:
        return load_openapi(before / file, file=file)
    except InputError as error:
        raise RevisionError(f"the document of {revision} cannot be read:\n{error}") from None


def _widened(old: Api, new: Api) -> list[frozenset[str]]:
    """The released values of each public `Literal` that has gained values and lost none."""
    found: list[frozenset[str]] = []
    for name, entity in old.names.items():
        other = new.names.get(name)
        if isinstance(entity, Alias) and isinstance(other, Alias) and entity.type and other.type:
            before, after = values_of(entity.type), values_of(other.type)
            if before is not None and after is not None and before < after:
                found.append(before)
    return found
