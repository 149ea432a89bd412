# Copied from runtime/http/headers.py by `nox -s generate`. Do not edit.
"""A request's headers: each name once, whatever its case, and only what a client may choose.

The defaults, the caller's options, an operation's own parameters and the hooks all write into one `HeaderFields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Self, cast

from ..errors import InvalidArgumentError
from ..values.encoding import checked_header

_FRAMING: Final = frozenset(
    {
        *("content-length", "expect", "host", "keep-alive", "proxy-connection", "te", "trailer"),
        *("transfer-encoding", "upgrade"),
    }
)
"""Headers, in lower case, that say where a message ends, whom it is for, or what becomes of the connection."""

_CONNECTION: Final = frozenset({"close", "keep-alive"})
"""What a caller may ask for with `Connection`. Other values name headers that go no further, or change the protocol."""


class HeaderFields(dict[str, str]):
    """Headers by name, in whatever case it is written. A name keeps the case in which it was set first."""

    def _spelled(self, name: str) -> str:
        """The name as it stands here."""
        if super().__contains__(name) or not isinstance(cast("object", name), str):
            return name
        wanted = name.lower()
        return next(
            (known for known in self if isinstance(cast("object", known), str) and known.lower() == wanted), name
        )

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(self._spelled(name))

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(self._spelled(name), value)

    def __delitem__(self, name: str) -> None:
        super().__delitem__(self._spelled(name))

    def __contains__(self, name: object) -> bool:
        return super().__contains__(self._spelled(cast("str", name)))

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a header; `default` if there is none."""
        return super().get(self._spelled(name), default)

    def pop(self, name: str, *default: Any) -> Any:
        """Remove a header, and return its value; `default` if there is none."""
        return super().pop(self._spelled(name), *default)

    def setdefault(self, name: str, default: str = "") -> str:
        """The value of a header, which is set to `default` if there is none."""
        return super().setdefault(self._spelled(name), default)

    def update(self, *others: Any, **fields: str) -> None:
        """Set the headers of a mapping, of pairs, or of keywords."""
        for name, value in dict(*others, **fields).items():
            self[name] = value

    def __ior__(self, other: Any) -> Self:  # type: ignore[override, misc]  # a dict's `|` may add other types
        self.update(other)
        return self

    def copy(self) -> Self:
        """Another with the same headers."""
        return type(self)(self)


def with_headers(present: Mapping[str, str], given: Mapping[str, str]) -> HeaderFields:
    """Headers with those that a caller gives in the place of equal names.

    Raises:
        InvalidArgumentError: One cannot be sent, or stands there twice in different cases.
    """
    fields, seen = HeaderFields(present), set[str]()
    for name, value in given.items():
        check_field(name, value)
        if name.lower() in seen:
            raise InvalidArgumentError(f"the header {name} is given twice, in different cases; give it once")
        seen.add(name.lower())
        fields[name] = value
    return fields


def written_by_hook(fields: Mapping[str, str]) -> HeaderFields:
    """The headers as a hook has left them; of two names that differ in case, the one that was written last.

    Raises:
        InvalidArgumentError: One cannot be sent.
    """
    left = HeaderFields()
    for name, value in fields.items():
        check_field(name, value)
        left[name] = value
    return left


def check_field(name: str, value: str) -> None:
    """Hold a header to what can be sent, and to what a caller may choose.

    Raises:
        InvalidArgumentError: It cannot be sent, or would contradict how the request is sent. The message does not
            show its value.
    """
    checked_header(name, value)
    lower = name.lower()
    if lower in _FRAMING or (lower == "connection" and value.strip().lower() not in _CONNECTION):
        raise InvalidArgumentError(f"the header {name} cannot be chosen: the client sets it to fit what it sends")
