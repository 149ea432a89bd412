"""A server on loopback whose every connection is a script: it may stall, cut, reset, drip or lie at any byte."""

from __future__ import annotations

import os
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self, TypeAlias

_LONGEST_STALL: Final = 10.0
"""Seconds; no test waits that long."""


@dataclass(frozen=True)
class Received:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    raw: bytes
    """All of it."""


class HungUpError(Exception):
    """The client went away."""


class Wire:
    """One connection, in the hands of a script."""

    def __init__(self, connection: socket.socket, site: Site, number: int) -> None:
        self._connection = connection
        self._site = site
        self._rest = b""
        self.number = number
        """Of the connection, from 1."""

    @property
    def site(self) -> Site:
        """The server, with what it has seen."""
        return self._site

    def await_bytes(self) -> None:
        """Wait until the client has sent something, and leave it unread."""
        self._connection.recv(1, socket.MSG_PEEK)

    def read(self) -> Received:
        """Read a request.

        Raises:
            HungUpError: None came.
        """
        data = self._rest
        while b"\r\n\r\n" not in data:
            data += self._receive()
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(body) < length:
            body += self._receive()
        self._rest = body[length:]
        method, target, _ = first.split(" ")
        received = Received(method, target, headers, body[:length], head + b"\r\n\r\n" + body[:length])
        self._site.note(received)
        return received

    def _receive(self) -> bytes:
        try:
            data = self._connection.recv(65536)
        except OSError:
            data = b""
        if not data:
            raise HungUpError
        return data

    def send(self, data: bytes) -> None:
        """Send bytes.

        Raises:
            HungUpError: Nobody takes them.
        """
        try:
            self._connection.sendall(data)
        except OSError:
            raise HungUpError from None

    def damage(self) -> None:
        """Send a record that TLS finds damaged: what stands in it is not what was enciphered."""
        os.write(self._connection.fileno(), b"\x17\x03\x03\x00\x20" + bytes(32))

    def drip(self, data: bytes, interval: float = 0.05) -> None:
        """Send the same bytes again and again, until the client hangs up."""
        end = time.monotonic() + _LONGEST_STALL
        while time.monotonic() < end and not self._site.over.wait(interval):
            self.send(data)
        raise HungUpError

    def stall(self) -> None:
        """Send nothing more, until the client hangs up."""
        self._connection.settimeout(_LONGEST_STALL)
        while self._receive():
            pass

    def reset(self) -> None:
        """End the connection rudely."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise HungUpError


Script: TypeAlias = Callable[[Wire], None]


class Site:
    """A server that runs a script on each connection, and keeps what it received.

    Args:
        script: What to do with a connection; it ends where the script ends.
        context: For TLS.
        host: As the URL names it.
    """

    def __init__(self, script: Script, *, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.requests: list[Received] = []
        self.over = threading.Event()
        self.connections = 0
        self._script = script
        self._context = context
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._changed = threading.Condition(self._lock)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        scheme = "http" if context is None else "https"
        self.port = self._listener.getsockname()[1]
        self.url = f"{scheme}://{host}:{self.port}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def note(self, received: Received) -> None:
        """Keep a request."""
        with self._lock:
            self.requests.append(received)

    def stop_listening(self) -> None:
        """Refuse further connections."""
        self._listener.shutdown(socket.SHUT_RDWR)

    def await_closed(self, seconds: float = 2.0) -> bool:
        """Whether all connections end in that time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, seconds)

    def close(self) -> None:
        """End everything."""
        self.over.set()
        with self._lock:
            open_ones = [self._listener, *self._open]
        for one in open_ones:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                pass
        self._listener.close()
        for thread in self._threads:
            thread.join(_LONGEST_STALL)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(_LONGEST_STALL)
            with self._lock:
                self.connections += 1
                self._open.add(connection)
                thread = threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True)
                self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        wrapped = connection
        try:
            if self._context is not None:
                wrapped = self._context.wrap_socket(connection, server_side=True)
                with self._lock:
                    self._open.remove(connection)  # it has given its descriptor away
                    self._open.add(wrapped)
            self._script(Wire(wrapped, self, number))
        except (HungUpError, OSError):
            pass
        finally:
            wrapped.close()
            connection.close()
            with self._changed:
                self._open -= {connection, wrapped}
                self._changed.notify_all()


def refused_url() -> str:
    """The URL of a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def answer(
    body: bytes,
    status: str = "200 OK",
    *headers: str,
    content_type: str | None = "application/json",
    length: int | str | None = None,
) -> bytes:
    """A well-formed answer, or one with a length of its own; `length=""` leaves it out."""
    lines = [f"HTTP/1.1 {status}"]
    if content_type is not None:
        lines.append(f"content-type: {content_type}")
    if length != "":
        lines.append(f"content-length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, *headers, "", ""]).encode("latin-1") + body
