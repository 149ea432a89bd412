# Copied from runtime/jobs/threads.py by `nox -s generate`. Do not edit.
"""Polls in threads, for waiting for many jobs in a sync program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from ..errors import LumenfallError
from ..http.background_thread import start_thread
from ..types import Response
from .wait import Wait

M = TypeVar("M")
R = TypeVar("R")


class Looks(Generic[M, R]):
    """Running polls, each in its own thread, and the finished ones."""

    def __init__(self, look: Callable[[Wait[M, R]], Response[M] | LumenfallError], name: str) -> None:
        self.running = 0
        self._done: SimpleQueue[tuple[Wait[M, R], Response[M] | BaseException]] = SimpleQueue()
        self._look = look
        self._name = name

    def begin(self, wait: Wait[M, R]) -> None:
        """Start a poll. It sees the caller's context variables, because hooks read them."""
        self.running += 1
        start_thread(partial(self._run, wait), name=self._name)

    def _run(self, wait: Wait[M, R]) -> None:
        try:
            self._done.put((wait, self._look(wait)))
        except BaseException as error:  # `next` raises it in the caller's thread
            self._done.put((wait, error))

    def next(self, timeout: float | None) -> tuple[Wait[M, R], Response[M] | LumenfallError] | None:
        """The next finished poll; None if there is none within `timeout` seconds.

        Raises:
            Exception: The poll raised an error that is not the client's own, such as the error of a hook.
        """
        try:
            wait, look = self._done.get(timeout=timeout)
        except Empty:
            return None
        self.running -= 1
        if isinstance(look, BaseException) and not isinstance(look, LumenfallError):
            raise look
        return wait, look
