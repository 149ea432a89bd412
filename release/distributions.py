"""Wheel and sdist of a provider, built twice: the same files give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from attrs import frozen

_CACHES: Final = ("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
# Another time zone, hash seed and language, and times of files long gone.
_ELSEWHERE: Final = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "4711", "LC_ALL": "C"}
_LONG_AGO: Final = 946_684_800


class BuildError(Exception):
    """A distribution cannot be built, or not twice the same."""


@frozen
class Built:
    """The two files of a distribution."""

    wheel: Path
    sdist: Path

    @property
    def files(self) -> tuple[Path, Path]:
        """Both."""
        return self.wheel, self.sdist


def build(source: Path, target: Path, environment: dict[str, str] | None = None) -> Built:
    """Build a wheel, by way of the sdist, into an empty folder.

    Raises:
        BuildError: The build failed; what it said stands in the message.
    """
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    wheels, sdists = sorted(target.glob("*.whl")), sorted(target.glob("*.tar.gz"))
    if done.returncode != 0 or len(wheels) != 1 or len(sdists) != 1:
        raise BuildError(f"the build of {source.name} failed:\n{done.stdout}{done.stderr}")
    return Built(wheels[0], sdists[0])


def build_twice(source: Path, work: Path) -> Built:
    """Build a distribution, and once more from a copy elsewhere, whose files are as old as the century.

    Args:
        source: The distribution's folder.
        work: An empty folder to work in.

    Raises:
        BuildError: A build failed, or the two differ.
    """
    copy = work / "elsewhere" / "copy"
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns(*_CACHES))
    for path in copy.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (_LONG_AGO, _LONG_AGO))
    first, second = build(source, work / "first"), build(copy, work / "second", _ELSEWHERE)
    for one, other in zip(first.files, second.files, strict=True):
        if one.name != other.name or one.read_bytes() != other.read_bytes():
            raise BuildError(f"{one.name} is not reproducible: a second build from a copy gave other bytes")
    return first
