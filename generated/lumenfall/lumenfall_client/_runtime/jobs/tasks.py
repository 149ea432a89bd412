# Copied from runtime/jobs/tasks.py by `nox -s generate`. Do not edit.
"""Looks in tasks: what waiting for many jobs on one event loop needs, and sync programs do not import."""

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
    """The looks that are under way, a task each, and those that are done."""

    def __init__(self, look: Callable[[Wait[M, R]], Awaitable[Response[M] | LumenfallError]]) -> None:
        self.running: set[asyncio.Task[None]] = set()
        self._done: deque[tuple[Wait[M, R], Response[M] | BaseException]] = deque()
        self.news = asyncio.Event()
        self._look = look

    def begin(self, wait: Wait[M, R]) -> None:
        """Begin a look."""
        task = asyncio.ensure_future(self._run(wait))
        self.running.add(task)
        task.add_done_callback(self._ended)

    async def _run(self, wait: Wait[M, R]) -> None:
        try:
            self._done.append((wait, await self._look(wait)))
        except Exception as error:  # raised where the results are awaited
            self._done.append((wait, error))

    def next(self) -> tuple[Wait[M, R], Response[M] | LumenfallError] | None:
        """A look that is done; None if there is none yet.

        Raises:
            Exception: What a look has raised that is no answer to it, such as the error of a hook.
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
        """Give up what is under way."""
        tasks = list(self.running)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Alarm:
    """Tells that a time has come."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]], news: asyncio.Event) -> None:
        self._sleep = sleep
        self._news = news
        self._task: asyncio.Task[None] | None = None
        self._time = 0.0

    def set(self, time: float, now: float) -> None:
        """Tell at a time, unless it would be told earlier anyway."""
        if self._task is not None and not self._task.done() and self._time <= time:
            return
        self.stop()
        self._time = time
        self._task = asyncio.ensure_future(self._run(max(0.0, time - now)))

    async def _run(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._news.set()

    def stop(self) -> None:
        """Tell nothing."""
        if self._task is not None:
            self._task.cancel()


async def to_the_end(work: Awaitable[object]) -> None:
    """Await something that further cancellations must not cut short; it has a time limit of its own."""
    task = asyncio.ensure_future(work)
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            continue
    task.result()
