"""What Lumenfall's document cannot say: the life of a video.

Adds to `client.videos`: `estimate`, `create_and_wait`, `wait`, `watch`, `wait_all`, `download`. Adds to the package's
root: `VideoError` and the errors below it, and `VideoResult`, which `wait_all` gives.
"""

from .video_errors import (
    VideoCancelledError,
    VideoDownloadError,
    VideoDownloadTimeoutError,
    VideoError,
    VideoFailedError,
    VideoLinkExpiredError,
    VideoNotReadyError,
    VideoWaitTimeoutError,
)
from .waiting import VideoResult

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
