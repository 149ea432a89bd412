# Copied from runtime/types.py by `nox -s generate`. Do not edit.
"""What answers, requests and models are made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")


class _Absent(Enum):
    """Marks what is not there. An enum's member stays itself through `copy`, `deepcopy` and `pickle`."""

    UNSET = "UNSET"
    MISSING = "MISSING"

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        return False


Unset: TypeAlias = Literal[_Absent.UNSET]
"""The type of `UNSET`."""

UNSET: Final = _Absent.UNSET
"""A field of a request that was not set, and so is not sent. Answers never hold it."""

MISSING: Final = _Absent.MISSING
"""A member that an answer does not have; seen only on the way into a `ResponseDecodeError`."""


class Response(NamedTuple, Generic[T]):
    """An answer with everything that came along with it."""

    status_code: int
    """The HTTP status, as sent."""
    headers: Mapping[str, str]
    """The answer's headers; names are looked up in any case."""
    content: bytes
    """The raw body, decompressed."""
    parsed: T
    """The body as the operation's model."""

    def __repr__(self) -> str:
        # Without the raw body and the headers: either may hold what the model masks, or a cookie.
        return f"{type(self).__name__}(status_code={self.status_code}, parsed={self.parsed!r})"


__all__ = ["MISSING", "UNSET", "Response", "Unset"]
