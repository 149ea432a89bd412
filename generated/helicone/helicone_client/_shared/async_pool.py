# Copied from overlays/shared/async_pool.py by `nox -s generate`. Do not edit.
"""What the pool below `httpx.AsyncClient` leaves undone when a call is cancelled.

No public setting reaches it. Where its internals are not as we know them, nothing is done: the pool is then as good as
httpx's own.
"""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


async def close_orphans(client: httpx.AsyncClient) -> None:
    """Close the connections of a pool that no call holds and none can take.

    httpcore (1.0) leaves one behind where a call was cancelled between being given a connection and sending on it.
    """
    for transport in (client._transport, *client._mounts.values()):  # pyright: ignore[reportPrivateUsage]  # no public way
        pool: Any = getattr(transport, "_pool", None)
        held = {id(request.connection) for request in getattr(pool, "_requests", ())}
        connections: list[Any] = list(getattr(pool, "_connections", ()))
        for connection in connections:
            if id(connection) in held or connection.is_idle() or connection.is_closed():
                continue
            if getattr(connection, "_connection", None) is None:
                connection._connect_failed = True  # what it does itself when connecting fails
            else:
                await connection.aclose()


def close_cancelled_handshakes(client: httpx.AsyncClient) -> None:
    """Have a client's connections closed whose TLS handshake is cancelled, by a deadline for instance.

    httpcore (1.0) closes them after an `Exception`, and a cancellation is none.
    """
    for transport in (client._transport, *client._mounts.values()):  # pyright: ignore[reportPrivateUsage]  # no public way
        pool: Any = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            pool._network_backend = _Backend(backend)


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
