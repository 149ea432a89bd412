# Copied from runtime/files/sources.py by `nox -s generate`. Do not edit.
"""The files of a request: each is measured before anything is sent, and can be read again for another attempt.

All methods may block; async programs call them in a thread.
"""

from __future__ import annotations

import os
import stat
from io import BytesIO, FileIO, TextIOBase
from typing import IO, Any, Final, Protocol, cast

from ..errors import InvalidArgumentError
from ..values.sent_files import UnreadableFileError

WANTED: Final = "bytes, a path such as pathlib.Path(...), a file that is open in binary mode, or a File"


class Source(Protocol):
    """The bytes of one file."""

    @property
    def size(self) -> int | None:
        """How many there are; None if that cannot be known."""
        ...

    @property
    def spent(self) -> str | None:
        """The reason why they cannot be read once more; None if they can."""
        ...

    @property
    def is_read_once(self) -> bool:
        """Whether they can be read only once."""
        ...

    @property
    def is_in_memory(self) -> bool:
        """Whether reading never waits for anything."""
        ...

    def measure(self) -> None:
        """Check that the file can be read, and remember its size and where it begins.

        Raises:
            InvalidArgumentError: It cannot be read.
        """

    def begin(self) -> None:
        """Get ready to read from the beginning.

        Raises:
            UnreadableFileError: It is not there any more, or has changed.
        """

    def read(self, most: int) -> bytes:
        """Read on; empty at the end.

        Raises:
            UnreadableFileError: It cannot be read, or has another size than before.
        """
        ...

    def end(self) -> None:
        """Close what `begin` has opened."""


def source_of(payload: Any, argument: str) -> Source:
    """The source for what a caller gave as a file.

    Args:
        payload: What the caller gave.
        argument: The name of the argument, for messages.

    Raises:
        InvalidArgumentError: It is no file.
    """
    if isinstance(payload, (bytes, bytearray, memoryview)):
        return _OpenFile(BytesIO(cast(bytes, payload)), argument)
    if (path := path_text(payload)) is not None:
        return _Path(path, argument)
    if isinstance(payload, TextIOBase):
        raise InvalidArgumentError(f'{argument} is a file in text mode; open it in binary mode: open(..., "rb")')
    if not callable(getattr(payload, "read", None)):
        hint = ": for a path, pass pathlib.Path(...)" if isinstance(payload, str) else ""
        raise InvalidArgumentError(f"{argument} must be {WANTED}, not {type(payload).__name__}{hint}")
    return _OpenFile(payload, argument)


def path_text(given: object, *, or_text: bool = False) -> str | None:
    """The text of a path; None if it is none.

    Args:
        given: What may be a path.
        or_text: Whether a string or bytes are a path too.
    """
    if not isinstance(given, (os.PathLike, str, bytes) if or_text else os.PathLike):
        return None
    return os.fsdecode(cast("str | bytes | os.PathLike[str]", given))


class _Path:
    """A file that is opened for each attempt, and closed after it."""

    is_in_memory = is_read_once = False
    spent = None

    def __init__(self, path: str, argument: str) -> None:
        self.size: int | None = None
        self._path = path
        self._argument = argument
        self._modified = 0
        self._left = 0
        self._file: FileIO | None = None

    def measure(self) -> None:
        """Check that the path leads to a file, and remember its size and its time."""
        try:
            with FileIO(self._path, opener=_opened) as file:
                found = os.fstat(file.fileno())
        except (OSError, ValueError) as error:
            raise InvalidArgumentError(f"{self._argument} cannot be read: {_reason(error)}") from error
        if not stat.S_ISREG(found.st_mode):
            hint = "open a pipe or a device, and pass the open file"
            raise InvalidArgumentError(f"{self._argument} must be the path of a regular file; {hint}")
        self.size, self._modified = found.st_size, found.st_mtime_ns

    def begin(self) -> None:
        """Open the file."""
        self.end()
        try:
            self._file = FileIO(self._path, opener=_opened)
            found = os.fstat(self._file.fileno())
        except OSError as error:
            raise UnreadableFileError(f"{self._argument} cannot be read any more: {_reason(error)}") from error
        if (found.st_size, found.st_mtime_ns) != (self.size, self._modified):
            raise UnreadableFileError(f"{self._argument} has changed since the call began")
        self._left = found.st_size

    def read(self, most: int) -> bytes:
        """Read on, up to the size that the file had."""
        if self._left == 0 or self._file is None:
            return b""
        try:
            piece = self._file.read(min(most, self._left))
        except OSError as error:
            raise UnreadableFileError(f"{self._argument} cannot be read any more: {_reason(error)}") from error
        if not piece:
            raise UnreadableFileError(f"{self._argument} has become shorter while it was sent")
        self._left -= len(piece)
        return piece

    def end(self) -> None:
        """Close the file."""
        file, self._file = self._file, None
        if file is not None:
            file.close()


class _OpenFile:
    """A file that the caller has opened, and that is never closed here. It is read from where it stood."""

    def __init__(self, file: IO[bytes], argument: str) -> None:
        self.size: int | None = None
        self.is_in_memory = isinstance(file, BytesIO)
        self._file = file
        self._argument = argument
        self._start: int | None = None
        self._is_begun = False
        self._left: int | None = None

    @property
    def is_read_once(self) -> bool:
        """Whether it cannot be rewound."""
        return self._start is None

    @property
    def spent(self) -> str | None:
        """The reason why it cannot be read once more; None if it can, or was not read yet."""
        if self._is_begun and self.is_read_once:
            return f"{self._argument} cannot be rewound"
        return None

    def measure(self) -> None:
        """Remember where the file stands, and how much is behind that; of a pipe, neither can be known."""
        if getattr(self._file, "closed", False):
            raise InvalidArgumentError(f"{self._argument} is a closed file")
        try:
            start = self._file.tell()
            self.size = max(0, self._file.seek(0, os.SEEK_END) - start)
            self._file.seek(start)
            self._start = start
        except (AttributeError, OSError, ValueError, TypeError):
            self.size = self._start = None

    def begin(self) -> None:
        """Go to where the file stood."""
        if self.spent is not None:
            raise UnreadableFileError(self.spent)
        if self._start is not None:
            try:
                self._file.seek(self._start)
            except (OSError, ValueError) as error:
                raise UnreadableFileError(f"{self._argument} cannot be read any more: {_reason(error)}") from error
        self._left = self.size

    def read(self, most: int) -> bytes:
        """Read on, up to the size that the file had."""
        if self._left == 0:
            return b""
        self._is_begun = True
        try:
            piece: Any = self._file.read(most if self._left is None else min(most, self._left))
        except (OSError, ValueError) as error:
            raise UnreadableFileError(f"{self._argument} cannot be read any more: {_reason(error)}") from error
        if not isinstance(piece, bytes):
            wanted = "a file must be open in binary mode, and not refuse to wait for what it reads"
            raise UnreadableFileError(f"{self._argument} gave {type(piece).__name__} instead of bytes: {wanted}")
        if self._left is not None:
            if not piece:
                raise UnreadableFileError(f"{self._argument} has become shorter while it was sent")
            self._left -= len(piece)
        return piece

    def end(self) -> None:
        """Leave the file open: it is the caller's."""


def _opened(path: str, flags: int) -> int:
    # Without this flag, opening a pipe would wait for somebody to write into it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename!r}" if error.filename else error.strerror
    return str(error)
