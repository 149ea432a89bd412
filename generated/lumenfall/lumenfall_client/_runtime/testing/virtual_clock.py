# Copied from runtime/testing/virtual_clock.py by `nox -s generate`. Do not edit.
"""A clock for tests: time passes when everybody sleeps, at no cost."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Sized
from typing import Final
from weakref import WeakKeyDictionary

from ..http.clock import Pace
from ..http.forking import ProcessLock

_PASSES: Final = 100
"""Passes of an event loop that does not tell whether it has something to do, until it is taken to have nothing."""


class VirtualClock:
    """A clock that moves only when somebody sleeps on it, so that ten minutes take no time.

    `fake.client()` and a client with `with_options(pace=clock.pace)` sleep on it. Any number of tasks of one event loop
    may: the time goes on to when the first of them wakes, once the loop has nothing else to do. What happens on real
    sockets takes no virtual time, so that with `fake.serve()` the clock may run ahead of an answer that is on its way.

    It is not for several threads, nor for event loops in several: each that sleeps pushes the time on at once, whether
    or not the others have come that far. Nothing breaks, but two threads that sleep 10 s side by side make 20 s of it.

    Args:
        now: Where it begins, in seconds.
        started_at: The Unix seconds at its zero; by default a moment in 2023, as in the documented examples. What
            compares the fake's times with the real one, such as a service that refuses old webhooks, needs
            `started_at=time.time()`.
    """

    def __init__(self, now: float = 0.0, *, started_at: float = 1_702_345_678.0) -> None:
        self._now = now
        self._started_at = started_at
        self._lock = ProcessLock()
        self._sleepers: WeakKeyDictionary[asyncio.AbstractEventLoop, _Sleepers] = WeakKeyDictionary()

    def __call__(self) -> float:
        """The time, in seconds."""
        return self._now

    def wall_clock(self) -> float:
        """The time, in seconds since the epoch."""
        return self._started_at + self._now

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass."""
        with self._lock():
            self._now += max(0.0, seconds)

    async def async_sleep(self, seconds: float) -> None:
        """Sleep until `seconds` have passed, while other tasks run, and sleep."""
        loop = asyncio.get_running_loop()
        with self._lock():
            sleepers = self._sleepers.setdefault(loop, _Sleepers(loop, self))
        await sleepers.sleep_until(self._now + max(0.0, seconds))

    def move_to(self, time: float) -> None:
        """Go on to a time, unless it is over."""
        with self._lock():
            self._now = max(self._now, time)

    @property
    def pace(self) -> Pace:
        """What a client takes for `with_options(pace=...)`."""
        return Pace(clock=self, wall_clock=self.wall_clock, sleep=self.sleep, async_sleep=self.async_sleep)


class _Sleepers:
    """The tasks of one event loop that sleep, by the time when they wake."""

    def __init__(self, loop: asyncio.AbstractEventLoop, clock: VirtualClock) -> None:
        self._loop = loop
        self._clock = clock
        self._heap: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0
        self._looking = False

    async def sleep_until(self, time: float) -> None:
        future: asyncio.Future[None] = self._loop.create_future()
        self._count += 1
        heapq.heappush(self._heap, (time, self._count, future))
        if not self._looking:
            self._looking = True
            self._loop.call_soon(self._look, _PASSES)
        await future

    def _look(self, passes: int) -> None:
        """Wake the next, once nobody has anything else to do."""
        ready: object = getattr(self._loop, "_ready", None)  # asyncio's own loops have it
        busy = len(ready) > 0 if isinstance(ready, Sized) else passes > 0
        if busy:
            self._loop.call_soon(self._look, passes - 1)
            return
        self._looking = False
        while self._heap and self._heap[0][2].done():  # cancelled
            heapq.heappop(self._heap)
        if not self._heap:
            return
        time = self._heap[0][0]
        self._clock.move_to(time)
        while self._heap and self._heap[0][0] <= time:
            future = heapq.heappop(self._heap)[2]
            if not future.done():
                future.set_result(None)
        if self._heap:
            self._looking = True
            self._loop.call_soon(self._look, _PASSES)
