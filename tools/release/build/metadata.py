"""Metadata of a wheel and an sdist, checked as a package index would."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from packaging.metadata import Metadata
from packaging.utils import canonicalize_name
from readme_renderer import markdown
from trove_classifiers import classifiers as known_classifiers

from .distributions import Built

_NEEDED_CLASSIFIERS: Final = ("Typing :: Typed", "Programming Language :: Python :: 3 :: Only")
_TARGET: Final = re.compile(r"""(?:href|src)="([^"]*)\"""")


def problems(built: Built, distribution: str, version: str) -> list[str]:
    """Find what is wrong with the metadata of both files.

    Args:
        built: Wheel and sdist.
        distribution: The expected name.
        version: The version in the provider's row.
    """
    found: list[str] = []
    texts = {built.wheel: _of_wheel(built.wheel), built.sdist: _of_sdist(built.sdist)}
    for path, text in texts.items():
        found += [f"{path.name}: {problem}" for problem in of_text(text, distribution, version)]
    if len(set(texts.values())) > 1:
        found.append("the metadata of wheel and sdist differ")
    return found or _twine(built.files)


def of_text(text: bytes, distribution: str, version: str) -> Iterator[str]:
    """Find what is wrong with one `METADATA` or `PKG-INFO`."""
    try:
        metadata = Metadata.from_email(text, validate=True)
    except ExceptionGroup as errors:
        yield from (str(error) for error in errors.exceptions)
        return
    if canonicalize_name(metadata.name) != canonicalize_name(distribution):
        yield f"the name is {metadata.name} instead of {distribution}"
    if str(metadata.version) != version:
        yield f"the version is {metadata.version}, but the row has {version}; run `nox -s generate`"
    if not metadata.license_expression or "LICENSE" not in (metadata.license_files or []):
        yield "the licence or the licence file is missing"
    if not metadata.summary:
        yield "the summary is missing"
    if metadata.requires_python is None:
        yield "the supported Python versions are missing"
    for name, url in (metadata.project_urls or {}).items():
        if not url.startswith("https://"):
            yield f"the URL {name} is {url}; use https"
    yield from _of_classifiers(metadata.classifiers or [])
    yield from _of_readme(metadata)


def _of_classifiers(classifiers: Sequence[str]) -> Iterator[str]:
    for classifier in classifiers:
        if classifier not in known_classifiers:
            yield f"the classifier {classifier!r} does not exist"
    for classifier in _NEEDED_CLASSIFIERS:
        if classifier not in classifiers:
            yield f"the classifier {classifier!r} is missing"


def _of_readme(metadata: Metadata) -> Iterator[str]:
    if not (metadata.description_content_type or "").startswith("text/markdown"):
        yield "the README is not declared as Markdown"
        return
    rendered = markdown.render(metadata.description or "")
    if not rendered or "<h1" not in rendered:
        yield "the README does not render"
        return
    for target in _TARGET.findall(rendered):
        if not target.startswith(("https://", "#", "mailto:")):
            yield f"the README has a relative link, which is broken on a package index: {target}"


def _twine(files: Sequence[Path]) -> list[str]:
    """Run twine's own check."""
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"twine check: {done.stdout}{done.stderr}"]


def _of_wheel(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return archive.read(name)


def _of_sdist(path: Path) -> bytes:
    with tarfile.open(path) as archive:
        stream = archive.extractfile(f"{path.name.removesuffix('.tar.gz')}/PKG-INFO")
        return b"" if stream is None else stream.read()
