# Copied from overlays/shared/pacing.py by `nox -s generate`. Do not edit.
"""Time and chance, as parameters."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

from attrs import frozen


@frozen(kw_only=True)
class Pace:
    """What a client asks for the time, for a pause and for chance. Tests and simulations hand in their own."""

    clock: Callable[[], float] = time.monotonic
    """Seconds that never run backwards."""
    wall_clock: Callable[[], float] = time.time
    """Seconds since the epoch."""
    sleep: Callable[[float], None] = time.sleep
    async_sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    """A number from 0 to 1."""
