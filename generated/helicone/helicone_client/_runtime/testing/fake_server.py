# Copied from runtime/testing/fake_server.py by `nox -s generate`. Do not edit.
"""A small HTTP/1.1 server on loopback, for the fake and for tests that want real sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

Handler: TypeAlias = Callable[[str, str, Mapping[str, str], bytes], tuple[int, dict[str, str], bytes]]
"""From method, target, headers and body to status, headers and body."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A test that opens hundreds of connections at once must not see them refused.
    request_queue_size = 512

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def serve_on_loopback(handle: Handler) -> Generator[str, None, None]:
    """Serve on a free port of 127.0.0.1 until the context ends; gives the base URL."""
    connections: set[socket.socket] = set()
    lock = threading.Lock()

    class _Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Without it, an answer waits for the acknowledgement of the one before.
        disable_nagle_algorithm = True
        # One write an answer instead of one a header.
        wbufsize = -1

        def setup(self) -> None:
            super().setup()
            with lock:
                connections.add(self.connection)

        def finish(self) -> None:
            with lock:
                connections.discard(self.connection)
            super().finish()

        def _serve(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = dict(self.headers.items())
            target = self.requestline.split(" ")[1]  # as sent: `self.path` has no two slashes at its beginning
            status_code, answer_headers, body = handle(self.command, target, headers, self.rfile.read(length))
            self.send_response_only(status_code)
            if "date" not in answer_headers:
                self.send_header("date", self.date_time_string())
            for name, value in answer_headers.items():
                self.send_header(name, value.encode().decode("latin-1"))  # a value may hold any character
            if not 100 <= status_code < 200 and status_code not in (204, 304):
                self.send_header("content-length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD" and status_code not in (204, 304):
                self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # the base class's name
            """Say nothing; the fake keeps what it received."""

        def __getattr__(self, name: str) -> Callable[[], None]:
            """The base class asks for a `do_` each method; whatever the method, the handler is asked."""
            if name.startswith("do_"):
                return self._serve
            raise AttributeError(name)

    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with lock:
            for connection in connections:
                with suppress(OSError):  # the client was faster
                    connection.shutdown(socket.SHUT_RDWR)
