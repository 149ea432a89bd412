"""A file that is written piece by piece, and gets its final name only when it is complete.

Until then the data is in a part file beside the target, `.<name>.<random>.part`, which is removed if anything fails. A
process that is killed leaves its part file behind, but never an incomplete target. The client does not continue or
remove such a file, because another process may still be writing it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Final

from ..errors import InvalidArgumentError

_PIECE: Final = 1 << 20
"""Bytes that are collected before they are written."""

_LONGEST_NAME: Final = 200
"""The maximum number of bytes of the target's name in the part file's name. File systems allow 255 for a name."""

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""The errors of file systems without hard links."""


class PartFile:
    """A file that is being written. Only one thread may use it at a time; `discard` may be called from any thread.

    Args:
        path: The final path of the file.
        overwrite: Whether to replace an existing file.
        link: Creates a hard link, which never replaces an existing file. If the file system has no hard links, an empty
            file reserves the target's name for a moment.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        link: Callable[[str, str], object] = os.link,
    ) -> None:
        text = os.fspath(path)
        if "\0" in text:
            raise InvalidArgumentError("path must not contain a null character")
        self._names_a_folder = text.endswith(("/", os.sep))
        # Resolved now, because the working directory may change during the download.
        self._target = os.path.abspath(text)
        self._overwrite = overwrite
        self._link = link
        folder, name = os.path.split(self._target)
        short = os.fsdecode(os.fsencode(name)[:_LONGEST_NAME])
        self._folder = folder
        self._part = os.path.join(folder, f".{short}.{os.urandom(8).hex()}.part")
        self._file: int | None = None
        self._is_over = False
        self._gathered = bytearray()
        self._lock = Lock()

    def check(self) -> None:
        """Check that the file can be created at its path.

        Raises:
            OSError: It cannot: `FileExistsError`, `IsADirectoryError`, `FileNotFoundError` for the folder and so on.
        """
        if self._names_a_folder or os.path.isdir(self._target):
            raise _error(errno.EISDIR, self._target)
        if not stat.S_ISDIR(os.stat(self._folder).st_mode):
            raise _error(errno.ENOTDIR, self._folder)
        try:
            os.lstat(self._target)
        except FileNotFoundError:
            return
        # Even with `overwrite`, a device or a pipe must not be replaced.
        if not self._overwrite or (os.path.exists(self._target) and not os.path.isfile(self._target)):
            raise _error(errno.EEXIST, self._target)

    def create(self) -> None:
        """Create the part file, with the default permissions of a new file."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        with self._lock, self._named():
            if self._is_over:
                raise ValueError("the part file was discarded")
            self._file = os.open(self._part, flags, 0o666)

    def gather(self, chunk: bytes) -> bool:
        """Collect a piece in memory. Return whether it is time to call `flush`."""
        self._gathered += chunk
        return len(self._gathered) >= _PIECE

    def flush(self) -> None:
        """Write the collected pieces.

        Raises:
            OSError: The file could not be written, for example because the disk is full.
        """
        with self._lock, self._named():
            file = self._open_file()
            with memoryview(self._gathered) as gathered:
                written = 0
                while written < len(gathered):
                    written += os.write(file, gathered[written:])
            self._gathered.clear()

    def begin_anew(self) -> None:
        """Discard everything received so far."""
        with self._lock, self._named():
            self._gathered.clear()
            file = self._open_file()
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)

    def settle(self) -> None:
        """Flush the complete file to the disk and close it, which may take a while.

        Raises:
            OSError: The file could not be written.
        """
        self.flush()
        with self._lock, self._named():
            file, self._file = self._open_file(), None
            try:
                os.fsync(file)
            finally:
                os.close(file)

    def publish(self) -> None:
        """Move the complete file to its final name, in one atomic step.

        Raises:
            FileExistsError: A file with that name has appeared, and it must not be overwritten.
            OSError: The file could not be moved.
        """
        if self._file is not None:
            self.settle()
        with self._lock, self._named():
            if self._overwrite:
                os.replace(self._part, self._target)
            else:
                self._take_free_place()
        self._settle_folder()

    def _take_free_place(self) -> None:
        if os.name == "nt":
            os.rename(self._part, self._target)  # on Windows, it does not overwrite
            return
        try:
            self._link(self._part, self._target)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        else:
            os.unlink(self._part)
            return
        reserved = os.open(self._target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            os.replace(self._part, self._target)
        except BaseException:
            with suppress(OSError):  # the reserved file may be gone; a file of another program must stay
                if os.path.samestat(os.fstat(reserved), os.lstat(self._target)):
                    os.unlink(self._target)
            raise
        finally:
            os.close(reserved)

    def _settle_folder(self) -> None:
        if os.name == "nt":
            return
        with suppress(OSError):  # the file has its name; not every file system can flush a folder
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def discard(self) -> None:
        """Close and remove the part file, if it still exists."""
        with self._lock:
            self._is_over = True
            file, self._file = self._file, None
            if file is not None:
                os.close(file)
            self._gathered.clear()
            with suppress(OSError):  # it was never created, or has its final name, or the folder is gone
                os.unlink(self._part)

    @contextmanager
    def _named(self) -> Generator[None]:
        """Make errors name the target instead of the part file, which callers do not know."""
        try:
            yield
        except OSError as error:
            if error.errno is None:
                raise
            raise _error(error.errno, self._target) from None

    def _open_file(self) -> int:
        if self._file is None:
            raise ValueError("the part file is closed")
        return self._file


def _error(number: int, path: str) -> OSError:
    return OSError(number, os.strerror(number), path)
