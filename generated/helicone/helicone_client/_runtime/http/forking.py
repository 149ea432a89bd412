# Copied from runtime/http/forking.py by `nox -s generate`. Do not edit.
"""What a fork does to threads: those that did not fork are gone in the child, and what they held is held for ever."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from threading import Lock, RLock
from typing import Final

_PATIENCE: Final = 2.0
"""Seconds that a fork waits: some tenths is what loading certificates takes."""


class ProcessLock:
    """Gives each process a lock of its own: `with lock(): ...`.

    What it guards is as the fork found it: let each step leave it usable.
    """

    def __init__(self) -> None:
        self._locks: dict[int, Lock] = {}

    def __call__(self) -> Lock:
        """The lock of the present process."""
        # One step, whichever thread is the first to take it.
        return self._locks.setdefault(os.getpid(), Lock())


class _Guard:
    """Keeps forks waiting, from the first block on."""

    def __init__(self) -> None:
        self.lock = RLock()
        self._is_known = False

    def begin(self) -> None:
        """Have forks ask here; to be called with the lock."""
        if not self._is_known and hasattr(os, "register_at_fork"):
            os.register_at_fork(before=self._wait, after_in_parent=self._go_on, after_in_child=self._renew)
        self._is_known = True

    def _wait(self) -> None:
        self.lock.acquire(timeout=_PATIENCE)

    def _go_on(self) -> None:
        with suppress(RuntimeError):  # it was not to be had
            self.lock.release()

    def _renew(self) -> None:
        self.lock = RLock()


_GUARD: Final = _Guard()


@contextmanager
def unforked() -> Generator[None]:
    """Let no other thread fork within a block, for as long as that is bearable; one thread at a time.

    For what takes locks that are not ours: imports, and OpenSSL when it sets itself up.
    """
    with _GUARD.lock:
        _GUARD.begin()
        yield
