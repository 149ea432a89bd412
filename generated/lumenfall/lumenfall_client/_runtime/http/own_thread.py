# Copied from runtime/http/own_thread.py by `nox -s generate`. Do not edit.
"""Work that blocks, for async programs, in a thread of its own.

The threads of asyncio's default executor may all be busy with something of the application's; what waited for one of
them could be neither finished nor cancelled.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from .background_thread import start_thread

T = TypeVar("T")


async def in_own_thread(act: Callable[[], T], *, name: str) -> T:
    """Call a function in a new thread with the task's context variables, and return its result.

    If the task is cancelled, the function runs on, and its result is dropped.

    Args:
        act: The function.
        name: The thread's name, which debuggers show.
    """
    return await started(act, name=name)


def started(act: Callable[[], T], *, name: str) -> asyncio.Future[T]:
    """Call a function in a new thread, and return the future of its result.

    Args:
        act: The function.
        name: The thread's name, which debuggers show.

    Raises:
        RuntimeError: No thread can be had.
    """
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[T] = loop.create_future()

    def settle(outcome: T | None, error: BaseException | None) -> None:
        if ended.done():
            return
        if error is None:
            ended.set_result(outcome)  # type: ignore[arg-type]  # without an error, it is what the function returned
        else:
            ended.set_exception(error)

    def run() -> None:
        outcome: T | None = None
        problem: BaseException | None = None
        try:
            outcome = act()
        except BaseException as error:  # raised in the task
            problem = error
        with suppress(RuntimeError):  # the loop was closed without waiting for its tasks
            loop.call_soon_threadsafe(settle, outcome, problem)

    start_thread(run, name=name)
    return ended
