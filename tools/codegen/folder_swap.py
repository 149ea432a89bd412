"""Putting a new folder in an old one's place, so that one of them stands there at each moment.

Where the system can exchange two names at once (Linux), a swap is one step. Elsewhere it is two renames; if the process
is killed between them, the old folder waits under another name, and `recover` puts it back at the next run.
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
    """Put a folder in another's place; what stood there is gone only when the new one stands.

    A file or a link in its place goes as well; what the link leads to stays.
    """
    if not os.path.lexists(target):
        new.rename(target)
    elif exchange(new, target):
        _remove(new)
    else:
        swap_by_renames(new, target)


def swap_by_renames(new: Path, target: Path) -> None:
    """Put a folder in another's place in two steps, the first of which is undone if the second fails."""
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
    """Let two folders change their names, at once; False where the system cannot.

    Raises:
        OSError: One of them is not there, or may not be renamed.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    paths = (ctypes.c_char_p(os.fsencode(one)), ctypes.c_char_p(os.fsencode(other)))
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL):
        # An old kernel, or a file system that has no exchange.
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def recover(folder: Path) -> None:
    """Undo what a killed run has left in a folder: put back what it took away, and remove what it made.

    Nothing else may be at work in the folder (`alone`).
    """
    for path in folder.glob(f"{_OLD}*"):
        target = folder / path.name.removeprefix(_OLD)
        if os.path.lexists(target):
            _remove(path)
        else:
            path.rename(target)
    for path in folder.glob(f"{_FRESH}*"):
        # A process of the killed run may take a moment to end, and write on; then the next run removes the rest.
        shutil.rmtree(path, ignore_errors=True)


def is_left_over(name: str) -> bool:
    """Whether a killed run may have left something of this name."""
    return name.startswith((_FRESH, _OLD))


@contextmanager
def alone(folder: Path) -> Generator[None, None, None]:
    """Wait until no other run is at work in a folder, and keep others waiting; a killed run keeps nobody waiting."""
    if sys.platform == "win32":
        yield  # it cannot lock a folder
        return
    import fcntl  # noqa: PLC0415  # Windows has none

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
