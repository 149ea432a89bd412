# Copied from runtime/testing/messages.py by `nox -s generate`. Do not edit.
"""What a fake receives and sends: requests, answers, and failures instead of answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, cast
from urllib.parse import parse_qsl

from attrs import define, field, frozen

from ..errors import InvalidArgumentError
from .forms import FakeForm
from .life_arguments import amount

_LONGEST_SHOWN: Final = 100
"""Bytes of a body that a repr shows: a failed assertion must not print a whole file."""

_MASK: Final = "**********"
_IS_SECRET: Final = re.compile(r"auth|key|token|cookie", re.IGNORECASE).search


def short(content: bytes | None) -> str:
    """The repr of a body, cut after some bytes."""
    if content is None or len(content) <= _LONGEST_SHOWN:
        return repr(content)
    return f"{content[:_LONGEST_SHOWN]!r}... ({len(content)} bytes)"


def _masked(headers: Mapping[str, str]) -> str:
    """The repr of headers without credentials: a test may send a real key to `fake.serve()`."""
    return repr({name: _MASK if _IS_SECRET(name) else value for name, value in headers.items()})


@frozen
class FakeRequest:
    """A request as the fake received it."""

    method: str
    path: str
    """The path as sent: percent-encoded, without the query."""
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str] = field(repr=_masked)
    """The headers, with lower-case names."""
    body: bytes = field(repr=short)

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> FakeRequest:
        """Create a request from the parts of an HTTP request."""
        path, _, query = target.partition("?")
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        return cls(method, path, pairs, {name.lower(): value for name, value in headers.items()}, body)

    @property
    def form(self) -> FakeForm:
        """The form in the body, with its files.

        Raises:
            TypeError: The request has no form of several parts.
        """
        form = FakeForm.of(self.headers, self.body)
        if form is None:
            given = self.headers.get("content-type", "no content type")
            raise TypeError(f"the request has no form of several parts; its body has {given}")
        return form


_Kind: TypeAlias = Literal["reset", "timeout", "cut", "slow", "refused"]


@frozen(repr=False)
class FakeFailure:
    """What happens instead of a complete answer: `fake.respond("videos_create", FakeFailure.reset())`.

    Except after `refused`, the fake has received the request and carried it out: a video that a request ordered is
    there. To let a particular answer fail, pass it one: `FakeAnswer(503, failure=FakeFailure.slow(3))`.
    """

    kind: _Kind
    after: int = 0
    seconds: float = 0.0
    pieces: int = 1
    events: int = 0

    @classmethod
    def reset(cls, *, events: int = 0) -> FakeFailure:
        """The connection is reset before any part of the answer arrives.

        Args:
            events: The number of events of a stream that arrive before.

        Raises:
            InvalidArgumentError: It is not a whole number, 0 or more.
        """
        return cls("reset", events=_count("events", events, at_least=0))

    @classmethod
    def timeout(cls, *, events: int = 0) -> FakeFailure:
        """No answer arrives.

        Without sockets, the client's time-out is over at once; a virtual clock advances by it. Over a socket, the
        client really waits: create it with a short `timeout`.

        Args:
            events: The number of events of a stream that arrive before nothing more does.

        Raises:
            InvalidArgumentError: It is not a whole number, 0 or more.
        """
        return cls("timeout", events=_count("events", events, at_least=0))

    @classmethod
    def cut(cls, *, after: int = 0, events: int = 0) -> FakeFailure:
        """The connection ends in the middle of the answer's body.

        Args:
            after: The number of bytes of the body that arrive. At least the last byte is missing. An answer without a
                body does not arrive at all.
            events: The number of events of a stream that arrive before these bytes.

        Raises:
            InvalidArgumentError: One is not a whole number, 0 or more.
        """
        return cls("cut", after=_count("after", after, at_least=0), events=_count("events", events, at_least=0))

    @classmethod
    def slow(cls, seconds: float, *, pieces: int = 1) -> FakeFailure:
        """The answer takes some time. A client that waits for less raises an `APITimeoutError`.

        Without sockets, the time is that of a virtual clock, if the fake has one. Over a socket, it is real.

        Args:
            seconds: How long it takes.
            pieces: In how many pieces the body arrives. With 1, headers and body arrive together in the end; with
                more, the headers arrive at once, and each piece after its share of the time. The pieces of a stream
                are its events.

        Raises:
            InvalidArgumentError: An argument is not a number, negative or infinite, or there is no piece.
        """
        return cls("slow", seconds=amount("seconds", seconds, finite=True), pieces=_count("pieces", pieces, at_least=1))

    @classmethod
    def refused(cls) -> FakeFailure:
        """The connection is refused, so the request does not arrive, and `fake.requests` does not have it.

        This works without sockets. For an address at which nobody listens, use `fake.serve(refuse=True)`.
        """
        return cls("refused")

    def __repr__(self) -> str:
        events = f"events={self.events}" if self.events else ""
        arguments = {
            "cut": f"after={self.after}" + (f", {events}" if events else ""),
            "slow": f"{self.seconds:g}, pieces={self.pieces}",
        }
        return f"FakeFailure.{self.kind}({arguments.get(self.kind, events)})"


@define
class FakeAnswer:
    """A response for the fake to send."""

    status_code: int = 200
    json: Any = None
    """The body, sent as JSON. `content` takes precedence."""
    content: bytes | None = field(default=None, repr=short)
    headers: Mapping[str, str] = field(factory=dict[str, str])
    failure: FakeFailure | None = None
    """What keeps the answer from arriving at once and completely."""
    events: Sequence[Any] | None = None
    """The body as a stream of events, in the place of `json`: each is sent as JSON, and bytes as they are."""

    def pieces(self) -> list[bytes]:
        """The events as bytes; none if the answer is not a stream."""
        return [one if isinstance(one, bytes) else b"data: %b\n\n" % _json(one) for one in self.events or ()]

    def encoded(self) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body as bytes."""
        if self.events is not None:
            headers = {"content-type": "text/event-stream", "transfer-encoding": "chunked", **self.headers}
            return self.status_code, headers, b"".join(self.pieces())
        if self.content is not None:
            return self.status_code, dict(self.headers), self.content
        return self.status_code, {"content-type": "application/json", **self.headers}, _json(self.json)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def check_answer(answer: object) -> None:
    """Check what a test tells a fake to answer.

    Raises:
        TypeError: It has the wrong type, or cannot be sent.
    """
    if isinstance(answer, (str, FakeFailure)):
        return
    if not isinstance(answer, FakeAnswer):
        given = public_name(type(answer))
        wanted = f"{public_name(FakeAnswer)}, a FakeFailure or the name of a documented example"
        hint = ": write FakeAnswer(json=...)" if isinstance(answer, (dict, list)) else ""
        raise TypeError(f"an answer must be a {wanted}, not {given}{hint}")
    status_code = cast("object", answer.status_code)  # callers may not check types
    if not isinstance(status_code, int) or isinstance(status_code, bool) or not 200 <= status_code <= 999:
        raise TypeError(f"status_code must be an integer from 200 to 999, not {status_code!r}")
    content = cast("object", answer.content)  # callers may not check types
    if not isinstance(content, bytes | None):
        raise TypeError(f"content must be bytes, not {type(content).__name__}: for JSON, write json=...")
    headers = cast("object", answer.headers)  # callers may not check types
    if not isinstance(headers, Mapping) or not all(
        isinstance(text, str) for field in cast("Mapping[object, object]", headers).items() for text in field
    ):
        raise TypeError(f"headers must be a mapping of strings, not {headers!r}")
    events = cast("object", answer.events)  # callers may not check types
    if events is not None and (not isinstance(events, Sequence) or isinstance(events, (str, bytes))):
        raise TypeError(f"events must be a sequence of events, not {type(events).__name__}")
    failure = cast("object", answer.failure)  # callers may not check types
    if not isinstance(failure, FakeFailure | None):
        raise TypeError(f"failure must be a {public_name(FakeFailure)}, not {public_name(type(failure))}")
    try:
        answer.encoded()
    except (TypeError, ValueError, RecursionError) as error:
        raise TypeError(f"json cannot be encoded as JSON: {error}") from None


def public_name(kind: type) -> str:
    """The name of a class, with the package if another package may have a class of the same name."""
    package, runtime, _ = kind.__module__.partition("._runtime.testing.")
    return f"{package}.testing.{kind.__name__}" if runtime else kind.__name__


def _count(name: str, value: object, *, at_least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
        raise InvalidArgumentError(f"{name} must be a whole number, {at_least} or more, not {value!r}")
    return value
