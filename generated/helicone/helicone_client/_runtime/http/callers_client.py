# Copied from runtime/http/callers_client.py by `nox -s generate`. Do not edit.
"""A caller's own client, and what it does with an answer before we have read it.

It may be one of httpx, or of httpx2, which has the same interface and classes of its own. Nobody needs httpx2: a caller
who passes such a client has imported it.

Two things would take the answer away: an event hook of the caller's that raises for its status, and httpx itself, which
puts together the request that a redirect asks for even where it is not followed, and fails if the `Location` is no URL.
"""

from __future__ import annotations

import ssl
import sys
from collections.abc import Awaitable, Callable, Sequence
from copy import copy
from typing import Any, Final, Literal, TypeAlias

import httpx

from ..errors import InvalidArgumentError
from ..types import AsyncHTTPClient, HTTPClient
from .configuration import DefaultSeconds, Timeout

_Kind: TypeAlias = Literal["Client", "AsyncClient"]

_LIBRARIES: Final = ("httpx", "httpx2")

_HTTPX_TIMEOUT: Final = 5.0
"""Seconds for each phase, unless the caller of httpx says otherwise."""

_PHASES: Final = ("connect", "read", "write", "pool")


def _classes(*names: str) -> list[tuple[Any, type[Any]]]:
    """Each library that is imported, with each of its classes of those names."""
    return [
        (library, found)
        for library in map(sys.modules.get, _LIBRARIES)
        for name in names
        # Another thread may be importing it right now.
        if (found := getattr(library, name, None)) is not None
    ]


def library_of(client: object) -> Any:
    """The library whose client it is, sync or async, with all that the client takes; httpx if it is no client."""
    found = (library for library, kind in _classes("Client", "AsyncClient") if isinstance(client, kind))
    return next(found, httpx)


def errors_named(*names: str) -> tuple[type[Exception], ...]:
    """The exceptions of those names, of each library, for an `except`."""
    return tuple(found for _, found in _classes(*names))


def sending_errors() -> tuple[type[Exception], ...]:
    """What sending a request and reading its answer may raise, and is translated into our errors."""
    return (ssl.SSLError, *errors_named("HTTPError", "InvalidURL"))  # anyio passes on a damaged record of TLS


def check_kind(client: object, kind: _Kind) -> None:
    """Check that it is a client.

    Raises:
        InvalidArgumentError: It is none, or a sync one in the place of an async one, or the other way round.
    """
    if client is None or any(isinstance(client, found) for _, found in _classes(kind)):
        return
    other, twin = ("AsyncClient", "async") if kind == "Client" else ("Client", "sync")
    if any(isinstance(client, found) for _, found in _classes(other)):
        raise InvalidArgumentError(f"http_client must be an httpx.{kind} here; an httpx.{other} is for the {twin} one")
    found = type(client)
    name = f"{found.__module__}.{found.__qualname__}".removeprefix("builtins.")
    raise InvalidArgumentError(f"http_client must be an httpx.{kind} or an httpx2.{kind}, not {name}")


def chosen_timeout(timeout: Timeout, client: HTTPClient | AsyncHTTPClient | None) -> Timeout:
    """The timeout that the caller has given, else that of the caller's own client, else ours.

    That of the client does not count if it is httpx's default, 5 seconds, which is too short for many calls. Nobody can
    see whether it was asked for.
    """
    own = getattr(client, "timeout", None)
    if not isinstance(timeout, DefaultSeconds) or own is None:
        return timeout
    phases = {name: getattr(own, name, None) for name in _PHASES}
    return timeout if set(phases.values()) == {_HTTPX_TIMEOUT} else httpx.Timeout(**phases)


def headers_of(response: httpx.Response) -> httpx.Headers:
    """The headers of an answer, of whichever library."""
    headers: Any = response.headers
    return headers if isinstance(headers, httpx.Headers) else httpx.Headers(headers.raw)


def _check_open(view: httpx.Client | httpx.AsyncClient) -> None:
    """Check that a caller's client can still send.

    Raises:
        InvalidArgumentError: It cannot.
    """
    if view.is_closed:
        raise InvalidArgumentError("http_client is closed; keep it open for as long as this client is used")


_KEPT_HEADERS: Final = "our headers of a redirect"
"""The extension under which an answer keeps its headers while `Location` is hidden from httpx."""


def patient(client: httpx.Client) -> httpx.Client:
    """The client, except that neither a hook that calls `raise_for_status` nor a `Location` that is no URL ends a call.

    httpx closes such an answer, and nobody can read any more what the server had to say.

    Raises:
        InvalidArgumentError: The client is closed.
    """
    hooks = client.event_hooks
    view = copy(client)  # the same connections, cookies and settings; the hooks of the client itself stay
    _check_open(view)
    view.event_hooks = {**hooks, "response": [_patiently(hooks["response"])]}
    return view


def async_patient(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """As `patient`, for an async client."""
    hooks = client.event_hooks
    view = copy(client)
    _check_open(view)
    view.event_hooks = {**hooks, "response": [_async_patiently(hooks["response"])]}
    return view


def _patiently(hooks: Sequence[Callable[[httpx.Response], object]]) -> Callable[[httpx.Response], None]:
    def call(response: httpx.Response) -> None:
        try:
            for hook in hooks:
                hook(response)
        except errors_named("HTTPStatusError") as error:
            if getattr(error, "response", None) is not response:  # of another request, which a hook has made
                raise
        hide_location(response)

    return call


def _async_patiently(
    hooks: Sequence[Callable[[httpx.Response], Awaitable[object]]],
) -> Callable[[httpx.Response], Awaitable[None]]:
    async def call(response: httpx.Response) -> None:
        try:
            for hook in hooks:
                await hook(response)
        except errors_named("HTTPStatusError") as error:
            if getattr(error, "response", None) is not response:
                raise
        hide_location(response)

    return call


def hide_location(response: httpx.Response) -> None:
    """Hide where a redirect points from httpx, which would build a request from it; `with_location` shows it again."""
    if response.has_redirect_location:
        response.extensions[_KEPT_HEADERS] = response.headers
        shown = [(name, value) for name, value in response.headers.raw if name.lower() != b"location"]
        response.headers = type(response.headers)(shown)


async def async_hide_location(response: httpx.Response) -> None:
    """As `hide_location`, for an async client."""
    hide_location(response)


def with_location(response: httpx.Response) -> httpx.Response:
    """An answer with the headers that the server sent."""
    kept = response.extensions.pop(_KEPT_HEADERS, None)
    if kept is not None:
        response.headers = kept
    return response


def complained_of(error: Any, request: httpx.Request) -> httpx.Response:
    """The answer for whose status the client itself raised an `HTTPStatusError`; without its body if closed unread.

    Raises:
        Exception: It is the answer to another request.
    """
    response = with_location(error.response)
    if response.request is not request:
        raise error
    if response.is_closed and not response.is_stream_consumed:
        headers = [(name, value) for name, value in response.headers.raw if name.lower() not in _FRAMING]
        return httpx.Response(response.status_code, headers=headers, content=b"", request=request)
    return response


_FRAMING: Final = frozenset({b"content-length", b"content-encoding", b"transfer-encoding"})
"""Headers that describe a body."""
