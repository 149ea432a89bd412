# Copied from runtime/files/streaming.py by `nox -s generate`. Do not edit.
"""Responses whose body is read piece by piece, in constant memory. `async_streaming` is the async twin.

As in `transport`, the exceptions of httpx are translated. The body is not decompressed.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, cast

import httpx

from ..errors import APIConnectionError, APITimeoutError, InvalidEnvironmentError
from ..http.body import has_more
from ..http.callers_client import complained_of, errors_named, headers_of, sending_errors, with_location
from ..http.deadline import Deadline, DeadlineExceededError
from ..http.transport import Outgoing, Transport
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
    """A response whose body is still arriving. Always close it."""

    def __init__(self, response: httpx.Response, outgoing: Outgoing, deadline: Deadline) -> None:
        self.head = head_of(response)
        self._response = response
        self._outgoing = outgoing
        self._deadline = deadline
        # An event hook of the caller's own `http_client` may have read the body.
        read = response.is_stream_consumed
        self._chunks: Iterator[bytes] = iter((response.content,) if read else cast(Any, response.stream))

    def read(self, remaining: float | None) -> bytes:
        """Read the next piece; empty at the end of the body.

        Raises:
            StreamBrokenError: The connection broke before the end of the body.
            DeadlineExceededError: `remaining` seconds are over.
        """
        with _translated(self._outgoing, self._deadline, remaining):
            for chunk in self._chunks:
                if chunk:
                    return chunk
            if has_more(self._response):
                self._response.extensions["network_stream"].close()
        return b""

    def close(self) -> None:
        """Return the connection to the pool, or close it if some of the body is unread."""
        self._response.close()


def open_stream(transport: Transport, outgoing: Outgoing) -> IncomingBody:
    """Send a request once, without the headers and cookies that the caller's own `http_client` adds.

    Raises:
        StreamBrokenError: No response arrived.
        DeadlineExceededError: The time for the request is over.
        InvalidEnvironmentError: The environment does not allow to send it.
    """
    with _translated(outgoing, transport.deadline, outgoing.remaining):
        client = transport.client()
        request = outgoing.build(client, own=transport.is_own, bare=True)
        try:
            response = with_location(client.send(request, stream=True, auth=outgoing.auth, follow_redirects=False))
        except errors_named("HTTPStatusError") as error:
            response = complained_of(error, request)
    return IncomingBody(response, outgoing, transport.deadline)


@contextmanager
def _translated(outgoing: Outgoing, deadline: Deadline, remaining: float | None) -> Generator[None]:
    with deadline.kept(remaining):
        try:
            yield
        except InvalidEnvironmentError:
            raise
        except APIConnectionError as error:  # no client could be made
            raise StreamBrokenError(error) from error
        except sending_errors() as error:
            failed = outgoing.failed(error)
            # The timeout of a read is shortened to the deadline, so its error may mean that the deadline is over.
            if isinstance(failed, APITimeoutError) and deadline.is_near():
                raise DeadlineExceededError from error
            failed.__cause__ = error
            raise StreamBrokenError(failed) from error
