"""What generated resources are built on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar

from .configuration import Settings
from .engine import AsyncEngine, Engine

E = TypeVar("E")
R = TypeVar("R")


def _bounded(settings: Settings, seconds: float, max_retries: int | None) -> Settings:
    total = settings.total_timeout
    return settings._replace(
        total_timeout=seconds if total is None else min(total, seconds),
        max_retries=settings.max_retries if max_retries is None else max_retries,
    )


class Resources(Generic[E]):
    """The resources of one client. Each is made at its first use, and is the same one from then on."""

    def __init__(self, engine: E) -> None:
        self._engine = engine
        self._made: dict[object, Any] = {}

    def get(self, kind: Callable[[E], R]) -> R:
        """The resource of a class."""
        if kind not in self._made:
            # Of two threads that come here at once, both get the resource of the first: `setdefault` is one step.
            self._made.setdefault(kind, kind(self._engine))
        made: R = self._made[kind]
        return made


class Resource:
    """A group of operations on one client's engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def _within(self, seconds: float, *, max_retries: int | None = None) -> Self:
        """The same operations, none of which may take longer than `seconds` in all."""
        settings = _bounded(self._engine.settings, seconds, max_retries)
        return type(self)(self._engine.changed(settings))


class AsyncResource:
    """A group of operations on one async client's engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    def _within(self, seconds: float, *, max_retries: int | None = None) -> Self:
        """The same operations, none of which may take longer than `seconds` in all."""
        settings = _bounded(self._engine.settings, seconds, max_retries)
        return type(self)(self._engine.changed(settings))
