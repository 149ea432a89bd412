# Copied from runtime/jobs/wait.py by `nox -s generate`. Do not edit.
"""The decisions of a wait: what a response means, when to poll next, and how the wait ends.

Nothing here sends or sleeps. `loop` and `async_loop` do that; they differ only in `await`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Final, Generic, TypeVar

from ..error_context import part_of
from ..errors import (
    APIStatusError,
    InvalidArgumentError,
    NotFoundError,
    LumenfallError,
    RateLimitError,
)
from ..http.clock import Pace
from ..http.recent_creations import Recent
from ..http.retrying import is_temporary
from ..types import Response
from .kind import Ids, JobKind, Outcome
from .schedule import PollPolicy, age_when_answered, pause_before_look, pause_by_policy, poll_hint

M = TypeVar("M")
R = TypeVar("R")

LONGEST_LOOK: Final = 60.0
"""Seconds that one poll may take, so that a server that hangs does not use up the whole wait."""

NOT_FOUND_YET: Final = 10.0
"""Seconds after its creation in which a job may not be known to all servers of the provider."""

_FORGIVEN: Final = 5.0
"""Seconds by which the provider's clock may differ from ours."""


def completed(kind: JobKind[M, R], ids: Ids, job: M, outcome: Outcome | None) -> M:
    """Return a completed job.

    Raises:
        LumenfallError: The job failed or was cancelled. The class is the job's own.
    """
    if outcome == "cancelled":
        raise kind.raised(kind.cancelled_error, f"{kind.shown(ids)} was cancelled", ids, job)
    if outcome == "failed":
        message = f"{kind.shown(ids)} failed: {kind.why_failed(job)}"
        raise kind.raised(kind.failed_error, message, ids, job)
    return job


def checked_timeout(timeout: float | None) -> float:
    """Check the seconds that a wait may take, and return them; infinity for None.

    Raises:
        InvalidArgumentError: It is not a number above 0.
    """
    if timeout is None:
        return float("inf")
    if not isinstance(timeout, (int, float)) or isinstance(timeout, bool) or not timeout > 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"timeout must be a number of seconds above 0, or None, not {timeout!r}")
    try:
        return float(timeout)
    except OverflowError:  # an integer that no float can hold
        return float("inf")


class Wait(Generic[M, R]):
    """The state of one wait.

    Args:
        kind: The kind of job.
        ids: The job's ids.
        timeout: Seconds from now.
        policy: The caller's own schedule.
        arguments: Names the call in errors of that schedule.
        pace: The source of time, pauses and random numbers.
        age: Seconds since the job was created, by the local clock; None if unknown.
        seen: The job in the response that created it.
    """

    def __init__(
        self,
        kind: JobKind[M, R],
        ids: Ids,
        *,
        timeout: float,
        policy: PollPolicy | None,
        arguments: AbstractContextManager[None],
        pace: Pace,
        age: float | None,
        seen: M | None = None,
    ) -> None:
        self.kind = kind
        self.ids = ids
        self.job = seen
        self._outcome: Outcome | None = None if seen is None else kind.outcome(seen)
        self._timeout = timeout
        self._policy = policy
        self._arguments = arguments
        self._pace = pace
        self._age = age
        self._started = pace.clock()
        self._head_start: float | None = None
        self._look_began = self._started
        self._took = 0.0
        self._hint: float | None = None
        self._hiccup: LumenfallError | None = None

    def elapsed(self) -> float:
        """Seconds waited so far."""
        return self._pace.clock() - self._started

    def begin_look(self) -> float:
        """Record the start of a poll, and return the seconds that it may take."""
        self._look_began = self._pace.clock()
        # The last poll starts when the timeout is over, so it needs a little extra time.
        return min(LONGEST_LOOK, max(_grace(self._timeout), self._timeout - self.elapsed()))

    def told(self, look: Response[M] | LumenfallError) -> M | None:
        """Record the result of a poll; return the job if it has changed.

        Raises:
            LumenfallError: The poll failed with an error that ends the wait.
        """
        self._took = self._pace.clock() - self._look_began
        if isinstance(look, LumenfallError):
            self._stumbled(look)
            return None
        if self._head_start is None:
            # Both times come from the server's clock; the age is 0 if the response has no date.
            created_at = self.kind.created(look.parsed)
            age = 0.0 if created_at is None else age_when_answered(created_at, look.headers)
            self._head_start = max(0.0, age - self.elapsed())
        outcome = self.kind.outcome(look.parsed, look.status_code)
        changed = look.parsed != self.job or outcome != self._outcome
        self.job, self._outcome, self._hiccup = look.parsed, outcome, None
        self._hint = poll_hint(look.headers, now=self._pace.wall_clock())
        return look.parsed if changed else None

    def _stumbled(self, error: LumenfallError) -> None:
        age = None if self._age is None else self._age + self.elapsed()
        new = isinstance(error, NotFoundError) and age is not None and age < NOT_FOUND_YET
        if not new and not is_temporary(error):  # such as a 401, or a 404 of a job that is not new
            running = "" if isinstance(error, NotFoundError) else ", which may still be running"
            raise part_of(error, f"while waiting for {self.kind.shown(self.ids)}{running}")
        self._hiccup = error
        self._hint = None
        if isinstance(error, APIStatusError):
            self._hint = poll_hint(error.headers, now=self._pace.wall_clock(), status_code=error.status_code)

    @property
    def is_over(self) -> bool:
        """Whether the job has ended."""
        return self._outcome is not None

    def pause(self) -> float:
        """Seconds to pause before the next poll, which comes at the deadline at the latest.

        Raises:
            LumenfallError: The timeout is over. The class is the job's own; the last temporary error is the cause.
            InvalidArgumentError: The caller's own schedule returned no valid pause.
        """
        elapsed = self.elapsed()
        remaining = self._timeout - elapsed
        if remaining <= 0:
            raise self.kind.raised(
                self.kind.timeout_error,
                f"{self.kind.shown(self.ids)} {self._standing()} after {self._timeout:g} s. The job is left running; "
                f"call `{self.kind.wait_call(self.ids)}` to continue waiting",
                self.ids,
                self.job,
            ) from self._hiccup
        if self._policy is not None:
            try:
                with self._arguments:
                    return min(remaining, pause_by_policy(self._policy, elapsed, hint=self._hint))
            except InvalidArgumentError as error:
                raise part_of(error, f"while waiting for {self.kind.shown(self.ids)}") from None
        going_on_for = elapsed + (self._head_start or 0.0)
        pause = pause_before_look(
            going_on_for,
            took=self._took,
            hint=self._hint,
            chance=self._pace.chance(),
            shortest=self.kind.shortest_pause,
            longest=self.kind.longest_pause,
        )
        return min(remaining, pause)

    def _standing(self) -> str:
        if self.job is None:
            return "was never received"
        return f"is {self.kind.state(self.job) or 'not finished'}"

    def fate(self) -> str | None:
        """Describe how the job has ended; None while it runs."""
        if self.job is None or self._outcome is None:
            return None
        return f"{self.kind.shown(self.ids)} is {self.kind.state(self.job) or self._outcome}"

    def result(self) -> M:
        """Return the completed job.

        Raises:
            LumenfallError: The job failed, was cancelled, or was never received. The class is the job's own.
        """
        if self.job is None:
            raise self.kind.raised(self.kind.error, f"{self.kind.shown(self.ids)} was never received", self.ids, None)
        return completed(self.kind, self.ids, self.job, self._outcome)

    def report(self, error: LumenfallError | None) -> R:
        """The result of this wait for `wait_all`."""
        return self.kind.result(**self.kind.named(self.ids, self.job), error=error)


def begin(
    kind: JobKind[M, R],
    ids: Ids,
    job: M | None,
    *,
    timeout: float,
    policy: PollPolicy | None,
    arguments: AbstractContextManager[None],
    pace: Pace,
    recent: Recent,
) -> Wait[M, R]:
    """Create a wait for a job that was started earlier, by this client or another program.

    Args:
        kind: The kind of job.
        ids: The job's ids.
        job: The job, if the caller passed it instead of its id.
        timeout: Seconds from now.
        policy: The caller's own schedule.
        arguments: Names the call in errors of that schedule.
        pace: The source of time, pauses and random numbers.
        recent: The jobs that this client created a moment ago.
    """
    age = None if kind.noted is None else recent.age(str(ids[kind.noted]), pace.clock())
    if age is None and job is not None:
        age = _age(kind.created(job), pace)
    return Wait(kind, ids, timeout=timeout, policy=policy, arguments=arguments, pace=pace, age=age)


def _age(created_at: float | None, pace: Pace) -> float | None:
    """Seconds since a job was created, by the local clock; None if unknown, or if the two clocks disagree."""
    if created_at is None:
        return None
    try:
        age = pace.wall_clock() - created_at
    except OverflowError:
        return None
    return None if age < -_FORGIVEN else age


def _grace(timeout: float) -> float:
    return min(1.0, timeout / 10)


def result_of(wait: Wait[M, R]) -> R:
    """The result of a wait whose job has ended."""
    try:
        wait.result()
    except LumenfallError as error:
        return wait.report(error)
    return wait.report(None)


class Agenda(Generic[M, R]):
    """Many waits, sorted by the time of their next poll."""

    def __init__(self, waits: Iterable[Wait[M, R]], now: float) -> None:
        # The number keeps polls that are due at the same time in order.
        self._entries = [(now, number, wait) for number, wait in enumerate(waits)]
        self._number = len(self._entries)
        self._held_until = now

    def __len__(self) -> int:
        return len(self._entries)

    def due(self, now: float) -> Wait[M, R] | None:
        """Remove and return the next wait whose poll is due; None if there is none."""
        if not self._entries or self.next_time() > now:
            return None
        return heapq.heappop(self._entries)[2]

    def next_time(self) -> float:
        """When the next poll is due. The agenda must not be empty."""
        return max(self._entries[0][0], self._held_until)

    def add(self, wait: Wait[M, R], time: float) -> None:
        """Schedule the next poll of a wait."""
        heapq.heappush(self._entries, (time, self._number, wait))
        self._number += 1

    def hold(self, until: float) -> None:
        """Delay all polls until a time, because the provider has limited the rate."""
        self._held_until = max(self._held_until, until)

    def after_look(self, wait: Wait[M, R], look: Response[M] | LumenfallError, now: float) -> tuple[M | None, R | None]:
        """Process one poll: return the job if it has changed, and the result if the wait is over.

        If the wait is not over, its next poll is added to the agenda.

        Raises:
            InvalidArgumentError: The caller's own schedule cannot be used. This ends all waits.
        """
        changed = None
        try:
            changed = wait.told(look)
            if wait.is_over:
                return changed, result_of(wait)
            pause = wait.pause()
        except InvalidArgumentError:
            raise
        except LumenfallError as error:
            return changed, wait.report(error)
        self.add(wait, now + pause)
        if isinstance(look, RateLimitError):
            self.hold(now + pause)
        return changed, None
