# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""A fake of Helicone, for tests without network, key or cost.

    from helicone_client.testing import FakeHelicone

    fake = FakeHelicone()
    with fake.client() as helicone:  # no sockets
        ...
    with fake.serve() as base_url:  # a real socket on loopback
        ...

It answers with the examples of Helicone's documentation. An id that the documentation shows is found, any other
is not; `add` and `respond` change what it answers.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

import httpx

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
"""Where the clients that a fake makes believe that it is."""

_OPERATIONS: Final = read_operations(files(__name__).joinpath("operations.json").read_text(encoding="utf-8"))


class FakeHelicone(FakeProvider):
    """A fake of Helicone, with clients to match."""

    operations = _OPERATIONS
    scheme = FakeScheme(
        place="header",
        name="Authorization",
        prefix="Bearer ",
    )

    def client(self, *, max_retries: int = 2) -> Helicone:
        """A client that talks to this fake without sockets, and pauses on the fake's clock if that is virtual."""
        http_client = httpx.Client(transport=self.transport())
        client = Helicone(self.api_key or FAKE_KEY, base_url=BASE_URL, max_retries=max_retries, http_client=http_client)
        return client.with_options(pace=self.clock.pace) if isinstance(self.clock, VirtualClock) else client

    def async_client(self, *, max_retries: int = 2) -> AsyncHelicone:
        """An async client that talks to this fake without sockets, and pauses on its clock if that is virtual."""
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
