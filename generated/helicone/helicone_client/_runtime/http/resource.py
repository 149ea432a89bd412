# Copied from runtime/http/resource.py by `nox -s generate`. Do not edit.
"""What generated resources are built on."""

from __future__ import annotations

from typing import Self

from .configuration import Settings
from .engine import AsyncEngine, Engine


def _bounded(settings: Settings, seconds: float, max_retries: int | None) -> Settings:
    total = settings.total_timeout
    return settings._replace(
        total_timeout=seconds if total is None else min(total, seconds),
        max_retries=settings.max_retries if max_retries is None else max_retries,
    )


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
