# Copied from runtime/files/part_file.py by `nox -s generate`. Do not edit.
"""A file that comes piece by piece, and takes its place only when it is whole.

What has come stands in a file of its own beside the target, `.<name>.<random>.part`, which goes when anything fails.
Killed outright, a process leaves it behind, and never a piece of the target: nobody continues or removes such a file,
because it cannot be told from one that another process is writing.
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
"""Bytes that are gathered before they are written."""

_LONGEST_NAME: Final = 200
"""Bytes of the target's name in the part's; a name may have 255."""

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""What file systems without hard links answer."""


class PartFile:
    """A file on its way. One thread at a time, but for `discard`, which may come from any.

    Args:
        path: Where the file will be.
        overwrite: Whether to replace a file that is there.
        link: Gives a file a second name, and never takes the place of another. Where a file system has no such thing,
            a target that must not be overwritten is reserved empty for a moment.
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
            raise InvalidArgumentError("path holds a null character")
        self._names_a_folder = text.endswith(("/", os.sep))
        # As it is now: the working directory may change meanwhile.
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
        """See whether the file could be put in its place now.

        Raises:
            OSError: It could not: `FileExistsError`, `IsADirectoryError`, `FileNotFoundError` for its folder and so on.
        """
        if self._names_a_folder or os.path.isdir(self._target):
            raise _error(errno.EISDIR, self._target)
        if not stat.S_ISDIR(os.stat(self._folder).st_mode):
            raise _error(errno.ENOTDIR, self._folder)
        try:
            os.lstat(self._target)
        except FileNotFoundError:
            return
        # To replace a device or a pipe is nothing that anybody wants.
        if not self._overwrite or (os.path.exists(self._target) and not os.path.isfile(self._target)):
            raise _error(errno.EEXIST, self._target)

    def create(self) -> None:
        """Make the part, with the permissions of any new file."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        with self._lock, self._named():
            if self._is_over:
                raise ValueError("the part file was discarded")
            self._file = os.open(self._part, flags, 0o666)

    def gather(self, chunk: bytes) -> bool:
        """Keep a piece for writing; whether it is time to `flush`."""
        self._gathered += chunk
        return len(self._gathered) >= _PIECE

    def flush(self) -> None:
        """Write what was gathered.

        Raises:
            OSError: The disk is full, for instance.
        """
        with self._lock, self._named():
            file = self._open_file()
            with memoryview(self._gathered) as gathered:
                written = 0
                while written < len(gathered):
                    written += os.write(file, gathered[written:])
            self._gathered.clear()

    def begin_anew(self) -> None:
        """Forget what has come."""
        with self._lock, self._named():
            self._gathered.clear()
            file = self._open_file()
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)

    def settle(self) -> None:
        """See the whole file to the disk, which may take a while.

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
        """Put the whole file in its place, in one step, once it has settled.

        Raises:
            FileExistsError: There is a file by now, and it must not be overwritten.
            OSError: The file could not be put in its place.
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
            os.rename(self._part, self._target)  # there, it refuses to overwrite
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
            with suppress(OSError):  # it is gone; and what somebody else put there meanwhile stays
                if os.path.samestat(os.fstat(reserved), os.lstat(self._target)):
                    os.unlink(self._target)
            raise
        finally:
            os.close(reserved)

    def _settle_folder(self) -> None:
        if os.name == "nt":
            return
        with suppress(OSError):  # the file is in its place; not every file system can promise more
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def discard(self) -> None:
        """Leave nothing behind, unless the file was put in its place."""
        with self._lock:
            self._is_over = True
            file, self._file = self._file, None
            if file is not None:
                os.close(file)
            self._gathered.clear()
            with suppress(OSError):  # it was never made, or is in its place, or the folder is gone
                os.unlink(self._part)

    @contextmanager
    def _named(self) -> Generator[None]:
        """Have errors tell of the target: nobody knows the part, nor can do anything about it."""
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
