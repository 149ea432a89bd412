"""How long reading one page may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

SECONDS: Final = 10.0
"""A page of the usual kind takes some hundredths of one."""


class UnreadableError(Exception):
    """A page is made to keep readers busy, or is no page at all; the message says what to do."""


class Deadline:
    """The time by which a page must be read."""

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.end = clock() + seconds

    def check(self) -> None:
        """Go on, or give up.

        Raises:
            UnreadableError: The time is over.
        """
        if self.clock() > self.end:
            raise UnreadableError("takes too long to read. Look what it is.")
