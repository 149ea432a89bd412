"""What waiting for videos decides: what a look told, when the next one comes, and how it all ends.

Nothing here sends or sleeps. `videos` does, in a sync and an async loop that are alike but for `await`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from .._runtime.error_context import part_of
from .._runtime.http.clock import Pace
from ..errors import (
    APIConnectionError,
    APIStatusError,
    InternalServerError,
    InvalidArgumentError,
    LumenfallError,
    NotFoundError,
    RateLimitError,
    ResponseDecodeError,
)
from ..models import Video
from ..types import Response
from .schedule import PollPolicy, age_when_answered, pause_before_look, pause_by_policy, poll_hint
from .video_errors import VideoCancelledError, VideoError, VideoFailedError, VideoWaitTimeoutError

DEFAULT_TIMEOUT: Final = 900.0
"""Seconds. Most videos take from seconds to minutes."""

LONGEST_LOOK: Final = 60.0
"""Seconds that one look may take, so that a server that hangs costs one look and not the wait."""

NOT_FOUND_YET: Final = 10.0
"""Seconds after its creation in which a job may not be found everywhere."""

# What passes while a job goes on. A 401, or a 404 of a job that is not new, does not.
_HICCUPS: Final = (APIConnectionError, InternalServerError, RateLimitError, ResponseDecodeError)

# A webhook event and a cancelling DELETE exist, though the page of `videos.get` does not list the state. Both
# spellings are in use among providers.
_CANCELLED: Final = frozenset({"cancelled", "canceled"})
_FINAL: Final = frozenset({"completed", "failed"}) | _CANCELLED


def is_final(video: Video) -> bool:
    """Whether a job has ended. Providers add states; one that is not known here goes on."""
    return video.status in _FINAL


def completed(video: Video, video_id: str) -> Video:
    """A job that has ended, if it ended well.

    Raises:
        VideoFailedError: The provider gave up.
        VideoCancelledError: The job was cancelled.
    """
    if video.status in _CANCELLED:
        raise VideoCancelledError(f"video {video_id} was cancelled", video_id=video_id, video=video)
    if video.status == "failed":
        why = "no reason given"
        if video.error is not None:
            why = ": ".join(part for part in (video.error.code, video.error.message) if part) or why
        raise VideoFailedError(f"video {video_id} failed: {why}", video_id=video_id, video=video)
    return video


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


class Wait:
    """One wait: what was last seen, and what follows from it.

    Args:
        video_id: The job.
        timeout: Seconds from now.
        policy: The caller's own schedule.
        pace: The clocks, and chance.
        age: Seconds since the job was created, by our own clock; None if nobody knows.
        seen: The job as its creation answered.
    """

    def __init__(
        self,
        video_id: str,
        *,
        timeout: float,
        policy: PollPolicy | None,
        pace: Pace,
        age: float | None,
        seen: Video | None = None,
    ) -> None:
        self.video_id = video_id
        self.video = seen
        self._timeout = timeout
        self._policy = policy
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
        """Note that a look begins; the seconds that it may take."""
        self._look_began = self._pace.clock()
        # The last look begins when the time is over, and has a little of its own.
        return min(LONGEST_LOOK, max(_grace(self._timeout), self._timeout - self.elapsed()))

    def told(self, look: Response[Video] | LumenfallError) -> Video | None:
        """Take note of a look; the video, if anything about it has changed.

        Raises:
            LumenfallError: The look itself, if it ends the wait.
        """
        self._took = self._pace.clock() - self._look_began
        if isinstance(look, LumenfallError):
            self._stumbled(look)
            return None
        if self._head_start is None:
            # By the server's clock alone; 0 if it does not say.
            self._head_start = max(0.0, age_when_answered(look.parsed.created_at, look.headers) - self.elapsed())
        changed = look.parsed != self.video
        self.video, self._hiccup = look.parsed, None
        self._hint = poll_hint(look.headers, now=self._pace.wall_clock())
        return look.parsed if changed else None

    def _stumbled(self, error: LumenfallError) -> None:
        age = None if self._age is None else self._age + self.elapsed()
        new = isinstance(error, NotFoundError) and age is not None and age < NOT_FOUND_YET
        if not new and not isinstance(error, _HICCUPS):
            running = "" if isinstance(error, NotFoundError) else ", which may still be running"
            raise part_of(error, f"while waiting for video {self.video_id}{running}")
        self._hiccup = error
        self._hint = None
        if isinstance(error, APIStatusError):
            self._hint = poll_hint(error.headers, now=self._pace.wall_clock(), status_code=error.status_code)

    @property
    def is_over(self) -> bool:
        """Whether the job has ended."""
        return self.video is not None and is_final(self.video)

    def pause(self) -> float:
        """Seconds to pause before the next look, which comes at the deadline at the latest.

        Raises:
            VideoWaitTimeoutError: There is no time for another; the last hiccup is its cause.
            InvalidArgumentError: The caller's own schedule answers with no pause.
        """
        elapsed = self.elapsed()
        remaining = self._timeout - elapsed
        if remaining <= 0:
            seen = "was never seen" if self.video is None else f"is {self.video.status}"
            raise VideoWaitTimeoutError(
                f"video {self.video_id} {seen} after {self._timeout:g} s; the job is left running",
                video_id=self.video_id,
                video=self.video,
            ) from self._hiccup
        if self._policy is not None:
            try:
                return min(remaining, pause_by_policy(self._policy, elapsed, hint=self._hint))
            except InvalidArgumentError as error:
                raise part_of(error, f"while waiting for video {self.video_id}") from None
        going_on_for = elapsed + (self._head_start or 0.0)
        pause = pause_before_look(going_on_for, took=self._took, hint=self._hint, chance=self._pace.chance())
        return min(remaining, pause)

    def result(self) -> Video:
        """The video of a job that has ended.

        Raises:
            VideoFailedError: The provider gave up.
            VideoCancelledError: The job was cancelled.
        """
        if self.video is None:
            raise VideoError(f"video {self.video_id} was never seen", video_id=self.video_id)
        return completed(self.video, self.video_id)


def _grace(timeout: float) -> float:
    return min(1.0, timeout / 10)


@frozen
class VideoResult:
    """How one of several waits ended: with a video, or with an error."""

    video_id: str
    """The job."""
    video: Video | None = None
    """The job as last seen; completed, unless there is an error."""
    error: LumenfallError | None = None
    """Why there is no completed video: `VideoFailedError`, `VideoCancelledError`, `VideoWaitTimeoutError`, or what
    refused to say, such as a `NotFoundError`.
    """

    def unwrap(self) -> Video:
        """The completed video.

        Raises:
            LumenfallError: The error, if there is one.
        """
        if self.error is not None:
            raise self.error
        if self.video is None:
            raise VideoError(f"video {self.video_id} was never seen", video_id=self.video_id)
        return self.video


def result_of(wait: Wait) -> VideoResult:
    """How a wait ended whose job has ended."""
    try:
        return VideoResult(wait.video_id, wait.result())
    except VideoError as error:
        return VideoResult(wait.video_id, error.video, error)


class Agenda:
    """Many waits, by the time of their next look."""

    def __init__(self, waits: Iterable[Wait], now: float) -> None:
        # The number keeps the order among looks that are due at the same time.
        self._entries = [(now, number, wait) for number, wait in enumerate(waits)]
        self._number = len(self._entries)
        self._held_until = now

    def __len__(self) -> int:
        return len(self._entries)

    def due(self, now: float) -> Wait | None:
        """The next wait whose look is due, taken from the agenda."""
        if not self._entries or self.next_time() > now:
            return None
        return heapq.heappop(self._entries)[2]

    def next_time(self) -> float:
        """When the next look is due; there must be one."""
        return max(self._entries[0][0], self._held_until)

    def add(self, wait: Wait, time: float) -> None:
        """Look again at a time."""
        heapq.heappush(self._entries, (time, self._number, wait))
        self._number += 1

    def hold(self, until: float) -> None:
        """Look at nothing before a time: the provider has had enough."""
        self._held_until = max(self._held_until, until)


def after_look(
    wait: Wait, look: Response[Video] | LumenfallError, agenda: Agenda, now: float
) -> tuple[Video | None, VideoResult | None]:
    """What one look of many means: the video if it has changed, and the result if the wait is over.

    A wait that goes on is back on the agenda.

    Raises:
        InvalidArgumentError: The caller's own schedule cannot be used, which is not for one result to tell.
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
        return changed, VideoResult(wait.video_id, wait.video, error)
    agenda.add(wait, now + pause)
    if isinstance(look, RateLimitError):
        agenda.hold(now + pause)
    return changed, None
