"""What can go wrong with a video.

LumenfallError
└── VideoError                    .video, .video_id
    ├── VideoFailedError          the provider gave up
    ├── VideoCancelledError       somebody cancelled the job
    └── VideoWaitTimeoutError     we gave up (also a TimeoutError)
"""

from __future__ import annotations

from ..errors import LumenfallError
from ..models.video import Video


class VideoError(LumenfallError):
    """A wait for a video ended without one.

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
