# Copied from runtime/http/async_connection_pool.py by `nox -s generate`. Do not edit.
"""What the pool below `httpx.AsyncClient` leaves undone when a call is cancelled.

No public setting reaches it. Where its internals are not as we know them, nothing is done: the pool is then as good as
httpx's own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

import httpx

from .connection_pool import install
from .environment import pools_of


def prepare(client: httpx.AsyncClient) -> None:
    """Have the pools of a client of our own, its proxies' included, close what they are done with, come what may.

    httpcore (1.0) closes a connection whose TLS handshake fails after an `Exception`, and a cancellation, by a deadline
    for instance, is none; and of several that it is closing, one at least stays open where that is cancelled.
    """
    for pool in pools_of(client):
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            pool._network_backend = _Backend(backend)
        if install(pool) and callable(getattr(pool, "_close_connections", None)):
            pool._close_connections = _close_connections


async def close_orphans(client: httpx.AsyncClient) -> None:
    """Close the connections of a pool that no call holds and none can take.

    httpcore (1.0) leaves one behind where a call was cancelled, or had waited too long, between being given a
    connection and sending on it.
    """
    for pool in pools_of(client):
        held = {id(request.connection) for request in getattr(pool, "_requests", ())}
        connections: list[Any] = list(getattr(pool, "_connections", ()))
        # All are chosen before the first is closed: meanwhile, another call may be given one that is idle now.
        orphans = [one for one in connections if not (id(one) in held or one.is_idle() or one.is_closed())]
        for connection in orphans:
            if getattr(connection, "_connection", None) is None:
                connection._connect_failed = True  # what it does itself when connecting fails
            else:
                await connection.aclose()


async def finished(closing: Coroutine[Any, Any, None]) -> None:
    """Close to the end, also when the call is cancelled meanwhile: half closed, a connection would never come back."""
    task = asyncio.ensure_future(closing)
    # Once cancelled, the call tells of that and of nothing else; asyncio would log what was not told.
    task.add_done_callback(lambda ended: None if ended.cancelled() else ended.exception())
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


async def _close_connections(closing: Sequence[Any]) -> None:
    if closing:
        await finished(_close_each(closing))


async def _close_each(closing: Sequence[Any]) -> None:
    for connection in closing:
        with suppress(Exception):  # the others are to be closed too, and the call is about something else
            await connection.aclose()


class _Stream:
    """A connection that is closed when its handshake is cancelled."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.read, self.write, self.aclose = stream.read, stream.write, stream.aclose
        self.get_extra_info = stream.get_extra_info

    async def start_tls(self, *args: Any, **options: Any) -> Any:
        try:
            return _Stream(await self._stream.start_tls(*args, **options))
        except asyncio.CancelledError:
            await self._stream.aclose()
            raise


class _Backend:
    """Opens such connections."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self.sleep = backend.sleep

    async def connect_tcp(self, *args: Any, **options: Any) -> _Stream:
        return _Stream(await self._backend.connect_tcp(*args, **options))

    async def connect_unix_socket(self, *args: Any, **options: Any) -> _Stream:
        return _Stream(await self._backend.connect_unix_socket(*args, **options))
