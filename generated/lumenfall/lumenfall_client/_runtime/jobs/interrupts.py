# Copied from runtime/jobs/interrupts.py by `nox -s generate`. Do not edit.
"""Reports of an interrupted wait: a note on the exception, and a line in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final, TypeVar

from ..errors import InvalidArgumentError, LumenfallError
from ..http.engine import AsyncEngine, Engine
from .kind import Ids, JobKind
from .wait import Wait

M = TypeVar("M")
R = TypeVar("R")

CANCEL_TIMEOUT: Final = 10.0
"""Seconds that the request to cancel an interrupted job may take."""

_NAMED: Final = 20
"""The maximum number of ids in the note on an interrupted `wait_all`."""


def is_end(error: BaseException) -> bool:
    """Whether an error is a regular end of a wait. An error of the caller's own schedule is an interrupt."""
    return isinstance(error, LumenfallError) and not isinstance(error, InvalidArgumentError)


def fate_of(
    kind: JobKind[M, R], ids: Ids, wait: Wait[M, R] | None, *, cancelled: bool, problem: LumenfallError | None
) -> str:
    """Describe the state of a job whose wait was interrupted.

    Args:
        kind: The kind of job.
        ids: The job's ids.
        wait: The wait; None if the interrupt came between the start of the job and its wait.
        cancelled: Whether the client has tried to cancel the job.
        problem: Why that failed.
    """
    shown = kind.shown(ids)
    if wait is not None and (fate := wait.fate()) is not None:
        return fate
    if problem is not None:
        return f"{shown} could not be cancelled, and may still be running: {problem}"
    if cancelled:
        return f"{shown} was cancelled"
    return f"{shown} is left running; call `{kind.wait_call(ids)}` to continue waiting"


def left_running(kind: JobKind[M, R], jobs: Iterable[Ids]) -> str:
    """Describe the jobs of an interrupted `wait_all` that have no result."""
    left = sorted("/".join(map(str, ids)) for ids in jobs)
    named = ", ".join(left[:_NAMED])
    more = f" and {len(left) - _NAMED:,} more" if len(left) > _NAMED else ""
    return f"{len(left):,} of the {kind.noun}s have no result, and may still be running: {named}{more}"


def note(engine: Engine | AsyncEngine, interrupt: BaseException, fate: str) -> None:
    """Add a description of the interrupted waits to the exception, and log it."""
    interrupt.add_note(fate)
    logging.getLogger(engine.provider.logger).info("wait interrupted: %s", fate)
