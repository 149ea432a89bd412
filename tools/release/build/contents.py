"""Contents of a wheel and an sdist: every generated file, byte by byte, and nothing else."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from .distributions import Built

REQUIRED: Final = ("__init__.py", "py.typed", "pydantic_models.py", "testing/__init__.py", "_operations.py")
"""Files that every package must have."""

_BESIDE: Final = ("README.md", "LICENSE", "pyproject.toml")
_CACHES: Final = ("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache")
_STRAY: Final = ("test_*", "*_test.py", "conftest.py", "*.py[co]", ".*", "*~", "*.orig", "*.rej", "*.so", "*.log")


def problems(built: Built, folder: Path, package: str) -> list[str]:
    """Find what is wrong with the contents of both files.

    Args:
        built: Wheel and sdist.
        folder: The generated distribution from which they were built.
        package: Its import name.
    """
    wheel = _read_wheel(built.wheel)
    sdist, strange = _read_sdist(built.sdist)
    sources = _sources(folder / package, package)
    found = [
        f"{built.wheel.name}: {problem}" for problem in _of_wheel(wheel, sources, built.wheel.name, folder, package)
    ]
    beside = {name: (folder / name).read_bytes() for name in _BESIDE if (folder / name).is_file()}
    found += [f"{built.sdist.name}: {problem}" for problem in (*strange, *_of_sdist(sdist, sources, beside, package))]
    return found


def _of_wheel(
    wheel: Mapping[str, bytes], sources: Mapping[str, bytes], name: str, folder: Path, package: str
) -> Iterator[str]:
    information = "-".join(name.split("-")[:2]) + ".dist-info"
    around = {f"{information}/{file}" for file in ("METADATA", "WHEEL", "RECORD", "licenses/LICENSE")}
    yield from _against(wheel, sources, around)
    yield from _required(wheel, package)
    for file in sorted(around - wheel.keys()):
        yield f"{file} is missing"
    licence = wheel.get(f"{information}/licenses/LICENSE")
    if licence is not None and licence != (folder / "LICENSE").read_bytes():
        yield "the licence differs from the project's"
    tags = wheel.get(f"{information}/WHEEL", b"").decode().splitlines()
    if "Tag: py3-none-any" not in tags or "Root-Is-Purelib: true" not in tags:
        yield "the wheel must have the tag py3-none-any"
    yield from _of_record(wheel, f"{information}/RECORD")


def _of_record(wheel: Mapping[str, bytes], name: str) -> Iterator[str]:
    """Find files whose digest differs from the one in RECORD."""
    rows = {row[0]: row[1] for row in csv.reader(io.StringIO(wheel.get(name, b"").decode())) if len(row) > 1}
    for file, content in wheel.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        if file != name and rows.get(file) != f"sha256={digest}":
            yield f"{file} does not match its digest in RECORD"


def _of_sdist(
    sdist: Mapping[str, bytes], sources: Mapping[str, bytes], beside: Mapping[str, bytes], package: str
) -> Iterator[str]:
    yield from _against(sdist, {**sources, **beside}, {"PKG-INFO"})
    yield from _required(sdist, package)
    for file in (*_BESIDE, "PKG-INFO"):
        if file not in sdist:
            yield f"{file} is missing"


def _against(found: Mapping[str, bytes], expected: Mapping[str, bytes], around: set[str]) -> Iterator[str]:
    for file in sorted(expected.keys() - found.keys()):
        yield f"{file} is missing"
    for file in sorted(found.keys() - expected.keys() - around):
        yield f"{file} is extra"
    for file in sorted(expected.keys() & found.keys()):
        if expected[file] != found[file]:
            yield f"{file} differs from the generated file"
    for file in sorted(found.keys() - around):
        path = PurePosixPath(file)
        if any(PurePosixPath(part).match(stray) for stray in _STRAY for part in path.parts) or "tests" in path.parts:
            yield f"{file} must not be included"


def _required(found: Mapping[str, bytes], package: str) -> Iterator[str]:
    for file in REQUIRED:
        if f"{package}/{file}" not in found:
            yield f"{package}/{file} is missing; every package needs it"


def _sources(folder: Path, package: str) -> dict[str, bytes]:
    return {
        f"{package}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part in _CACHES for part in path.relative_to(folder).parts)
    }


def _read_wheel(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _read_sdist(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read the files below the root folder, and list members that are elsewhere."""
    root = path.name.removesuffix(".tar.gz")
    files: dict[str, bytes] = {}
    strange: list[str] = []
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None and member.name.startswith(f"{root}/") and ".." not in member.name.split("/"):
                files[member.name.removeprefix(f"{root}/")] = stream.read()
            elif not member.isdir():
                strange.append(f"{member.name} is not a file below {root}/")
    return files, strange
