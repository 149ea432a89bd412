"""What waiting for jobs decides: what a look showed, when the next one comes, and how it all ends.

Nothing here sends or sleeps. `loop` and `async_loop` do, alike but for `await`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import Final, Generic, TypeVar

from ..error_context import part_of
from ..errors import (
    APIConnectionError,
    APIStatusError,
    InternalServerError,
    InvalidArgumentError,
    NotFoundError,
    ProviderError,
    RateLimitError,
    ResponseDecodeError,
)
from ..http.clock import Pace
from ..http.recent_creations import Recent
from ..types import Response
from .kind import Ids, JobKind, Outcome
from .schedule import PollPolicy, age_when_answered, pause_before_look, pause_by_policy, poll_hint

M = TypeVar("M")
R = TypeVar("R")

LONGEST_LOOK: Final = 60.0
"""Seconds that one look may take, so that a server that hangs costs one look and not the wait."""

NOT_FOUND_YET: Final = 10.0
"""Seconds after its creation in which a job may not be found everywhere."""

_FORGIVEN: Final = 5.0
"""Seconds by which the provider's clock may differ from ours."""

# What passes while a job goes on. A 401, or a 404 of a job that is not new, does not.
_HICCUPS: Final = (APIConnectionError, InternalServerError, RateLimitError, ResponseDecodeError)


def completed(kind: JobKind[M, R], ids: Ids, job: M, outcome: Outcome | None) -> M:
    """A job that has ended, if it ended well.

    Raises:
        ProviderError: The job's own error: the provider gave up, or the job was cancelled.
    """
    if outcome == "cancelled":
        raise kind.raised(kind.cancelled_error, f"{kind.shown(ids)} was cancelled", ids, job)
    if outcome == "failed":
        message = f"{kind.shown(ids)} failed: {kind.why_failed(job)}"
        raise kind.raised(kind.failed_error, message, ids, job)
    return job


def checked_timeout(timeout: float | None) -> float:
    """The seconds that a wait may take; infinitely many for None.

    Raises:
        InvalidArgumentError: It is no number above 0.
    """
    if timeout is None:
        return float("inf")
    if not isinstance(timeout, (int, float)) or isinstance(timeout, bool) or not timeout > 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise InvalidArgumentError(f"timeout must be a number of seconds, more than 0, or None, not {timeout!r}")
    try:
        return float(timeout)
    except OverflowError:  # an integer that no float can hold
        return float("inf")


class Wait(Generic[M, R]):
    """One wait: what was last seen, and what follows from it.

    Args:
        kind: The kind of job.
        ids: The job.
        timeout: Seconds from now.
        policy: The caller's own schedule.
        pace: The clocks, and chance.
        age: Seconds since the job was created, by our own clock; None if nobody knows.
        seen: The job as its creation answered.
    """

    def __init__(
        self,
        kind: JobKind[M, R],
        ids: Ids,
        *,
        timeout: float,
        policy: PollPolicy | None,
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
        self._pace = pace
        self._age = age
        self._started = pace.clock()
        self._head_start: float | None = None
        self._look_began = self._started
        self._took = 0.0
        self._hint: float | None = None
        self._hiccup: ProviderError | None = None

    def elapsed(self) -> float:
        """Seconds waited so far."""
        return self._pace.clock() - self._started

    def begin_look(self) -> float:
        """Note that a look begins; the seconds that it may take."""
        self._look_began = self._pace.clock()
        # The last look begins when the time is over, and has a little of its own.
        return min(LONGEST_LOOK, max(_grace(self._timeout), self._timeout - self.elapsed()))

    def told(self, look: Response[M] | ProviderError) -> M | None:
        """Take note of a look; the job, if anything about it has changed.

        Raises:
            ProviderError: The look itself, if it ends the wait.
        """
        self._took = self._pace.clock() - self._look_began
        if isinstance(look, ProviderError):
            self._stumbled(look)
            return None
        if self._head_start is None:
            # By the server's clock alone; 0 if it does not say.
            created_at = self.kind.created(look.parsed)
            age = 0.0 if created_at is None else age_when_answered(created_at, look.headers)
            self._head_start = max(0.0, age - self.elapsed())
        outcome = self.kind.outcome(look.parsed, look.status_code)
        changed = look.parsed != self.job or outcome != self._outcome
        self.job, self._outcome, self._hiccup = look.parsed, outcome, None
        self._hint = poll_hint(look.headers, now=self._pace.wall_clock())
        return look.parsed if changed else None

    def _stumbled(self, error: ProviderError) -> None:
        age = None if self._age is None else self._age + self.elapsed()
        new = isinstance(error, NotFoundError) and age is not None and age < NOT_FOUND_YET
        if not new and not isinstance(error, _HICCUPS):
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
        """Seconds to pause before the next look, which comes at the deadline at the latest.

        Raises:
            ProviderError: There is no time for another: the job's own error, with the last hiccup as its cause.
            InvalidArgumentError: The caller's own schedule answers with no pause.
        """
        elapsed = self.elapsed()
        remaining = self._timeout - elapsed
        if remaining <= 0:
            raise self.kind.raised(
                self.kind.timeout_error,
                f"{self.kind.shown(self.ids)} {self._standing()} after {self._timeout:g} s; the job is left running",
                self.ids,
                self.job,
            ) from self._hiccup
        if self._policy is not None:
            try:
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
            return "was never seen"
        return f"is {self.kind.state(self.job) or 'not finished'}"

    def fate(self) -> str | None:
        """How the job has ended, in words; None while it goes on."""
        if self.job is None or self._outcome is None:
            return None
        return f"{self.kind.shown(self.ids)} is {self.kind.state(self.job) or self._outcome}"

    def result(self) -> M:
        """The job, which has ended well.

        Raises:
            ProviderError: The job's own error: it failed, was cancelled, or was never seen.
        """
        if self.job is None:
            raise self.kind.raised(self.kind.error, f"{self.kind.shown(self.ids)} was never seen", self.ids, None)
        return completed(self.kind, self.ids, self.job, self._outcome)

    def report(self, error: ProviderError | None) -> R:
        """How this one of several waits ended."""
        return self.kind.result(**self.kind.named(self.ids, self.job), error=error)


def begin(
    kind: JobKind[M, R],
    ids: Ids,
    job: M | None,
    *,
    timeout: float,
    policy: PollPolicy | None,
    pace: Pace,
    recent: Recent,
) -> Wait[M, R]:
    """A wait for a job that was started earlier, here or elsewhere.

    Args:
        kind: The kind of job.
        ids: The job.
        job: The job as the caller had it, if that was passed in place of its id.
        timeout: Seconds from now.
        policy: The caller's own schedule.
        pace: The clocks, and chance.
        recent: What the client created a moment ago.
    """
    age = None if kind.noted is None else recent.age(str(ids[kind.noted]), pace.clock())
    if age is None and job is not None:
        age = _age(kind.created(job), pace)
    return Wait(kind, ids, timeout=timeout, policy=policy, pace=pace, age=age)


def _age(created_at: float | None, pace: Pace) -> float | None:
    """Seconds since a job was created, by our clock; None if nobody knows, or one of the clocks cannot be trusted."""
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
    """How a wait ended whose job has ended."""
    try:
        wait.result()
    except ProviderError as error:
        return wait.report(error)
    return wait.report(None)


class Agenda(Generic[M, R]):
    """Many waits, by the time of their next look."""

    def __init__(self, waits: Iterable[Wait[M, R]], now: float) -> None:
        # The number keeps the order among looks that are due at the same time.
        self._entries = [(now, number, wait) for number, wait in enumerate(waits)]
        self._number = len(self._entries)
        self._held_until = now

    def __len__(self) -> int:
        return len(self._entries)

    def due(self, now: float) -> Wait[M, R] | None:
        """The next wait whose look is due, taken from the agenda."""
        if not self._entries or self.next_time() > now:
            return None
        return heapq.heappop(self._entries)[2]

    def next_time(self) -> float:
        """When the next look is due; there must be one."""
        return max(self._entries[0][0], self._held_until)

    def add(self, wait: Wait[M, R], time: float) -> None:
        """Look again at a time."""
        heapq.heappush(self._entries, (time, self._number, wait))
        self._number += 1

    def hold(self, until: float) -> None:
        """Look at nothing before a time: the provider has had enough."""
        self._held_until = max(self._held_until, until)

    def after_look(self, wait: Wait[M, R], look: Response[M] | ProviderError, now: float) -> tuple[M | None, R | None]:
        """What one look of many means: the job if it has changed, and the result if the wait is over.

        A wait that goes on is put back on the agenda.

        Raises:
            InvalidArgumentError: The caller's own schedule cannot be used, which concerns all of the waits.
        """
        changed = None
        try:
            changed = wait.told(look)
            if wait.is_over:
                return changed, result_of(wait)
            pause = wait.pause()
        except InvalidArgumentError:
            raise
        except ProviderError as error:
            return changed, wait.report(error)
        self.add(wait, now + pause)
        if isinstance(look, RateLimitError):
            self.hold(now + pause)
        return changed, None
