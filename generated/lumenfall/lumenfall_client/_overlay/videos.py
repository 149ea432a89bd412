# Copied from overlays/lumenfall/videos.py by `nox -s generate`. Do not edit.
"""Waiting for a video.

`_judge` and `pause_before_look` decide; the sync and the async loop act, alike but for `await`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .._shared.pacing import Pace
from ..errors import (
    APIConnectionError,
    InternalServerError,
    InvalidArgumentError,
    LumenfallError,
    RateLimitError,
    ResponseDecodeError,
)
from ..models.video import Video
from .downloads import AsyncDownloadMixin, DownloadMixin
from .video_errors import VideoCancelledError, VideoFailedError, VideoWaitTimeoutError

DEFAULT_TIMEOUT: Final = 900.0
"""Seconds. Most videos take from seconds to minutes."""

# Source: the provider advises to begin with 2 s between two looks, and to end with at most 30 s.
FIRST_PAUSE: Final = 2.0
LONGEST_PAUSE: Final = 30.0
# A pause in proportion to the time spent so far keeps the lateness in proportion to the job's duration.
_SHARE_OF_ELAPSED: Final = 0.1

# What passes while a job goes on. A 401 or a 404 does not.
_HICCUPS: Final = (APIConnectionError, InternalServerError, RateLimitError, ResponseDecodeError)


def pause_before_look(elapsed: float) -> float:
    """Seconds to pause before the next look at a job that has been waited for `elapsed` seconds."""
    return min(LONGEST_PAUSE, max(FIRST_PAUSE, elapsed * _SHARE_OF_ELAPSED))


class _Wait:
    """One wait: what was last seen, and what follows from it."""

    def __init__(
        self, video_id: str, timeout: float, on_update: Callable[[Video], object] | None, pace: Pace
    ) -> None:
        if not timeout > 0:
            raise InvalidArgumentError(f"timeout must be more than 0 seconds, not {timeout}")
        self._video_id = video_id
        self._timeout = timeout
        self._on_update = on_update
        self._clock = pace.clock
        self._started = pace.clock()
        self._video: Video | None = None
        self._hiccup: LumenfallError | None = None

    def remaining(self) -> float:
        """Seconds that are left; what a look may take."""
        return max(0.001, self._timeout - (self._clock() - self._started))

    def saw(self, video: Video) -> Video | None:
        """Take note of a look; the video if it is finished, None if it goes on.

        Raises:
            VideoFailedError: The provider gave up.
            VideoCancelledError: The job was cancelled.
        """
        changed = self._video is None or video != self._video
        self._video, self._hiccup = video, None
        if changed and self._on_update is not None:
            self._on_update(video)
        return _judge(video, self._video_id)

    def stumbled(self, error: LumenfallError) -> None:
        """Take note of a look that told nothing."""
        self._hiccup = error

    def pause(self) -> float:
        """Seconds to pause before the next look.

        Raises:
            VideoWaitTimeoutError: There is no time for another; the last hiccup is its cause.
        """
        elapsed = self._clock() - self._started
        remaining = self._timeout - elapsed
        if remaining <= 0:
            seen = "was never seen" if self._video is None else f"is {self._video.status}"
            raise VideoWaitTimeoutError(
                f"video {self._video_id} {seen} after {self._timeout:g} s; the job is left running",
                video_id=self._video_id,
                video=self._video,
            ) from self._hiccup
        return min(remaining, pause_before_look(elapsed))


def _judge(video: Video, video_id: str) -> Video | None:
    if video.status == "completed":
        return video
    if video.status == "failed":
        why = "no reason given"
        if video.error is not None:
            why = ": ".join(part for part in (video.error.code, video.error.message) if part) or why
        raise VideoFailedError(f"video {video_id} failed: {why}", video_id=video_id, video=video)
    # A webhook event and a cancelling DELETE exist, though the page of this operation does not list the state.
    if video.status in ("cancelled", "canceled"):
        raise VideoCancelledError(f"video {video_id} was cancelled", video_id=video_id, video=video)
    return None  # Providers add states; a new one must not end a wait.


class VideosMixin(DownloadMixin):
    """Adds `wait` to the generated resource."""

    if TYPE_CHECKING:

        def get(self, video_id: str) -> Video:
            """The generated resource has it."""
            ...

    def wait(
        self,
        video_id: str,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Video], object] | None = None,
    ) -> Video:
        """Poll a video until it is finished, and return it.

        The first look comes at once. A failed connection, a 429, a 5xx or an answer that cannot be read does not end
        the wait.

        Args:
            video_id: The id that creating the video returned.
            timeout: Seconds to wait in all. The job is left running when they are over.
            on_update: Called with the video at the first look, and whenever something about it has changed.

        Raises:
            VideoFailedError: The provider gave up; the video is on the exception.
            VideoCancelledError: The job was cancelled; so is the video.
            VideoWaitTimeoutError: We gave up; so is the video as last seen.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
        """
        wait = _Wait(video_id, timeout, on_update, self._engine.pace)
        while True:
            try:
                video = self._within(wait.remaining()).get(video_id)
            except _HICCUPS as error:
                wait.stumbled(error)
            else:
                if (finished := wait.saw(video)) is not None:
                    return finished
            self._engine.pace.sleep(wait.pause())


class AsyncVideosMixin(AsyncDownloadMixin):
    """Adds `wait` to the generated resource."""

    if TYPE_CHECKING:

        async def get(self, video_id: str) -> Video:
            """The generated resource has it."""
            ...

    async def wait(
        self,
        video_id: str,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        on_update: Callable[[Video], object] | None = None,
    ) -> Video:
        """Poll a video until it is finished, and return it.

        The first look comes at once. A failed connection, a 429, a 5xx or an answer that cannot be read does not end
        the wait. Cancelling the task leaves the job running.

        Args:
            video_id: The id that creating the video returned.
            timeout: Seconds to wait in all. The job is left running when they are over.
            on_update: Called with the video at the first look, and whenever something about it has changed.

        Raises:
            VideoFailedError: The provider gave up; the video is on the exception.
            VideoCancelledError: The job was cancelled; so is the video.
            VideoWaitTimeoutError: We gave up; so is the video as last seen.
            APIStatusError: The provider refused to say, as with a 401 or a 404.
        """
        wait = _Wait(video_id, timeout, on_update, self._engine.pace)
        while True:
            try:
                video = await self._within(wait.remaining()).get(video_id)
            except _HICCUPS as error:
                wait.stumbled(error)
            else:
                if (finished := wait.saw(video)) is not None:
                    return finished
            await self._engine.pace.async_sleep(wait.pause())
