# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""A fake of Helicone, for tests without network, key or cost.

    from helicone_client.testing import FakeHelicone

    fake = FakeHelicone()
    with fake.client() as helicone:  # no sockets
        ...
    with fake.serve() as base_url:  # a real socket on loopback
        ...

The fake responds with the examples in Helicone's documentation. It finds only the ids that the documentation
shows. `add` adds others, and `respond` sets the next responses, or failures instead.
"""

from __future__ import annotations

from typing import Final, Literal

import httpx

from .._operations import BODY_SCHEMAS, OPERATIONS
from .._runtime.http.configuration import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_TIMEOUT,
    DEFAULT_TOTAL_TIMEOUT,
    Timeout,
)
from .._runtime.http.hooks import Hooks
from .._runtime.testing.fake import FAKE_KEY, FakeProvider, FakeScheme
from .._runtime.testing.forms import FakeForm, FakeUpload
from .._runtime.testing.messages import FakeAnswer, FakeFailure, FakeRequest
from .._runtime.testing.operations import FakeOperation, FakeParameter, read_operations
from .._runtime.testing.virtual_clock import VirtualClock, pace_of
from ..client import AsyncHelicone, Helicone
from ..types import AsyncHTTPClient, HTTPClient

BASE_URL: Final = "https://helicone.fake"
"""The base URL of the clients that a fake creates."""

_OPERATIONS: Final = read_operations(OPERATIONS, BODY_SCHEMAS)


class FakeHelicone(FakeProvider):
    """A fake of Helicone that also creates clients for itself."""

    operations = _OPERATIONS
    scheme = FakeScheme(
        place="header",
        name="Authorization",
        prefix="Bearer ",
    )

    def client(
        self,
        api_key: str | None = None,
        *,
        region: Literal["us", "eu"] | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = DEFAULT_TOTAL_TIMEOUT,
        max_retries: int = 2,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        follow_redirects: bool = False,
        allow_http: bool = False,
        pickle_key: bool = False,
        hooks: Hooks | None = None,
        http_client: HTTPClient | None = None,
    ) -> Helicone:
        """Create a client that uses this fake without sockets. If the fake's clock is virtual, the client uses it too.

        It takes the options of `Helicone`. Without `api_key`, it has the key of the fake, and without `base_url`
        or `region` a made-up address. If you pass your own `http_client`, its transport must be `fake.transport()`.
        """
        client = Helicone(
            (self.api_key or FAKE_KEY) if api_key is None else api_key,
            region=region,
            base_url=BASE_URL if base_url is None and region is None else base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=hooks,
            http_client=httpx.Client(transport=self.transport()) if http_client is None else http_client,
        )
        pace = pace_of(self.clock)
        return client if pace is None else client.with_options(pace=pace)

    def async_client(
        self,
        api_key: str | None = None,
        *,
        region: Literal["us", "eu"] | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = DEFAULT_TOTAL_TIMEOUT,
        max_retries: int = 2,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        follow_redirects: bool = False,
        allow_http: bool = False,
        pickle_key: bool = False,
        hooks: Hooks | None = None,
        http_client: AsyncHTTPClient | None = None,
    ) -> AsyncHelicone:
        """Create an async client that uses this fake without sockets. If the fake's clock is virtual, the client uses it too.

        It takes the options of `AsyncHelicone`. Without `api_key`, it has the key of the fake, and without `base_url`
        or `region` a made-up address. If you pass your own `http_client`, its transport must be `fake.transport()`.
        """
        client = AsyncHelicone(
            (self.api_key or FAKE_KEY) if api_key is None else api_key,
            region=region,
            base_url=BASE_URL if base_url is None and region is None else base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            follow_redirects=follow_redirects,
            allow_http=allow_http,
            pickle_key=pickle_key,
            hooks=hooks,
            http_client=httpx.AsyncClient(transport=self.transport()) if http_client is None else http_client,
        )
        pace = pace_of(self.clock)
        return client if pace is None else client.with_options(pace=pace)


__all__ = [
    "BASE_URL",
    "FAKE_KEY",
    "FakeAnswer",
    "FakeFailure",
    "FakeForm",
    "FakeHelicone",
    "FakeOperation",
    "FakeParameter",
    "FakeRequest",
    "FakeUpload",
    "VirtualClock",
]


def __dir__() -> list[str]:
    return __all__
