# Copied from runtime/http/connection_pool.py by `nox -s generate`. Do not edit.
"""Which request gets which of a pool's connections: one pass over both, where httpcore's own pool makes many.

httpcore (1.0) goes through all connections once for each of them, and asks the kernel about every idle one, twice a
call: with a hundred of them that is several times the work of the call itself. It also gives one connection to two
requests, of which the second has to queue again, keeps what a cancelled call left half open, and counts busy
connections towards the limit for idle ones. No public setting reaches that. A pool that is not as we know it is left
as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import httpx

from .clock import monotonic
from .environment import pools_of

SWEEP_INTERVAL: Final = 1.0
"""Seconds. A connection is looked at before it is used; those that nobody wants need not be at every call."""

LONGEST_IDLE: Final = 75.0
"""Seconds for which an idle connection is kept: longer than the pauses of a wait, and as long as many servers do."""

FRESH: Final = 3.0
"""Seconds. A request that may not be sent twice takes no connection that was idle for longer: its server may just be
closing it, and nobody could tell whether the request came first.
"""

MOST_IDLE_SECONDS: Final = "longest_idle"
"""The extension of a request that says for how long its connection may have been idle; by default, for any time."""
WAS_USED: Final = "connection_was_used"
"""The extension of a request that says whether its connection had served another one before."""

_IDLE_SINCE: Final = "_idle_since"
"""What a connection is marked with that has become idle; None while it is used again."""

_KNOWN_VERSION: Final = re.compile(r"1\.0\.([3-9]|[1-9]\d)").fullmatch
"""Of httpcore. Up to 1.0.2 its pool was another one, and what comes after 1.0 may be."""
_METHODS: Final = ("_assign_requests_to_connections", "create_connection")
_STATE: Final = {
    "_connections": list,
    "_requests": list,
    "_max_connections": int,
    "_max_keepalive_connections": int,
    "_http2": bool,
}


class Assignment(NamedTuple):
    """What is to become of a pool."""

    connections: list[Any]
    """Those that it keeps, and the new ones, in the order in which they were last given."""
    given: list[tuple[Any, Any]]
    """Requests that waited, each with its connection."""
    closing: list[Any]
    """Connections that it no longer has, and is to close."""


def assigned(
    requests: Sequence[Any],
    connections: Sequence[Any],
    *,
    most: int,
    most_idle: int,
    create: Callable[[Any], Any],
    sweep: bool,
    now: float = 0.0,
) -> Assignment:
    """Give each request that waits a connection, first come, first served: an idle one, else a new one.

    What was given last is used again first, and closed last: so the rest may expire when there is less to do. A
    connection that no request holds must be idle to be of use; one that is neither that nor closed was left by a call
    that was cancelled. Nothing is changed here, but that connections are marked with when they became idle.

    Args:
        requests: All of a pool, in the order in which they came; those that wait have no connection.
        connections: All of a pool, in the order in which they were last given.
        most: The limit of connections.
        most_idle: The limit of idle ones.
        create: Makes a connection to an origin, not yet open.
        sweep: Whether to look for connections that have expired, or that their server has closed, among all idle
            ones. None of them is given to a request in any case.
        now: Seconds.
    """
    held = {id(request.connection) for request in requests}
    kept: list[Any] = []
    idle: list[Any] = []
    closing: list[Any] = []
    for connection in connections:
        if id(connection) in held:
            kept.append(connection)
        elif connection.is_closed():
            continue
        elif not connection.is_idle() or (sweep and connection.has_expired()):
            closing.append(connection)
        else:
            kept.append(connection)
            idle.append(connection)
            if getattr(connection, _IDLE_SINCE, None) is None:
                setattr(connection, _IDLE_SINCE, now)

    def give_up(connection: Any) -> None:
        idle.remove(connection)
        kept.remove(connection)
        closing.append(connection)

    def take(origin: Any, longest_idle: float | None) -> Any:
        for connection in reversed(idle.copy()):
            if not connection.can_handle_request(origin):
                continue
            if longest_idle is not None and now - getattr(connection, _IDLE_SINCE) > longest_idle:
                continue
            if sweep or not connection.has_expired():
                idle.remove(connection)
                kept.remove(connection)
                kept.append(connection)
                setattr(connection, _IDLE_SINCE, None)
                return connection
            give_up(connection)
        if len(kept) >= most:
            give_up(idle[0])
        kept.append(create(origin))
        return kept[-1]

    given: list[tuple[Any, Any]] = []
    for request in requests:
        if request.connection is None:
            if len(kept) >= most and not idle:
                break
            wanted = request.request
            given.append((request, take(wanted.url.origin, wanted.extensions.get(MOST_IDLE_SECONDS))))
    for surplus in idle[: max(0, len(idle) - most_idle)]:
        give_up(surplus)
    return Assignment(kept, given, closing)


def install(pool: Any, clock: Callable[[], float] = monotonic) -> bool:
    """Have a pool of httpcore, sync or async, assign its connections so.

    Args:
        pool: The pool.
        clock: Seconds, for the sweeps.

    Returns:
        Whether it does; False where it is not as we know it.
    """
    if not is_known(pool, _version()):
        return False
    swept = clock()

    def assign() -> list[Any]:
        nonlocal swept
        now = clock()
        sweep = now >= swept + SWEEP_INTERVAL
        if sweep:
            swept = now
        assignment = assigned(
            pool._requests,
            pool._connections,
            most=pool._max_connections,
            most_idle=pool._max_keepalive_connections,
            create=pool.create_connection,
            sweep=sweep,
            now=now,
        )
        pool._connections = assignment.connections
        for request, connection in assignment.given:
            request.request.extensions[WAS_USED] = hasattr(connection, _IDLE_SINCE)
            request.assign_to_connection(connection)
        return assignment.closing

    pool._assign_requests_to_connections = assign
    return True


def release(client: httpx.Client, request: httpx.Request) -> None:
    """Close the connection of a request that was interrupted, unless that was done already.

    Ctrl-C may come between any two steps, for example when httpx has the answer but has not returned it yet. Then
    nobody else can close the answer, and its connection would count as busy for ever.

    Args:
        client: What the request was sent through.
        request: The request.
    """
    for pool in pools_of(client):
        lock = getattr(pool, "_optional_thread_lock", None)
        if lock is None or not is_known(pool, _version()):
            continue
        with lock:
            # httpx hands the request's own extensions on.
            left = [one for one in pool._requests if one.request.extensions is request.extensions]
            for one in left:
                pool._requests.remove(one)
            closing = [one.connection for one in left if one.connection is not None]
            pool._connections = [one for one in pool._connections if one not in closing]
            closing += pool._assign_requests_to_connections()
        pool._close_connections(closing)


def retire(client: httpx.Client) -> None:
    """Close the connections of a client of ours; those that requests hold are only ended, and closed by who reads them.

    Closed under a thread that waits for it, a socket would leave its number to the next one that the program opens, and
    the thread would take what comes there.
    """
    pools = pools_of(client)
    for pool in pools:
        end: Callable[[], None] | None = getattr(getattr(pool, "_network_backend", None), "end", None)
        if end is not None:
            end()
    if not all(is_known(pool, _version()) for pool in pools):
        # The client itself stays open: one that is closed would fail the calls that are just about to send.
        client._transport.close()  # pyright: ignore[reportPrivateUsage]  # it is what we gave the client
        return
    for pool in pools:
        with pool._optional_thread_lock:
            pool._max_keepalive_connections = 0  # what becomes idle from now on is closed
            closing = pool._assign_requests_to_connections()
        pool._close_connections(closing)


def _version() -> str:
    return str(getattr(sys.modules.get("httpcore"), "__version__", ""))


def is_known(pool: Any, version: str) -> bool:
    """Whether a pool is one of httpcore's, as it was when this was written, with one request a connection.

    Args:
        pool: The pool.
        version: That of httpcore.
    """
    names = [f"{each.__module__.partition('.')[0]}.{each.__name__}" for each in type(pool).__mro__]
    return (
        _KNOWN_VERSION(version) is not None
        and ("httpcore.ConnectionPool" in names or "httpcore.AsyncConnectionPool" in names)
        and all(callable(getattr(pool, name, None)) for name in _METHODS)
        and all(type(getattr(pool, name, None)) is kind for name, kind in _STATE.items())
        and pool._http2 is False
    )
