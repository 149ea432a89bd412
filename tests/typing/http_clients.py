"""Which clients of callers each client takes. Nothing here runs; the type checkers read it."""

from __future__ import annotations

import socket

import httpx
import httpx2
from helicone_client import AsyncHelicone, Helicone
from lumenfall_client import AsyncLumenfall, Lumenfall
from lumenfall_client.types import AsyncHTTPClient, HTTPClient
from promptlayer_client import AsyncPromptLayer, PromptLayer
from starlette.testclient import TestClient


def taken(
    own: httpx.Client,
    own2: httpx2.Client,
    of_starlette: TestClient,
    async_own: httpx.AsyncClient,
    async_own2: httpx2.AsyncClient,
) -> None:
    """Clients of httpx, of httpx2 and of Starlette, and None."""
    Lumenfall(http_client=own)
    PromptLayer(http_client=own2)
    Helicone(http_client=of_starlette)
    Lumenfall(http_client=None)
    AsyncLumenfall(http_client=async_own)
    AsyncPromptLayer(http_client=async_own2)
    AsyncHelicone(http_client=None)


def handed_on(own: HTTPClient | None, async_own: AsyncHTTPClient | None) -> None:
    """A wrapper needs to know neither library."""
    Lumenfall(http_client=own)
    AsyncLumenfall(http_client=async_own)


def refused(
    own: httpx.Client, own2: httpx2.Client, async_own: httpx.AsyncClient, async_own2: httpx2.AsyncClient
) -> None:
    """The other kind, and what is no client at all."""
    Lumenfall(http_client=async_own)  # type: ignore[arg-type]  # an async client
    PromptLayer(http_client=async_own2)  # type: ignore[arg-type]  # as above
    AsyncLumenfall(http_client=own)  # type: ignore[arg-type]  # a sync client
    AsyncPromptLayer(http_client=own2)  # type: ignore[arg-type]  # as above
    Helicone(http_client="http://proxy")  # type: ignore[arg-type]  # a proxy's URL
    Helicone(http_client=httpx.Client)  # type: ignore[arg-type]  # the class
    Helicone(http_client=httpx.HTTPTransport())  # type: ignore[arg-type]  # a transport
    Helicone(http_client=socket.socket())  # type: ignore[arg-type]  # something else that can be closed
