# Copied from runtime/values/sent_files.py by `nox -s generate`. Do not edit.
"""Bodies whose files are read while they are sent, as the code that sends them knows them. `files.uploads` has them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import NamedTuple, Protocol


class UnreadableFileError(Exception):
    """A file cannot be read as it was when the call began. The message names the argument."""


class ShownPart(NamedTuple):
    """A part of a form as a command can show it, without the contents of files."""

    name: str
    text: str | None
    """None for a file."""
    file_name: str | None = None
    content_type: str | None = None


class SentFiles(Protocol):
    """A body that is sent a piece at a time, again from its beginning for each attempt."""

    @property
    def size(self) -> int | None:
        """The size of the whole body; None if it cannot be known, or was not measured yet."""
        ...

    @property
    def shown(self) -> Sequence[ShownPart] | None:
        """The parts of the form, for commands; None if the body is one file."""
        ...

    @property
    def is_in_memory(self) -> bool:
        """Whether nothing has to be read from a disk, or from somewhere else."""
        ...

    @property
    def is_read_once(self) -> bool:
        """Whether one of the files can be read only once, as far as is known."""
        ...

    @property
    def spent(self) -> str | None:
        """The reason why it cannot be sent once more; None if it can."""
        ...

    def measure(self) -> None:
        """Check that the files can be read, and find the size of the body. Both are done once, and may block.

        Raises:
            InvalidArgumentError: One of them cannot be read.
        """

    def pieces(self) -> Iterator[bytes]:
        """The body from its beginning.

        Raises:
            UnreadableFileError: A file cannot be read any more.
        """
        ...

    def async_pieces(self, in_thread: Callable[[Callable[[], bytes]], Awaitable[bytes]]) -> AsyncIterator[bytes]:
        """The body from its beginning.

        Args:
            in_thread: Calls a function that blocks, without blocking the event loop.

        Raises:
            UnreadableFileError: A file cannot be read any more.
        """
        ...

    def close(self) -> None:
        """Close what is open of the present attempt. What callers have opened stays open."""
