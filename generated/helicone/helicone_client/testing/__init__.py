# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""A fake of Helicone, for tests without network, key or cost.

    from helicone_client.testing import FakeHelicone

    fake = FakeHelicone()
    with fake.client() as helicone:  # no sockets
        ...
    with fake.serve() as base_url:  # a real socket on loopback
        ...

The fake responds with the examples in Helicone's documentation. It finds only the ids that the documentation
shows. `add` adds others, and `respond` sets the next responses.
"""

from __future__ import annotations

from typing import Final

import httpx

from .._operations import OPERATIONS
from .._runtime.testing.fake import (
    FAKE_KEY,
    FakeAnswer,
    FakeOperation,
    FakeParameter,
    FakeProvider,
    FakeRequest,
    FakeScheme,
    read_operations,
)
from .._runtime.testing.virtual_clock import VirtualClock
from ..client import AsyncHelicone, Helicone

BASE_URL: Final = "https://helicone.fake"
"""The base URL of the clients that a fake creates."""

_OPERATIONS: Final = read_operations(OPERATIONS)


class FakeHelicone(FakeProvider):
    """A fake of Helicone that also creates clients for itself."""

    operations = _OPERATIONS
    scheme = FakeScheme(
        place="header",
        name="Authorization",
        prefix="Bearer ",
    )

    def client(self, *, max_retries: int = 2) -> Helicone:
        """Create a client that uses this fake without sockets. If the fake's clock is virtual, the client uses it too."""
        http_client = httpx.Client(transport=self.transport())
        client = Helicone(self.api_key or FAKE_KEY, base_url=BASE_URL, max_retries=max_retries, http_client=http_client)
        return client.with_options(pace=self.clock.pace) if isinstance(self.clock, VirtualClock) else client

    def async_client(self, *, max_retries: int = 2) -> AsyncHelicone:
        """Create an async client that uses this fake without sockets, and the fake's clock if that is virtual."""
        http_client = httpx.AsyncClient(transport=self.transport())
        client = AsyncHelicone(
            self.api_key or FAKE_KEY, base_url=BASE_URL, max_retries=max_retries, http_client=http_client
        )
        return client.with_options(pace=self.clock.pace) if isinstance(self.clock, VirtualClock) else client


__all__ = [
    "BASE_URL",
    "FAKE_KEY",
    "FakeAnswer",
    "FakeHelicone",
    "FakeOperation",
    "FakeParameter",
    "FakeRequest",
    "VirtualClock",
]


def __dir__() -> list[str]:
    return __all__
