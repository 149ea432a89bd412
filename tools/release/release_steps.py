"""The steps of a release, in order, without tagging and uploading, which cannot be undone.

The first step that fails ends the release. `dist/` is replaced only after all steps have passed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import define, field

from ..codegen import pipeline
from ..contract.findings import InputError
from ..contract.providers import Provider
from .build import contents, distributions, installs, metadata
from .build.distributions import BuildError, Built
from .build.installs import InstallError
from .compat import changelog, compatibility, report_text
from .compat.changes import Step
from .compat.package_source import PackageError
from .compat.revisions import Repository, RevisionError, tag_name
from .compat.typing_tests import CheckerError

DIST: Final = "dist"

_TESTS: Final = ("tests/generated", "tests/overlays")
_NO_TESTS: Final = 5
"""The exit status of pytest when it has collected no tests."""


class StepError(Exception):
    """A step failed."""


_FAILURES: Final = (StepError, RevisionError, BuildError, InstallError, PackageError, CheckerError)


@define(kw_only=True)
class Release:
    """The release of one provider."""

    project: Path
    provider: Provider
    others: Sequence[str]
    """The other providers, whose tests are skipped."""
    against: str | None
    allow_dirty: bool
    work: Path
    """An empty folder outside of the project."""
    built: list[Built] = field(factory=list[Built])

    @property
    def folder(self) -> Path:
        """The generated distribution."""
        return self.project / pipeline.GENERATED / self.provider.name

    @property
    def tag(self) -> str:
        """The tag for the release."""
        return tag_name(self.provider.distribution, self.provider.version)

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """The steps by name; each returns a short result for the report."""
        return [
            ("tree", self.check_tree),
            ("check", self.check_generated),
            ("compat", self.check_compatibility),
            ("changelog", self.check_changelog),
            ("tests", self.run_tests),
            ("build", self.build),
            ("metadata", self.check_metadata),
            ("contents", self.check_contents),
            ("installs", self.check_installs),
            ("tree again", self.check_tree),
        ]

    def check_tree(self) -> str:
        """Check that everything is committed, and that this version was not released before."""
        repository = Repository(self.project)
        if repository.has_tag(self.tag):
            raise StepError(f"the tag {self.tag} exists: this version was released. Raise it in pyproject.toml.")
        dirt = repository.dirt()
        if dirt and not self.allow_dirty:
            files = "\n  ".join(dirt)
            raise StepError(f"the working tree is dirty; commit, or use --allow-dirty:\n  {files}")
        return f"{len(dirt)} file(s) not committed" if dirt else f"clean, at {repository.commit('HEAD')[:12]}"

    def check_generated(self) -> str:
        """Check that `generated/` matches its inputs."""
        try:
            problems = pipeline.check(self.project, [self.provider], [self.provider.name, *self.others])
        except InputError as error:
            raise StepError(str(error)) from None
        _refuse(problems, "generated/ does not match its inputs; run `nox -s generate`")
        return "generated/ matches its inputs"

    def run_tests(self) -> str:
        """Run the tests of this provider, and those that concern all providers."""
        folders = [folder for folder in _TESTS if (self.project / folder).is_dir()]
        if not folders:
            raise StepError(f"there are no tests: {' and '.join(_TESTS)} do not exist")
        # The step `installs` checks more than these tests.
        choice = ["-m", "not installs"]
        if self.others:
            choice += ["-k", " and ".join(f"not {name}" for name in self.others)]
        search = [str(self.folder.resolve()), *filter(None, [os.environ.get("PYTHONPATH")])]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *choice, *folders],
            cwd=self.project,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(search), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == _NO_TESTS:
            raise StepError(f"there are no tests for {self.provider.name} in {', '.join(folders)}")
        if done.returncode != 0:
            raise StepError(f"tests failed:\n{done.stdout}{done.stderr}")
        return done.stdout.strip().splitlines()[-1].strip("= ")

    def check_compatibility(self) -> str:
        """Check that the version is high enough for the changes."""
        report = compatibility.report(self.project, self.provider, self.against)
        lines = list(report_text.lines(report))
        if not report.is_enough:
            raise StepError("\n".join(lines))
        if report.step is Step.NONE:
            raise StepError(f"{lines[0]}: nothing has changed")
        return lines[0]

    def check_changelog(self) -> str:
        """Check that the changelog has an entry for this version."""
        path = self.project / changelog.FILE
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        name, version = self.provider.distribution, self.provider.version
        if not changelog.has_entry(text, name, version):
            command = f"nox -s compat -- {self.provider.name} --write-changelog"
            raise StepError(f"{changelog.FILE} has no items for {name} {version}; `{command}` drafts an entry")
        return f"{changelog.FILE} has an entry for {version}"

    def build(self) -> str:
        """Build wheel and sdist, and check that the build is reproducible."""
        self.built.append(distributions.build_twice(self.folder, self.work))
        return "reproducible: " + ", ".join(path.name for path in self.built[0].files)

    def check_metadata(self) -> str:
        """Check the metadata of both files."""
        problems = metadata.problems(self.built[0], self.provider.distribution, self.provider.version)
        _refuse(problems, "a package index would reject the metadata")
        return "valid; the README renders"

    def check_contents(self) -> str:
        """Check the contents of both files."""
        _refuse(contents.problems(self.built[0], self.folder, self.provider.package), "the contents are wrong")
        return "all generated files, and nothing else"

    def check_installs(self) -> str:
        """Install both into new environments and use them."""
        installs.check(self.built[0], self.provider, self.folder, self.work)
        return "wheel and sdist install, type-check and work"


def release(
    project: Path,
    chosen: Sequence[Provider],
    table: Mapping[str, Provider],
    *,
    against: str | None,
    allow_dirty: bool,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Run all steps for some providers.

    Returns:
        The exit status: 0 if the files in `dist/` are ready to publish, else 1.
    """
    releases: list[Release] = []
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        for provider in chosen:
            work = Path(folder) / provider.name
            work.mkdir()
            one = Release(
                project=project,
                provider=provider,
                others=[name for name in table if name != provider.name],
                against=against,
                allow_dirty=allow_dirty,
                work=work,
            )
            if not _run_steps(one, clock):
                return 1
            releases.append(one)
        _put(project / DIST, [path for one in releases for path in one.built[0].files])
    for one in releases:
        _print_result(one)
    return 0


def _put(dist: Path, files: Sequence[Path]) -> None:
    """Replace `dist/` by a folder with exactly these files."""
    # On the same file system as its target, so that replacing it is a rename.
    with tempfile.TemporaryDirectory(prefix=".fresh-", dir=dist.parent) as folder:
        fresh = Path(folder) / dist.name
        fresh.mkdir()
        for path in files:
            shutil.copyfile(path, fresh / path.name)
        pipeline.swap(fresh, dist)


def _run_steps(one: Release, clock: Callable[[], float]) -> bool:
    print(f"{one.provider.distribution} {one.provider.version}", flush=True)
    for name, step in one.steps():
        started = clock()
        try:
            found = step()
        except _FAILURES as error:
            print(f"  {name:<12}FAILED", flush=True)
            print(f"\n{error}\n\n{name} failed; {DIST}/ is unchanged", file=sys.stderr)
            return False
        except KeyboardInterrupt:
            print(f"  {name:<12}INTERRUPTED\n\n{DIST}/ is unchanged", file=sys.stderr, flush=True)
            raise
        print(f"  {name:<12}{found} ({clock() - started:.1f} s)", flush=True)
    return True


def _print_result(one: Release) -> None:
    """Print the built files, and the commands that would publish them."""
    name, version = one.provider.distribution, one.provider.version
    paths = [one.project / DIST / path.name for path in one.built[0].files]
    print(f"\n{name} {version} is ready:")
    for path in paths:
        content = path.read_bytes()
        print(f"  {DIST}/{path.name}  {len(content) / 1000:.0f} kB  sha256 {hashlib.sha256(content).hexdigest()}")
    if one.allow_dirty and Repository(one.project).dirt():
        print("It was built from a dirty tree: commit and run this again before publishing.")
        return
    print("Nothing was tagged or uploaded. These commands would:")
    print(f'  git tag -a {one.tag} -m "{name} {version}" && git push origin {one.tag}')
    print(f"  python -m twine upload {' '.join(f'{DIST}/{path.name}' for path in paths)}")


def _refuse(problems: Sequence[str], what: str) -> None:
    if problems:
        lines = "\n  ".join(problems)
        raise StepError(f"{what}:\n  {lines}")
