"""What can go wrong with a video.

    LumenfallError
    └── VideoError                         .video, .video_id
        ├── VideoFailedError               the provider gave up
        ├── VideoCancelledError            somebody cancelled the job
        ├── VideoWaitTimeoutError          we gave up (also a TimeoutError)
        ├── VideoNotReadyError             there is nothing to download yet
        └── VideoDownloadError             .url, .path, .received, .expected, .status_code
            ├── VideoLinkExpiredError      the media host takes no link of it any more
            └── VideoDownloadTimeoutError  we gave up (also a TimeoutError)

All of them can be copied and pickled.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import LumenfallError
from ..models import Video


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
    """The provider gave up on the job; why stands in `video.error`."""


class VideoCancelledError(VideoError):
    """The job was cancelled."""


class VideoWaitTimeoutError(VideoError, TimeoutError):
    """We gave up on the job. It may still finish."""


class VideoNotReadyError(VideoError):
    """The job has no file to download, or none yet; where it stands is `video.status`."""


class VideoDownloadError(VideoError):
    """A video's file did not arrive whole. Nothing of it was left behind.

    Attributes:
        url: Where it was asked for, without what lets one in (the query); None if no link was followed.
        path: Where it should have been put, as it was given.
        received: Bytes that had come.
        expected: Bytes that it should have had; None if nobody told.
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
    """The media host refused the video's link, and new ones too."""


class VideoDownloadTimeoutError(VideoDownloadError, TimeoutError):
    """We gave up on the download. The video is still there, as long as the provider keeps it."""
