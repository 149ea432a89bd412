# Copied from runtime/http/recent_creations.py by `nox -s generate`. Do not edit.
"""What a client created a moment ago, and a provider may not know everywhere yet."""

from __future__ import annotations

from typing import Final

from .forking import ProcessLock

_KEPT_FOR: Final = 60.0
"""Seconds; nobody asks for longer."""


class Recent:
    """The ids of recent creations, and when they were answered. Copies of a client share it; threads may."""

    def __init__(self) -> None:
        self._times: dict[str, float] = {}
        self._lock = ProcessLock()

    def note(self, created: object, now: float) -> None:
        """Take note of an answer to a creation, if it has an id."""
        name = getattr(created, "id", None)
        if not isinstance(name, str):
            return
        with self._lock():
            self._times.pop(name, None)
            self._times[name] = now  # at the end: the oldest stand first
            while now - next(iter(self._times.values())) > _KEPT_FOR:
                del self._times[next(iter(self._times))]

    def age(self, name: str, now: float) -> float | None:
        """Seconds since the creation of `name` was answered; None if it was not, or long ago."""
        with self._lock():
            time = self._times.get(name)
        return None if time is None else now - time
