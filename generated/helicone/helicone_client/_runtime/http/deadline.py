# Copied from runtime/http/deadline.py by `nox -s generate`. Do not edit.
"""A deadline for sync calls, kept where a thread blocks: on the sockets.

httpx bounds each read by itself, so a server that sends a byte now and then holds a call for as long as it likes.
Async calls are cancelled at their deadline; for sync ones, each wait of a socket is cut to what remains. That needs
the network backend below httpx's pool, which no public setting reaches. Where it cannot be reached, as in the caller's
own client, the deadline is kept between two reads of the body alone.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from typing import Any, Final
from weakref import WeakSet

import httpx

from .addresses import Address, connect, look_up
from .descriptors import idle_connection, lacks_descriptor, pauses
from .environment import pools_of

LONGEST_WAIT: Final = 2_000_000.0
"""Seconds, some weeks: about the most that sockets can count."""

_SLICE: Final = 1 << 16
"""Bytes that are written before the deadline is looked at again; a quarter of that takes twice as long."""


class DeadlineExceededError(Exception):
    """The time for the whole call ran out while a socket was waited for."""


class Deadline(threading.local):
    """When the present thread's call must be over, on the monotonic clock; None for never."""

    at: float | None = None

    def begin(self, seconds: float | None) -> None:
        """Keep a deadline in this thread, until the next `begin`; None for none."""
        self.at = None if seconds is None else time.monotonic() + seconds

    @contextmanager
    def kept(self, seconds: float | None) -> Generator[None]:
        """Keep a deadline in this thread for a block, and then the one before."""
        before = self.at
        self.begin(seconds)
        try:
            yield
        finally:
            self.at = before

    def cut(self, timeout: float | None) -> float | None:
        """`timeout`, or what remains if that is less.

        Raises:
            DeadlineExceededError: Nothing remains.
        """
        if self.at is None:
            return timeout
        remaining = self.at - time.monotonic()
        if remaining <= 0:
            raise DeadlineExceededError
        remaining = min(remaining, LONGEST_WAIT)
        return remaining if timeout is None else min(timeout, remaining)

    def is_near(self) -> bool:
        """Whether next to nothing remains."""
        return self.at is not None and time.monotonic() > self.at - 0.001

    def keep(self, client: httpx.Client) -> None:
        """Keep the deadline on the sockets that a client opens from now on, its proxies' included."""
        for pool in pools_of(client):
            backend = getattr(pool, "_network_backend", None)
            if backend is not None:
                pool._network_backend = Backend(pool, backend, self)


class _Streams:
    """The open connections of a pool, so that another thread can end them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: WeakSet[Any] = WeakSet()
        self.are_ended = False

    def add(self, found: Any) -> None:
        """Add a socket, and end it if all are."""
        with self._lock:
            self._sockets.add(found)
            if self.are_ended:
                end_socket(found)

    def end(self) -> None:
        """End all of them, and those that are added later. Their descriptors stay open until their users close them."""
        with self._lock:
            self.are_ended = True
            for found in list(self._sockets):
                end_socket(found)

    @contextmanager
    def handshaking(self, found: Any) -> Generator[None]:
        """Have a socket ended also while TLS begins on it, which takes its descriptor over."""
        second = None
        with suppress(OSError):  # no descriptor is free
            second = found.dup()
        try:
            if second is not None:
                self.add(second)
            yield
        finally:
            if second is not None:
                with self._lock:
                    self._sockets.discard(second)
                second.close()


def end_socket(found: Any) -> None:
    """End a connection, also under a thread that waits for it, which keeps its descriptor until it closes it."""
    with suppress(OSError):  # it is closed, or was never connected
        socket.socket.shutdown(found, socket.SHUT_RDWR)  # that of TLS would disturb the thread that reads


class _Stream:
    """A connection whose waits are cut to the deadline."""

    def __init__(self, stream: Any, deadline: Deadline, streams: _Streams) -> None:
        self._stream = stream
        self._deadline = deadline
        self._streams = streams
        self._socket = stream.get_extra_info("socket")
        if isinstance(self._socket, socket.socket):
            streams.add(self._socket)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._stream.read(max_bytes, self._deadline.cut(timeout))
        if not data and self._streams.are_ended:  # a body without a length must not seem whole
            raise httpx.ReadError("the connection was closed")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # Below, each packet that is taken would get all of `timeout` again.
        for start in range(0, len(buffer), _SLICE):
            self._stream.write(buffer[start : start + _SLICE], self._deadline.cut(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        with self._streams.handshaking(self._socket):
            stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout))
        return _Stream(stream, self._deadline, self._streams)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend:
    """Opens connections whose waits are cut to the deadline.

    Args:
        pool: Whose connections they are.
        backend: That of the pool.
        deadline: What to keep.
        find: Looks a host up.
    """

    def __init__(
        self, pool: Any, backend: Any, deadline: Deadline, find: Callable[..., list[Address]] = look_up
    ) -> None:
        self._pool = pool
        self._backend = backend
        self._deadline = deadline
        self._find = find
        self._streams = _Streams()
        # There is no public way to make a stream of a connected socket.
        self._stream_class = getattr(sys.modules.get("httpcore._backends.sync"), "SyncStream", None)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        """Connect to the first address that answers.

        If no descriptor is free, wait for one: until then, this call's turn has not come.

        Raises:
            httpx.ConnectTimeout: Time is up.
            httpx.ConnectError: No address can be reached.
            DeadlineExceededError: The time for the whole call is over.
        """
        end = None if timeout is None else time.monotonic() + timeout

        def left() -> float | None:
            return self._deadline.cut(None if end is None else max(0.0, end - time.monotonic()))

        waits = pauses()
        try:
            while not self._streams.are_ended:
                try:
                    if self._stream_class is None:
                        stream = self._backend.connect_tcp(host, port, left(), local_address, socket_options)
                    else:
                        found = self._find(host, port, left())
                        options = socket_options or ()
                        stream = self._stream_class(
                            connect(found, left(), local_address=local_address, options=options)
                        )
                    return _Stream(stream, self._deadline, self._streams)
                except OSError as error:
                    pause, remaining = next(waits), left()
                    if not lacks_descriptor(error) or (remaining is not None and pause >= remaining):
                        raise
                if (idle := idle_connection(self._pool)) is not None:
                    idle.close()
                else:
                    self.sleep(pause)
            raise httpx.ConnectError("the client was closed")
        except TimeoutError as error:
            raise httpx.ConnectTimeout(str(error)) from error
        except (OSError, UnicodeError) as error:  # the latter if it is no name at all
            raise httpx.ConnectError(str(error)) from error

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> _Stream:
        """Connect to a socket of this machine."""
        stream = self._backend.connect_unix_socket(path, self._deadline.cut(timeout), socket_options)
        return _Stream(stream, self._deadline, self._streams)

    def end(self) -> None:
        """End the connections, those that are still being opened included. None is opened after that."""
        self._streams.end()

    def sleep(self, seconds: float) -> None:
        """Pause between two attempts to connect."""
        self._backend.sleep(seconds)
