"""What the pool below `httpx.AsyncClient` leaves undone when a call is cancelled.

No public setting reaches it. Where its internals are not as we know them, nothing is done: the pool is then as good as
httpx's own.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from math import inf
from typing import Any
from weakref import WeakSet

import httpx

from .addresses import Address, delay_between, look_up, numeric
from .connection_pool import install
from .descriptors import idle_connection, lacks_descriptor, pauses
from .environment import pools_of
from .own_thread import started


def prepare(client: httpx.AsyncClient) -> None:
    """Have the pools of a client of our own, its proxies' included, close what they are done with, come what may.

    httpcore (1.0) closes a connection whose TLS handshake fails after an `Exception`, and a cancellation, by a deadline
    for instance, is none; and of several that it is closing, one at least stays open where that is cancelled.
    """
    for pool in pools_of(client):
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            pool._network_backend = Backend(pool, backend)
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


async def close(client: httpx.AsyncClient) -> None:
    """Close a client of ours, with the connections that are just being opened, and open no others."""
    backends = [getattr(pool, "_network_backend", None) for pool in pools_of(client)]
    ours = [backend for backend in backends if isinstance(backend, Backend)]
    for backend in ours:
        backend.streams.are_ended = True
    await client.aclose()
    for backend in ours:
        await backend.streams.close()


class _Streams:
    """The open connections of a pool."""

    def __init__(self) -> None:
        self._known: WeakSet[_Stream] = WeakSet()
        self.are_ended = False
        """Whether no others are to be opened."""

    async def added(self, stream: Any) -> _Stream:
        """Add a connection that is open now."""
        found = _Stream(stream, self)
        if self.are_ended:
            await finished(found.aclose())
            raise httpx.ConnectError("the client was closed")
        self._known.add(found)
        return found

    async def close(self) -> None:
        """Close all of them."""
        await finished(_close_each(list(self._known)))


class _Stream:
    """A connection that is closed when its handshake is cancelled."""

    def __init__(self, stream: Any, streams: _Streams) -> None:
        self._stream = stream
        self._streams = streams
        self.read, self.write, self.aclose = stream.read, stream.write, stream.aclose
        self.get_extra_info = stream.get_extra_info

    async def start_tls(self, *args: Any, **options: Any) -> Any:
        try:
            stream = await self._stream.start_tls(*args, **options)
        except asyncio.CancelledError:
            await self._stream.aclose()
            raise
        except Exception as error:
            if self._streams.are_ended:
                raise httpx.ConnectError("the client was closed") from error
            raise
        return await self._streams.added(stream)


class Backend:
    """Opens connections as the sync one in `deadline` does.

    Args:
        pool: Whose connections they are.
        backend: That of the pool.
        find: Looks a host up.
    """

    def __init__(self, pool: Any, backend: Any, find: Callable[..., list[Address]] = look_up) -> None:
        self._pool = pool
        self._backend = backend
        self._find = find
        self.streams = _Streams()
        self._looks: dict[tuple[str, int], asyncio.Future[list[Address]]] = {}
        self.sleep = backend.sleep

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *args: Any, **options: Any
    ) -> _Stream:
        """Connect to the first address that answers, and wait for a descriptor if none is free.

        Raises:
            httpx.ConnectTimeout: Time is up.
            httpx.ConnectError: The host has no address.
            Exception: No address can be reached.
        """
        waits, clock = pauses(), asyncio.get_running_loop().time
        end = inf if timeout is None else clock() + timeout

        def connect(address: Address) -> Awaitable[Any]:
            attempt: Awaitable[Any] = self._backend.connect_tcp(address.host, port, timeout, *args, **options)
            return attempt

        try:
            async with asyncio.timeout(timeout):
                while not self.streams.are_ended:
                    try:
                        addresses = await self._looked_up(host, port)
                        opened = await first_of(addresses, connect, delay_between(len(addresses), timeout))
                        return await self.streams.added(opened)
                    except Exception as error:
                        pause = next(waits)
                        if not lacks_descriptor(error) or clock() + 2 * pause >= end:
                            raise
                    if (idle := idle_connection(self._pool)) is not None:
                        await finished(idle.aclose())
                    else:
                        await asyncio.sleep(pause)
                raise httpx.ConnectError("the client was closed")
        except TimeoutError as error:
            raise httpx.ConnectTimeout(f"connecting to {host} took too long") from error
        except (OSError, UnicodeError) as error:  # the latter if it is no name at all
            raise httpx.ConnectError(str(error)) from error

    async def _looked_up(self, host: str, port: int) -> list[Address]:
        """Look a host up in a thread of our own: the default executor may be busy, and its threads hold up the end.

        All who want the same name meanwhile wait for the same thread.
        """
        if (address := numeric(host, port)) is not None:
            return address
        key = host, port
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = started(lambda: self._find(host, port, None), name=f"look-up of {host}")
            look.add_done_callback(lambda ended: self._forget(key, ended))
        return await asyncio.shield(look)

    def _forget(self, key: tuple[str, int], ended: asyncio.Future[list[Address]]) -> None:
        self._looks.pop(key, None)
        if not ended.cancelled():
            ended.exception()  # asyncio would log what nobody waits for any more

    async def connect_unix_socket(self, *args: Any, **options: Any) -> _Stream:
        """Connect to a socket of this machine."""
        return await self.streams.added(await self._backend.connect_unix_socket(*args, **options))


async def first_of(addresses: Sequence[Address], connect: Callable[[Address], Awaitable[Any]], delay: float) -> Any:
    """Connect to the first address that answers, as `addresses.connect` does. All other attempts are ended.

    Args:
        addresses: Where to connect to; at least one.
        connect: Connects to one of them.
        delay: Seconds after which the next one is tried as well.

    Raises:
        Exception: No address can be reached. It is the error of the last one.
    """
    if len(addresses) == 1:
        return await connect(addresses[0])
    waiting = deque(addresses)
    attempts: set[asyncio.Future[Any]] = set()
    problem: BaseException | None = None
    try:
        while waiting or attempts:
            if waiting:
                attempts.add(asyncio.ensure_future(connect(waiting.popleft())))
            ended, _ = await asyncio.wait(
                attempts, timeout=delay if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            for attempt in ended:
                attempts.discard(attempt)
                if (error := attempt.exception()) is None:
                    return attempt.result()
                problem = problem if problem is not None and lacks_descriptor(problem) else error
    finally:
        if attempts:
            await finished(_end(attempts))
    raise problem or OSError("the host has no address")


async def _end(attempts: set[asyncio.Future[Any]]) -> None:
    for attempt in attempts:
        attempt.cancel()
    for outcome in await asyncio.gather(*attempts, return_exceptions=True):
        if not isinstance(outcome, BaseException):
            await outcome.aclose()
