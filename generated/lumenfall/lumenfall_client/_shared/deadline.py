# Copied from overlays/shared/deadline.py by `nox -s generate`. Do not edit.
"""A deadline for sync calls, kept where a thread blocks: on the sockets.

httpx bounds each read by itself, so a server that sends a byte now and then holds a call for as long as it likes.
Async calls are cancelled at their deadline; for sync ones, each wait of a socket is cut to what remains. That needs
the network backend below httpx's pool, which no public setting reaches. Where it cannot be reached, as in the caller's
own client, the deadline is kept between two reads of the body alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

import httpx


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
        return remaining if timeout is None else min(timeout, remaining)

    def is_near(self) -> bool:
        """Whether next to nothing remains."""
        return self.at is not None and time.monotonic() > self.at - 0.001

    def keep(self, client: httpx.Client) -> None:
        """Keep the deadline on the sockets that a client opens from now on, its proxies' included."""
        for transport in (client._transport, *client._mounts.values()):  # pyright: ignore[reportPrivateUsage]  # see above
            pool = getattr(transport, "_pool", None)
            backend = getattr(pool, "_network_backend", None)
            if pool is not None and backend is not None:
                pool._network_backend = _Backend(backend, self)


class _Stream:
    """A connection whose waits are cut to the deadline."""

    def __init__(self, stream: Any, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._stream.read(max_bytes, self._deadline.cut(timeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> _Stream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend:
    """Opens connections whose waits are cut to the deadline."""

    def __init__(self, backend: Any, deadline: Deadline) -> None:
        self._backend = backend
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        stream = self._backend.connect_tcp(
            host, port, self._deadline.cut(timeout), local_address, socket_options
        )
        return _Stream(stream, self._deadline)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> _Stream:
        stream = self._backend.connect_unix_socket(path, self._deadline.cut(timeout), socket_options)
        return _Stream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)
