"""A fast server on loopback with fixed responses, in a separate process.

One line of JSON on its standard input maps paths to bodies; it prints its port to standard output. It ends when its
standard input is closed.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager

_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"


class _FixedAnswers(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, for requests without a body."""

    def __init__(self, answers: Mapping[bytes, bytes]) -> None:
        self._answers = answers
        self._unread = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Store the transport."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # what asyncio gives for TCP
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Respond to each complete request."""
        *requests, self._unread = (self._unread + data).split(b"\r\n\r\n")
        for request in requests:
            target = request.split(b" ", 2)[1]
            self._transport.write(self._answers.get(target.partition(b"?")[0], _NOT_FOUND))


def _answer(body: str) -> bytes:
    content = body.encode()
    # As many headers as a provider behind a proxy sends, because reading them takes time too.
    head = (
        "HTTP/1.1 200 OK\r\ndate: Sun, 15 Mar 2026 14:32:12 GMT\r\nserver: benchmarks\r\n"
        f"content-type: application/json\r\ncontent-length: {len(content)}\r\n"
        "cache-control: no-store\r\nx-request-id: 0f9c2a53-1d3c-4f5e-9f3b-6f1f5c9d7a10\r\n\r\n"
    )
    return head.encode() + content


async def _serve() -> None:
    bodies: dict[str, str] = json.loads(sys.stdin.readline())
    answers = {path.encode(): _answer(body) for path, body in bodies.items()}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _FixedAnswers(answers), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


@contextmanager
def serving(bodies: Mapping[str, str]) -> Generator[str, None, None]:
    """Serve each path with its body until the context ends, and return the base URL."""
    command = [sys.executable, __file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # both are pipes
        print(json.dumps(bodies), file=process.stdin, flush=True)
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.stdin.close()


if __name__ == "__main__":
    asyncio.run(_serve())
