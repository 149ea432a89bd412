# Copied from runtime/streams/stream_state.py by `nox -s generate`. Do not edit.
"""What a sync and an async stream have in common: their state, and what they say about the response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from ..errors import InvalidArgumentError
from ..http.call import Call
from .event_reader import EventFormat, EventReader, stream_call

T = TypeVar("T")


class StreamState(Generic[T]):
    """A stream that may not have begun yet.

    Args:
        call: The request.
        events: What the document says of the events.
    """

    def __init__(self, call: Call, events: EventFormat[T]) -> None:
        self._call = stream_call(call)
        self._events = events
        self._reader: EventReader[T] | None = None
        self._is_in_block = False
        self._is_closed = False
        self._is_waiting = False
        """Whether a thread or a task waits for the next bytes."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._call.called}>"

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self._begun_reader().head.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the response. Names are case-insensitive."""
        return self._begun_reader().head.headers

    @property
    def request_id(self) -> str | None:
        """The id under which the server logged the request, if it says so."""
        return self._begun_reader().request_id

    @property
    def is_complete(self) -> bool:
        """Whether the last event has come."""
        return self._reader is not None and self._reader.is_complete

    def _begun_reader(self) -> EventReader[T]:
        if self._reader is None:
            what = f"this stream of {self._call.called} has not begun"
            raise InvalidArgumentError(f"{what}: enter its `with` block, or iterate over it")
        return self._reader

    def _check_open(self) -> None:
        if self._is_closed:
            what = f"this stream of {self._call.called} is over"
            raise InvalidArgumentError(f"{what}: call the method again for another")
