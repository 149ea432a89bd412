"""Release tags and earlier files, read from git.

The tag `<distribution>-v<version>`, such as `lumenfall-client-v0.1.0`, marks a release. The last release is the highest
final version among the tags of the current commit's ancestors.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen
from packaging.version import InvalidVersion, Version


class RevisionError(Exception):
    """git does not know the revision, or git is not installed."""


@frozen
class Tag:
    """A release of one distribution."""

    name: str
    version: Version


def tag_name(distribution: str, version: str) -> str:
    """The tag that marks a release."""
    return f"{distribution}-v{version}"


def newest(distribution: str, names: Iterable[str]) -> Tag | None:
    """The last final release among tags; tags of other distributions or without a version are ignored."""
    prefix = tag_name(distribution, "")
    found: list[Tag] = []
    for name in names:
        if not name.startswith(prefix):
            continue
        try:
            version = Version(name.removeprefix(prefix))
        except InvalidVersion:
            continue
        if not version.is_prerelease:
            found.append(Tag(name, version))
    return max(found, key=lambda tag: tag.version, default=None)


@frozen
class Repository:
    """The git repository of the project."""

    folder: Path
    """The project's folder, which may be inside the repository."""

    def merged_tags(self, distribution: str) -> list[str]:
        """The tags of a distribution on the current commit and its ancestors."""
        pattern = tag_name(distribution, "*")
        return self._text("tag", "--list", pattern, "--merged", "HEAD").split()

    def has_tag(self, name: str) -> bool:
        """Whether a tag exists, on any branch."""
        return bool(self._text("tag", "--list", name).strip())

    def is_shallow(self) -> bool:
        """Whether the clone has only a part of the history."""
        return self._text("rev-parse", "--is-shallow-repository").strip() == "true"

    def commit(self, revision: str) -> str:
        """The commit of a revision.

        Raises:
            RevisionError: There is no such revision.
        """
        # git would read it as an option.
        if revision.startswith("-"):
            raise RevisionError(f"{revision!r} is not a revision")
        return self._text("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=revision).strip()

    def dirt(self) -> list[str]:
        """The uncommitted changes, one line each, as `git status --short` prints them."""
        return self._text("status", "--porcelain", "--untracked-files=all", "--", ".").splitlines()

    def export(self, commit: str, paths: Sequence[str], target: Path) -> list[str]:
        """Write files and folders of a commit to `target`; paths that the commit does not have are left out.

        Returns:
            The paths that the commit has.
        """
        there = [path for path in paths if self._text("ls-tree", "--name-only", commit, "--", path).strip()]
        target.mkdir(parents=True, exist_ok=True)
        if there:
            packed = self._run("archive", "--format=tar", commit, "--", *there)
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(target, filter="data")
        return there

    def _text(self, *arguments: str, what: str | None = None) -> str:
        return self._run(*arguments, what=what).decode("utf-8", "replace")

    def _run(self, *arguments: str, what: str | None = None) -> bytes:
        try:
            done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, check=False)  # noqa: S607
        except OSError as error:
            raise RevisionError(f"git cannot be run ({error.strerror})") from None
        if done.returncode == 0:
            return done.stdout
        told = done.stderr.decode("utf-8", "replace").strip()
        if what is not None and not told:
            told = f"git does not know the revision {what!r}"
        raise RevisionError(told or f"git {arguments[0]} failed")
