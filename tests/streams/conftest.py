"""A made-up provider whose operations stream events, generated from its document."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

# `support` is on the path because of the conftest above.
from support.providers import Provider
from support.shared_folders import shared_folder

from tools.codegen import pipeline
from tools.contract import providers

from .talker import document

PROJECT: Final = Path(__file__).resolve().parents[2]
ROW: Final = '[tool.codegen.providers.talker]\nclient = "Talker"\nversion = "0.1.0"\n'
TALKER: Final = Provider(providers.Provider(name="talker", client="Talker", version="0.1.0"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distribution, which can be imported."""
    folder = shared_folder(tmp_path_factory, "talker", _generate) / "generated" / "talker"
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield folder
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "talker_client"]:
        del sys.modules[name]


def _generate(project: Path) -> None:
    (project / "openapi" / "talker").mkdir(parents=True)
    (project / "openapi" / "talker" / "document.yaml").write_text(json.dumps(document()), encoding="utf-8")
    shutil.copytree(PROJECT / "runtime", project / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PROJECT / "LICENSE", project / "LICENSE")
    (project / "pyproject.toml").write_text(ROW, encoding="utf-8")
    pipeline.generate(project, list(providers.load(project).values()))
