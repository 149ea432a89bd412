# Copied from runtime/errors.py by `nox -s generate`. Do not edit.
"""The errors of this package. `HeliconeError` is the root of all that it raises on purpose.

    HeliconeError
    ├── MissingAPIKeyError
    ├── InvalidArgumentError          (also a ValueError)
    ├── APIConnectionError
    │   └── APITimeoutError           (also a TimeoutError)
    ├── ResponseDecodeError           (also a ValueError)
    └── APIStatusError
        ├── BadRequestError           400
        ├── AuthenticationError       401
        ├── PaymentRequiredError      402
        ├── PermissionDeniedError     403
        ├── NotFoundError             404
        ├── ConflictError             409
        ├── UnprocessableEntityError  422
        ├── RateLimitError            429
        └── InternalServerError       500 to 599

All of them can be copied and pickled, and none holds the API key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Self

from .types import MISSING

__all__ = [
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "InvalidArgumentError",
    "MissingAPIKeyError",
    "NotFoundError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "HeliconeError",
    "RateLimitError",
    "ResponseDecodeError",
    "UnprocessableEntityError",
    "status_error_class",
]

_SHOWN: Final = 80
"""Characters of a server's text that a message shows."""


class HeliconeError(Exception):
    """Anything that this package raises on purpose."""

    context: str = ""
    """What the call was part of, if it was made on the way to something else; the text ends with it."""

    def __str__(self) -> str:
        return f"{self._told()}, {self.context}" if self.context else self._told()

    def _told(self) -> str:
        """The text without its context."""
        return super().__str__()


class MissingAPIKeyError(HeliconeError):
    """No API key was given, and the environment holds none."""


class InvalidArgumentError(HeliconeError, ValueError):
    """An argument was refused before anything was sent."""


class _Called:
    """What an error tells of the call that it ended."""

    attempts: int = 1
    """How often the request was sent, or tried to be."""
    elapsed: float = 0.0
    """Seconds that the call took, with all its attempts and pauses."""
    curl: str = ""
    """See `as_curl`."""
    idempotency_key: str | None = None
    """The key that the request carried. Calling again with it cannot be paid for twice."""

    def as_curl(self) -> str:
        """A command that sends the same request, with the environment's variable in the place of the key.

        The values of headers that you have added, and the query of where a redirect has led, read NOT-SHOWN.
        """
        return self.curl


class APIConnectionError(_Called, HeliconeError):
    """The server could not be reached, or the connection broke before the answer was whole.

    Attributes:
        maybe_delivered: Whether the server may have received the request.
        attempts: How often the request was sent, or tried to be.
        elapsed: Seconds that the call took.
    """

    def __init__(self, message: str = "", *, maybe_delivered: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.maybe_delivered = maybe_delivered

    def _told(self) -> str:
        return f"{self.message} (after {self.attempts} attempts)" if self.attempts > 1 else self.message


class APITimeoutError(APIConnectionError, TimeoutError):
    """Time ran out: that of one phase (`timeout`), or that of the whole call (`total_timeout`)."""


class ResponseDecodeError(_Called, HeliconeError, ValueError):
    """The server's answer is not what its documentation says.

    Attributes:
        expected: What should have stood there, in words.
        got: What stood there.
        body: The raw answer; None when a model's `from_dict` was called by hand.
        status_code: Its HTTP status.
        headers: Its headers.
        attempts: How often the request was sent.
        elapsed: Seconds that the call took.
    """

    def __init__(self, expected: str = "", got: object = None, *, problem: str | None = None) -> None:
        super().__init__(expected, got)
        self.expected = expected
        self.got = got
        self.body: bytes | None = None
        self.status_code: int | None = None
        self.headers: Mapping[str, str] = {}
        self._problem = problem
        self._keys: list[str | int] = []

    @property
    def path(self) -> str:
        """Where in the answer, as a JSONPath: `$.data.cost`."""
        parts: list[str] = ["$"]
        for key in reversed(self._keys):
            if isinstance(key, str) and key.isidentifier():
                parts.append(f".{key}")
            else:
                parts.append(f"[{key!r}]")
        return "".join(parts)

    def within(self, key: str | int | None) -> Self:
        """Put a key in front of the path; None leaves it as it is."""
        if key is not None:
            self._keys.append(key)
        return self

    def hide(self, masked: Callable[[str], str]) -> None:
        """Forget what came, and put what `masked` makes of it in the place of each name around it."""
        self.got = "**********"
        self.args = (self.expected, self.got)
        self._keys = [masked(key) if isinstance(key, str) else key for key in self._keys]

    def _told(self) -> str:
        problem = self._problem or f"got {_describe(self.got)}"
        content_type = self.headers.get("content-type", "")
        if self._problem and content_type and "json" not in content_type:
            problem += f" (the answer calls itself {content_type[:_SHOWN]})"
        return f"{self.path}: expected {self.expected}, {'but ' if self._problem else ''}{problem}"


class APIStatusError(_Called, HeliconeError):
    """The server answered that it did not do what was asked.

    Attributes:
        status_code: The HTTP status as sent; a provider may say no with a 200.
        headers: The answer's headers; names are looked up in any case.
        body: The parsed JSON, else the text.
        message: What went wrong, in the server's words where it has some.
        code: The server's own code for it.
        request_id: The id under which the server logged the request.
        attempts: How often the request was sent.
        elapsed: Seconds that the call took.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status_code: int = 0,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        code: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.body = body
        self.code = code
        self.request_id = request_id

    def _told(self) -> str:
        notes = [
            note
            for note in (
                self.code and f"code {self.code}",
                self.request_id and f"request id {self.request_id}",
                self.attempts > 1 and f"after {self.attempts} attempts",
            )
            if note
        ]
        return f"{self.status_code}: {self.message}" + (f" ({', '.join(notes)})" if notes else "")


class BadRequestError(APIStatusError):
    """400: the server does not understand the request."""


class AuthenticationError(APIStatusError):
    """401: the API key is missing, wrong or revoked."""


class PaymentRequiredError(APIStatusError):
    """402: the balance does not cover the request."""


class PermissionDeniedError(APIStatusError):
    """403: the API key is known, but not allowed to do this."""


class NotFoundError(APIStatusError):
    """404: there is no such thing, or not any more, or not for this key."""


class ConflictError(APIStatusError):
    """409: the request does not fit the present state of things."""


class UnprocessableEntityError(APIStatusError):
    """422: the request is well-formed, but its values are not acceptable."""


class RateLimitError(APIStatusError):
    """429: too many requests."""


class InternalServerError(APIStatusError):
    """500 to 599: the server, or something in front of it, failed."""


_BY_STATUS: Final[Mapping[int, type[APIStatusError]]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: PaymentRequiredError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def status_error_class(status_code: int) -> type[APIStatusError]:
    """The class for a status; `APIStatusError` itself for one that has no class of its own."""
    if 500 <= status_code <= 599:
        return InternalServerError
    return _BY_STATUS.get(status_code, APIStatusError)


def _describe(value: object) -> str:
    if value is MISSING:
        return "nothing: it is missing"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the string {_shortened(value)!r}"
    if isinstance(value, (int, float)):
        return f"the number {_shortened(repr(value))}"
    if isinstance(value, list):
        return "an array"
    if isinstance(value, dict):
        return "an object"
    return f"a {type(value).__name__}"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
