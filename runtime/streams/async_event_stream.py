"""A stream of events, as callers of async clients use it. `event_stream` is the sync twin."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from ..errors import APIConnectionError
from ..files.streaming import StreamBrokenError
from ..http.call import Call
from ..http.deadline import DeadlineExceededError
from ..http.engine import AsyncEngine
from ..http.resource import AsyncResource
from .event_reader import LONGEST_FAREWELL, EventFormat, EventReader, is_stream, refuse
from .stream_state import StreamState

if TYPE_CHECKING:
    from ..files.async_opened import AsyncOpened
    from ..files.async_streaming import AsyncIncomingBody

T = TypeVar("T")

OpenResponse: TypeAlias = "Callable[..., Awaitable[AsyncOpened]]"
"""What opens a stream: `open_response` of `files.async_opened`."""


class AsyncStreamResource(AsyncResource):
    """A group of operations on one async client's engine, some of which stream events."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        # Imported now, not with the first stream: an upgrade of the package under a running program must not break it.
        from ..files.async_opened import open_response  # noqa: PLC0415  # sync programs need no asyncio

        self._open_response: OpenResponse = open_response

    def _event_stream(self, call: Call, events: EventFormat[T]) -> AsyncEventStream[T]:
        """The stream of a call, not yet begun."""
        return AsyncEventStream(self._engine, self._open_response, call, events)


class AsyncEventStream(StreamState[T]):
    """The events of a call, each as soon as it has arrived.

        async with client.chat.stream(...) as events:
            async for event in events:
                ...

    The request is sent when a `async with` block or a loop begins, and the connection is closed when it ends. Within a
    block, a loop that was left can be continued by another one. Leave a loop early only within a block: without one,
    the connection stays open until Python removes what is left of the loop.

    Until the response begins, a failure is retried like that of any other call; later failures are raised.
    `total_timeout` bounds the whole stream, `timeout` the wait for each piece of it, and `max_response_bytes` the size
    of each event.
    """

    def __init__(self, engine: AsyncEngine, open_response: OpenResponse, call: Call, events: EventFormat[T]) -> None:
        super().__init__(call, events)
        self._engine = engine
        self._open_response = open_response
        self._body: AsyncIncomingBody | None = None

    async def __aenter__(self) -> Self:
        await self._open()
        self._is_in_block = True
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def __aiter__(self) -> AsyncIterator[T]:
        try:
            reader, body = await self._open()
            while not self._is_closed:
                if reader.has_item():
                    yield reader.item()
                elif reader.is_complete:
                    await self._read_end(reader, body)
                    break
                else:
                    piece = await self._read(reader, body)
                    if not self._is_closed:
                        reader.feed(piece)
        finally:
            if not self._is_in_block:
                await self.aclose()

    async def aclose(self) -> None:
        """Close the connection. A loop over the events ends, in another task too."""
        self._is_closed = True
        if self._body is None:
            return
        if self._is_waiting:
            await self._body.end()
        else:
            await self._body.aclose()

    async def _open(self) -> tuple[EventReader[T], AsyncIncomingBody]:
        self._check_open()
        if self._reader is None or self._body is None:
            try:
                opened = await self._open_response(self._engine, self._call, is_stream, refuse)
                self._body = opened.body
                self._reader = EventReader(
                    self._events, self._engine.provider, opened.run, opened.outgoing, opened.head
                )
            except BaseException:
                await self.aclose()
                raise
        return self._reader, self._body

    async def _read(self, reader: EventReader[T], body: AsyncIncomingBody) -> bytes:
        """Read the next bytes; empty at the end of the body, and when the stream was closed meanwhile."""
        self._is_waiting = not self._is_closed
        try:
            return await body.read(reader.run.remaining()) if self._is_waiting else b""
        except BaseException as error:
            failed = reader.failed(error)
            if self._is_closed and isinstance(failed, APIConnectionError):
                return b""
            self._is_closed = True
            raise failed from failed.__cause__
        finally:
            self._is_waiting = False
            if self._is_closed:
                await body.aclose()

    async def _read_end(self, reader: EventReader[T], body: AsyncIncomingBody) -> None:
        """Read the end of the body, if it comes at once, so that the connection can be used again."""
        remaining = reader.run.remaining()
        if reader.is_at_end or remaining == 0.0 or not self._engine.transport.is_own:
            return
        with suppress(StreamBrokenError, DeadlineExceededError):
            await body.read(LONGEST_FAREWELL)
