# Copied from runtime/files/streaming.py by `nox -s generate`. Do not edit.
"""An answer whose body is read piece by piece, in constant memory. The sync half; `async_streaming` is the other.

httpx is met here as in `transport`: its exceptions are translated, and no body is unpacked.
"""

from __future__ import annotations

import ssl
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, cast

import httpx

from ..errors import APIConnectionError, APITimeoutError
from ..http.body import has_more
from ..http.callers_client import complained_of, with_location
from ..http.deadline import Deadline, DeadlineExceededError
from ..http.transport import Outgoing, Transport
from .answers import Head


class StreamBrokenError(Exception):
    """No answer came, or its body broke off. Apart from the error that it holds, so that callers cannot raise it."""

    def __init__(self, error: APIConnectionError) -> None:
        super().__init__(error)
        self.error = error


def head_of(response: httpx.Response) -> Head:
    """An answer before its body."""
    headers = response.headers
    framed = "content-length" in headers or "transfer-encoding" in headers or response.http_version.startswith("HTTP/2")
    return Head(response.status_code, headers, framed)


class IncomingBody:
    """An answer on its way. Close it, read or not."""

    def __init__(self, response: httpx.Response, outgoing: Outgoing, deadline: Deadline) -> None:
        self.head = head_of(response)
        self._response = response
        self._outgoing = outgoing
        self._deadline = deadline
        # A caller's own event hook may have read the body.
        read = response.is_stream_consumed
        self._chunks: Iterator[bytes] = iter((response.content,) if read else cast(Any, response.stream))

    def read(self, remaining: float | None) -> bytes:
        """The next piece; empty when there is none.

        Raises:
            StreamBrokenError: The body broke off.
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
        """Give the connection back, or close it if something of the body is unread."""
        self._response.close()


def open_stream(transport: Transport, outgoing: Outgoing) -> IncomingBody:
    """Send once. Nothing that a caller's client is configured to add goes with it, neither headers nor cookies.

    Raises:
        StreamBrokenError: No answer came.
        DeadlineExceededError: The time for it is over.
    """
    client = transport.client()
    with _translated(outgoing, transport.deadline, outgoing.remaining):
        request = outgoing.build(client, own=transport.is_own, bare=True)
        try:
            response = with_location(client.send(request, stream=True, auth=outgoing.auth, follow_redirects=False))
        except httpx.HTTPStatusError as error:
            response = complained_of(error, request)
    return IncomingBody(response, outgoing, transport.deadline)


@contextmanager
def _translated(outgoing: Outgoing, deadline: Deadline, remaining: float | None) -> Generator[None]:
    with deadline.kept(remaining):
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            failed = outgoing.failed(error)
            # A wait that was cut to the deadline looks like one that took too long by itself.
            if isinstance(failed, APITimeoutError) and deadline.is_near():
                raise DeadlineExceededError from error
            failed.__cause__ = error
            raise StreamBrokenError(failed) from error
