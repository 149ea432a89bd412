# Copied from runtime/http/callers_client.py by `nox -s generate`. Do not edit.
"""What a caller's own client of httpx brings along: event hooks that complain of an answer before we have read it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from copy import copy

import httpx


def patient(client: httpx.Client) -> httpx.Client:
    """The client, but an event hook that calls `raise_for_status` ends no call: what a status means, we say.

    httpx closes an answer of which a hook complains, and nobody can read any more what the server had to say.
    """
    hooks = client.event_hooks
    if not hooks["response"]:
        return client
    view = copy(client)  # the same connections, cookies and settings; the hooks of the client itself stay
    view.event_hooks = {**hooks, "response": [_told(hooks["response"])]}
    return view


def async_patient(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """As `patient`, for an async client."""
    hooks = client.event_hooks
    if not hooks["response"]:
        return client
    view = copy(client)
    view.event_hooks = {**hooks, "response": [_async_told(hooks["response"])]}
    return view


def _told(hooks: Sequence[Callable[[httpx.Response], object]]) -> Callable[[httpx.Response], None]:
    def tell(response: httpx.Response) -> None:
        try:
            for hook in hooks:
                hook(response)
        except httpx.HTTPStatusError as error:
            if error.response is not response:  # of another request, which a hook has made
                raise

    return tell


def _async_told(
    hooks: Sequence[Callable[[httpx.Response], Awaitable[object]]],
) -> Callable[[httpx.Response], Awaitable[None]]:
    async def tell(response: httpx.Response) -> None:
        try:
            for hook in hooks:
                await hook(response)
        except httpx.HTTPStatusError as error:
            if error.response is not response:
                raise

    return tell


def complained_of(error: httpx.HTTPStatusError, request: httpx.Request) -> httpx.Response:
    """The answer of which the client itself complained; if it was closed unread, without its body.

    Raises:
        httpx.HTTPStatusError: It is the answer to another request.
    """
    response = error.response
    if response.request is not request:
        raise error
    if response.is_closed and not response.is_stream_consumed:
        headers = [(name, value) for name, value in response.headers.multi_items() if name not in _FRAMING]
        return httpx.Response(response.status_code, headers=headers, content=b"", request=request)
    return response


_FRAMING = frozenset({"content-length", "content-encoding", "transfer-encoding"})
"""Headers that tell of a body."""
