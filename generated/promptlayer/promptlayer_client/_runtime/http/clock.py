# Copied from runtime/http/clock.py by `nox -s generate`. Do not edit.
"""Time and chance, as parameters.

No function of `time` or `random` is a default itself. A default is fixed when its module is imported, so replacing
`time.time` in tests, as freezegun does, would have no effect.
"""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple


def monotonic() -> float:
    """`time.monotonic()`. Like the functions below, it is looked up at each call, so that tests can replace it."""
    return time.monotonic()


def unix_time() -> float:
    """`time.time()`, seconds since the epoch."""
    return time.time()


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


def _chance() -> float:
    return random.random()  # noqa: S311  # it spreads requests in time, and protects nothing


async def _async_sleep(seconds: float) -> None:
    import asyncio  # noqa: PLC0415  # a third of this package's import time, which sync programs need not spend

    await asyncio.sleep(seconds)


class Pace(NamedTuple):
    """What a client asks for the time, for a pause and for chance. Tests and simulations hand in their own."""

    clock: Callable[[], float] = monotonic
    """Seconds that never run backwards."""
    wall_clock: Callable[[], float] = unix_time
    """Seconds since the epoch."""
    sleep: Callable[[float], None] = _sleep
    async_sleep: Callable[[float], Awaitable[None]] = _async_sleep
    chance: Callable[[], float] = _chance
    """A number from 0 to 1."""
