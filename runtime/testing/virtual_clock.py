"""A virtual clock for tests: sleeping advances it and takes no real time."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Collection
from typing import Any, Final, cast
from weakref import WeakKeyDictionary

from ..http.clock import Pace
from ..http.forking import ProcessLock

_PASSES: Final = 100
"""How many iterations to wait until an event loop counts as idle, if it does not reveal its queue."""


class VirtualClock:
    """A clock that advances only when something sleeps on it, so a test of ten minutes takes no real time.

    The clients of `fake.client()` and clients with `with_options(pace=clock.pace)` sleep on it. Any number of tasks of
    one event loop may sleep on it: when the loop is idle, the clock advances to the earliest wake-up time. Network
    traffic takes no virtual time, so with `fake.serve()` the clock may advance while a response is still on its way.

    Do not use it from several threads: each sleep advances the clock at once, regardless of the other threads. Two
    threads that sleep 10 s at the same time advance it by 20 s.

    Args:
        now: The initial time, in seconds.
        started_at: The Unix time at which the clock shows 0; by default a moment in 2023, as in the documented
            examples. If your code compares the fake's times with the real time, for example to reject old webhooks,
            pass `started_at=time.time()`.
    """

    def __init__(self, now: float = 0.0, *, started_at: float = 1_702_345_678.0) -> None:
        self._now = now
        self._started_at = started_at
        self._lock = ProcessLock()
        self._sleepers: WeakKeyDictionary[asyncio.AbstractEventLoop, _Sleepers] = WeakKeyDictionary()

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self._now

    def wall_clock(self) -> float:
        """Return the time in seconds since the epoch."""
        return self._started_at + self._now

    def sleep(self, seconds: float) -> None:
        """Advance the clock by `seconds`."""
        with self._lock():
            self._now += max(0.0, seconds)

    async def async_sleep(self, seconds: float) -> None:
        """Sleep until `seconds` have passed on this clock, while other tasks run or sleep."""
        loop = asyncio.get_running_loop()
        with self._lock():
            sleepers = self._sleepers.setdefault(loop, _Sleepers(loop, self))
        await sleepers.sleep_until(self._now + max(0.0, seconds))

    def move_to(self, time: float) -> None:
        """Advance the clock to a time. An earlier time has no effect."""
        with self._lock():
            self._now = max(self._now, time)

    @property
    def pace(self) -> Pace:
        """The value for a client's `with_options(pace=...)`."""
        return Pace(clock=self, wall_clock=self.wall_clock, sleep=self.sleep, async_sleep=self.async_sleep)


def pace_of(clock: Callable[[], float]) -> Pace | None:
    """The source of pauses for a clock; None if it is not virtual.

    Each package has a `VirtualClock` of its own. Fakes of several providers may share one, so its class does not count.
    """
    parts = [getattr(clock, name, None) for name in ("wall_clock", "sleep", "async_sleep")]
    return Pace(clock, *cast("list[Any]", parts)) if all(map(callable, parts)) else None


class _Sleepers:
    """The sleeping tasks of one event loop, sorted by their wake-up time.

    An instance is the callback that waits until the loop is idle, and wakes the next task then.
    """

    waits_until_idle: Final = True
    """What tells callbacks of virtual clocks from others, whichever package they come from."""

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
            self._loop.call_soon(self, _PASSES)
        await future

    def __call__(self, passes: int) -> None:
        """Wake the next task if the event loop is idle; otherwise look again later."""
        ready: object = getattr(self._loop, "_ready", None)  # asyncio's own loops have it
        if isinstance(ready, Collection):
            busy = not all(map(_is_look, cast("Collection[object]", ready)))
        else:
            busy = passes > 0
        if busy:
            self._loop.call_soon(self, passes - 1)
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
            self._loop.call_soon(self, _PASSES)


def _is_look(handle: object) -> bool:
    """Whether a callback is that of a virtual clock. Two clocks that wait for each other would never end."""
    return getattr(getattr(handle, "_callback", None), "waits_until_idle", False) is True
