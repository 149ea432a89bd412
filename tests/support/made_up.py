"""Providers that tests make up. Their packages are generated once in a test run, for all workers."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import field, frozen

from support.shared_folders import shared_folder
from tools.codegen import pipeline
from tools.contract import providers

PROJECT: Final = Path(__file__).resolve().parents[2]


@frozen
class MadeUp:
    """A provider with a document and a row of its own."""

    name: str
    document: Mapping[str, Any] | Path
    """The document, or the file with its text."""
    options: Mapping[str, str] = field(factory=dict[str, str])
    """What the row has beside the client and the version."""

    @property
    def row(self) -> str:
        """The row, as `pyproject.toml` has it."""
        values = {"client": self.name.title(), "version": "0.1.0", **self.options}
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
        return "\n".join([f"[tool.codegen.providers.{self.name}]", *lines, ""])


@contextmanager
def packages_of(factory: pytest.TempPathFactory, name: str, *made_up: MadeUp) -> Generator[Path]:
    """Generate packages that can be imported in the context, and return the folder of the distributions.

    Args:
        factory: The fixture of pytest.
        name: The name of the shared folder, which must be unique in the test run.
        made_up: The providers.
    """

    def make(project: Path) -> None:
        for one in made_up:
            path = project / "openapi" / one.name / "document.yaml"
            path.parent.mkdir(parents=True)
            given = one.document
            text = given.read_text(encoding="utf-8") if isinstance(given, Path) else json.dumps(given)
            path.write_text(text, encoding="utf-8")
        shutil.copytree(PROJECT / "runtime", project / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copyfile(PROJECT / "LICENSE", project / "LICENSE")
        (project / "pyproject.toml").write_text("".join(one.row for one in made_up), encoding="utf-8")
        pipeline.generate(project, list(providers.load(project).values()))

    generated = shared_folder(factory, name, make) / "generated"
    folders = [str(generated / one.name) for one in made_up]
    sys.path[:0] = folders
    importlib.invalidate_caches()
    yield generated
    for folder in folders:
        sys.path.remove(folder)
    packages = {f"{one.name}_client" for one in made_up}
    for module in [module for module in sys.modules if module.partition(".")[0] in packages]:
        del sys.modules[module]
