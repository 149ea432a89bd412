# Copied from runtime/streams/event_reader.py by `nox -s generate`. Do not edit.
"""What the events of a stream mean: items, its end, or a failure. Nothing here reads from a connection."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Final, Generic, NamedTuple, TypeVar

from ..errors import APIConnectionError, ResponseDecodeError
from ..files.streaming import StreamBrokenError
from ..http.call import Answer, Call
from ..http.configuration import Provider
from ..http.deadline import DeadlineExceededError
from ..http.engine import Run
from ..http.failures import request_id
from ..http.transport import Outgoing
from ..values.json_values import member
from .server_sent_events import EventParser, EventTooLongError, RawEvent, ServerSentEvent

T = TypeVar("T")

_CONTENT_TYPE: Final = "text/event-stream"
_HEADERS: Final[Mapping[str, str]] = {"Accept": _CONTENT_TYPE, "Accept-Encoding": "identity"}
"""A compressed stream would arrive late, when a block of it is full."""

_USUAL_DONE: Final = "[DONE]"
"""The data of the last event of many providers. No JSON looks like that."""

LONGEST_FAREWELL: Final = 0.1
"""Seconds to wait for the end of the body after the last event. With it, the connection can be used again."""


class EventAnswer(Answer):
    """The data of one event, in the place of a body."""

    __slots__ = ("event",)

    def __init__(self, head: Answer, event: RawEvent, longest: int) -> None:
        super().__init__(head.status_code, head.headers, event.data, longest=longest)
        self.event = event

    def text(self) -> str:
        """The data as text; an event stream is always UTF-8, and what is not is replaced."""
        return self.content.decode("utf-8", "replace")

    def _charset(self) -> None:
        return None


class EventFormat(NamedTuple, Generic[T]):
    """The events of one operation, as the document describes them."""

    read: Callable[[EventAnswer], T]
    """Reads an event, or raises `ResponseDecodeError`."""
    done: str | None = None
    """The data of the event with which every stream ends; None if the end of the body may be the end."""


def any_event(answer: EventAnswer) -> ServerSentEvent:
    """Read an event that the document does not describe."""
    try:
        data = answer.json()
    except ResponseDecodeError:
        data = answer.text()
    return ServerSentEvent(answer.event.type, data, answer.event.id)


def stream_call(call: Call) -> Call:
    """The call with the headers of a stream."""
    return call._replace(headers={**_HEADERS, **call.headers})


def is_stream(answer: Answer) -> bool:
    """Whether a response is a stream of events that can be read as it arrives."""
    coding = answer.headers.get("content-encoding", "").strip().lower()
    return 200 <= answer.status_code <= 299 and answer.is_a(_CONTENT_TYPE) and coding in ("", "identity")


def refuse(answer: Answer) -> None:
    """Read a success that is not a stream of events.

    Raises:
        ResponseDecodeError: Always.
    """
    coding, kind = (answer.headers.get(f"content-{name}", "") for name in ("encoding", "type"))
    packed = f" with the encoding {coding}" if coding else ""
    problem = f"got {kind or 'no content type'}{packed}"
    raise ResponseDecodeError("a stream of events", answer.content[:200], problem=problem)


class EventReader(Generic[T]):
    """Makes items of the bytes of a stream.

    Args:
        events: What the document says.
        provider: Where the stream comes from.
        run: The call.
        outgoing: The request.
        head: The response without its body.
    """

    def __init__(self, events: EventFormat[T], provider: Provider, run: Run, outgoing: Outgoing, head: Answer) -> None:
        self.run = run
        self.head = run.masked(head)
        self.request_id = request_id(provider, self.head)
        self.is_complete = False
        """Whether the last event has come."""
        self.is_at_end = False
        """Whether the end of the body has come."""
        self._events = events
        self._done = (_USUAL_DONE if events.done is None else events.done).encode()
        self._outgoing = outgoing
        self._parser = EventParser(outgoing.max_response_bytes)
        self._waiting: deque[RawEvent] = deque()

    def feed(self, piece: bytes) -> None:
        """Take the next bytes; empty bytes are the end of the body.

        Raises:
            ResponseDecodeError: An event is too long.
        """
        try:
            self._waiting += self._parser.feed(piece) if piece else self._parser.end()
        except EventTooLongError:
            problem = f"one is longer than max_response_bytes ({self._outgoing.max_response_bytes})"
            error = ResponseDecodeError("events of a sensible size", None, problem=problem)
            error.status_code, error.headers = self.head.status_code, self.head.headers
            error.request_id = self.request_id
            raise self.run.explained(error) from None
        self.is_at_end = not piece

    def has_item(self) -> bool:
        """Whether an event is ready. If none is, and the stream is not complete, the next bytes are needed.

        Raises:
            APIConnectionError: The body has ended before the last event.
        """
        if self._waiting and self._waiting[0].data != self._done:
            return True
        if self._waiting:
            self._waiting.clear()
            self.is_complete = True
        elif self.is_at_end and not self.is_complete:
            if self._events.done is not None:
                raise self.cut_short()
            self.is_complete = True
        return False

    def item(self) -> T:
        """The next event.

        Raises:
            APIStatusError: The event reports that the server has failed.
            ResponseDecodeError: The event is not what the documentation says.
        """
        answer = EventAnswer(self.head, self._waiting.popleft(), self._outgoing.max_response_bytes)
        if _reports_failure(answer):
            raise self.run.failure(answer)
        return self.run.finish(answer, lambda _answer: self._events.read(answer)).parsed

    def cut_short(self) -> APIConnectionError:
        """The error of a stream whose body has ended before its last event."""
        about = f"{self._outgoing.method} {self._outgoing.shown_url}"
        return self.run.explained(APIConnectionError(f"{about}: the stream ended before {self._events.done}"))

    def failed(self, error: BaseException) -> BaseException:
        """What to raise for an exception while the next bytes were waited for, with its cause."""
        found = error
        if isinstance(error, StreamBrokenError):
            found = error.error
        elif isinstance(error, DeadlineExceededError):
            found = self._outgoing.out_of_time()
            found.__cause__ = error
        if isinstance(found, APIConnectionError):
            return self.run.explained(found)
        self.run.interrupted(found)
        return found


def _reports_failure(answer: EventAnswer) -> bool:
    """Whether an event says that the server has failed in the middle of its answer."""
    if answer.event.type == "error":
        return True
    try:
        return member(answer.json(), "error") not in (None, False, "")
    except ResponseDecodeError:
        return False
