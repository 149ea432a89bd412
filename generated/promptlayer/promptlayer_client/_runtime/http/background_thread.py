# Copied from runtime/http/background_thread.py by `nox -s generate`. Do not edit.
"""Threads that the client starts."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread


def start_thread(act: Callable[[], object], *, name: str, new: Callable[..., Thread] = Thread) -> None:
    """Call a function in a new thread, with a copy of the caller's context variables.

    The thread is a daemon, so that a request that hangs does not keep the program from exiting. Subinterpreters have no
    daemon threads: there, the end of the interpreter waits for it.

    Args:
        act: The function.
        name: The thread's name, which debuggers show.
        new: Makes the thread.
    """
    run = copy_context().run
    try:
        new(target=run, args=(act,), name=name, daemon=True).start()
    except RuntimeError:
        # Python raises it in a subinterpreter, and also if the system has no thread left. Then `start` raises it again.
        new(target=run, args=(act,), name=name, daemon=False).start()
