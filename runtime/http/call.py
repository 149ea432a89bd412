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
from ..values.encoding import Body, json_body
from ..values.json_memory import check_memory
from ..values.secret import Secret
from ..values.sent_files import SentFiles

T = TypeVar("T")

_CHARSET: Final = re.compile(r";\s*charset\s*=\s*\"?([A-Za-z0-9._:-]+)", re.IGNORECASE).search
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
    has_secret_body: bool = False
    """Whether the body may hold what the document calls a secret."""
    has_secret_answer: bool = False
    """Whether the answer may hold what the document calls a secret."""
    secret_headers: tuple[tuple[str, Secret], ...] = ()
    """Headers whose values the document calls secret. They join the request as late as the key."""
    further_keys: tuple[str, ...] = ()
    """The keys that it needs beside, or without, the API key: names of the client's arguments."""
    timeout: float | None = None
    """Seconds for each phase, unless the caller has chosen others; None if the document names none."""
    total_timeout: float | None = None
    """As `timeout`, for the whole call."""

    def __repr__(self) -> str:
        # The query, the headers and the body are the caller's, and may hold secrets.
        return f"{type(self).__name__}({self.called}: {self.method} {self.path})"

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

    @property
    def upload(self) -> SentFiles | None:
        """The body, if files are read while it is sent."""
        return None if self.body is None else self.body.upload

    @property
    def spent(self) -> str | None:
        """The reason why it cannot be sent once more, whatever came of it; None if it can."""
        return None if self.upload is None else self.upload.spent

    @property
    def is_sent_once(self) -> bool:
        """Whether its body can be read only once."""
        return self.upload is not None and self.upload.is_read_once

    def argument(self, name: str, *, in_body: bool) -> Any:
        """What it sends for a parameter of the query, or for a member of its JSON body; None if it sends nothing."""
        if not in_body:
            return next((value for key, value in self.query if key == name), None)
        return None if self.body is None else parse_json(self.body.content).get(name)

    def with_argument(self, name: str, value: str | int | None, *, in_body: bool) -> Call:
        """The same call with another value for a parameter of the query or a member of its body; None removes it."""
        if not in_body:
            others = tuple(pair for pair in self.query if pair[0] != name)
            return self._replace(query=others if value is None else (*others, (name, str(value))))
        members: dict[str, Any] = {} if self.body is None else parse_json(self.body.content)
        members.pop(name, None)
        if value is not None:
            members[name] = value
        content_type = "application/json" if self.body is None else self.body.content_type
        return self._replace(body=json_body(members, content_type))


class Answer:
    """A whole answer, of whatever status."""

    __slots__ = ("_longest", "_parsed", "content", "headers", "status_code")

    def __init__(
        self, status_code: int, headers: Mapping[str, str], content: bytes, *, longest: int | None = None
    ) -> None:
        self.status_code = status_code
        self.headers = headers
        self.content = content
        self._longest = longest
        self._parsed: Any = MISSING

    def json(self) -> Any:
        """The body as JSON, read once.

        Raises:
            ResponseDecodeError: It is no JSON, or its values would take far more memory than `longest` bytes.
        """
        if self._parsed is MISSING:
            if self._longest is not None:
                check_memory(self.content, self._longest)
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
        except (LookupError, OSError):  # a rare one, whose module is loaded only now
            pass
        return None


Decoder: TypeAlias = Callable[[Answer], T]
"""Reads a successful answer, or raises `ResponseDecodeError`."""
