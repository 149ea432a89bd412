# Copied from runtime/testing/fake_server.py by `nox -s generate`. Do not edit.
"""A small HTTP/1.1 server on loopback, for fakes and tests that need real sockets."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Literal, TypeAlias

from .messages import FakeAnswer, FakeRequest
from .wire import Delivery, delivery_of

Handler: TypeAlias = Callable[[FakeRequest], FakeAnswer]
"""A function from a request to the answer."""

_TOO_LATE: Final = (
    b'{"error": {"message": "FakeFailure.refused() works without sockets only; over a socket, use'
    b' fake.serve(refuse=True)", "code": null}}'
)
_HAS_ARRIVED: Final = Delivery(
    501, (("content-type", "application/json"), ("content-length", str(len(_TOO_LATE)))), (_TOO_LATE,)
)
"""What a request gets that should have been refused, which is too late when it has arrived."""


class _Server(ThreadingHTTPServer):
    # Daemon threads do not exist in subinterpreters. The server ends them itself.
    daemon_threads = False
    block_on_close = False
    # A test may open hundreds of connections at once; none of them must be refused.
    request_queue_size = 512
    # Seconds between two looks whether the program ends.
    timeout = 0.1

    def __init__(self, handle: Handler) -> None:
        self.handle = handle
        self.stopping = threading.Event()
        self.to_reset: set[socket.socket] = set()
        """Connections that end with a reset."""
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _RequestHandler)
        self.host = f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore clients that close the connection early."""

    def verify_request(self, request: object, client_address: object) -> bool:
        """Whether to serve a connection: not the one that `Served` opens to end the wait for connections."""
        return not self.stopping.is_set()

    def shutdown_request(self, request: Any) -> None:  # the base class's type is as wide
        """Close a connection, with a reset if it is to have one."""
        if request in self.to_reset:
            self.to_reset.discard(request)
            self.close_request(request)  # without the regular end, which the base class sends first
        else:
            super().shutdown_request(request)

    def run(self) -> None:
        """Serve until `stop` is called, or until the program's main thread has ended.

        Python waits for all threads when the program ends. So one that never leaves the server would wait for ever.
        """
        main = threading.main_thread()
        while main.is_alive() and not self.stopping.is_set():
            self.handle_request()
        self.stopping.set()
        self.server_close()
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):  # the client may have closed it already
                    connection.shutdown(socket.SHUT_RDWR)

    def add(self, connection: socket.socket) -> None:
        """Remember a connection, in order to close it in the end."""
        with self._lock:
            self._connections.add(connection)
            if self.stopping.is_set():
                connection.shutdown(socket.SHUT_RDWR)

    def discard(self, connection: socket.socket) -> None:
        """Forget a connection that has ended."""
        with self._lock:
            self._connections.discard(connection)


class _RequestHandler(BaseHTTPRequestHandler):
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]  # only our server has such handlers
    protocol_version = "HTTP/1.1"
    # Otherwise a response waits for the acknowledgement of the previous one.
    disable_nagle_algorithm = True
    # One write for each response instead of one for each header.
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.server.add(self.connection)

    def finish(self) -> None:
        self.server.discard(self.connection)
        super().finish()

    def _serve(self) -> None:
        headers = dict(self.headers.items())
        target = self.requestline.split(" ")[1]  # as sent; `self.path` merges leading slashes
        answer = self.server.handle(FakeRequest.of(self.command, target, headers, self._body()))
        delivery = delivery_of(answer, self.command)
        match delivery:
            case "reset" | "timeout" as kind:
                self._fail(kind)
            case "refused":
                self._deliver(_HAS_ARRIVED)
            case _:
                self._deliver(delivery)

    def _fail(self, kind: Literal["reset", "timeout"]) -> None:
        self.close_connection = True
        if kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.server.to_reset.add(self.connection)
        else:
            self.rfile.read(1)  # until the client or the server closes the connection

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("transfer-encoding", "").lower():
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        pieces: list[bytes] = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():  # trailers, and the line that ends them
            pass
        return b"".join(pieces)

    def _deliver(self, delivery: Delivery) -> None:
        if self.server.stopping.wait(delivery.delay):
            self.close_connection = True
            return
        self.send_response_only(delivery.status_code)
        if not any(name.lower() == "date" for name, _ in delivery.headers):
            self.send_header("date", self.date_time_string())
        for name, value in delivery.headers:
            self.send_header(name, value.encode().decode("latin-1"))  # a value may hold any character
        self.end_headers()
        for piece in delivery.pieces:
            if delivery.pause:
                self.wfile.flush()
                self.server.stopping.wait(delivery.pause)
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if delivery.is_chunked and piece else piece)
            if delivery.is_stream:
                self.wfile.flush()
        if delivery.missing:
            self.close_connection = True
        elif delivery.is_chunked:
            self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()
        if delivery.end is not None:
            self._fail(delivery.end)

    def log_message(self, format: str, *args: object) -> None:  # the base class's name
        """Log nothing: the fake records the requests."""

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Pass every HTTP method to the handler. The base class calls `do_GET`, `do_POST` and so on."""
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)


class Served(AbstractContextManager[str]):
    """Serves on a free port of 127.0.0.1 until the context ends; the context manager returns the base URL.

    A program that does not leave the context ends all the same.

    Args:
        handle: Returns the answer to a request.
        hosts: A list that has the host and the port while the context lasts.
    """

    def __init__(self, handle: Handler, hosts: list[str]) -> None:
        self._handle = handle
        self._hosts = hosts
        self._open: list[tuple[_Server, threading.Thread]] = []

    def __enter__(self) -> str:
        server = _Server(self._handle)
        thread = threading.Thread(target=server.run, name="fake server", daemon=False)
        thread.start()
        self._open.append((server, thread))
        self._hosts.append(server.host)
        return f"http://{server.host}"

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        server, thread = self._open.pop()
        self._hosts.remove(server.host)
        server.stopping.set()
        with suppress(OSError):  # the server may have ended with the program
            # The server waits for a connection, or for its time to be over.
            socket.create_connection(("127.0.0.1", server.server_port), timeout=1).close()
        thread.join()


class Refusing(AbstractContextManager[str]):
    """An address of 127.0.0.1 at which nobody listens, and which nobody else gets until the context ends."""

    def __init__(self) -> None:
        self._bound: list[socket.socket] = []

    def __enter__(self) -> str:
        bound = socket.socket()
        bound.bind(("127.0.0.1", 0))
        self._bound.append(bound)
        return f"http://127.0.0.1:{bound.getsockname()[1]}"

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bound.pop().close()
