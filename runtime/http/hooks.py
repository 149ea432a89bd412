"""What a client tells while it works: hooks for the caller, and log records.

One logger a package, under the package's name. Records tell method, path, status, duration and request id; never a
header, a body or a key.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Final, NamedTuple

LEVELS: Final = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}


class RequestEvent(NamedTuple):
    """An attempt that is about to be sent."""

    operation: str
    """The operation, such as `videos_get`."""
    method: str
    url: str
    """Without the query."""
    attempt: int
    """From 1."""
    headers: dict[str, str]
    """The headers so far, without the key. A hook may add to them, as tracing does."""


class ResponseEvent(NamedTuple):
    """What came of an attempt: an answer of whatever status, or none."""

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
    error: Exception | None
    """Why no whole answer came."""


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
    """Functions that are called while a client works, in the thread or task of the call. What they raise ends it."""

    request: Callable[[RequestEvent], object] | None = None
    """Before each attempt."""
    response: Callable[[ResponseEvent], object] | None = None
    """After each attempt."""
    retry: Callable[[RetryEvent], object] | None = None
    """Before each pause."""


def switch_on_logging(name: str, variable: str) -> None:
    """Print a logger's records if the environment's variable is `debug`, `info` or `warning`."""
    level = LEVELS.get(os.environ.get(variable, "").strip().lower())
    if level is None:
        return
    logger = logging.getLogger(name)
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
