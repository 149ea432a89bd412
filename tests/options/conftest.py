"""Two made-up providers, one with keys and one without, generated from their documents."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import httpx
import pytest
from attrs import define, field

# `support` is on the path because of the conftest above.
from support.calling import Caller
from support.made_up import MadeUp, packages_of

from .forge import document, without_keys

PROJECT: Final = Path(__file__).resolve().parents[2]
KEYS: Final = {"api_key": "anvil-key-1234", "master_key": "master-key-5678"}
PIECE: Final = {"id": "piece_1", "steel": "soft"}


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distributions, which can be imported."""
    with packages_of(
        tmp_path_factory, "options", MadeUp("forge", document()), MadeUp("commons", without_keys())
    ) as folder:
        yield folder


@pytest.fixture
def package(generated: Path) -> ModuleType:
    """The package of the provider with keys."""
    del generated
    return importlib.import_module("forge_client")


@define
class Smithy:
    """A server that returns a piece, whatever is asked for, and clients of one call style for it."""

    caller: Caller
    package: ModuleType
    requests: list[httpx.Request] = field(factory=list[httpx.Request])
    answer: Callable[[httpx.Request], httpx.Response] = lambda _: httpx.Response(200, json=PIECE)

    def client(self, **options: Any) -> Any:
        """A client that sends to the server once."""
        name = "Forge" if self.caller.mode == "sync" else "AsyncForge"
        http_client = self.caller.http_client(transport=self.transport())
        options = {**KEYS, "guild": "smiths", "max_retries": 0, "http_client": http_client, **options}
        return getattr(self.package, name)(base_url="https://forge.example", **options)

    def call(self, method: Any, *arguments: Any, **named: Any) -> Any:
        """Call a method."""
        return self.caller.result(method(*arguments, **named))

    def transport(self) -> httpx.MockTransport:
        """Connects a client of httpx to the server."""
        return httpx.MockTransport(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request)

    def resource(self, name: str) -> Any:
        """The class of a resource of the client."""
        found: Any = getattr(self.client(), name)
        return found.__class__

    @property
    def sent(self) -> Mapping[str, str]:
        """The headers of the last request."""
        return self.requests[-1].headers

    @property
    def timeouts(self) -> Mapping[str, Any]:
        """The timeouts of the last request's phases."""
        found: Mapping[str, Any] = self.requests[-1].extensions["timeout"]
        return found


@pytest.fixture
def smithy(caller: Caller, package: ModuleType) -> Smithy:
    """A server and its clients."""
    return Smithy(caller, package)
