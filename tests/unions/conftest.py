"""A made-up provider with unions, generated twice: from a document of ours, and from one that others wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from attrs import define

# `support` is on the path because of the conftest above.
from support.calling import Caller
from support.made_up import MadeUp, packages_of
from support.providers import Provider

from tools.contract import providers

from .mailroom import document, foreign_document

PROJECT: Final = Path(__file__).resolve().parents[2]
OURS: Final = Provider(providers.Provider(name="mailroom", client="Mailroom", version="0.1.0"))
FOREIGN: Final = Provider(providers.Provider(name="postroom", client="Postroom", version="0.1.0"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated distributions, which can be imported."""
    with packages_of(
        tmp_path_factory,
        "unions",
        MadeUp("mailroom", document()),
        MadeUp("postroom", foreign_document(), {"rules": "foreign"}),
    ) as folder:
        yield folder


@pytest.fixture(params=[OURS, FOREIGN], ids=["ours", "foreign"])
def provider(request: pytest.FixtureRequest, generated: Path) -> Provider:
    """The provider, from both documents."""
    del generated
    found: Provider = request.param
    return found


@define
class Mailroom:
    """A client whose server gives what a test says."""

    provider: Provider
    client: Any
    caller: Caller
    answers: list[httpx.Response]
    requests: list[httpx.Request]

    def call(self, operation: str, answer: Any = None, *arguments: Any, status: int = 200, **options: Any) -> Any:
        """Call an operation, whose response is JSON; without a body if the status is 204."""
        self.answers.append(httpx.Response(status, content=b"" if status == 204 else json.dumps(answer)))
        tag, _, method = operation.partition("_")
        return self.caller.result(getattr(getattr(self.client, tag), method)(*arguments, **options))

    def model(self, name: str) -> Any:
        """A class of the package's models."""
        return getattr(self.provider.models, name)

    def sent(self) -> Any:
        """The JSON of the last request's body."""
        return json.loads(self.requests[-1].content)


@pytest.fixture
def mailroom(provider: Provider, caller: Caller, quiet_environment: None) -> Mailroom:
    """A client, sync or async."""
    answers: list[httpx.Response] = []
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answers.pop(0)

    http_client = caller.http_client(transport=httpx.MockTransport(answer))
    client = caller.client(provider, "https://mail.fake", http_client=http_client)
    return Mailroom(provider, client, caller, answers, requests)


def changed(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """A copy of JSON with another value at a path."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(copy[path[0]], path[1:], new)
    return copy
