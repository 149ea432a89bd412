# Copied from runtime/streams/server_sent_events.py by `nox -s generate`. Do not edit.
"""Server-sent events (`text/event-stream`), found in a body that arrives in pieces of any size."""

from __future__ import annotations

from typing import Any, NamedTuple

_BOM = b"\xef\xbb\xbf"


class ServerSentEvent(NamedTuple):
    """An event whose data the provider's documentation does not describe."""

    type: str
    """`message`, if the server names no type."""
    data: Any
    """The JSON value, or the text if it is not JSON."""
    id: str | None = None
    """The id of the event, or of the last one before it that has an id."""


class RawEvent(NamedTuple):
    """An event as it was sent."""

    type: str
    """`message`, if the server names no type."""
    data: bytes
    """Its data; several lines are joined by line breaks."""
    id: str | None = None


class EventTooLongError(Exception):
    """An event is longer than the limit."""


class EventParser:
    """Gathers the bytes of a stream and finds the events in them.

    The rules are those of the HTML standard ("Interpreting an event stream"): lines end with CR, LF or both, a line
    that begins with a colon is a comment, and an empty line ends an event. An event without data does not count.

    Args:
        limit: The most bytes of one event.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._line: list[bytes] = []
        self._type = b""
        self._data: list[bytes] = []
        self._id: str | None = None
        self._size = self._kept = 0
        self._is_first = True
        self._after_cr = False

    def feed(self, piece: bytes) -> list[RawEvent]:
        """Take the next bytes, and return the events that are complete with them.

        Raises:
            EventTooLongError: An event is longer than the limit.
        """
        if self._after_cr and piece:
            self._after_cr = False
            piece = piece.removeprefix(b"\n")
        events: list[RawEvent] = []
        for part in piece.splitlines(keepends=True):
            self._size += len(part)
            if self._size > self._limit:
                raise EventTooLongError
            self._line.append(part)
            if part.endswith((b"\r", b"\n")):
                events += self._end_of_line()
        self._after_cr = self._after_cr or piece.endswith(b"\r")
        return events

    def end(self) -> list[RawEvent]:
        """Return the event that the end of the stream completes, if the server has left out its last empty line."""
        return [*(self._end_of_line() if self._line else ()), *self._end_of_event()]

    def _end_of_line(self) -> list[RawEvent]:
        line = b"".join(self._line).rstrip(b"\r\n")
        self._line.clear()
        if self._is_first:
            self._is_first = False
            line = line.removeprefix(_BOM)
        if not line:
            return self._end_of_event()
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data.append(value)
            self._kept = self._size
        elif name == b"event":
            self._type = value
            self._kept = self._size
        elif name == b"id" and b"\0" not in value:
            self._id = value.decode("utf-8", "replace")
        self._size = self._kept  # nothing is kept of comments and other fields
        return []

    def _end_of_event(self) -> list[RawEvent]:
        data, type_ = self._data, self._type
        self._data, self._type = [], b""
        self._size = self._kept = 0
        if not data:
            return []
        return [RawEvent(type_.decode("utf-8", "replace") or "message", b"\n".join(data), self._id)]
