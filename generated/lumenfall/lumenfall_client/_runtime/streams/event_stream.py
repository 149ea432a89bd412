# Copied from runtime/streams/event_stream.py by `nox -s generate`. Do not edit.
"""A stream of events, as callers of sync clients use it. `async_event_stream` is the async twin."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeVar

from ..errors import APIConnectionError
from ..files.opened import open_response
from ..files.streaming import IncomingBody, StreamBrokenError
from ..http.call import Call
from ..http.deadline import DeadlineExceededError
from ..http.engine import Engine
from .event_reader import LONGEST_FAREWELL, EventFormat, EventReader, is_stream, refuse
from .stream_state import StreamState

T = TypeVar("T")


class EventStream(StreamState[T]):
    """The events of a call, each as soon as it has arrived.

        with client.chat.stream(...) as events:
            for event in events:
                ...

    The request is sent when a `with` block or a loop begins, and the connection is closed when it ends. Within a
    block, a loop that was left can be continued by another one. Without a block, the connection
    is closed when a loop is left.

    Until the response begins, a failure is retried like that of any other call; later failures are raised.
    `total_timeout` bounds the whole stream, `timeout` the wait for each piece of it, and `max_response_bytes` the size
    of each event.
    """

    def __init__(self, engine: Engine, call: Call, events: EventFormat[T]) -> None:
        super().__init__(call, events)
        self._engine = engine
        self._body: IncomingBody | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._open()
        self._is_in_block = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[T]:
        try:
            reader, body = self._open()
            while not self._is_closed:
                if reader.has_item():
                    yield reader.item()
                elif reader.is_complete:
                    self._read_end(reader, body)
                    break
                else:
                    piece = self._read(reader, body)
                    if not self._is_closed:
                        reader.feed(piece)
        finally:
            if not self._is_in_block:
                self.close()

    def close(self) -> None:
        """Close the connection. A loop over the events ends, in another thread too."""
        with self._lock:
            self._is_closed = True
            body, is_waiting = self._body, self._is_waiting
        if body is None:
            return
        if is_waiting:
            body.end()
        else:
            body.close()

    def _open(self) -> tuple[EventReader[T], IncomingBody]:
        self._check_open()
        if self._reader is None or self._body is None:
            try:
                opened = open_response(self._engine, self._call, is_stream, refuse)
                self._body = opened.body
                self._reader = EventReader(
                    self._events, self._engine.provider, opened.run, opened.outgoing, opened.head
                )
            except BaseException:
                self.close()
                raise
        return self._reader, self._body

    def _read(self, reader: EventReader[T], body: IncomingBody) -> bytes:
        """Read the next bytes; empty at the end of the body, and when the stream was closed meanwhile."""
        with self._lock:
            self._is_waiting = not self._is_closed
        try:
            return body.read(reader.run.remaining()) if self._is_waiting else b""
        except BaseException as error:
            failed = reader.failed(error)
            if self._is_closed and isinstance(failed, APIConnectionError):
                return b""
            self._is_closed = True
            raise failed from failed.__cause__
        finally:
            with self._lock:
                self._is_waiting = False
            if self._is_closed:
                body.close()
                body.abandon()

    def _read_end(self, reader: EventReader[T], body: IncomingBody) -> None:
        """Read the end of the body, if it comes at once, so that the connection can be used again."""
        remaining = reader.run.remaining()
        if reader.is_at_end or remaining == 0.0 or not self._engine.transport.is_own:
            return
        with suppress(StreamBrokenError, DeadlineExceededError):
            body.read(LONGEST_FAREWELL)
