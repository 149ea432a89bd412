"""One call of an operation: what is sent, and what came back."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from ..errors import ResponseDecodeError
from ..types import MISSING
from ..values.decoding import parse_json
from ..values.encoding import Body

T = TypeVar("T")

_CHARSET: Final = re.compile(r";\s*charset\s*=\s*\"?([A-Za-z0-9._:-]+)", re.IGNORECASE).search
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
            charset = self._charset()
            is_other = charset is not None and codecs.lookup(charset).name not in ("utf-8", "ascii")
            self._parsed = parse_json(self.text().encode() if is_other else self.content)
        return self._parsed

    def text(self) -> str:
        """The body as text, in the charset that its type names, or else UTF-8.

        Raises:
            ResponseDecodeError: It is no text in that charset.
        """
        charset = self._charset() or "utf-8"
        try:
            return self.content.decode(charset)
        except ValueError:
            problem = f"the body is not valid {charset}"
            raise ResponseDecodeError("text", self.content, problem=problem) from None

    def is_a(self, *media_types: str) -> bool:
        """Whether the body has one of some types, such as `text/csv` or `image/*`."""
        given = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return any(given == one or (one.endswith("/*") and given.startswith(one[:-1])) for one in media_types)

    def _charset(self) -> str | None:
        """The charset that the type of the body names, if Python knows it as one of text."""
        found = _CHARSET(self.headers.get("content-type", ""))
        try:
            if found is not None:
                "a".encode(found[1])  # which those that are not of text, such as hex, refuse
                return found[1]
        except LookupError:
            pass
        return None


Decoder: TypeAlias = Callable[[Answer], T]
"""Reads a successful answer, or raises `ResponseDecodeError`."""
