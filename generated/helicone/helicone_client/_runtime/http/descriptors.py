# Copied from runtime/http/descriptors.py by `nox -s generate`. Do not edit.
"""What the operating system's limit of open files means for connections."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from threading import Semaphore
from typing import Any, Final

MOST_CONNECTIONS: Final = 1000
"""Of a client, where the system has room for more."""
MOST_IDLE: Final = 100
"""Connections of a client that are kept for later calls."""

_RESERVE: Final = 64
"""Descriptors that are left to the rest of the program."""

_FULL: Final = frozenset({errno.EMFILE, errno.ENFILE})


def most_connections() -> int:
    """How many connections a client may have open at once; further calls wait for one of them.

    A download needs a descriptor for its file too, so that connections get half of what there is.
    """
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return MOST_CONNECTIONS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(8, min(MOST_CONNECTIONS, (soft - _RESERVE) // 2))


def most_downloads() -> int:
    """How many downloads may have their files open at once; further ones wait.

    Otherwise, files could take all descriptors, so that none of their downloads could connect.
    """
    return most_connections() // 2


class Turns:
    """Semaphores for a client's downloads, one for each process: threads of a parent process give nothing back."""

    def __init__(self) -> None:
        self._of_process: dict[int, Semaphore] = {}

    def __call__(self) -> Semaphore:
        """That of the present process."""
        found = self._of_process.get(os.getpid())
        return found or self._of_process.setdefault(os.getpid(), Semaphore(most_downloads()))


def lacks_descriptor(error: BaseException) -> bool:
    """Whether something failed because no descriptor was free."""
    for each in _causes(error):
        if isinstance(each, socket.gaierror):
            # The resolver needs some itself, and says only that it has found nothing.
            return not _is_any_free()
        if isinstance(each, OSError) and each.errno in _FULL:
            return True
    return False


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        # anyio groups the errors of several addresses.
        members: tuple[BaseException, ...] = getattr(error, "exceptions", ())
        for each in members:
            yield from _causes(each)
        error = error.__cause__ or error.__context__


def _is_any_free() -> bool:
    try:
        socket.socket().close()
    except OSError:
        return False
    return True


def pauses() -> Iterator[float]:
    """Seconds between two attempts to get a descriptor."""
    yield from (0.01, 0.02, 0.05)
    while True:
        yield 0.1


def idle_connection(pool: Any) -> Any:
    """Take a connection that nobody uses out of a pool of httpcore, to be closed; None if there is none."""
    with getattr(pool, "_optional_thread_lock", None) or nullcontext():
        connections: list[Any] = getattr(pool, "_connections", [])
        held = {id(request.connection) for request in getattr(pool, "_requests", ())}
        for connection in connections:
            if id(connection) not in held and connection.is_idle():
                connections.remove(connection)
                return connection
    return None
