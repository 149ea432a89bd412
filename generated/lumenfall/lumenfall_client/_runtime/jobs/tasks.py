# Copied from runtime/jobs/tasks.py by `nox -s generate`. Do not edit.
"""Polls in asyncio tasks, for waiting for many jobs on one event loop. Sync programs do not import this module."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from ..errors import LumenfallError
from ..types import Response
from .wait import Wait

M = TypeVar("M")
R = TypeVar("R")


class AsyncLooks(Generic[M, R]):
    """Running polls, each in its own task, and the finished ones."""

    def __init__(self, look: Callable[[Wait[M, R]], Awaitable[Response[M] | LumenfallError]]) -> None:
        self.running: set[asyncio.Task[None]] = set()
        self._done: deque[tuple[Wait[M, R], Response[M] | BaseException]] = deque()
        self.news = asyncio.Event()
        self._look = look

    def begin(self, wait: Wait[M, R]) -> None:
        """Start a poll."""
        task = asyncio.ensure_future(self._run(wait))
        self.running.add(task)
        task.add_done_callback(self._ended)

    async def _run(self, wait: Wait[M, R]) -> None:
        try:
            self._done.append((wait, await self._look(wait)))
        except Exception as error:  # `next` raises it
            self._done.append((wait, error))

    def next(self) -> tuple[Wait[M, R], Response[M] | LumenfallError] | None:
        """The next finished poll; None if there is none yet.

        Raises:
            Exception: The poll raised an error that is not the client's own, such as the error of a hook.
        """
        if not self._done:
            return None
        wait, look = self._done.popleft()
        if isinstance(look, BaseException) and not isinstance(look, LumenfallError):
            raise look
        return wait, look

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.running.discard(task)
        self.news.set()

    async def stop(self) -> None:
        """Cancel all running polls."""
        tasks = list(self.running)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Alarm:
    """Sets an event at a given time."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]], news: asyncio.Event) -> None:
        self._sleep = sleep
        self._news = news
        self._task: asyncio.Task[None] | None = None
        self._time = 0.0

    def set(self, time: float, now: float) -> None:
        """Set the event at a time, unless an earlier time is already set."""
        if self._task is not None and not self._task.done() and self._time <= time:
            return
        self.stop()
        self._time = time
        self._task = asyncio.ensure_future(self._run(max(0.0, time - now)))

    async def _run(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._news.set()

    def stop(self) -> None:
        """Forget the time that is set."""
        if self._task is not None:
            self._task.cancel()


async def to_the_end(work: Awaitable[object]) -> None:
    """Await something to its end, even if the task is cancelled again. It must have its own time limit."""
    task = asyncio.ensure_future(work)
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            continue
    task.result()
