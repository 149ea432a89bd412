# Copied from runtime/types.py by `nox -s generate`. Do not edit.
"""Public types that requests, responses and models share."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")


class _Absent(Enum):
    """Markers for absent values. They are enum members, so `copy`, `deepcopy` and `pickle` preserve their identity."""

    UNSET = "UNSET"
    MISSING = "MISSING"

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        return False


Unset: TypeAlias = Literal[_Absent.UNSET]
"""The type of `UNSET`."""

UNSET: Final = _Absent.UNSET
"""The value of an optional request field that is not sent. Responses never contain it."""

MISSING: Final = _Absent.MISSING
"""The value of a member that is missing in a response. Only a `ResponseDecodeError` contains it."""


class Response(NamedTuple, Generic[T]):
    """The result of a call together with the HTTP response."""

    status_code: int
    """The HTTP status."""
    headers: Mapping[str, str]
    """The headers of the response. Names are case-insensitive."""
    content: bytes
    """The raw body, decompressed."""
    parsed: T
    """The body as the operation's model."""

    def __repr__(self) -> str:
        # The raw body and the headers are not shown: they may contain a cookie or a secret that the model's repr hides.
        return f"{type(self).__name__}(status_code={self.status_code}, parsed={self.parsed!r})"


__all__ = ["MISSING", "UNSET", "Response", "Unset"]


def __dir__() -> list[str]:
    return __all__
