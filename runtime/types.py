"""Public types that requests, responses and models share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from os import PathLike
from typing import IO, Final, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

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
"""The type of `UNSET`, for annotations such as `size: str | Unset = UNSET`."""

UNSET: Final = _Absent.UNSET
"""The default of optional arguments: nothing was passed. Then a field of a body is not sent, an argument that is also
an option of the client has the client's value, and an option of `with_options` keeps its value.

None has another meaning: a field of a body is sent as null, a query parameter or a header is not sent, and
`total_timeout=None` means no limit. To pass an argument conditionally, write `size if wanted else UNSET`. `bool(UNSET)`
is False. Responses never contain it.
"""

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


class File(NamedTuple):
    """A file to upload, with the name and the type under which it is sent."""

    payload: bytes | PathLike[str] | IO[bytes]
    """Its bytes, its path, or a file that is open in binary mode. Such a file is read from where it stands."""
    name: str | None = None
    """The file name to send; None for that of the path or of the open file, or else `file`."""
    content_type: str | None = None
    """The media type to send; None for what the provider's documentation says, or else what the name suggests."""

    def __repr__(self) -> str:
        payload: object = self.payload
        shown = f"<{len(payload)} bytes>" if isinstance(payload, bytes) else repr(payload)
        return f"{type(self).__name__}({shown}, name={self.name!r}, content_type={self.content_type!r})"


FileInput: TypeAlias = bytes | PathLike[str] | IO[bytes] | File
"""What is taken for a file: its bytes, its path (a `pathlib.Path`, not a `str`), an open binary file, or a `File`."""


class HTTPClient(Protocol):
    """What `http_client` takes: an `httpx.Client` or an `httpx2.Client`, such as Starlette's `TestClient`."""

    @property
    def is_closed(self) -> bool:
        """Whether it can send no more."""
        ...

    @property
    def event_hooks(self) -> Mapping[str, Sequence[Callable[..., object]]]:
        """The functions that it calls for each request and response."""
        ...

    def close(self) -> None:
        """Close it."""


class AsyncHTTPClient(Protocol):
    """What `http_client` of an async client takes: an `httpx.AsyncClient` or an `httpx2.AsyncClient`."""

    @property
    def is_closed(self) -> bool:
        """Whether it can send no more."""
        ...

    @property
    def event_hooks(self) -> Mapping[str, Sequence[Callable[..., object]]]:
        """The functions that it calls for each request and response."""
        ...

    async def aclose(self) -> None:
        """Close it."""


__all__ = ["MISSING", "UNSET", "AsyncHTTPClient", "File", "FileInput", "HTTPClient", "Response", "Unset"]


def __dir__() -> list[str]:
    return __all__
