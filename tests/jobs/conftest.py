"""Two made-up providers with jobs: a document and a row each, and not a line of Python."""

from __future__ import annotations

import importlib
import inspect
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

# `support` is on the path because of the conftest above.
from support.calling import Caller
from support.providers import Provider
from support.shared_folders import shared_folder

from tools.codegen import pipeline
from tools.contract import documents, providers

PROJECT: Final = Path(__file__).resolve().parents[2]


class MadeUp(Provider):
    """A provider whose document stands beside this file."""

    @property
    def document(self) -> Any:
        """The OpenAPI document."""
        return documents.load(Path(__file__).with_name(f"{self.name}.yaml")).data


DARKROOM: Final = MadeUp(providers.Provider(name="darkroom", client="Darkroom", version="0.1.0"))
CONVEYOR: Final = MadeUp(providers.Provider(name="conveyor", client="Conveyor", version="0.1.0", envelope="data"))

ROWS: Final = """\
[tool.codegen.providers.darkroom]
client = "Darkroom"
version = "0.1.0"
[tool.codegen.providers.conveyor]
client = "Conveyor"
version = "0.1.0"
envelope = "data"
"""


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distributions, which can be imported."""
    project = shared_folder(tmp_path_factory, "jobs", _generate)
    folders = [str(project / "generated" / name) for name in ("darkroom", "conveyor")]
    sys.path[:0] = folders
    importlib.invalidate_caches()
    yield project / "generated"
    for folder in folders:
        sys.path.remove(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("darkroom_client", "conveyor_client")]:
        del sys.modules[name]


def _generate(project: Path) -> None:
    """Make a project with the documents, and their packages."""
    for name in ("darkroom", "conveyor"):
        (project / "openapi" / name).mkdir(parents=True)
        shutil.copyfile(Path(__file__).with_name(f"{name}.yaml"), project / "openapi" / name / "document.yaml")
    shutil.copytree(PROJECT / "runtime", project / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PROJECT / "LICENSE", project / "LICENSE")
    (project / "pyproject.toml").write_text(ROWS, encoding="utf-8")
    pipeline.generate(project, list(providers.load(project).values()))


class JobStage:
    """The generated fake of a provider in virtual time, and a client of it."""

    def __init__(self, provider: Provider, caller: Caller) -> None:
        self.package = provider.package
        self.clock = provider.testing.VirtualClock()
        self.fake = provider.fake(clock=self.clock)
        self.mode = caller.mode
        self._caller = caller
        http_client = caller.http_client(transport=self.fake.transport())
        client = caller.client(provider, f"https://{provider.name}.fake", http_client=http_client)
        self.client = client.with_options(pace=self.clock.pace)

    def call(self, method: Any, *args: Any, **kwargs: Any) -> Any:
        """What a method gives; an iterator as the list of what it goes through."""
        found = method(*args, **kwargs)
        if inspect.isasyncgen(found):
            return self._caller.result(_listed(found))
        return list(found) if inspect.isgenerator(found) else self._caller.result(found)

    def looks(self) -> int:
        """How many looks came."""
        return sum(request.method == "GET" for request in self.fake.requests)


async def _listed(found: Any) -> list[Any]:
    return [item async for item in found]


@pytest.fixture
def darkroom(generated: Path, caller: Caller) -> JobStage:
    """The provider whose jobs end by their state, and make a file."""
    return JobStage(DARKROOM, caller)


@pytest.fixture
def conveyor(generated: Path, caller: Caller) -> JobStage:
    """The provider whose jobs end by the look's HTTP status, and have three ids."""
    return JobStage(CONVEYOR, caller)
