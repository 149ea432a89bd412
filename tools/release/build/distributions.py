"""Wheel and sdist of a provider, built twice to check that the build is reproducible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from attrs import frozen

_CACHES: Final = ("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
# The second build uses another time zone, hash seed and language, and much older file times.
_ELSEWHERE: Final = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "4711", "LC_ALL": "C"}
_LONG_AGO: Final = 946_684_800


class BuildError(Exception):
    """A distribution cannot be built, or two builds differ."""


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
    """Build an sdist, and a wheel from it, into an empty folder.

    Raises:
        BuildError: The build failed. The message contains its output.
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
    """Build a distribution twice, each time from a fresh copy; the second copy has much older file times.

    The builder would add a `.gitignore` from any parent folder to the sdist, so it works on copies elsewhere.

    Args:
        source: The distribution's folder.
        work: An empty working folder outside of any repository.

    Raises:
        BuildError: A build failed, or the two builds differ.
    """
    one, other = work / "one" / source.name, work / "other" / "copy"
    for copy in (one, other):
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns(*_CACHES))
    for path in other.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (_LONG_AGO, _LONG_AGO))
    first, second = build(one, work / "first"), build(other, work / "second", _ELSEWHERE)
    for left, right in zip(first.files, second.files, strict=True):
        if left.name != right.name or left.read_bytes() != right.read_bytes():
            raise BuildError(f"{left.name} is not reproducible: a second build from a copy produced different bytes")
    return first
