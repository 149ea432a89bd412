"""A server that reads forms and files as services do, with Starlette, and one that breaks connections."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

import uvicorn
from attrs import define, field
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from .photolab import RECEIPT


@define
class Part:
    """A part of a form, as Starlette has read it."""

    name: str
    content: bytes
    file_name: str | None = None
    content_type: str | None = None


@define
class Taken:
    """A request, as the server has read it."""

    path: str
    headers: dict[str, str]
    body: bytes
    parts: list[Part] = field(factory=list[Part])

    def of(self, name: str) -> list[Part]:
        """The parts with a name."""
        return [part for part in self.parts if part.name == name]


class Lab:
    """The server. It runs in a thread of its own."""

    def __init__(self) -> None:
        self.begin()
        routes = [
            Route("/discard", self._discard, methods=["POST", "PUT"]),
            Route("/discard/{rest:path}", self._discard, methods=["POST", "PUT"]),
            Route("/{rest:path}", self._take, methods=["GET", "POST", "PUT"]),
        ]
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(Starlette(routes=routes), log_level="error", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def begin(self) -> None:
        """Forget what was received, and answer with a receipt."""
        self.taken: list[Taken] = []
        self.discarded: list[int] = []
        """The sizes of the bodies that were only counted."""
        self.answers: list[Response] = []
        """The next responses; a receipt if there are none."""
        self.at_first_piece: Callable[[], object] = lambda: None
        """Is called when a body that is only counted begins."""

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(5)

    async def _take(self, request: Request) -> Response:
        body = await request.body()
        taken = Taken(request.url.path, dict(request.headers), body)
        if request.headers.get("content-type", "").startswith("multipart/"):
            async with request.form() as form:
                for name, value in form.multi_items():
                    if isinstance(value, UploadFile):
                        content = await value.read()
                        taken.parts.append(Part(name, content, value.filename, value.content_type))
                    else:
                        taken.parts.append(Part(name, value.encode()))
        self.taken.append(taken)
        return self.answers.pop(0) if self.answers else JSONResponse(RECEIPT)

    async def _discard(self, request: Request) -> Response:
        size = 0
        try:
            async for piece in request.stream():
                if size == 0:
                    self.at_first_piece()
                size += len(piece)
        except ClientDisconnect:
            return Response()
        self.discarded.append(size)
        return self.answers.pop(0) if self.answers else JSONResponse(RECEIPT)


def streamed(content: bytes, **more: object) -> Response:
    """A response whose size is not known beforehand."""
    return StreamingResponse(iter([content[:7], content[7:]]), media_type="audio/mpeg", **more)  # type: ignore[arg-type]  # status_code, headers


class Cutting:
    """In front of a server: resets the first connection in the middle of its request, and passes on all others.

    Args:
        port: The port of the server.
        after: Bytes of the first request that are read.
    """

    def __init__(self, port: int, *, after: int) -> None:
        self._port = port
        self._after = after
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cut = 0
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for one in self._sockets:
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self.cut == 0:
                self.cut = self._break(connection)
            else:
                upstream = socket.create_connection(("127.0.0.1", self._port))
                self._sockets += [connection, upstream]
                for source, target in ((connection, upstream), (upstream, connection)):
                    thread = threading.Thread(target=_pass_on, args=(source, target), daemon=True)
                    self._threads.append(thread)
                    thread.start()

    def _break(self, connection: socket.socket) -> int:
        read = 0
        while read < self._after and (piece := connection.recv(1 << 16)):
            read += len(piece)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        return read


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(1 << 16):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def open_paths() -> list[str]:
    """The paths of the files that this process has open."""
    found: list[str] = []
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError):  # it was closed meanwhile
            found.append(os.readlink(f"/proc/self/fd/{number}"))
    return found
