"""What waiting for many videos in a sync program needs: looks in threads."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from ..errors import LumenfallError
from ..models import Video
from ..types import Response
from .waiting import Wait


class Looks:
    """The looks that are under way, a thread each, and those that are done.

    The threads are daemons: a look that hangs keeps no program from ending.
    """

    def __init__(self, look: Callable[[Wait], Response[Video] | LumenfallError]) -> None:
        self.running = 0
        self._done: SimpleQueue[tuple[Wait, Response[Video] | BaseException]] = SimpleQueue()
        self._look = look

    def begin(self, wait: Wait) -> None:
        """Begin a look."""
        self.running += 1
        Thread(target=self._run, args=(wait,), name="lumenfall-wait", daemon=True).start()

    def _run(self, wait: Wait) -> None:
        try:
            self._done.put((wait, self._look(wait)))
        except BaseException as error:  # raised in the caller's thread
            self._done.put((wait, error))

    def next(self, timeout: float | None) -> tuple[Wait, Response[Video] | LumenfallError] | None:
        """A look that is done; None if there is none after some seconds.

        Raises:
            Exception: What a look has raised that is no answer to it, such as the error of a hook.
        """
        try:
            wait, look = self._done.get(timeout=timeout)
        except Empty:
            return None
        self.running -= 1
        if isinstance(look, BaseException) and not isinstance(look, LumenfallError):
            raise look
        return wait, look
