# Copied from runtime/http/clock.py by `nox -s generate`. Do not edit.
"""Time and chance, as parameters."""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple


async def _async_sleep(seconds: float) -> None:
    import asyncio  # noqa: PLC0415  # a third of this package's import time, which sync programs need not spend

    await asyncio.sleep(seconds)


class Pace(NamedTuple):
    """What a client asks for the time, for a pause and for chance. Tests and simulations hand in their own."""

    clock: Callable[[], float] = time.monotonic
    """Seconds that never run backwards."""
    wall_clock: Callable[[], float] = time.time
    """Seconds since the epoch."""
    sleep: Callable[[float], None] = time.sleep
    async_sleep: Callable[[float], Awaitable[None]] = _async_sleep
    chance: Callable[[], float] = random.random
    """A number from 0 to 1."""
