# Copied from runtime/http/hooks.py by `nox -s generate`. Do not edit.
"""How a caller observes a client: hooks, and log records.

Each package has one logger, under the package's name. Records hold method, path, status, duration and request id; never
a header, a body or a key.
"""

from __future__ import annotations

import inspect
import logging
import os
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TextIO, TypeVar

from ..errors import InvalidArgumentError

T = TypeVar("T")

LEVELS: Final = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}


_ASYNC_HOOK: Final = "`async def`, which is not awaited; use `def`, and start a task for what must be awaited"


class RequestEvent(NamedTuple):
    """An attempt that is about to be sent."""

    operation: str
    """The client's method, such as `videos.get`."""
    method: str
    url: str
    """With the query; the values of parameters that hold a key or a signature read `**********`."""
    attempt: int
    """From 1."""
    headers: dict[str, str]
    """The headers so far, without the key; names are looked up in any case. A hook may add to them, as tracing does."""


class ResponseEvent(NamedTuple):
    """What came of an attempt: an answer of whatever status, or none.

    There is one for each `RequestEvent`, also when the call is cancelled or interrupted while the attempt is under way.
    """

    operation: str
    method: str
    url: str
    attempt: int
    status_code: int | None
    """None when no whole answer came."""
    request_id: str | None
    """The id under which the server logged the request, if it says so."""
    duration: float
    """Seconds."""
    error: BaseException | None
    """Why no whole answer came; an `asyncio.CancelledError` or a `KeyboardInterrupt` if the call was ended."""


class RetryEvent(NamedTuple):
    """A pause before another attempt."""

    operation: str
    method: str
    url: str
    attempt: int
    """The number of attempts so far."""
    pause: float
    """Seconds."""


class Hooks(NamedTuple):
    """Functions that are called while a client works, in the thread or task of the call.

    They are plain functions, for async clients too: an `async def` is refused. A hook that has something to await can
    start a task of its own. What a hook raises ends the call.
    """

    request: Callable[[RequestEvent], object] | None = None
    """Before each attempt."""
    response: Callable[[ResponseEvent], object] | None = None
    """After each attempt."""
    retry: Callable[[RetryEvent], object] | None = None
    """Before each pause."""


def check_hooks(hooks: object) -> None:
    """Hold hooks to functions that can be called.

    Raises:
        InvalidArgumentError: One is no function, or a coroutine function.
    """
    if not isinstance(hooks, Hooks):
        # Each package has a class of this name.
        own, other = (kind.__module__.partition(".")[0] for kind in (Hooks, type(hooks)))
        given = f"{other}.Hooks" if type(hooks).__name__ == "Hooks" else type(hooks).__name__
        raise InvalidArgumentError(f"hooks must be a {own}.Hooks(request=..., ...), not {given}")
    for name, function in hooks._asdict().items():
        if function is None:
            continue
        if not callable(function):
            raise InvalidArgumentError(f"hooks must be functions: {name} is of type {type(function).__name__}")
        if any(map(inspect.iscoroutinefunction, (function, getattr(function, "__call__", None)))):  # noqa: B004  # an object's method, not whether it has one
            raise InvalidArgumentError(f"hooks must be plain functions: {name} is an {_ASYNC_HOOK}")


def call_hook(name: str, hook: Callable[[T], object], event: T) -> None:
    """Call a hook.

    Raises:
        InvalidArgumentError: It returns a coroutine, which nobody would run.
    """
    returned = hook(event)
    if inspect.iscoroutine(returned):
        returned.close()
        raise InvalidArgumentError(
            f"hooks must be plain functions: {name} returned a coroutine, as of an {_ASYNC_HOOK}"
        )


def switch_on_logging(name: str, variable: str) -> None:
    """Print a logger's records if the environment's variable is `debug`, `info` or `warning`.

    Records that a handler of the application prints already are left to it.
    """
    level = LEVELS.get(os.environ.get(variable, "").strip().lower())
    if level is None:
        return
    logger = logging.getLogger(name)
    logger.setLevel(level)
    if not logger.handlers:
        handler = _FallbackHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)


class _FallbackHandler(logging.StreamHandler[TextIO]):
    """Prints the records that no other handler takes. Others may be added later, so each record is looked at."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record, unless another handler has it."""
        if not any(record.levelno >= other.level for other in self._others(record.name)):
            super().emit(record)

    def _others(self, name: str) -> Iterator[logging.Handler]:
        logger: logging.Logger | None = logging.getLogger(name)
        while logger is not None:
            yield from (one for one in logger.handlers if one is not self and not isinstance(one, logging.NullHandler))
            logger = logger.parent if logger.propagate else None
