# Copied from overlays/shared/reading.py by `nox -s generate`. Do not edit.
"""An answer's body: unpacked no further than is wanted, and nothing behind it left for the next call."""

from __future__ import annotations

import zlib
from typing import Any, Final

import httpx

_PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})
"""What we say that we accept. With any other coding the body is left as it came."""


class BodyReader:
    """Gathers a body up to a limit.

    httpx unpacks each packet whole, a thousand times its size if a server means harm, and takes a cut one for complete.
    """

    def __init__(self, response: httpx.Response, limit: int) -> None:
        self._limit = limit
        self._chunks: list[bytes] = []
        self._size = 0
        self._coding = response.headers.get("content-encoding", "").strip().lower()
        # A caller's own event hook may have read the body, which unpacked it too.
        self._plain = self._coding not in _PACKED or response.is_stream_consumed
        self._unpacking: Any = None

    def add(self, chunk: bytes) -> bool:
        """Take what came; whether the body is still within its limit.

        Raises:
            httpx.DecodingError: It is not packed as its headers say.
        """
        if not self._plain:
            try:
                chunk = self._unpacked(chunk)
            except zlib.error as error:
                raise httpx.DecodingError(f"the body is no {self._coding}: {error}") from None
        self._size += len(chunk)
        self._chunks.append(chunk)
        return self._size <= self._limit

    def _unpacked(self, chunk: bytes) -> bytes:
        if self._unpacking is None:
            if not chunk:
                return b""
            zlib_header = chunk[0] & 0x0F == 8
            deflate = zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS
            self._unpacking = zlib.decompressobj(
                deflate if self._coding == "deflate" else zlib.MAX_WBITS | 16
            )
        # One byte beyond the limit is enough to know.
        unpacked: bytes = self._unpacking.decompress(chunk, self._limit - self._size + 1)
        return unpacked

    def whole(self) -> bytes:
        """The body.

        Raises:
            httpx.DecodingError: It ended before its packed form did.
        """
        if self._unpacking is not None and not self._unpacking.eof:
            raise httpx.DecodingError(f"the body is cut: its {self._coding} does not end")
        return b"".join(self._chunks)


def has_more(response: httpx.Response) -> bool:
    """Whether something came behind an answer that was read to its end.

    httpx would take it for the answer to the next request on that connection. Where its internals are not as we know
    them, as in a caller's own transport, nothing is found.
    """
    found: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        found = getattr(found, name, None)
    return bool(getattr(found, "trailing_data", (b"",))[0])
