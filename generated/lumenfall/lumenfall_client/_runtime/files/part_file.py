# Copied from runtime/files/part_file.py by `nox -s generate`. Do not edit.
"""A file that is written piece by piece, and gets its final name only when it is complete.

Until then the data is in a part file beside the target, `.<name>.<random>.part`, which is removed if anything fails. A
process that is killed leaves its part file behind, but never an incomplete target. The client does not continue or
remove such a file, because another process may still be writing it.

The target's folder is found once, as the operating system finds it, and held open where the system allows that. If it
is renamed or replaced during the download, the part file is removed from it, and the download fails.
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

_PERMISSIONS: Final = 0o777
_WRITABLE: Final = 0o222

_BY_FOLDER: Final = {os.open, os.stat, os.link, os.rename, os.unlink} <= os.supports_dir_fd
"""Whether the system finds names in an open folder. Windows does not, but it does not rename a folder in use either."""

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
"""The errors of file systems without hard links."""


class PartFile:
    """A file that is being written. Only one thread may use it at a time; `discard` may be called from any thread.

    Args:
        path: The final path of the file.
        overwrite: Whether to replace an existing file. The new file gets the permissions of the replaced one. A
            symbolic link is replaced itself, and so is one of several hard links; the other file stays as it is.
        link: Creates a hard link, which never replaces an existing file. If the file system has no hard links, an empty
            file reserves the target's name for a moment.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        link: Callable[..., object] = os.link,
    ) -> None:
        text = os.fspath(path)
        if "\0" in text:
            raise InvalidArgumentError("path must not contain a null character")
        # Absolute now, because the working directory may change during the download. `..` stays: behind a symbolic link
        # it does not lead back.
        self._target = os.path.join(os.getcwd(), text)
        self._parent, self._name = os.path.split(os.path.abspath(text) if os.name == "nt" else self._target)
        self._names_a_folder = text.endswith(("/", os.sep)) or self._name in ("", os.curdir, os.pardir)
        self._overwrite = overwrite
        self._link = link
        self._folder: str | None = None
        self._folder_file: int | None = None
        short = os.fsdecode(os.fsencode(self._name)[:_LONGEST_NAME])
        self._part = f".{short}.{os.urandom(8).hex()}.part"
        self._file: int | None = None
        self._is_over = False
        self._gathered = bytearray()
        self._lock = Lock()

    def check(self) -> None:
        """Check that the file can be created at its path.

        Raises:
            OSError: It cannot: `FileExistsError`, `IsADirectoryError`, `FileNotFoundError` for the folder and so on;
                with `overwrite`, `PermissionError` for a file that nobody may write.
        """
        if self._names_a_folder:
            raise _error(errno.EISDIR, self._target)
        target = os.path.join(self._found_folder(), self._name)
        try:
            os.lstat(target)
        except FileNotFoundError:
            return
        if os.path.isdir(target):
            raise _error(errno.EISDIR, self._target)
        # Even with `overwrite`, a device or a pipe must not be replaced.
        if not self._overwrite or (os.path.exists(target) and not os.path.isfile(target)):
            raise _error(errno.EEXIST, self._target)
        if (mode := self._replaced_mode()) is not None and not mode & _WRITABLE:
            raise _error(errno.EACCES, self._target)

    def _found_folder(self) -> str:
        """The folder's own path, without symbolic links."""
        if self._folder is None:
            folder = os.path.realpath(self._parent, strict=True)
            if not stat.S_ISDIR(os.stat(folder).st_mode):
                raise _error(errno.ENOTDIR, folder)
            self._folder = folder
        return self._folder

    def create(self) -> None:
        """Create the part file with the permissions of the file that it will replace, or else of a new file."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        with self._lock, self._named():
            if self._is_over:
                raise ValueError("the part file was discarded")
            folder = self._found_folder()
            if _BY_FOLDER:
                # With O_PATH, which not every system has, a folder that may not be listed can be opened too.
                self._folder_file = os.open(folder, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC)
            mode = self._replaced_mode()
            mode = 0o666 if mode is None else mode & 0o666
            self._file = os.open(self._place(self._part), flags, mode, dir_fd=self._folder_file)

    def _place(self, name: str) -> str:
        """What the system finds a name in the folder by: the name itself in an open folder, else its path."""
        return name if self._folder_file is not None else os.path.join(self._found_folder(), name)

    def _replaced_mode(self) -> int | None:
        """The permissions of the file that will be replaced; None if there is none."""
        if not self._overwrite:
            return None
        try:
            found = os.stat(self._place(self._name), dir_fd=self._folder_file)
        except OSError:  # nothing is there, or a symbolic link that leads nowhere
            return None
        return found.st_mode & _PERMISSIONS if stat.S_ISREG(found.st_mode) else None

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
                mode = self._replaced_mode()
                if mode is not None and os.name != "nt":
                    with suppress(OSError):  # some file systems have no permissions
                        os.fchmod(file, mode)
                os.fsync(file)
            finally:
                os.close(file)

    def publish(self) -> None:
        """Move the complete file to its final name, in one atomic step.

        Raises:
            FileExistsError: A file with that name has appeared, and it must not be overwritten.
            FileNotFoundError: The folder is gone, or has another name.
            OSError: The file could not be moved.
        """
        if self._file is not None:
            self.settle()
        with self._lock, self._named():
            if self._folder_file is not None and not os.path.samestat(
                os.fstat(self._folder_file), os.stat(self._found_folder())
            ):
                raise _error(errno.ENOENT, self._target)
            if self._overwrite:
                self._move()
            else:
                self._take_free_place()
            self._settle_folder()
            self._close_folder()

    def _move(self) -> None:
        folder = self._folder_file
        os.replace(self._place(self._part), self._place(self._name), src_dir_fd=folder, dst_dir_fd=folder)

    def _take_free_place(self) -> None:
        folder, part, target = self._folder_file, self._place(self._part), self._place(self._name)
        if os.name == "nt":
            os.rename(part, target)  # on Windows, it does not overwrite
            return
        try:
            self._link(part, target, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        else:
            os.unlink(part, dir_fd=folder)
            return
        reserved = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666, dir_fd=folder)
        try:
            self._move()
        except BaseException:
            with suppress(OSError):  # the reserved file may be gone; a file of another program must stay
                if os.path.samestat(os.fstat(reserved), os.stat(target, dir_fd=folder, follow_symlinks=False)):
                    os.unlink(target, dir_fd=folder)
            raise
        finally:
            os.close(reserved)

    def _settle_folder(self) -> None:
        if os.name == "nt":
            return
        with suppress(OSError):  # the file has its name; not every file system can flush a folder
            folder = os.open(self._place(os.curdir), os.O_RDONLY, dir_fd=self._folder_file)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _close_folder(self) -> None:
        folder, self._folder_file = self._folder_file, None
        if folder is not None:
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
                os.unlink(self._place(self._part), dir_fd=self._folder_file)
            self._close_folder()

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
