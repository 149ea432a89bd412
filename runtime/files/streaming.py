"""Responses whose body is read piece by piece, in constant memory. `async_streaming` is the async twin.

As in `transport`, the exceptions of httpx are translated. The body is not decompressed.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, cast

import httpx

from ..errors import APIConnectionError, APITimeoutError, InvalidEnvironmentError
from ..http.body import BodyReader, has_more
from ..http.call import Answer
from ..http.callers_client import errors_named, headers_of, sending_errors
from ..http.connection_pool import release
from ..http.deadline import DeadlineExceededError, end_socket
from ..http.transport import CLOSED, Outgoing, Transport, send
from ..values.sent_files import UnreadableFileError
from .answers import Head


class StreamBrokenError(Exception):
    """No response arrived, or its body is incomplete.

    It wraps the public error in a class of its own, so that an error of the caller's callback is never mistaken for it.
    """

    def __init__(self, error: APIConnectionError) -> None:
        super().__init__(error)
        self.error = error


def head_of(response: httpx.Response) -> Head:
    """The head of a response."""
    headers = headers_of(response)
    framed = "content-length" in headers or "transfer-encoding" in headers or response.http_version.startswith("HTTP/2")
    return Head(response.status_code, headers, framed)


class IncomingBody:
    """A request that is sent once, and the response whose body is read piece by piece. Always close it.

    Args:
        transport: What sends it.
        outgoing: The request.
        bare: Whether it carries none of the headers and cookies that the caller's own `http_client` adds.
    """

    def __init__(self, transport: Transport, outgoing: Outgoing, *, bare: bool = True) -> None:
        self._transport = transport
        self._outgoing = outgoing
        self._bare = bare
        self._client = transport.client()
        self._request: httpx.Request | None = None
        self._response: httpx.Response | None = None
        self._chunks: Iterator[bytes] = iter(())

    def open(self) -> Head:
        """Send the request, and return the head of the response.

        Raises:
            StreamBrokenError: No response arrived.
            DeadlineExceededError: The time for the request is over.
        """
        with self._translated(self._outgoing.remaining):
            self._response = response = self._sent()
        # An event hook of the caller's own `http_client` may have read the body.
        read = response.is_stream_consumed
        self._chunks = iter((response.content,) if read else cast(Any, response.stream))
        return head_of(response)

    def _sent(self) -> httpx.Response:
        try:
            return self._attempt(self._outgoing)
        except errors_named(*CLOSED):
            anew = None if self._request is None else self._outgoing.sent_anew(self._request)
            if anew is None or self._transport.was_closed(self._client):
                raise
        return self._attempt(anew)

    def _attempt(self, outgoing: Outgoing) -> httpx.Response:
        self._request = request = outgoing.build(
            self._client, own=self._transport.is_own, bare=self._bare, upload=outgoing.pieces()
        )
        return send(self._client, outgoing, request)

    def read(self, remaining: float | None) -> bytes:
        """Read the next piece; empty at the end of the body.

        Raises:
            StreamBrokenError: The connection broke before the end of the body.
            DeadlineExceededError: `remaining` seconds are over.
        """
        with self._translated(remaining):
            for chunk in self._chunks:
                if chunk:
                    return chunk
            if self._response is not None and has_more(self._response):
                self._response.extensions["network_stream"].close()
        return b""

    def whole(self, remaining: Callable[[], float | None]) -> Answer:
        """Read and decompress the whole body, as that of any other call.

        Raises:
            StreamBrokenError: The body is incomplete or damaged.
            DeadlineExceededError: The remaining seconds are over.
            ResponseDecodeError: The body of a success is too large.
        """
        response, outgoing = cast(httpx.Response, self._response), self._outgoing
        reader = BodyReader(response, outgoing.max_response_bytes)
        while piece := self.read(remaining()):
            with self._translated(None):
                is_within = reader.add(piece)
            if not is_within:
                if reader.wants_beginning:
                    break
                raise outgoing.too_large(response)
        with self._translated(None):
            content = reader.whole()
        return Answer(response.status_code, headers_of(response), content, longest=outgoing.max_response_bytes)

    def end(self) -> None:
        """End the connection under a thread that waits for it, which then closes it."""
        stream: Any = None if self._response is None else self._response.extensions.get("network_stream")
        found = None if stream is None else stream.get_extra_info("socket")
        if isinstance(found, socket.socket):
            end_socket(found)

    def close(self) -> None:
        """Return the connection to the pool, or close it if some of the body is unread."""
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def abandon(self) -> None:
        """Close the connection if anything kept `close` from doing that, such as Ctrl-C."""
        if self._request is not None:
            release(self._client, self._request)

    @contextmanager
    def _translated(self, remaining: float | None) -> Generator[None]:
        deadline = self._transport.deadline
        with deadline.kept(remaining):
            try:
                yield
            except InvalidEnvironmentError:
                raise
            except APIConnectionError as error:  # no client could be made
                raise StreamBrokenError(error) from error
            except UnreadableFileError as error:
                raise StreamBrokenError(self._outgoing.unreadable(error)) from error
            except sending_errors() as error:
                failed = self._transport.failure(self._client, self._outgoing, error)
                # The timeout of a read is shortened to the deadline, so its error may mean that the deadline is over.
                if isinstance(failed, APITimeoutError) and deadline.is_near():
                    raise DeadlineExceededError from error
                raise StreamBrokenError(failed) from error
