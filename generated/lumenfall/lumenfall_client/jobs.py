# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""What can go wrong with the jobs of Lumenfall, and how each of several waits ended.

    LumenfallError
    └── VideoError
        ├── VideoFailedError: the provider gave up
        ├── VideoCancelledError: somebody cancelled the job
        ├── VideoWaitTimeoutError: the client gave up (also a TimeoutError)
        ├── VideoNotReadyError: there is nothing to download yet
        └── VideoDownloadError
            ├── VideoLinkExpiredError: the media host accepts no link any more
            └── VideoDownloadTimeoutError: the client gave up (also a TimeoutError)

All of them can be copied and pickled.
"""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from .errors import LumenfallError
from .models import Video


class VideoError(LumenfallError):
    """There is no finished video, or no file of it.

    Attributes:
        video_id: The job's id. It is never lost: a job that was paid for can be asked for again.
        video: The video as last seen; None if no look succeeded.
    """

    def __init__(self, message: str = "", *, video_id: str = "", video: Video | None = None) -> None:
        super().__init__(message)
        self.video_id = video_id
        self.video = video


class VideoFailedError(VideoError):
    """The provider gave up on the job; `video.error` says why."""


class VideoCancelledError(VideoError):
    """The job was cancelled."""


class VideoWaitTimeoutError(VideoError, TimeoutError):
    """The client gave up waiting for the job, which may still finish."""


class VideoNotReadyError(VideoError):
    """The job has no file to download, or none yet; `video.status` says how far it is."""


class VideoDownloadError(VideoError):
    """The file of a video did not arrive whole. Nothing of it was left behind.

    Attributes:
        url: Where it was asked for, without the query, which may hold a signature; None if no link was followed.
        path: Where it should have been put, as it was given.
        received: Bytes that had come.
        expected: Bytes that it should have had; None if nobody said.
        status_code: The media host's last answer; None if there was none.
    """

    def __init__(
        self,
        message: str = "",
        *,
        video_id: str = "",
        video: Video | None = None,
        url: str | None = None,
        path: Path | None = None,
        received: int = 0,
        expected: int | None = None,
        status_code: int | None = None,
    ) -> None:
        super().__init__(message, video_id=video_id, video=video)
        self.url = url
        self.path = path
        self.received = received
        self.expected = expected
        self.status_code = status_code


class VideoLinkExpiredError(VideoDownloadError):
    """The media host refused the link of the video, and new ones too."""


class VideoDownloadTimeoutError(VideoDownloadError, TimeoutError):
    """The client gave up on the download. The video is still there, as long as the provider keeps it."""


@frozen
class VideoResult:
    """How one of several waits ended: with a video, or with an error."""

    video_id: str
    """The job."""
    video: Video | None = None
    """The job as last seen; completed, unless there is an error."""
    error: LumenfallError | None = None
    """Why there is no completed video: `VideoFailedError`, `VideoCancelledError`,
    `VideoWaitTimeoutError`, or what refused to say, such as a `NotFoundError`.
    """

    def unwrap(self) -> Video:
        """The completed video.

        Raises:
            LumenfallError: The error, if there is one.
        """
        if self.error is not None:
            raise self.error
        if self.video is None:
            shown = "/".join(map(str, (self.video_id,)))
            raise VideoError(
                f"video {shown} was never seen",
                video_id=self.video_id,
            )
        return self.video


__all__ = [
    "VideoCancelledError",
    "VideoDownloadError",
    "VideoDownloadTimeoutError",
    "VideoError",
    "VideoFailedError",
    "VideoLinkExpiredError",
    "VideoNotReadyError",
    "VideoResult",
    "VideoWaitTimeoutError",
]
