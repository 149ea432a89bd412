"""What the sync and the async twin of a binary response share: its facts, and what may be done with its body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from ..errors import APIConnectionError, InvalidArgumentError, ResponseDecodeError
from ..http.call import Answer, Call
from ..http.engine import Run
from ..http.transport import Outgoing

HEADERS: Final[Mapping[str, str]] = {"Accept": "*/*", "Accept-Encoding": "identity"}
"""What the request of a binary response says. A packed body has another length, and gains nothing."""

_State = Literal["open", "in use", "closed"]


def asked(call: Call) -> Call:
    """The call, which asks for bytes as they are."""
    return call._replace(headers={**HEADERS, **call.headers})


def is_success(head: Answer) -> bool:
    """Whether a response is a success, whose body is the file."""
    return 200 <= head.status_code <= 299


def nothing(_answer: Answer) -> None:
    """Read nothing: the answer reports a failure."""


class Received:
    """A successful response whose body is still arriving.

    Attributes:
        status_code: The HTTP status.
        headers: The headers of the response. Names are case-insensitive.
    """

    def __init__(self, call: Call, run: Run, outgoing: Outgoing, head: Answer) -> None:
        self.status_code = head.status_code
        self.headers: Mapping[str, str] = run.masked(head).headers
        self._call = call
        self._run = run
        self._outgoing = outgoing
        self._state: _State = "open"
        self._content: bytes | None = None

    @property
    def content_type(self) -> str | None:
        """The media type of the body, such as `audio/mpeg`; None if the server names none."""
        return self.headers.get("content-type")

    @property
    def size(self) -> int | None:
        """The size of the body in bytes; None if the server does not say it beforehand."""
        length = self.headers.get("content-length", "")
        return int(length) if length.isdecimal() else None

    def __repr__(self) -> str:
        size = "" if self.size is None else f", {self.size} bytes"
        return f"<{type(self).__name__} of {self._call.called}: {self.status_code} {self.content_type}{size}>"

    def _use(self) -> None:
        """Hold the body to one use.

        Raises:
            InvalidArgumentError: It was read, or closed.
        """
        if self._state != "open":
            problem = "was closed" if self._state == "closed" else "can be read only once"
            error = InvalidArgumentError(f"the response of {self._call.called} {problem}")
            self._run.interrupted(error)
            raise error
        self._state = "in use"

    def _check_coding(self) -> None:
        """Check that the body is not packed, which was asked for.

        Raises:
            ResponseDecodeError: It is.
        """
        coding = self.headers.get("content-encoding", "").strip().lower()
        if coding not in ("", "identity"):
            raise self._unusable("a body that is not packed", f"got {coding:.80}; `read` unpacks it")

    def _unusable(self, expected: str, problem: str) -> ResponseDecodeError:
        error = ResponseDecodeError(expected, None, problem=problem)
        error.status_code, error.headers = self.status_code, self.headers
        return self._run.explained(error)

    def _late(self) -> APIConnectionError:
        return self._run.explained(self._outgoing.out_of_time())
