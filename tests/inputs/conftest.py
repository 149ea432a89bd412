"""A made-up provider whose requests contain objects, generated from its document."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

# `support` is on the path because of the conftest above.
from support.calling import Caller
from support.providers import Provider
from support.shared_folders import shared_folder

from tools.codegen import pipeline
from tools.contract import providers

PROJECT: Final = Path(__file__).resolve().parents[2]
DOCUMENT: Final = Path(__file__).with_name("salon.yaml")
ROWS: Final = """\
[tool.codegen.providers.salon]
client = "Salon"
version = "0.1.0"

[tool.codegen.providers.lounge]
client = "Lounge"
version = "0.1.0"
rules = "foreign"
"""
SALON: Final = Provider(providers.Provider(name="salon", client="Salon", version="0.1.0"))
LOUNGE: Final = Provider(providers.Provider(name="lounge", client="Lounge", version="0.1.0"))
"""The same document as one that others wrote, whose bodies stay whole."""


def _make(project: Path) -> None:
    shutil.copytree(PROJECT / "runtime", project / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PROJECT / "LICENSE", project / "LICENSE")
    (project / "pyproject.toml").write_text(ROWS, encoding="utf-8")
    for name in ("salon", "lounge"):
        (project / "openapi" / name).mkdir(parents=True)
        shutil.copyfile(DOCUMENT, project / "openapi" / name / "document.yaml")
    pipeline.generate(project, list(providers.load(project).values()))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distributions, which can be imported."""
    made = shared_folder(tmp_path_factory, "inputs", _make) / "generated"
    folders = [str(made / name) for name in ("salon", "lounge")]
    sys.path[:0] = folders
    importlib.invalidate_caches()
    yield made
    for folder in folders:
        sys.path.remove(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("salon_client", "lounge_client")]:
        del sys.modules[name]


class Sending:
    """A client whose requests are recorded, and whose methods are called in the same way in both call styles."""

    def __init__(self, caller: Caller, provider: Provider) -> None:
        self.package = provider.package
        self.models = provider.models
        self.sent: list[bytes] = []
        self._caller = caller

        def answer(request: httpx.Request) -> httpx.Response:
            self.sent.append(request.content)
            return httpx.Response(200, json={"id": "done_1"})

        http_client = caller.http_client(transport=httpx.MockTransport(answer))
        self.client = caller.client(provider, "https://salon.fake", http_client=http_client)

    def call(self, method: str, **arguments: Any) -> Any:
        """Call `<resource>.<method>`, and return the JSON that was sent."""
        resource, _, name = method.partition(".")
        self._caller.result(getattr(getattr(self.client, resource), name)(**arguments))
        return json.loads(self.sent[-1])


@pytest.fixture
def salon(generated: Path, caller: Caller) -> Sending:
    """A client of the document under our rules."""
    return Sending(caller, SALON)


@pytest.fixture
def lounge(generated: Path, caller: Caller) -> Sending:
    """A client of the same document as one that others wrote."""
    return Sending(caller, LOUNGE)
