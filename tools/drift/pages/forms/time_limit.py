"""A time limit for reading one page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

SECONDS: Final = 10.0
"""Seconds; an ordinary page takes some hundredths of a second."""


class UnreadableError(Exception):
    """A page cannot be read in reasonable time, or is not a page. The message says what to do."""


class Deadline:
    """The time by which a page must be read."""

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.end = clock() + seconds

    def check(self) -> None:
        """Check the time limit.

        Raises:
            UnreadableError: The time limit is exceeded.
        """
        if self.clock() > self.end:
            raise UnreadableError("takes too long to read. Check the file.")
