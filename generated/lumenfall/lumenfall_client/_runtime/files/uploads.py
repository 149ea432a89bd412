# Copied from runtime/files/uploads.py by `nox -s generate`. Do not edit.
"""Bodies whose files are read while they are sent, in constant memory, again from the beginning for each attempt.

`Pass` decides what comes next. The sync and the async twin in `Upload` differ only in where it reads.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from threading import Lock
from typing import Final

from ..values.sent_files import ShownPart
from .sources import Source

_PIECE: Final = 1 << 18
"""Bytes that are read, and handed on, at once."""


class Upload:
    """A body that is sent a piece at a time.

    Args:
        parts: Its bytes, and the files between them.
        shown: The parts of the form, for commands; None if the body is one file.
    """

    def __init__(self, parts: Sequence[bytes | Source], shown: Sequence[ShownPart] | None = None) -> None:
        self.size: int | None = None
        """The size of the whole body; None if one of the files has none."""
        self.shown = shown
        self._parts = parts
        self._sources = [part for part in parts if not isinstance(part, bytes)]
        self._pass: Pass | None = None
        self._is_measured = False

    @property
    def is_in_memory(self) -> bool:
        """Whether nothing has to be read from a disk, or from somewhere else."""
        return all(source.is_in_memory for source in self._sources)

    @property
    def is_read_once(self) -> bool:
        """Whether one of the files can be read only once."""
        return any(source.is_read_once for source in self._sources)

    @property
    def spent(self) -> str | None:
        """The reason why it cannot be sent once more; None if it can."""
        return next((reason for source in self._sources if (reason := source.spent) is not None), None)

    def measure(self) -> None:
        """Check that the files can be read, and find the size of the body. Both are done once.

        Raises:
            InvalidArgumentError: One of them cannot be read.
        """
        if self._is_measured:
            return
        for source in self._sources:
            source.measure()
        self._is_measured = True
        sizes = [len(part) if isinstance(part, bytes) else part.size for part in self._parts]
        known = [size for size in sizes if size is not None]
        self.size = sum(known) if len(known) == len(sizes) else None

    def pieces(self) -> Iterator[bytes]:
        """The body from its beginning.

        Raises:
            UnreadableFileError: A file cannot be read any more.
        """
        begun = self._begun()
        while piece := begun.next_piece():
            yield piece

    async def async_pieces(self, in_thread: Callable[[Callable[[], bytes]], Awaitable[bytes]]) -> AsyncIterator[bytes]:
        """The body from its beginning.

        Args:
            in_thread: Calls a function that blocks, without blocking the event loop.

        Raises:
            UnreadableFileError: A file cannot be read any more.
        """
        begun = self._begun()
        while piece := begun.next_piece() if self.is_in_memory else await in_thread(begun.next_piece):
            yield piece

    def _begun(self) -> Pass:
        self.close()
        self._pass = begun = Pass(self._parts)
        return begun

    def close(self) -> None:
        """Close what is open of the present attempt. What callers have opened stays open."""
        begun, self._pass = self._pass, None
        if begun is not None:
            begun.close()


class Pass:
    """One reading of a body, in one thread at a time; `close` may come from another."""

    def __init__(self, parts: Sequence[bytes | Source]) -> None:
        self._left = list(reversed(parts))
        self._open: Source | None = None
        self._lock = Lock()
        self._is_over = False

    def next_piece(self) -> bytes:
        """Read on; empty at the end.

        Raises:
            UnreadableFileError: A file cannot be read any more.
        """
        with self._lock:
            try:
                return self._gathered()
            except BaseException:
                self._is_over = True
                raise
            finally:
                if self._is_over:
                    self._end()

    def _gathered(self) -> bytes:
        """The next bytes: what stands between files goes with their own, which saves packets."""
        gathered: list[bytes] = []
        size = 0
        while size < _PIECE and not self._is_over:
            piece = self._read(_PIECE - size)
            if piece is None:
                break
            gathered.append(piece)
            size += len(piece)
        return gathered[0] if len(gathered) == 1 else b"".join(gathered)

    def _read(self, most: int) -> bytes | None:
        """Bytes of the first part that has any left; None at the end."""
        while True:
            if self._open is not None:
                if piece := self._open.read(most):
                    return piece
                self._end()
            if not self._left:
                return None
            part = self._left.pop()
            if isinstance(part, bytes):
                return part
            self._open = part
            part.begin()

    def _end(self) -> None:
        source, self._open = self._open, None
        if source is not None:
            with suppress(OSError):  # it was only read
                source.end()

    def close(self) -> None:
        """Read no further. A file that another thread reads just now is closed by that thread."""
        self._is_over = True
        if self._lock.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._lock.release()
