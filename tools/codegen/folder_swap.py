"""Replacement of a folder by a new one, so that one of the two is always in place.

Where the system can exchange two names atomically (Linux), this is one step. Elsewhere it is two renames; if the
process is killed between them, the old folder has a temporary name, and `recover` moves it back at the next run.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_FRESH: Final = ".fresh-"
_OLD: Final = ".old-"
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def swap(new: Path, target: Path) -> None:
    """Replace a folder by a new one; the old one is deleted after that.

    A file or a link in its place is replaced too; what the link leads to stays.
    """
    if not os.path.lexists(target):
        new.rename(target)
    elif exchange(new, target):
        _remove(new)
    else:
        swap_by_renames(new, target)


def swap_by_renames(new: Path, target: Path) -> None:
    """Replace a folder in two steps; the first is undone if the second fails."""
    old = target.parent / f"{_OLD}{target.name}"
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        path.unlink()
    else:
        shutil.rmtree(path)


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders atomically; False if the system cannot.

    Raises:
        OSError: One of them does not exist, or may not be renamed.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    paths = (ctypes.c_char_p(os.fsencode(one)), ctypes.c_char_p(os.fsencode(other)))
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL):
        # An old kernel, or a file system without support.
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def recover(folder: Path) -> None:
    """Clean up after a killed run: move back what it moved away, and remove what it made.

    No other run may use the folder at the same time (see `alone`).
    """
    for path in folder.glob(f"{_OLD}*"):
        target = folder / path.name.removeprefix(_OLD)
        if os.path.lexists(target):
            _remove(path)
        else:
            path.rename(target)
    for path in folder.glob(f"{_FRESH}*"):
        # A process of the killed run may still write for a moment; the next run removes the rest.
        shutil.rmtree(path, ignore_errors=True)


def is_left_over(name: str) -> bool:
    """Whether a name is that of a leftover from a killed run."""
    return name.startswith((_FRESH, _OLD))


@contextmanager
def alone(folder: Path) -> Generator[None, None, None]:
    """Lock a folder against other runs, after waiting for them. The lock of a killed run is released."""
    if sys.platform == "win32":
        yield  # Windows cannot lock a folder
        return
    import fcntl  # noqa: PLC0415  # Windows has none

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
