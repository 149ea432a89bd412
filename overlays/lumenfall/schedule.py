"""When to look at a running job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from .._shared.retrying import server_wish

PollPolicy: TypeAlias = Callable[[float], float]


def pause_before_look(elapsed: float, *, hint: float | None = None, chance: float = 0.5) -> float:
    """Seconds."""
    return max(hint or 0.0, min(30.0, max(2.0, elapsed * 0.1)))


def poll_hint(headers: Mapping[str, str], *, now: float) -> float | None:
    """Seconds."""
    return server_wish(headers, now=now)
