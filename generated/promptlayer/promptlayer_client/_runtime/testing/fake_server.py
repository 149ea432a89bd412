# Copied from runtime/testing/fake_server.py by `nox -s generate`. Do not edit.
"""A small HTTP/1.1 server on loopback, for fakes and tests that need real sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

Handler: TypeAlias = Callable[[str, str, Mapping[str, str], bytes], tuple[int, dict[str, str], bytes]]
"""A function from method, target, headers and body to status, headers and body."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A test may open hundreds of connections at once; none of them must be refused.
    request_queue_size = 512

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore clients that close the connection early."""


@contextmanager
def serve_on_loopback(handle: Handler) -> Generator[str, None, None]:
    """Serve on a free port of 127.0.0.1 until the context ends; the context manager returns the base URL."""
    connections: set[socket.socket] = set()
    lock = threading.Lock()

    class _Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Otherwise a response waits for the acknowledgement of the previous one.
        disable_nagle_algorithm = True
        # One write for each response instead of one for each header.
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
            target = self.requestline.split(" ")[1]  # as sent; `self.path` merges leading slashes
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
            """Log nothing: the fake records the requests."""

        def __getattr__(self, name: str) -> Callable[[], None]:
            """Pass every HTTP method to the handler. The base class calls `do_GET`, `do_POST` and so on."""
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
                with suppress(OSError):  # the client may have closed it already
                    connection.shutdown(socket.SHUT_RDWR)
