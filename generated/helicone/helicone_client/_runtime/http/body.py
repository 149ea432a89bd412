# Copied from runtime/http/body.py by `nox -s generate`. Do not edit.
"""An answer's body: unpacked no further than is wanted, and nothing behind it left for the next call."""

from __future__ import annotations

import zlib
from typing import Any, Final

import httpx

_PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})
"""What we say that we accept. With any other coding the body is left as it came."""

_GZIP: Final = zlib.MAX_WBITS | 16

_PIECE: Final = 1 << 13
"""Packed bytes that are unpacked at once. What stands behind an end is copied, and there may be one each 20 bytes."""

_PACKING: Final = 1 << 16
"""Packed bytes that are fine whatever the limit. Above it, a body is hardly longer packed than unpacked."""

LONGEST_ERROR_BODY: Final = 1_000_000
"""Bytes of an answer that its error keeps. Nobody reads more, and all of it is searched for the key."""

CUT_KEY: Final = 1 << 14
"""Bytes behind those. A key may stand there in part, which nothing would recognize."""


class BodyReader:
    """Gathers a body up to a limit.

    httpx unpacks each packet whole, a thousand times its size if a server means harm, and takes a cut one for complete.
    Of an answer that is no success, only the beginning is wanted: its error says more than that it is too long.
    """

    def __init__(self, response: httpx.Response, limit: int) -> None:
        self.wants_beginning = not response.is_success
        """Whether the rest may be missing."""
        self._limit = min(limit, LONGEST_ERROR_BODY) + CUT_KEY if self.wants_beginning else limit
        self._is_cut = False
        self._chunks: list[bytes] = []
        self._size = 0
        self._packed_size = 0
        self._coding = response.headers.get("content-encoding", "").strip().lower()
        # A caller's own event hook may have read the body, which unpacked it too.
        self._plain = self._coding not in _PACKED or response.is_stream_consumed
        self._unpacking: Any = None

    def add(self, chunk: bytes) -> bool:
        """Take what came; whether the body is still within its limit.

        Raises:
            httpx.DecodingError: It is not packed as its headers say.
        """
        self._is_cut = not self._added(chunk)
        return not self._is_cut

    def _added(self, chunk: bytes) -> bool:
        if self._plain:
            self._keep(chunk)
            return self._size <= self._limit
        # What unpacks to nothing would never end.
        self._packed_size += len(chunk)
        if self._packed_size > 2 * self._limit + _PACKING:
            return False
        try:
            for start in range(0, len(chunk), _PIECE):
                self._unpack(chunk[start : start + _PIECE])
                if self._size > self._limit:
                    return False
        except zlib.error as error:
            raise httpx.DecodingError(f"the body is no {self._coding}: {error}") from None
        return True

    def _keep(self, chunk: bytes) -> None:
        if chunk:
            self._size += len(chunk)
            self._chunks.append(chunk)

    def _unpack(self, piece: bytes) -> None:
        while piece and self._size <= self._limit:
            if self._unpacking is None:
                self._unpacking = zlib.decompressobj(self._format(piece[0]))
            elif self._unpacking.eof:
                # RFC 1952, 2.2: a gzip file is one member or several, one behind the other.
                if self._coding == "deflate":
                    raise zlib.error("something comes behind its end")
                self._unpacking = zlib.decompressobj(_GZIP)
            # One byte beyond the limit is enough to know.
            self._keep(self._unpacking.decompress(piece, self._limit - self._size + 1))
            piece = self._unpacking.unused_data

    def _format(self, first: int) -> int:
        if self._coding != "deflate":
            return _GZIP
        return zlib.MAX_WBITS if first & 0x0F == 8 else -zlib.MAX_WBITS  # some leave the header of zlib out

    def whole(self) -> bytes:
        """The body, or the beginning of one that is longer than wanted.

        Raises:
            httpx.DecodingError: It ended before its packed form did.
        """
        if self._is_cut:
            return b"".join(self._chunks)[: self._limit]
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
