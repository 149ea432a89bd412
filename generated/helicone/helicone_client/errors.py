# Copied from runtime/errors.py by `nox -s generate`. Do not edit.
"""The errors of this package. `HeliconeError` is the root of all that it raises on purpose.

    HeliconeError
    ├── MissingAPIKeyError
    ├── InvalidArgumentError          (also a ValueError)
    ├── APIConnectionError
    │   ├── APITimeoutError           (also a TimeoutError)
    │   └── InvalidEnvironmentError   a proxy or certificate setting
    ├── ResponseDecodeError           (also a ValueError)
    ├── PaginationError
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
    "InvalidEnvironmentError",
    "MissingAPIKeyError",
    "NotFoundError",
    "PaginationError",
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

_READING: Final = frozenset({"GET", "HEAD"})

_MAYBE_DELIVERED: Final = "an earlier attempt may have been carried out"


def __dir__() -> list[str]:
    return __all__


class HeliconeError(Exception):
    """Anything that this package raises on purpose."""

    _context: str = ""
    """What the call was a part of, such as a wait; the message ends with it."""

    def __str__(self) -> str:
        return f"{self._text()}, {self._context}" if self._context else self._text()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def _text(self) -> str:
        """The message without `_context`."""
        return super().__str__()


class MissingAPIKeyError(HeliconeError):
    """No API key was given, and the environment holds none."""


class _Called:
    """What an error says about the call that it ended."""

    provider: str = ""
    """The name of the client class. Empty, as the next three are, when no call was made."""
    operation: str = ""
    """The client's method, such as `videos.get`."""
    method: str = ""
    """The HTTP method."""
    url_path: str = ""
    """The path of the request's URL as it was sent: quoted, without the query."""
    attempts: int = 1
    """How often the request was sent, or an attempt was made to send it."""
    elapsed: float = 0.0
    """Seconds that the call took, with all its attempts and pauses."""
    idempotency_key: str | None = None
    """The key that the request carried. Calling again with it cannot be paid for twice."""
    maybe_delivered: bool = False
    """Whether the server may have carried out the request in spite of this error, in any of the attempts."""
    resume_token: str | None = None
    """Where a list continues, if iterating over it has ended with this error: hand it to the call as `resume`."""
    _curl: str = ""
    _redirected_to: str = ""

    def as_curl(self) -> str:
        """A command that sends the same request, with the environment's variable in the place of the key.

        The values of headers that you have added, and the query of where a redirect has led, read NOT-SHOWN.
        """
        return self._curl

    def _noted(self, text: str, *notes: str | None) -> str:
        """`text`, followed by what was called and by notes, in parentheses."""
        call = f"{self.provider} {self.operation}".strip()
        # A connection error's own text holds the URL already.
        if self.url_path and self.url_path not in text:
            call += f": {self.method} {self.url_path}"
        redirect = self._redirected_to and self._redirected_to not in text and f"redirected to {self._redirected_to}"
        shown = [note for note in (call, redirect, *notes, *self._history()) if note]
        return f"{text} ({', '.join(shown)})" if shown else text

    def _history(self) -> list[str]:
        """What the message says about the attempts."""
        return [f"after {self.attempts} attempts"] if self.attempts > 1 else []


class _Refused(_Called):
    """What an error adds that says that the request was refused, although an earlier attempt may have succeeded."""

    def _history(self) -> list[str]:
        notes = super()._history()
        # A request that only reads has no effect that anybody would have to look for.
        if self.maybe_delivered and self.method not in _READING:
            notes.append(_MAYBE_DELIVERED)
        return notes


class InvalidArgumentError(_Refused, HeliconeError, ValueError):
    """An argument was refused before it was sent.

    Attributes:
        provider: The name of the client; empty when the argument was not one of a call.
        operation: The client's method, such as `videos.get`; empty as `provider` is.
        method: The HTTP method of the request that was not sent.
        url_path: The path of its URL. If the argument is needed for the path, the path contains the argument's name in
            braces.
        attempts: How often the call had sent its request before: 0, unless a hook spoiled a later attempt.
        maybe_delivered: Whether one of those attempts may have been carried out.
    """

    attempts: int = 0

    def _text(self) -> str:
        return self._noted(super()._text())


class APIConnectionError(_Called, HeliconeError):
    """The server could not be reached, or the connection broke before the answer was whole.

    Attributes:
        message: What went wrong.
        maybe_delivered: Whether the server may have received the request, in any of the attempts.
        provider: The name of the client class.
        operation: The client's method, such as `videos.get`.
        method: The HTTP method.
        url_path: The path of the request's URL as it was sent: quoted, without the query.
        attempts: How often the request was sent, or an attempt was made to send it.
        elapsed: Seconds that the call took, with all its attempts and pauses.
        idempotency_key: The key that the request carried; calling again with it cannot be paid for twice.
    """

    def __init__(self, message: str = "", *, maybe_delivered: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.maybe_delivered = maybe_delivered

    def _text(self) -> str:
        return self._noted(self.message)


class APITimeoutError(APIConnectionError, TimeoutError):
    """Time ran out: that of one phase (`timeout`), or that of the whole call (`total_timeout`)."""


class InvalidEnvironmentError(APIConnectionError):
    """An environment variable for proxies or certificates cannot be used, so that nothing was sent.

    The call was not retried, and a wait ends: only a change of the environment helps.

    Attributes:
        variable: The variable's name, such as `HTTPS_PROXY`; empty if the system's settings are the reason.
    """

    def __init__(self, message: str = "", *, variable: str = "", maybe_delivered: bool = False) -> None:
        super().__init__(message, maybe_delivered=maybe_delivered)
        self.variable = variable


class ResponseDecodeError(_Called, HeliconeError, ValueError):
    """The server's answer is not what its documentation says.

    Attributes:
        path: Where in the answer, as a JSONPath: `$.data.cost`.
        expected: What should have stood there, in words.
        got: What stood there.
        body: The raw answer, at most its first million bytes; None when a model's `from_dict` was called by hand.
        status_code: Its HTTP status.
        headers: Its headers; names are looked up in any case.
        request_id: The id under which the server logged the request.
        maybe_delivered: Whether the server may have carried out the request. It has, if the status is a success.
        provider: The name of the client class.
        operation: The client's method, such as `videos.get`.
        method: The HTTP method.
        url_path: The path of the request's URL as it was sent: quoted, without the query.
        attempts: How often the request was sent.
        elapsed: Seconds that the call took, with all its attempts and pauses.
        idempotency_key: The key that the request carried; calling again with it cannot be paid for twice.
    """

    def __init__(self, expected: str = "", got: object = None, *, problem: str | None = None) -> None:
        super().__init__(expected, got)
        self.expected = expected
        self.got = got
        self.body: bytes | None = None
        self.status_code: int | None = None
        self.headers: Mapping[str, str] = {}
        self.request_id: str | None = None
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

    def _within(self, key: str | int | None) -> Self:
        """Put a key in front of the path; None leaves it as it is."""
        if key is not None:
            self._keys.append(key)
        return self

    def _hide(self, masked: Callable[[Any], Any]) -> None:
        """Replace what came, and each name around it, by what `masked` makes of it."""
        self.got = masked(self.got)
        self.args = (self.expected, self.got)
        self._keys = [masked(key) for key in self._keys]

    def _text(self) -> str:
        problem = self._problem or f"got {_describe(self.got)}"
        content_type = self.headers.get("content-type", "")
        if self._problem and content_type and "json" not in content_type:
            problem += f" (the answer calls itself {content_type[:_SHOWN]})"
        text = f"{self.path}: expected {self.expected}, {'but ' if self._problem else ''}{problem}"
        return self._noted(
            text,
            None if self.status_code is None else f"status {self.status_code}",
            self.request_id and f"request id {self.request_id}",
        )


class PaginationError(_Called, HeliconeError):
    """The pages of a list contradict each other, so that items could be missing or appear twice.

    The pages that were read before it are right.

    Attributes:
        provider: The name of the client class.
        operation: The client's method, such as `requests.list`.
        method: The HTTP method.
        url_path: The path of the request's URL as it was sent: quoted, without the query.
        attempts: How often the request of the page was sent.
        elapsed: Seconds that this request took, with all its attempts and pauses.
        resume_token: Where the list continues after the last page that was right; None if none was.
    """

    def _text(self) -> str:
        return self._noted(super()._text())


class APIStatusError(_Refused, HeliconeError):
    """The server returned an error status.

    Attributes:
        status_code: The HTTP status as sent. Some providers report an error with a 200, so that a service that maps
            errors to statuses of its own should go by the class.
        headers: The answer's headers; names are looked up in any case.
        body: The parsed JSON, else the text. Of more than a million bytes, the beginning as text.
        message: What went wrong, in the server's words where it has some.
        code: The server's own code for it.
        request_id: The id under which the server logged the request.
        retry_after: Seconds after which the server wants the call to be made again; None if it does not say.
        maybe_delivered: Whether the server may have carried out the request all the same: an earlier attempt got no
            whole answer, or the status of one leaves it open, as a 502 does.
        provider: The name of the client class.
        operation: The client's method, such as `videos.get`.
        method: The HTTP method.
        url_path: The path of the request's URL as it was sent: quoted, without the query.
        attempts: How often the request was sent.
        elapsed: Seconds that the call took, with all its attempts and pauses.
        idempotency_key: The key that the request carried; calling again with it cannot be paid for twice.
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
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status_code
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.body = body
        self.code = code
        self.request_id = request_id
        self.retry_after = retry_after

    def _text(self) -> str:
        return self._noted(
            f"{self.status_code}: {self.message}",
            self.code and f"code {self.code}",
            self.request_id and f"request id {self.request_id}",
        )


class BadRequestError(APIStatusError):
    """400: the server does not understand the request."""


class AuthenticationError(APIStatusError):
    """401: the API key is missing, wrong or revoked."""


class PaymentRequiredError(APIStatusError):
    """402: the balance does not cover the request."""


class PermissionDeniedError(APIStatusError):
    """403: the API key is known, but not allowed to do this."""


class NotFoundError(APIStatusError):
    """404: not found: it does not exist, or this key may not see it. Some providers report it with a 200."""


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
