"""A server on loopback that answers with exactly the bytes that a test scripts: any status, cut bodies, drips."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeAlias
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Received:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def query(self) -> list[tuple[str, str]]:
        """The names and values of the query."""
        return parse_qsl(self.target.partition("?")[2])


@dataclass(frozen=True)
class Raw:
    """An answer, byte by byte."""

    content: bytes
    close: bool = False
    """Whether the connection ends behind it."""
    reset: bool = False
    """Whether it ends rudely."""
    hang: bool = False
    """Whether nothing more comes, with the connection left open."""
    drip: bytes = b""
    """What is sent again and again, for ever."""
    drip_interval: float = 0.02


Answer: TypeAlias = Raw | Callable[[Received], Raw]


def raw_answer(
    body: bytes = b"",
    status_code: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    reason: str = "Scripted",
    length: int | None = None,
    close: bool = False,
) -> Raw:
    """A well-formed answer; with a `length` of its own it is cut."""
    fields = {"content-length": str(len(body) if length is None else length), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    content = f"HTTP/1.1 {status_code} {reason}\r\n{head}\r\n".encode("latin-1") + body
    return Raw(content, close=close or length is not None)


def json_answer(value: Any, status_code: int = 200, headers: Mapping[str, str] | None = None) -> Raw:
    """An answer of JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return raw_answer(body, status_code, {"content-type": "application/json", **(headers or {})})


def text_answer(
    text: str, status_code: int = 200, content_type: str = "text/plain", headers: Mapping[str, str] | None = None
) -> Raw:
    """An answer of text."""
    return raw_answer(text.encode(), status_code, {"content-type": content_type, **(headers or {})})


def html_answer(status_code: int = 200) -> Raw:
    """The page that a proxy shows."""
    page = f"<!DOCTYPE html>\n<html><head><title>{status_code} Oops</title></head><body><h1>Oops</h1></body></html>"
    return text_answer(page, status_code, "text/html; charset=utf-8")


def dripping(head: bytes, drip: bytes = b"a") -> Raw:
    """An answer that never ends, a few bytes at a time."""
    return Raw(head, drip=drip)


@dataclass
class ScriptedServer:
    """Gives scripted answers, the last of them again and again, and keeps what it received."""

    requests: list[Received] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._script: list[Answer] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._start(self._accept)

    def script(self, *answers: Answer) -> None:
        """Answer with these from now on."""
        with self._lock:
            self._script = list(answers)

    def all_closed_within(self, seconds: float) -> bool:
        """Whether the clients close every connection in that time."""
        end = time.monotonic() + seconds
        while self._sockets and time.monotonic() < end:
            self._over.wait(0.005)
        return not self._sockets

    def close(self) -> None:
        """End all connections."""
        self._over.set()
        with self._lock:
            sockets = [self._listener, *self._sockets]
        for one in sockets:
            _shut(one)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self.connections += 1
                self._sockets.add(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rb") as stream:
                while (received := _read_request(stream)) is not None:
                    if not self._reply(connection, received):
                        return
        except OSError:  # the client hung up
            pass
        finally:
            with self._lock:
                self._sockets.discard(connection)

    def _reply(self, connection: socket.socket, received: Received) -> bool:
        with self._lock:
            self.requests.append(received)
            answer = self._script[0] if self._script else raw_answer(b"no script", 599)
            if len(self._script) > 1:
                del self._script[0]
        raw = answer(received) if callable(answer) else answer
        connection.sendall(raw.content)
        while raw.drip and not self._over.wait(raw.drip_interval):
            connection.sendall(raw.drip)
        if raw.hang:
            self._over.wait(30)
        if raw.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return not (raw.close or raw.reset or raw.hang or raw.drip)


def refused_url() -> str:
    """The URL of a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


_HANDSHAKE = b"\x16"
"""The first byte of a client that speaks TLS."""


def _read_request(stream: Any) -> Received | None:
    if stream.peek(1)[:1] == _HANDSHAKE:
        # Its bytes are random: it may hold no end of a line, for which we would wait.
        return Received("", "", {}, b"")
    line = stream.readline().decode("latin-1").split()
    if len(line) != 3:
        return None
    headers: dict[str, str] = {}
    while (text := stream.readline().decode("latin-1").rstrip("\r\n")) != "":
        name, _, value = text.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))
    return Received(line[0], line[1], headers, body)


def _shut(one: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        one.shutdown(socket.SHUT_RDWR)
