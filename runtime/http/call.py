"""One call of an operation: what is sent, and what came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from ..types import MISSING
from ..values.decoding import parse_json
from ..values.encoding import Body

T = TypeVar("T")

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
"""Statuses whose `Location` names another place of what was asked for."""

MOST_REDIRECTS: Final = 10
"""How many redirects in a row are followed."""

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Call(NamedTuple):
    """A request of one operation, before a server and a key are known."""

    operation: str
    """The document's operationId."""
    method: str
    path: str
    """Quoted, from the first slash."""
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = MappingProxyType({})
    body: Body | None = None
    authenticated: bool = True
    idempotent: bool = False
    """Whether the document says that sending it twice does no more than sending it once."""
    idempotency_key: str | None = None
    """The key in the body by which the provider knows a request again."""
    method_name: str = ""
    """The client's method, such as `videos.get`; by default it is read from the operationId."""

    @property
    def called(self) -> str:
        """The client's method, for messages."""
        return self.method_name or self.operation.replace("_", ".", 1)

    @property
    def repeatable(self) -> bool:
        """Whether sending it twice does no more than sending it once: it is safe, or carries an idempotency key."""
        return (
            self.idempotent
            or self.idempotency_key is not None
            or self.method in _SAFE
            or any(name.lower() == "idempotency-key" for name in self.headers)
        )


class Answer:
    """A whole answer, of whatever status."""

    __slots__ = ("_parsed", "content", "headers", "status_code")

    def __init__(self, status_code: int, headers: Mapping[str, str], content: bytes) -> None:
        self.status_code = status_code
        self.headers = headers
        self.content = content
        self._parsed: Any = MISSING

    def json(self) -> Any:
        """The body as JSON, read once.

        Raises:
            ResponseDecodeError: It is no JSON.
        """
        if self._parsed is MISSING:
            self._parsed = parse_json(self.content)
        return self._parsed

    def text(self) -> str:
        """The body as UTF-8 text; what is no UTF-8 shows as U+FFFD."""
        return self.content.decode("utf-8", "replace")


Decoder: TypeAlias = Callable[[Answer], T]
"""Reads a successful answer, or raises `ResponseDecodeError`."""
