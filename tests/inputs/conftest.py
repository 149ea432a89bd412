"""A made-up provider whose requests contain objects, generated from its document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

# `support` is on the path because of the conftest above.
from support.calling import Caller
from support.made_up import MadeUp, packages_of
from support.providers import Provider

from tools.contract import providers

PROJECT: Final = Path(__file__).resolve().parents[2]
DOCUMENT: Final = Path(__file__).with_name("salon.yaml")
SALON: Final = Provider(providers.Provider(name="salon", client="Salon", version="0.1.0"))
LOUNGE: Final = Provider(providers.Provider(name="lounge", client="Lounge", version="0.1.0"))
"""The same document as one that others wrote, whose bodies stay whole."""


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distributions, which can be imported."""
    with packages_of(
        tmp_path_factory, "inputs", MadeUp("salon", DOCUMENT), MadeUp("lounge", DOCUMENT, {"rules": "foreign"})
    ) as folder:
        yield folder


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
