# Copied from overlays/shared/resource.py by `nox -s generate`. Do not edit.
"""What generated resources are built on."""

from __future__ import annotations

from typing import Self

from .engine import AsyncEngine, Engine


def _shortest(total_timeout: float | None, seconds: float) -> float:
    return seconds if total_timeout is None else min(total_timeout, seconds)


class Resource:
    """A group of operations on one client's engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def _within(self, seconds: float) -> Self:
        """The same operations, none of which may take longer than `seconds` in all."""
        settings = self._engine.settings
        settings = settings.changed(total_timeout=_shortest(settings.total_timeout, seconds))
        return type(self)(self._engine.changed(settings))


class AsyncResource:
    """A group of operations on one async client's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    def _within(self, seconds: float) -> Self:
        """The same operations, none of which may take longer than `seconds` in all."""
        settings = self._engine.settings
        settings = settings.changed(total_timeout=_shortest(settings.total_timeout, seconds))
        return type(self)(self._engine.changed(settings))
