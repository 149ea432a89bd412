# Copied from runtime/http/resource.py by `nox -s generate`. Do not edit.
"""What generated resources are built on."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Self, TypeVar

from .configuration import Settings
from .engine import AsyncEngine, Engine

R = TypeVar("R")


def _bounded(settings: Settings, seconds: float, max_retries: int | None) -> Settings:
    bounded = settings.within(seconds)
    return bounded if max_retries is None else bounded._replace(max_retries=max_retries)


class resource_property(cached_property[R]):  # noqa: N801  # a decorator, such as `property`
    """A resource of a client, made at its first use and kept in the client's attributes.

    Unlike functools' own it makes one resource even if several threads ask for it at once; and as it can be assigned
    to, `help` shows its docstring, and mocks of the class do not take it for the resource.
    """

    _name = ""

    def __set_name__(self, owner: type[Any], name: str) -> None:
        super().__set_name__(owner, name)
        self._name = name

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        made: dict[str, Any] = instance.__dict__
        try:
            return made[self._name]
        except KeyError:
            # One step, so that all threads get the resource of the first.
            return made.setdefault(self._name, self.func(instance))

    def __set__(self, instance: object, value: R) -> None:
        instance.__dict__[self._name] = value

    def __delete__(self, instance: object) -> None:
        instance.__dict__.pop(self._name, None)


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
