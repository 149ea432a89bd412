# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The errors of Lumenfall's jobs, and the results of `wait_all`.

    LumenfallError
    └── VideoError
        ├── VideoFailedError: the job failed at the provider
        ├── VideoCancelledError: the job was cancelled
        ├── VideoWaitTimeoutError: the wait took too long (also a TimeoutError)
        ├── VideoNotReadyError: there is nothing to download yet
        └── VideoDownloadError
            ├── VideoLinkExpiredError: the media host rejects the link, and new links too
            └── VideoDownloadTimeoutError: the download took too long (also a TimeoutError)

All of them can be copied and pickled.
"""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from .errors import LumenfallError
from .models import Video


class VideoError(LumenfallError):
    """The client could not return a completed video or its file.

    Attributes:
        video_id: The job's id. With it, you can wait for the job again.
        video: The video as last seen; None if no request for it succeeded.
    """

    def __init__(self, message: str = "", *, video_id: str = "", video: Video | None = None) -> None:
        super().__init__(message)
        self.video_id = video_id
        self.video = video


class VideoFailedError(VideoError):
    """The job failed at the provider; `video.error` says why."""


class VideoCancelledError(VideoError):
    """The job was cancelled."""


class VideoWaitTimeoutError(VideoError, TimeoutError):
    """The wait took longer than `timeout`. The job is left running and may still finish."""


class VideoNotReadyError(VideoError):
    """The job has no file to download, or is not finished yet; see `video.status`."""


class VideoDownloadError(VideoError):
    """The file of a video could not be downloaded completely. No partial file is left behind.

    Attributes:
        url: The URL of the file, without the query, which may contain a signature; None if no request was sent.
        path: The path that the file was to have, as you passed it.
        received: The number of bytes received.
        expected: The size of the file in bytes; None if unknown.
        status_code: The HTTP status of the media host's last response; None if there was no response.
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
    """The media host rejected the link to the file, and new links too."""


class VideoDownloadTimeoutError(VideoDownloadError, TimeoutError):
    """The download took longer than `total_timeout`. You can download the file again while the provider keeps it."""


@frozen
class VideoResult:
    """The result of one job in `wait_all`: a video, or an error."""

    video_id: str
    """The job's id."""
    video: Video | None = None
    """The video as last seen. It is completed unless there is an error."""
    error: LumenfallError | None = None
    """Why there is no completed video: `VideoFailedError`, `VideoCancelledError`,
    `VideoWaitTimeoutError`, or the error of the last request, such as a `NotFoundError`.
    """

    def unwrap(self) -> Video:
        """Return the completed video, or raise the error.

        Raises:
            LumenfallError: The error, if there is one.
        """
        if self.error is not None:
            raise self.error
        if self.video is None:
            shown = "/".join(map(str, (self.video_id,)))
            raise VideoError(
                f"video {shown} was never received",
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


def __dir__() -> list[str]:
    return __all__
