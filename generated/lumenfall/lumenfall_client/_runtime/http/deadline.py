# Copied from runtime/http/deadline.py by `nox -s generate`. Do not edit.
"""A deadline for sync calls, kept where a thread blocks: on the sockets.

httpx bounds each read by itself, so a server that sends a byte now and then holds a call for as long as it likes.
Async calls are cancelled at their deadline; for sync ones, each wait of a socket is cut to what remains. That needs
the network backend below httpx's pool, which no public setting reaches. Where it cannot be reached, as in the caller's
own client, the deadline is kept between two reads of the body alone.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any, Final

import httpx

from .environment import pools_of

LONGEST_WAIT: Final = 2_000_000.0
"""Seconds, some weeks: about the most that sockets can count."""

_SLICE: Final = 1 << 14
"""Bytes that are written before the deadline is looked at again; a record of TLS has as many."""


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

    def cut(self, timeout: float | None, *, share: float = 1.0) -> float | None:
        """`timeout`, or what remains if that is less; of that a share.

        Raises:
            DeadlineExceededError: Nothing remains.
        """
        if self.at is None:
            return timeout
        remaining = self.at - time.monotonic()
        if remaining <= 0:
            raise DeadlineExceededError
        remaining = min(remaining * share, LONGEST_WAIT)
        return remaining if timeout is None else min(timeout, remaining)

    def is_near(self) -> bool:
        """Whether next to nothing remains."""
        return self.at is not None and time.monotonic() > self.at - 0.001

    def keep(self, client: httpx.Client) -> None:
        """Keep the deadline on the sockets that a client opens from now on, its proxies' included."""
        for pool in pools_of(client):
            backend = getattr(pool, "_network_backend", None)
            if backend is not None:
                pool._network_backend = Backend(backend, self)


class _Stream:
    """A connection whose waits are cut to the deadline."""

    def __init__(self, stream: Any, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._stream.read(max_bytes, self._deadline.cut(timeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # Below, each packet that is taken would get all of `timeout` again.
        for start in range(0, len(buffer), _SLICE):
            self._stream.write(buffer[start : start + _SLICE], self._deadline.cut(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def addresses_of(host: str, port: int) -> list[str]:
    """A host's addresses, the best first; at least one.

    Raises:
        httpx.ConnectError: It has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # the latter if it is no name at all
        raise httpx.ConnectError(str(error)) from error
    addresses = list(dict.fromkeys(_address(entry[4]) for entry in found))
    if not addresses:
        raise httpx.ConnectError(f"{host} has no address")
    return addresses


def _address(found: tuple[object, ...]) -> str:
    address = str(found[0])
    # After host, port and flow; a link-local one is nothing without its scope.
    scope = found[3] if len(found) > 3 else 0
    return f"{address}%{scope}" if scope and "%" not in address else address


class Backend:
    """Opens connections whose waits are cut to the deadline.

    Args:
        backend: That of the pool.
        deadline: What to keep.
        resolve: Gives the addresses of a host, one at least.
    """

    def __init__(
        self, backend: Any, deadline: Deadline, resolve: Callable[[str, int], list[str]] = addresses_of
    ) -> None:
        self._backend = backend
        self._deadline = deadline
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> _Stream:
        """Connect to the first address that answers."""
        addresses = self._resolve(host, port)
        while True:
            address = addresses.pop(0)
            # One that does not answer leaves half of the time to the others. Below, each would get all of it.
            cut = self._deadline.cut(timeout, share=0.5 if addresses else 1.0)
            try:
                stream = self._backend.connect_tcp(address, port, cut, local_address, socket_options)
            except Exception:  # whatever the backend raises, which is httpcore's
                if not addresses:
                    raise
            else:
                return _Stream(stream, self._deadline)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> _Stream:
        """Connect to a socket of this machine."""
        stream = self._backend.connect_unix_socket(path, self._deadline.cut(timeout), socket_options)
        return _Stream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        """Pause between two attempts to connect."""
        self._backend.sleep(seconds)
