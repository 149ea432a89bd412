# Copied from runtime/testing/fake_transport.py by `nox -s generate`. Do not edit.
"""A transport of httpx that carries requests to a fake without sockets, and raises what httpx would raise."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator

import httpx

from ..http.clock import Pace
from ..http.transport import REMAINING
from .messages import FakeAnswer, FakeRequest
from .wire import Delivery, delivery_of


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


class FakeTransport(httpx.MockTransport):
    """Carries the requests of an `httpx.Client` or an `httpx.AsyncClient` to a fake.

    Args:
        answer: Returns the answer to a request.
        pace: The source of pauses; None for real ones. Then a time-out takes no time at all.
    """

    def __init__(self, answer: Callable[[FakeRequest], FakeAnswer], pace: Pace | None) -> None:
        super().__init__(self.handle_request)
        self._answer = answer
        self._is_real = pace is None
        self._sleep: Callable[[float], None] = _sleep if pace is None else pace.sleep
        self._async_sleep: Callable[[float], Awaitable[None]] = asyncio.sleep if pace is None else pace.async_sleep

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request, or raise the exception of a failure."""
        request.read()
        steps = self._steps(request)
        while True:
            try:
                seconds = next(steps)
            except StopIteration as done:
                response: httpx.Response = done.value
                return response
            self._sleep(seconds)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request, or raise the exception of a failure."""
        await request.aread()
        steps = self._steps(request)
        while True:
            try:
                seconds = next(steps)
            except StopIteration as done:
                response: httpx.Response = done.value
                return response
            await self._async_sleep(seconds)

    def _steps(self, request: httpx.Request) -> Generator[float, None, httpx.Response]:
        """Yield the pauses before the response."""
        target = request.url.raw_path.decode("ascii")
        answer = self._answer(FakeRequest.of(request.method, target, request.headers, request.read()))
        delivery, patience = delivery_of(answer, request.method), _Patience(request, is_real=self._is_real)
        if delivery == "refused":
            raise httpx.ConnectError("the fake refuses the connection", request=request)
        if delivery == "reset":
            raise httpx.ReadError("the fake has reset the connection", request=request)
        if delivery == "timeout":
            yield from patience.all()
            raise patience.lost()
        yield from patience.wait(delivery.delay)
        return self._response(delivery, patience, request)

    def _response(self, delivery: Delivery, patience: _Patience, request: httpx.Request) -> httpx.Response:
        headers = [(name.encode(), value.encode()) for name, value in delivery.headers]
        stated = next((value for name, value in delivery.headers if name.lower() == "content-length"), "0")
        if not stated.isdecimal():
            raise httpx.RemoteProtocolError("bad Content-Length", request=request)
        body = b"".join(delivery.pieces)
        if delivery.pause == 0 and delivery.missing <= 0 and not delivery.is_chunked:
            whole = body[: len(body) + delivery.missing]
            return httpx.Response(delivery.status_code, headers=headers, content=whole)
        stream = _Body(self._arriving(delivery, patience, request), self._sleep, self._async_sleep)
        return httpx.Response(delivery.status_code, headers=headers, stream=stream)

    @staticmethod
    def _arriving(delivery: Delivery, patience: _Patience, request: httpx.Request) -> Iterator[bytes | float]:
        """The pieces of the body, and the pauses between them."""
        received = 0
        for piece in delivery.pieces:
            yield from patience.wait(delivery.pause)
            received += len(piece)
            yield piece
        if delivery.end == "reset":
            raise httpx.ReadError("the fake has reset the connection", request=request)
        if delivery.end == "timeout":
            yield from patience.all()
            raise patience.lost()
        if delivery.missing > 0:
            raise httpx.RemoteProtocolError(
                "peer closed connection without sending complete message body"
                f" (received {received} bytes, expected {received + delivery.missing})",
                request=request,
            )


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that arrives in pieces."""

    def __init__(
        self,
        arriving: Iterator[bytes | float],
        sleep: Callable[[float], None],
        async_sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._arriving = arriving
        self._sleep = sleep
        self._async_sleep = async_sleep

    def __iter__(self) -> Iterator[bytes]:
        for item in self._arriving:
            if isinstance(item, bytes):
                yield item
            else:
                self._sleep(item)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for item in self._arriving:
            if isinstance(item, bytes):
                yield item
            else:
                await self._async_sleep(item)


class _Patience:
    """How long a client waits: for each read, and for the whole response."""

    def __init__(self, request: httpx.Request, *, is_real: bool) -> None:
        self._request = request
        self._is_real = is_real
        self.read: float | None = request.extensions.get("timeout", {}).get("read")
        self._remaining: float | None = request.extensions.get(REMAINING)

    def all(self) -> Iterator[float]:
        """Yield the pause after which the client gives up. In real time, it is over at once."""
        if self.read is not None and not self._is_real:
            yield self.read

    def lost(self) -> httpx.ReadTimeout:
        """The exception with which the client gives up."""
        return httpx.ReadTimeout("the fake does not answer", request=self._request)

    def wait(self, seconds: float) -> Iterator[float]:
        """Yield a pause, as long as the client waits.

        Raises:
            httpx.ReadTimeout: The client waits for less.
        """
        limits = [limit for limit in (self.read, self._remaining) if limit is not None]
        if limits and seconds > min(limits):
            yield min(limits)
            raise httpx.ReadTimeout("the fake is too slow", request=self._request)
        if self._remaining is not None:
            self._remaining -= seconds
        if seconds > 0:
            yield seconds
