"""What httpx, and a caller's own client of it, does with an answer before we have read it.

Two things would take the answer away: an event hook of the caller's that raises for its status, and httpx itself, which
puts together the request that a redirect asks for even where it is not followed, and fails if the `Location` is no URL.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from copy import copy
from typing import Final

import httpx

_KEPT_HEADERS: Final = "our headers of a redirect"
"""The extension under which an answer keeps its headers while `Location` is hidden from httpx."""


def patient(client: httpx.Client) -> httpx.Client:
    """The client, except that neither a hook that calls `raise_for_status` nor a `Location` that is no URL ends a call.

    httpx closes such an answer, and nobody can read any more what the server had to say.
    """
    hooks = client.event_hooks
    view = copy(client)  # the same connections, cookies and settings; the hooks of the client itself stay
    view.event_hooks = {**hooks, "response": [_patiently(hooks["response"])]}
    return view


def async_patient(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """As `patient`, for an async client."""
    hooks = client.event_hooks
    view = copy(client)
    view.event_hooks = {**hooks, "response": [_async_patiently(hooks["response"])]}
    return view


def _patiently(hooks: Sequence[Callable[[httpx.Response], object]]) -> Callable[[httpx.Response], None]:
    def call(response: httpx.Response) -> None:
        try:
            for hook in hooks:
                hook(response)
        except httpx.HTTPStatusError as error:
            if error.response is not response:  # of another request, which a hook has made
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
        except httpx.HTTPStatusError as error:
            if error.response is not response:
                raise
        hide_location(response)

    return call


def hide_location(response: httpx.Response) -> None:
    """Hide where a redirect points from httpx, which would build a request from it; `with_location` shows it again."""
    if response.has_redirect_location:
        response.extensions[_KEPT_HEADERS] = response.headers
        shown = [(name, value) for name, value in response.headers.raw if name.lower() != b"location"]
        response.headers = httpx.Headers(shown)


async def async_hide_location(response: httpx.Response) -> None:
    """As `hide_location`, for an async client."""
    hide_location(response)


def with_location(response: httpx.Response) -> httpx.Response:
    """An answer with the headers that the server sent."""
    kept = response.extensions.pop(_KEPT_HEADERS, None)
    if kept is not None:
        response.headers = kept
    return response


def complained_of(error: httpx.HTTPStatusError, request: httpx.Request) -> httpx.Response:
    """The answer for whose status the client itself raised an error; without its body if it was closed unread.

    Raises:
        httpx.HTTPStatusError: It is the answer to another request.
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
