"""Two made-up providers with jobs: a document and a row each, and not a line of Python."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

# `support` is on the path because of the conftest above.
from support.calling import Caller
from support.made_up import MadeUp, packages_of
from support.providers import Provider

from tools.contract import documents, providers

HERE: Final = Path(__file__).parent


class JobProvider(Provider):
    """A provider whose document stands beside this file."""

    @property
    def document(self) -> Any:
        """The OpenAPI document."""
        return documents.load(Path(__file__).with_name(f"{self.name}.yaml")).data


DARKROOM: Final = JobProvider(providers.Provider(name="darkroom", client="Darkroom", version="0.1.0"))
CONVEYOR: Final = JobProvider(providers.Provider(name="conveyor", client="Conveyor", version="0.1.0", envelope="data"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distributions, which can be imported."""
    with packages_of(
        tmp_path_factory,
        "jobs",
        MadeUp("darkroom", HERE / "darkroom.yaml"),
        MadeUp("conveyor", HERE / "conveyor.yaml", {"envelope": "data"}),
    ) as folder:
        yield folder


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
