# Copied from overlays/shared/transport.py by `nox -s generate`. Do not edit.
"""Where httpx is met: one attempt at a call, its exceptions translated. Nothing else sends.

The sync and the async transport differ only in `await`, and in how a deadline cuts in: the async one is
cancelled; the sync one looks at the clock between reads, each of which httpx bounds by its own timeout.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Final
from weakref import WeakKeyDictionary

import httpx

from ..errors import APIConnectionError, APITimeoutError
from .auth import Secret, SecurityScheme
from .configuration import Provider, Settings, Timeout
from .operation import Answer, Call
from .pacing import Pace

_LIMITS: Final = httpx.Limits(max_connections=1000, max_keepalive_connections=100)

_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""With these, nothing of the request had left."""


class _KeyAuth(httpx.Auth):
    """Puts the key on a request at the last step, so that no frame of ours holds it."""

    def __init__(self, scheme: SecurityScheme, key: Secret) -> None:
        self._scheme = scheme
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        scheme = self._scheme
        if scheme.place == "header":
            request.headers[scheme.name] = scheme.value(self._key)
        elif scheme.place == "query":
            request.url = request.url.copy_set_param(scheme.name, scheme.value(self._key))
        else:
            request.headers["Cookie"] = "; ".join(
                part
                for part in (request.headers.get("Cookie"), f"{scheme.name}={scheme.value(self._key)}")
                if part
            )
        yield request


class _NoAuth(httpx.Auth):
    """For an operation without security: neither our key nor what a netrc file holds."""


def _request_headers(provider: Provider, settings: Settings, call: Call) -> dict[str, str]:
    headers = {
        "User-Agent": provider.user_agent,
        "Accept": "application/json",
        **settings.headers,
        **call.headers,
    }
    if call.body is not None:
        headers["Content-Type"] = call.body.content_type
    return headers


def _auth(provider: Provider, settings: Settings, call: Call) -> httpx.Auth:
    return _KeyAuth(provider.scheme, settings.api_key) if call.authenticated else _NoAuth()


def _phase_timeout(timeout: Timeout, remaining: float | None) -> Timeout:
    """`timeout`, no phase of it longer than what remains of the whole call."""
    if remaining is None:
        return timeout
    if timeout is None or isinstance(timeout, (int, float)):
        return remaining if timeout is None else min(timeout, remaining)
    phases = (timeout.connect, timeout.read, timeout.write, timeout.pool)
    connect, read, write, pool = (remaining if phase is None else min(phase, remaining) for phase in phases)
    return httpx.Timeout(connect=connect, read=read, write=write, pool=pool)


def _translated(error: httpx.HTTPError | httpx.InvalidURL, call: Call, url: str) -> APIConnectionError:
    if isinstance(error, httpx.RequestError):
        error.request = httpx.Request(call.method, url)  # the one that failed carries the key
    sent = not isinstance(error, _NOT_SENT)
    what = f"{call.method} {url}"
    why = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        phase = type(error).__name__.removesuffix("Timeout").lower()
        return APITimeoutError(f"{what}: the time for one phase ran out ({phase})", maybe_delivered=sent)
    return APIConnectionError(f"{what}: {why}", maybe_delivered=sent)


def _out_of_time(call: Call, url: str) -> APITimeoutError:
    return APITimeoutError(f"{call.method} {url}: the time for the whole call ran out")


def _answer(response: httpx.Response, content: bytes, key: Secret) -> Answer:
    # Only a refusal quotes what it refused; a success is left as it is.
    return Answer(
        response.status_code, response.headers, content if response.is_success else key.masked_in(content)
    )


class Transport:
    """Sends single attempts through an `httpx.Client`, the caller's own or one made at the first call."""

    def __init__(self, provider: Provider, client: httpx.Client | None) -> None:
        self._provider = provider
        self._owned = client is None
        self._client = client

    def attempt(self, call: Call, settings: Settings, remaining: float | None, pace: Pace) -> Answer:
        """Send once, and read the whole answer.

        Raises:
            APIConnectionError: No whole answer came.
        """
        url = settings.base_url + call.path
        deadline = None if remaining is None else pace.clock() + remaining
        try:
            client = self._open_client()
            request = client.build_request(
                call.method,
                url,
                params=call.query or None,
                content=None if call.body is None else call.body.content,
                headers=_request_headers(self._provider, settings, call),
                timeout=_phase_timeout(settings.timeout, remaining),
            )
            auth = _auth(self._provider, settings, call)
            response = client.send(request, stream=True, auth=auth, follow_redirects=False)
            try:
                chunks: list[bytes] = []
                for chunk in response.iter_bytes():
                    chunks.append(chunk)
                    if deadline is not None and pace.clock() >= deadline:
                        raise _out_of_time(call, url)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _translated(error, call, url) from error
        return _answer(response, b"".join(chunks), settings.api_key)

    def _open_client(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(limits=_LIMITS)
        return self._client

    def close(self) -> None:
        """Close the connections; a caller's own client is left open."""
        if self._owned and self._client is not None:
            self._client.close()


class AsyncTransport:
    """Sends single attempts through an `httpx.AsyncClient`: the caller's own, or one for each running event loop."""

    def __init__(self, provider: Provider, client: httpx.AsyncClient | None) -> None:
        self._provider = provider
        self._given = client
        # Connections belong to the loop that opened them, and one client may live through several `asyncio.run`.
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()

    async def attempt(self, call: Call, settings: Settings, remaining: float | None, pace: Pace) -> Answer:
        """Send once, and read the whole answer.

        Raises:
            APIConnectionError: No whole answer came.
        """
        url = settings.base_url + call.path
        try:
            async with asyncio.timeout(remaining):
                client = self._open_client()
                request = client.build_request(
                    call.method,
                    url,
                    params=call.query or None,
                    content=None if call.body is None else call.body.content,
                    headers=_request_headers(self._provider, settings, call),
                    timeout=_phase_timeout(settings.timeout, remaining),
                )
                auth = _auth(self._provider, settings, call)
                response = await client.send(request, stream=True, auth=auth, follow_redirects=False)
                try:
                    content = await response.aread()
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _translated(error, call, url) from error
        except TimeoutError as error:
            raise _out_of_time(call, url) from error
        return _answer(response, content, settings.api_key)

    def _open_client(self) -> httpx.AsyncClient:
        if self._given is not None:
            return self._given
        loop = asyncio.get_running_loop()
        client = self._clients.get(loop)
        if client is None:
            client = self._clients[loop] = httpx.AsyncClient(limits=_LIMITS)
        return client

    async def aclose(self) -> None:
        """Close this event loop's connections; a caller's own client is left open."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.aclose()
